"""Folds kept in the record: taken up where they fit, and never told from folding all entries from the beginning."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.app import active_seconds, checkpoint
from spinecoach.app.active_seconds import LengthMemory
from spinecoach.app.session_memory import PLANNED, SessionMemory
from spinecoach.body import Region
from spinecoach.record.archive import archive
from spinecoach.record.entry import Entry
from spinecoach.record.forget import forget_while_serving
from spinecoach.record.memory import MemoryStore
from spinecoach.record.sqlite import FILE, SqliteStore
from spinecoach.record.store import Store
from spinecoach.session.vocabulary import EventKind, Question, SessionEvent
from spinecoach.wire.json_value import JSON
from spinecoach.wire.session import EVENT

ME = "me"
NAMES = ("sessions/me", "lengths/me")
START = datetime(2026, 11, 22, 9, tzinfo=UTC)
COLUMNS = ("code", "seq", "digest", "fold")

numbers = st.integers(0, 10)
seconds = st.floats(0, 1e6, allow_nan=False)
events = st.builds(
    SessionEvent,
    t=seconds,
    kind=st.sampled_from(EventKind),
    item=st.none() | st.integers(0, 2),
    code=st.none() | st.sampled_from(["C1", "C2"]),
    variant=st.none() | st.just("standard"),
    level=st.none() | st.integers(0, 3),
    reason=st.sampled_from([None, "done", "hurt", "region_rested", "skipped", "Zoë 'quoted' \u2028"]),
    question=st.none() | st.sampled_from(Question),
    region=st.none() | st.sampled_from([region.value for region in Region]),
    value=st.none() | numbers,
    reps_done=st.none() | numbers,
    reps_planned=st.none() | numbers,
    seconds=st.none() | seconds,
    effort=st.none() | numbers,
)
parts = st.tuples(st.integers(0, 3), st.lists(events, max_size=6))
"""More of one of four sessions."""
HARMS: tuple[tuple[object, ...], ...] = (
    *(("set", column, value) for column in COLUMNS for value in ("", "{}", 1, 2**40, None, b"\xff")),
    *(("cut", length) for length in (0, 2, 100)),
    *((how,) for how in ("nothing", "drop", "shape", "older", "foreign", "swap", "twice")),
)


@pytest.fixture(autouse=True)
def every_entry_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "ENTRIES", 1)
    monkeypatch.setattr(active_seconds, "FEW", -1)


@cache
def empty() -> Path:
    """A record with nothing in it, to be copied: making one takes its time."""
    place = Path(LENT.name) / "empty"
    SqliteStore.open(place, alone=False).close()
    return place


LENT = TemporaryDirectory()


class Twins:
    """The same entries on the disk and in memory; the memory has nothing to take up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plain = MemoryStore()
        self.moment = count()
        copytree(empty(), folder)

    def append(self, number: int, told: Sequence[SessionEvent]) -> None:
        stream = f"session/{number}"
        at = START + timedelta(seconds=next(self.moment))
        entries = [Entry(event.kind, at, EVENT.fields(event)) for event in told]
        if not self.plain.read(ME, stream):
            items: list[JSON] = [{"code": "C1", "seconds": 40.5}, {"code": "C2", "seconds": 30.0}]
            entries.insert(0, Entry(PLANNED, at, {"day": "2026-11-22", "plan": {"items": items}}))
        with closing(SqliteStore.open(self.folder)) as store:
            for each in (self.plain, store):
                each.append(ME, stream, entries)

    def started(self) -> object:
        """What a server that starts now tells, and keeps for the next start."""
        with closing(SqliteStore.open(self.folder)) as store:
            return told_by(store)

    def kept(self) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / FILE)) as file:
            if not file.execute("SELECT 1 FROM sqlite_master WHERE name = 'folds'").fetchone():
                return []
            return file.execute("SELECT * FROM folds ORDER BY name").fetchall()

    def put(self, rows: Sequence[tuple[object, ...]]) -> None:
        with closing(sqlite3.connect(self.folder / FILE)) as file, file:
            file.execute("DELETE FROM folds")
            file.executemany("INSERT INTO folds VALUES (?, ?, ?, ?, ?)", rows)

    def run(self, script: str, *values: object) -> None:
        with closing(sqlite3.connect(self.folder / FILE)) as file, file:
            file.execute(script, values)


def told_by(store: Store) -> object:
    done = SessionMemory(store, ME).now()
    lengths = LengthMemory(store, ME).of([each.id for each in done])
    return done, lengths


@pytest.fixture
def twins(tmp_path: Path) -> Twins:
    made = Twins(tmp_path / "data")
    made.append(0, [SessionEvent(1.0, EventKind.EXERCISE_STARTED), SessionEvent(9.5, EventKind.SESSION_DONE)])
    return made


@given(
    st.lists(st.tuples(parts, st.sampled_from(HARMS)), min_size=2, max_size=5), st.lists(parts, min_size=1, max_size=3)
)
@settings(max_examples=20, deadline=None)
def test_whatever_was_kept_a_start_tells_what_folding_from_the_beginning_tells(
    days: list[tuple[tuple[int, list[SessionEvent]], tuple[object, ...]]],
    of_others: list[tuple[int, list[SessionEvent]]],
) -> None:
    with TemporaryDirectory() as place:
        mine, other = Twins(Path(place) / "mine"), Twins(Path(place) / "other")
        for part in of_others:
            other.append(*part)
        other.started()
        older: list[tuple[object, ...]] = []
        for part, harm in days:
            mine.append(*part)
            assert mine.started() == told_by(mine.plain)
            before = mine.kept()
            harmed(mine, harm, older, other.kept())
            older = before
            assert mine.started() == told_by(mine.plain), harm
            assert mine.started() == told_by(mine.plain), harm


