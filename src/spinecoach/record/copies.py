"""Whole copies of the record, made and put back by SQLite itself, so that a server may go on meanwhile."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from sqlalchemy import insert

from spinecoach.record.claim import made
from spinecoach.record.entry import Recorded
from spinecoach.record.errors import InUse, NotEmpty, NotOurs, NotWritable, StoreError
from spinecoach.record.faults import told
from spinecoach.record.schema import APPLICATION_ID
from spinecoach.record.schema import entries as table
from spinecoach.record.sqlite import AT_ONCE, FILE, SqliteStore

BEFORE = "before-restore.sqlite3"
"""The record that a restore has replaced."""
STAGING = ".incoming-"
PATIENCE_S = 10.0


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A folder beside the record for what is still to be judged; it is gone afterwards. Raises StoreError."""
    folder = made(folder)
    try:
        place = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder))
    except OSError as fault:
        raise NotWritable(
            str(folder), (fault.strerror or str(fault)).lower(), "a folder that may be written to"
        ) from fault
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def stage_rows(place: Path, rows: Iterable[Recorded]) -> int:
    """A record of exactly these rows in the empty folder ``place``; how many. Raises StoreError."""
    store = SqliteStore.open(place, alone=False)
    count = 0
    try:
        with told(place / FILE), store.writing() as connection:
            waiting: list[dict[str, Any]] = []
            for row in rows:
                waiting.append({column.name: getattr(row, column.name) for column in table.columns})
                count += 1
                if len(waiting) == AT_ONCE:
                    connection.execute(insert(table), waiting)
                    waiting.clear()
            if waiting:
                connection.execute(insert(table), waiting)
    finally:
        store.close()
    return count


def stage_copy(place: Path, file: Path) -> None:
    """The record in ``file``, judged and brought to the present schema, in ``place``. Raises StoreError on ``file``."""
    if not file.is_file():
        found = "a folder" if file.is_dir() else "no such file"
        raise NotOurs(str(file), found, "a file that `spinecoach backup` wrote")
    with (
        told(file),
        closing(sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(place / FILE)) as target,
    ):
        if source.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise NotOurs(str(file), "a file that is no record", "a file that `spinecoach backup` wrote")
        source.backup(target)
    try:
        SqliteStore.open(place, alone=False).close()
    except StoreError as fault:
        raise type(fault)(str(file), fault.found, fault.right) from fault


def adopt(folder: Path, place: Path) -> None:
    """Put the staged entries into the record of ``folder``, which must have none. Raises NotEmpty, StoreError."""
    SqliteStore.open(folder, alone=False).close()
    with told(folder / FILE), closing(_open(folder / FILE)) as live:
        live.execute("ATTACH ? AS staged", (str(place / FILE),))
        live.execute("BEGIN IMMEDIATE")
        try:
            _must_be_empty(live, folder)
            live.execute("INSERT INTO entries SELECT * FROM staged.entries ORDER BY seq")
            live.execute("COMMIT")
        except BaseException:
            live.execute("ROLLBACK")
            raise


def _must_be_empty(live: sqlite3.Connection, folder: Path) -> None:
    count = live.execute("SELECT count(*) FROM entries").fetchone()[0]
    if count:
        raise NotEmpty(str(folder), f"a record with {count} entries", "another folder with --data, or `forget` first")


def put_back(folder: Path, place: Path) -> None:
    """Make the record of ``folder`` what is staged, in one step that readers see whole. Raises StoreError."""
    SqliteStore.open(folder, alone=False).close()
    with (
        told(folder / FILE),
        closing(_open(folder / FILE)) as live,
        closing(_open(place / FILE)) as staged,
    ):
        generation = live.execute("PRAGMA user_version").fetchone()[0] + 1
        staged.execute(f"PRAGMA user_version = {generation % 2**31}")
        _copy(staged, live, folder / FILE)
        # What was there before must not stay behind in the journal.
        if live.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise InUse(str(folder / FILE), "another process at work in it", "doing it again once that one is done")


def is_record(folder: Path, target: Path) -> bool:
    """Whether ``target`` is the record of ``folder`` or a journal beside it."""
    return target.absolute().parent == folder.absolute() and target.name.startswith(FILE)


def backup(folder: Path, target: Path, *, replace: bool = False) -> None:
    """The record of ``folder`` as one file, whole or not at all; in the place of an older backup only if ``replace``.

    Raises StoreError.
    """
    if is_record(folder, target):
        raise NotWritable(str(target), "the record itself", "another file name")
    if target.exists() and not _is_ours(target):
        raise NotOurs(str(target), "a file that is no backup", "a name that is free, or an older backup")
    if target.exists() and not replace:
        raise NotWritable(str(target), "an older backup", "another file name, or --replace")
    part = target.with_name(f".{target.name}.part")
    try:
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
        with told(target), closing(_open(folder / FILE)) as live, closing(_open(part)) as copy:
            _copy(live, copy, folder / FILE)
            # One file, without a journal beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    except OSError as fault:
        found = (fault.strerror or str(fault)).lower()
        raise NotWritable(str(target), found, "a file name in a folder that may be written to") from fault
    finally:
        part.unlink(missing_ok=True)


def kept_before(folder: Path) -> datetime | None:
    """When a restore put aside the record that it replaced in ``folder``; None where no such file lies there."""
    try:
        return datetime.fromtimestamp((folder / BEFORE).stat().st_mtime, UTC)
    except OSError:
        return None


def remove_before(folder: Path) -> None:
    """Remove what a restore put aside, if it is there. Raises NotWritable."""
    try:
        (folder / BEFORE).unlink(missing_ok=True)
    except OSError as fault:
        found = (fault.strerror or str(fault)).lower()
        raise NotWritable(str(folder / BEFORE), found, "a file that may be removed") from fault


def _is_ours(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True)) as found:
            return bool(found.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
    except sqlite3.Error:
        return False


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    began = monotonic()

    def waits(status: int, _: int, __: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and monotonic() - began > PATIENCE_S:
            raise InUse(str(path), "another process at work in it", "waiting for it, or ending it")

    source.backup(target, progress=waits)
