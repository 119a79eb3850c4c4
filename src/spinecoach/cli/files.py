"""Reads and writes the files that options name."""

import filecmp
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
def writing(path: Path, *, replace: bool = True) -> Iterator[BinaryIO]:
    """A file for its owner's eyes that stands at ``path`` once the block is done, and not at all when it fails.

    Without ``replace`` an older file stays, unless nothing of it would be lost. ``-`` writes to standard output, as it
    comes. Raises CliError.
    """
    if str(path) == STANDARD_INPUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.is_dir():
        raise CliError(str(path), "a folder", "a file name")
    if path.exists() and not path.is_file():
        raise CliError(str(path), "a device or a pipe", "a file name, or - for standard output")
    part = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not replace and path.exists() and path.stat().st_size and not filecmp.cmp(part, path, shallow=False):
            raise CliError(str(path), "an older file", "another file name, or --replace")
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
