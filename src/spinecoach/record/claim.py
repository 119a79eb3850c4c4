"""One server a data folder: a lock that the system lets go of when the process ends, however it ends.

The file holds the number of the process and, in a second line, the address at which it serves, or last did.
"""

import fcntl
import os
from pathlib import Path
from typing import Self

from spinecoach.record.errors import InUse, NotAFolder, NotWritable

FILE = "spinecoach.lock"


class Claim:
    """The only right to serve from ``folder``, held until ``release``. The file stays; its lock is what counts."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def take(cls, folder: Path) -> Self:
        """Take the folder, which is made when it is missing. Raises InUse, NotAFolder, NotWritable."""
        folder = made(folder)
        path = folder / FILE
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as fault:
            raise NotWritable(
                str(folder), (fault.strerror or str(fault)).lower(), "a folder that may be written to"
            ) from fault
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").partition("\n")[0].strip()
            os.close(handle)
            raise InUse(
                str(folder),
                f"a spinecoach that is running there{f' (process {holder})' if holder else ''}",
                "ending that one first, or another folder with --data",
            ) from fault
        claim = cls(handle)
        claim.tell(last_address(folder) or "")
        return claim

    def tell(self, address: str) -> None:
        """Leave word of where the pages are, for commands that make links to them."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, f"{os.getpid()}\n{address}\n".encode(), 0)

    def release(self) -> None:
        """Let go. A second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def last_address(folder: Path) -> str | None:
    """Where the pages of ``folder`` are, or last were, served; None when nobody has told."""
    try:
        lines = (folder / FILE).read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    return lines[1] if len(lines) > 1 and lines[1] else None


def made(folder: Path) -> Path:
    """``folder``, made for its owner's eyes alone when it is missing. Raises NotAFolder, NotWritable."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as fault:
        raise NotAFolder(str(folder), "a file", "a folder, or a name that is free") from fault
    except OSError as fault:
        raise NotWritable(str(folder), (fault.strerror or str(fault)).lower(), "a folder that may be made") from fault
    return folder
