"""Reads the packaged data files, once, into the Protocol."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from spinecoach.app.questions import packaged_questions
from spinecoach.protocol.faults import Fault
from spinecoach.protocol.load import EXERCISES, SHARED, check_exercise, parse_protocol
from spinecoach.protocol.protocol import Protocol

DATA = "data"


@cache
def catalogue() -> Protocol:
    """The packaged programme. Raises ProtocolError when a packaged file has faults."""
    return parse_protocol(packaged())


def packaged() -> dict[str, str]:
    """Text of every packaged data file of the programme, by its name below ``protocol/data``."""
    data = files("spinecoach.protocol").joinpath(DATA)
    shared = {name: _text(data.joinpath(name)) for name in SHARED}
    folder = data.joinpath(EXERCISES.rstrip("/"))
    return shared | {
        f"{EXERCISES}{entry.name}": _text(entry)
        for entry in sorted(folder.iterdir(), key=lambda e: e.name)
        if entry.name.endswith(".toml")
    }


def check_file(path: Path) -> tuple[Fault, ...]:
    """Every fault of one exercise's file, judged beside the packaged ones; empty when it can be used."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return (Fault(str(path), f"byte {error.start}", "bytes that are no UTF-8", "a text file in UTF-8"),)
    except OSError as error:
        reason = (error.strerror or "nothing readable").lower()
        return (Fault(str(path), "the whole file", reason, "an exercise's file that may be read"),)
    return check_exercise(text, str(path), catalogue(), packaged_questions().rows)[1]


def _text(entry: Traversable) -> str:
    return entry.read_text(encoding="utf-8")
