"""Removes a record and everything beside it that is ours."""

import shutil
from contextlib import suppress
from pathlib import Path

from spinecoach.record import claim
from spinecoach.record.claim import Claim
from spinecoach.record.copies import BEFORE, STAGING, put_back, staging
from spinecoach.record.errors import InUse, NotWritable
from spinecoach.record.replays import FOLDER
from spinecoach.record.sqlite import FILE, SqliteStore

FILES = (FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal", BEFORE)


def forget(folder: Path) -> tuple[str, ...]:
    """Leave nothing of ours in ``folder``, nor the folder if it is empty then. Raises InUse while one is serving there.

    Answers the names of what was not ours and still lies there.
    """
    if not folder.exists():
        return ()
    held = _claimed(folder)
    try:
        _remove(folder)
        (folder / claim.FILE).unlink(missing_ok=True)
        left = tuple(sorted(path.name for path in folder.iterdir()))
        if not left:
            with suppress(OSError):  # a mount point, say
                folder.rmdir()
    except OSError as fault:
        raise _kept(folder, fault) from fault
    finally:
        held.release()
    return left


def must_be_free(folder: Path) -> None:
    """Nobody may serve from ``folder`` while all of it is removed. Raises InUse, which says what to do then."""
    if (folder / claim.FILE).exists():
        _claimed(folder).release()


def _claimed(folder: Path) -> Claim:
    try:
        return Claim.take(folder)
    except InUse as fault:
        right = 'ending that one first (Ctrl-C where it runs), or "Remove everything" on its page of settings'
        raise InUse(fault.place, fault.found, right) from fault


def forget_while_serving(folder: Path) -> None:
    """Make the record an empty one and remove all that lies beside it but the lock. Raises StoreError."""
    with staging(folder) as place:
        SqliteStore.open(place, alone=False).close()
        put_back(folder, place)
    try:
        _remove(folder, but=FILES[:3])
    except OSError as fault:
        raise _kept(folder, fault) from fault


def _remove(folder: Path, but: tuple[str, ...] = ()) -> None:
    for name in FILES:
        if name not in but:
            (folder / name).unlink(missing_ok=True)
    for place in (*folder.glob(f"{STAGING}*"), *folder.glob(FOLDER)):
        shutil.rmtree(place)


def _kept(folder: Path, fault: OSError) -> NotWritable:
    found = (fault.strerror or str(fault)).lower()
    return NotWritable(str(fault.filename or folder), found, "a folder and files that may be removed")
