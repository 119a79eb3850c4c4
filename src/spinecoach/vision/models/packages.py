"""Finds the weights in the Node packages that carry them, at the versions that were tried."""

import json
import re
from pathlib import Path, PurePosixPath

from spinecoach.vision.errors import ModelsError

POSE, FACE, RUNTIME = "@mediapipe/pose", "@mediapipe/face_mesh", "@mediapipe/tasks-vision"
VERSIONS = {POSE: "0.5.1675469404", FACE: "0.4.1657299874", RUNTIME: "0.10.35"}
"""Other versions hold other weights, and newer runtimes report to their maker."""
WASM = ("vision_wasm_module_internal.js", "vision_wasm_module_internal.wasm")
"""What the runtime asks for in a module worker."""

_LISTED = re.compile(r'loadPackage\((\{"files".*?\})\);', re.DOTALL)


class Packages:
    """A folder ``node_modules``. Everything that is read from it may raise ModelsError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def weights(self, package: str, name: str) -> bytes:
        """A file of a package, ``name`` in it."""
        self._judge(package)
        return self._read(self.folder / package / name)

    def packed(self, package: str, base: str) -> dict[str, bytes]:
        """The files that a package has packed into one, by their names."""
        told = _LISTED.search(self.weights(package, f"{base}_packed_assets_loader.js").decode())
        data = self.weights(package, f"{base}_packed_assets.data")
        if told is None:
            raise ModelsError(f"{package}/{base}_packed_assets_loader.js", "no list of files", VERSIONS[package])
        listed = json.loads(told[1])["files"]
        return {PurePosixPath(file["filename"]).name: data[file["start"] : file["end"]] for file in listed}

    def _judge(self, package: str) -> None:
        file = self.folder / package / "package.json"
        found = json.loads(self._read(file))["version"]
        if found != VERSIONS[package]:
            raise ModelsError(str(file), f"version {found}", VERSIONS[package])

    def _read(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as fault:
            found = "no such file" if isinstance(fault, FileNotFoundError) else (fault.strerror or str(fault)).lower()
            raise ModelsError(str(file), found, "the Node packages: run `make setup`") from fault
