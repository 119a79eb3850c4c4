"""Landmarks that a person asked to keep: replay files beside the record, one for each exercise of a session."""

import gzip
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from spinecoach.body import Frame
from spinecoach.record.errors import NotWritable
from spinecoach.wire.replay import Header, frame_line, header_line

FOLDER = "landmarks"
ENDING = ".jsonl.gz"
UNFINISHED = ".part"
NAME = re.compile(r"\d{8}-\d{6}-[A-Za-z0-9]+\.jsonl\.gz")
"""The moment it was begun, and the exercise's code."""


@dataclass(frozen=True, slots=True)
class KeptReplay:
    """One file: when it was begun (local time), of which exercise, and its size in bytes."""

    name: str
    begun_at: datetime
    code: str
    size: int


class ReplayWriter:
    """A file in the making. It has its name only once it is whole; what breaks off leaves a part that the next
    opening removes."""

    def __init__(self, path: Path, header: Header) -> None:
        self._path = path
        self._part = path.with_name(path.name + UNFINISHED)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._bytes = os.fdopen(handle, "wb")
            self._file = gzip.open(self._bytes, "wt", compresslevel=6, encoding="utf-8")  # noqa: SIM115 - see close()
            self._file.write(header_line(header) + "\n")
        except OSError as fault:
            raise _not_writable(path, fault) from fault
        self._frames = 0

    @classmethod
    def begin(cls, data: Path, begun_at: datetime, code: str, header: Header) -> Self:
        """A new file in the data folder ``data``. Raises NotWritable."""
        folder = data / FOLDER
        for left in folder.glob(f"*{UNFINISHED}"):
            left.unlink(missing_ok=True)
        return cls(folder / f"{begun_at:%Y%m%d-%H%M%S}-{code}{ENDING}", header)

    def write(self, frame: Frame) -> None:
        """One frame more; their times must go up. Raises NotWritable."""
        try:
            self._file.write(frame_line(frame) + "\n")
        except OSError as fault:
            raise _not_writable(self._path, fault) from fault
        self._frames += 1

    def close(self) -> None:
        """The file is whole, or gone where it has no frame. Raises NotWritable."""
        try:
            self._file.close()
            self._bytes.close()
            if self._frames:
                self._part.replace(self._path)
            else:
                self._part.unlink(missing_ok=True)
        except OSError as fault:
            raise _not_writable(self._path, fault) from fault


def kept_replays(data: Path) -> tuple[KeptReplay, ...]:
    """Those in the data folder, the latest first."""
    return tuple(sorted(_listed(data / FOLDER), key=lambda kept: kept.name, reverse=True))


def remove_replay(data: Path, name: str) -> bool:
    """Remove one; False where there is none of that name. Raises NotWritable."""
    path = data / FOLDER / name
    if not NAME.fullmatch(name) or not path.is_file():
        return False
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        raise _not_writable(path, fault) from fault
    return True


def _listed(folder: Path) -> Iterator[KeptReplay]:
    for path in folder.glob(f"*{ENDING}"):
        if NAME.fullmatch(path.name):
            day, time, code = path.name.removesuffix(ENDING).split("-")
            yield KeptReplay(path.name, datetime.strptime(day + time, "%Y%m%d%H%M%S"), code, path.stat().st_size)  # noqa: DTZ007 - local, as it was written


def _not_writable(path: Path, fault: OSError) -> NotWritable:
    found = (fault.strerror or str(fault)).lower()
    return NotWritable(str(fault.filename or path), found, "a folder that may be written to")
