"""From a source file of the island to the hashed file that Vite built of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parent / "static"
BUILT = STATIC / "built"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses of built files by the path of their source, as Vite's manifest lists them."""

    files: Mapping[str, str]

    def __call__(self, source: str) -> str:
        """The address of what was built from ``source``, e.g. ``island/src/page.ts``."""
        if source not in self.files:
            raise LookupError(f"{source}: not in the built files; right would be `make setup`, which builds them")
        return self.files[source]


def assets(built: Path = BUILT) -> Assets:
    """Read Vite's manifest in ``built``. An empty folder gives none: pages then say what to do."""
    manifest = built / ".vite" / "manifest.json"
    if not manifest.is_file():
        return Assets({})
    found: dict[str, dict[str, object]] = json.loads(manifest.read_text(encoding="utf-8"))
    return Assets({source: f"/static/built/{entry['file']}" for source, entry in found.items()})
