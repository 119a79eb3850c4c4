"""Where the assembled files stand, which of them are missing, and whose own files take their place."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from spinecoach.vision.errors import ModelsError
from spinecoach.vision.models.assemble import BUNDLES, assembled
from spinecoach.vision.models.packages import VERSIONS, WASM, Packages

FILES = (*(f"models/{name}" for name in BUNDLES), *(f"wasm/{name}" for name in WASM))
RECIPE = " ".join(["1", *(f"{package}@{version}" for package, version in VERSIONS.items())])
"""What the files were made by and of. Files of another recipe count as missing."""
_MADE = "recipe.txt"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of assembled files; files of ``own`` with a bundle's name are taken instead of those."""

    folder: Path
    own: Path | None = None

    def file(self, name: str) -> Path | None:
        """A file by its name among ``FILES``; None where it is not one of them, or not there."""
        if name not in FILES:
            return None
        for path in self._places(name):
            if path.is_file():
                return path
        return None

    def missing(self) -> tuple[str, ...]:
        """The files that are still to be made."""
        made = self.folder / _MADE
        current = made.is_file() and made.read_text(encoding="utf-8") == RECIPE
        return tuple(name for name in FILES if not (current or self._is_own(name)) or self.file(name) is None)

    def fill(self, packages: Packages) -> None:
        """Make what is missing. Each file is there whole or not at all. Raises ModelsError."""
        missing = self.missing()
        if not missing:
            return
        made = assembled(packages)
        try:
            for name in missing:
                _write(self.folder / name, made[name]())
            # Last, for it says that the others are whole.
            _write(self.folder / _MADE, RECIPE.encode())
        except OSError as fault:
            found = (fault.strerror or str(fault)).lower()
            raise ModelsError(str(self.folder), found, "a folder that may be written") from fault

    def _places(self, name: str) -> list[Path]:
        own = [self.own / Path(name).name] if self.own is not None and name.startswith("models/") else []
        return [*own, self.folder / name]

    def _is_own(self, name: str) -> bool:
        return self.own is not None and self.file(name) == self.own / Path(name).name


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
