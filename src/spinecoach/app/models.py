"""The camera's models: whether they are there, setting them up, and where each file stands.

In a clone they are assembled from the Node packages when the camera is first set up; a wheel brings them assembled.
Nothing is ever fetched.
"""

from dataclasses import dataclass
from pathlib import Path

import spinecoach
from spinecoach.app.refused import Refused, Why
from spinecoach.vision.models import BUNDLES, ModelsError, Packages, Shelf

PACKAGE = Path(spinecoach.__file__).parent
ASSEMBLED = PACKAGE / "vision" / "built"
"""One copy for all data folders; git ignores it and the wheel carries it."""
NODE_MODULES = PACKAGE.parents[1] / "node_modules"
"""In a clone. An installed wheel has none."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the camera can be used. ``line`` says what to do where it cannot, else it is empty."""

    ready: bool
    missing: tuple[str, ...]
    line: str


def readiness(shelf: Shelf) -> Readiness:
    """Whether all the camera's files are there."""
    missing = shelf.missing()
    line = "The camera's models are not set up yet. Set them up in the settings, or run `spinecoach models`."
    return Readiness(not missing, missing, line if missing else "")


def set_up(shelf: Shelf, packages: Path = NODE_MODULES) -> Readiness:
    """Assemble what is missing. Raises Refused."""
    try:
        shelf.fill(Packages(packages))
    except ModelsError as fault:
        raise Refused(Why.NOT_NOW, f"models: {fault}") from fault
    return readiness(shelf)


def shelf_of(own: Path | None = None, assembled: Path = ASSEMBLED) -> Shelf:
    """Where this copy of the programme has its models. ``own`` is a person's own folder. Raises Refused."""
    if own is not None and not any((own / name).is_file() for name in BUNDLES):
        raise Refused(
            Why.WRONG, f"SPINECOACH_MODELS: found no model in {own}; right would be a folder with {', '.join(BUNDLES)}"
        )
    return Shelf(assembled, own)
