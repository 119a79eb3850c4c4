"""Takes in a record from a file: judged whole beside the present one, then put in its place in one step, or not."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from spinecoach.app.bodies import judge_body
from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.session_log import read_sessions
from spinecoach.app.sessions import sessions
from spinecoach.record.archive import read_archive
from spinecoach.record.copies import BEFORE, adopt, backup, put_back, stage_copy, stage_rows, staging
from spinecoach.record.entry import Recorded
from spinecoach.record.sqlite import SqliteStore
from spinecoach.wire.errors import WireError


def import_archive(practice: Practice, file: BinaryIO, where: str) -> int:
    """Fill an empty record with an archive; how many entries. Raises WireError, StoreError; then nothing is changed."""
    folder = practice.settings.data_dir
    with staging(folder) as place:
        people: set[str] = set()
        count = stage_rows(place, _judged(read_archive(file, where), where, people))
        _judge(practice, place, where, people)
        adopt(folder, place)
    return count


def restore_backup(practice: Practice, file: Path) -> Path | None:
    """Put a backup in the place of the record; where the one before is kept, if it had anything.

    Raises WireError, StoreError; then nothing is changed.
    """
    folder = practice.settings.data_dir
    with staging(folder) as place:
        stage_copy(place, file)
        store = SqliteStore.open(place, alone=False)
        people: set[str] = set()
        try:
            for _ in _judged(store.every(), str(file), people):
                pass
        finally:
            store.close()
        _judge(practice, place, str(file), people)
        before = _keep_before(folder)
        put_back(folder, place)
    return before


def _keep_before(folder: Path) -> Path | None:
    store = SqliteStore.open(folder, alone=False)
    try:
        if next(store.every(), None) is None:
            return None
    finally:
        store.close()
    backup(folder, folder / BEFORE, replace=True)
    return folder / BEFORE


def _judged(rows: Iterable[Recorded], where: str, people: set[str]) -> Iterator[Recorded]:
    """The rows, each judged by itself; whose they are is added to ``people``."""
    for row in rows:
        judge_body(row, where)
        people.add(row.person)
        yield row


def _judge(practice: Practice, place: Path, where: str, people: Iterable[str]) -> None:
    """Read all of a staged record as the pages will."""
    store = SqliteStore.open(place, alone=False)
    try:
        for person in people:
            _read_all(practice.over(store, person), where)
    finally:
        store.close()


def _read_all(practice: Practice, where: str) -> None:
    try:
        practice.me()
        practice.reminders.now()
        gate(practice)
        sessions(practice)
        read_sessions(practice)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as fault:
        raise WireError(
            where, "", f"entries that do not belong together ({fault})", "an export of one record"
        ) from fault