def test_no_damage_of_what_was_kept_changes_what_a_start_tells(tmp_path: Path) -> None:
    mine, other = Twins(tmp_path / "mine"), Twins(tmp_path / "other")
    lived = [SessionEvent(float(n), kind, code="C1", item=0) for n, kind in enumerate(EventKind)]
    other.append(3, lived[5:9])
    other.started()
    mine.append(0, lived[:5])
    mine.started()
    older = mine.kept()
    assert {row[2] for row in other.kept()} < set(range(1, 6)), "mine has an entry of that number too"
    mine.append(0, lived)
    for harm in HARMS:
        mine.started()
        harmed(mine, harm, older, other.kept())
        assert mine.started() == told_by(mine.plain), harm


def harmed(
    twins: Twins, harm: tuple[object, ...], older: Sequence[tuple[object, ...]], foreign: Sequence[tuple[object, ...]]
) -> None:
    match harm:
        case "set", column, value:
            rows = twins.kept()
            twins.run("DROP TABLE folds")
            twins.run("CREATE TABLE folds (name TEXT PRIMARY KEY, code, seq, digest, fold)")
            twins.put(rows)
            twins.run(f"UPDATE folds SET {column} = ?", value)
        case "cut", length:
            twins.run("UPDATE folds SET fold = substr(fold, 1, ?)", length)
        case ("drop",):
            twins.run("DROP TABLE folds")
        case ("shape",):
            twins.run("ALTER TABLE folds RENAME COLUMN fold TO other")
        case ("older",):
            twins.put(older)
        case ("foreign",):
            twins.put(foreign)
        case ("swap",):
            twins.put([(name, *row[1:]) for name, row in zip(reversed(NAMES), twins.kept(), strict=False)])
        case ("twice",):
            rows = twins.kept()
            twins.run("DROP TABLE folds")
            twins.run("CREATE TABLE folds (name, code, seq, digest, fold)")
            twins.put([*rows, *older])
        case _:
            pass


def test_what_fits_is_taken_up_and_only_what_is_new_is_read(twins: Twins) -> None:
    twins.started()
    (lengths, sessions) = twins.kept()
    assert (lengths[0], sessions[0]) == tuple(reversed(NAMES))
    with closing(SqliteStore.open(twins.folder)) as store:
        name, code, seq = str(sessions[0]), str(sessions[1]), sessions[2]
        assert isinstance(seq, int)
        assert store.recall(name, code) == (seq, sessions[4])
        assert store.recall(name, "another program") is None
        store.keep(name, code, store.generation(), seq, "{}")
        assert SessionMemory(store, ME).now() == (), "it was not taken up"
        store.append(ME, "session/1", [Entry(PLANNED, START, {"day": "2026-11-22", "plan": {"items": []}})])
        assert [each.id for each in SessionMemory(store, ME).now()] == ["1"]


def test_a_command_that_reads_keeps_nothing_and_what_is_kept_is_in_no_export(twins: Twins) -> None:
    with closing(SqliteStore.open(twins.folder, alone=False)) as store:
        told_by(store)
        before = list(archive(store.every()))
    assert twins.kept() == []
    twins.started()
    assert len(twins.kept()) == 2
    with closing(SqliteStore.open(twins.folder, alone=False)) as store:
        assert list(archive(store.every())) == before


def test_forgetting_while_it_serves_leaves_no_fold_and_none_comes_after_it(twins: Twins) -> None:
    with closing(SqliteStore.open(twins.folder)) as store:
        told_by(store)
        generation = store.generation()
        forget_while_serving(twins.folder)
        assert twins.kept() == []
        store.append(ME, "session/1", [Entry(PLANNED, START, {"day": "2026-11-22", "plan": {"items": []}})])
        store.keep("sessions/me", "code", generation, 1, "of the record before")
        assert twins.kept() == []


def test_a_memory_of_the_record_before_begins_anew_with_the_next(twins: Twins) -> None:
    with closing(SqliteStore.open(twins.folder)) as store:
        memory = SessionMemory(store, ME)
        assert [each.id for each in memory.now()] == ["0"]
        forget_while_serving(twins.folder)
        assert memory.now() == ()


def files(folder: Path) -> Iterator[bytes]:
    for path in folder.iterdir():
        yield path.read_bytes()


def test_nothing_of_a_kept_fold_is_left_on_the_disk_after_forgetting(twins: Twins) -> None:
    twins.append(2, [SessionEvent(3.0, EventKind.SKIPPED, code="UNFORGETTABLE"), SessionEvent(4.0, EventKind.STOPPED)])
    with closing(SqliteStore.open(twins.folder)) as store:
        told_by(store)
        assert any(b"UNFORGETTABLE" in content for content in files(twins.folder))
        forget_while_serving(twins.folder)
        assert not any(b"UNFORGETTABLE" in content for content in files(twins.folder))
