"""Reads the files that options name."""

import sys
from pathlib import Path

from spinecoach.cli.faults import CliError

LARGEST = 16 * 2**20
"""Bytes. No plan, profile or rehearsal comes near; a wrong file might."""

STANDARD_INPUT = "-"


def read_file(path: Path) -> tuple[bytes, str]:
    """The file's bytes, and its name for error lines; ``-`` reads from standard input."""
    if str(path) == STANDARD_INPUT:
        return _bounded(sys.stdin.buffer.read(LARGEST + 1), "standard input"), "standard input"
    try:
        with path.open("rb") as file:
            return _bounded(file.read(LARGEST + 1), str(path)), str(path)
    except FileNotFoundError:
        raise CliError(str(path), "no such file", "a file that exists") from None
    except IsADirectoryError:
        raise CliError(str(path), "a folder", "a file") from None
    except (OSError, ValueError) as fault:
        found = getattr(fault, "strerror", None) or str(fault)
        raise CliError(str(path), found.lower(), "a file that may be read") from None


def _bounded(text: bytes, where: str) -> bytes:
    if len(text) > LARGEST:
        raise CliError(where, "more than 16 MB", "a smaller file")
    return text
