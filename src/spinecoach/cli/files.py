"""Reads and writes the files that options name."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from spinecoach.cli.faults import CliError

LARGEST = 16 * 2**20
"""Bytes. No plan, profile or rehearsal comes near; a wrong file might."""

STANDARD_INPUT = "-"


def read_file(path: Path, most: int = LARGEST) -> tuple[bytes, str]:
    """The file's bytes, at most ``most``, and its name for error lines; ``-`` reads from standard input."""
    if str(path) == STANDARD_INPUT:
        return _bounded(sys.stdin.buffer.read(most + 1), "standard input", most), "standard input"
    try:
        with path.open("rb") as file:
            return _bounded(file.read(most + 1), str(path), most), str(path)
    except FileNotFoundError:
        raise CliError(str(path), "no such file", "a file that exists") from None
    except IsADirectoryError:
        raise CliError(str(path), "a folder", "a file") from None
    except (OSError, ValueError) as fault:
        found = getattr(fault, "strerror", None) or str(fault)
        raise CliError(str(path), found.lower(), "a file that may be read") from None


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file for its owner's eyes that stands at ``path`` once the block is done, and not at all when it fails.

    ``-`` writes to standard output, as it comes.
    """
    if str(path) == STANDARD_INPUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.is_dir():
        raise CliError(str(path), "a folder", "a file name")
    part = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as fault:
        found = (fault.strerror or str(fault)).lower()
        raise CliError(str(path), found, "a file name in a folder that may be written") from fault
    finally:
        with suppress(OSError):
            part.unlink()


def _bounded(text: bytes, where: str, most: int) -> bytes:
    if len(text) > most:
        raise CliError(where, f"more than {most // 2**20} MB", "a smaller file")
    return text
