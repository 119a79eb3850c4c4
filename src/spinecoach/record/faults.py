"""SQLite's failures, told as ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from spinecoach.record.errors import Damaged, DiskFailed, InUse, NoSpace, NotOurs, NotWritable, StoreError


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Let only StoreErrors out of the block, each naming ``path``."""
    try:
        yield
    except DBAPIError as fault:
        raise _translated(path, fault.orig) from fault
    except sqlite3.Error as fault:
        raise _translated(path, fault) from fault


def _translated(path: Path, fault: BaseException | None) -> StoreError:
    place = str(path)
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return NoSpace(place, "no space left on the disk", "some free space; what was recorded before is kept")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return NotWritable(place, "a file or folder that may only be read", "one that may be written to")
        case sqlite3.SQLITE_CANTOPEN:
            return NotWritable(place, "a file that cannot be opened", "a file and folder that may be written to")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return InUse(place, "another process at work in it", "waiting for it, or ending it")
        case sqlite3.SQLITE_NOTADB:
            return NotOurs(place, "a file that is no record", "a record of spinecoach, or a name that is free")
        case sqlite3.SQLITE_CORRUPT:
            return Damaged(place, "a damaged record", "a copy of it from a backup")
        case _:
            right = "a disk with free space that can be read and written; what was recorded before is kept"
            return DiskFailed(place, f"a disk that failed ({fault})", right)
