"""A record goes out and comes back the same; what is damaged or newer changes nothing; what is forgotten is gone."""

import hashlib
import importlib
import io
import json
import pkgutil
import sqlite3
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from front_door import StillClock, answer_gate, plan_of, practice
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spinecoach import app
from spinecoach.app.bodies import BODIES, IN_SESSIONS, OF_REMINDERS
from spinecoach.app.gate_log import GateKind
from spinecoach.app.person import Kind
from spinecoach.app.practice import Practice
from spinecoach.app.session_log import write_plan
from spinecoach.app.session_memory import PLANNED
from spinecoach.app.sessions import sessions
from spinecoach.app.set_preferences import set_preferences
from spinecoach.app.set_reminders import set_reminders, tell_plan
from spinecoach.app.set_wishes import set_wishes
from spinecoach.app.settings import Settings
from spinecoach.app.take_in import import_archive, restore_backup
from spinecoach.app.tell_pain import tell_pain
from spinecoach.record.archive import archive
from spinecoach.record.claim import Claim
from spinecoach.record.copies import BEFORE, backup
from spinecoach.record.errors import Damaged, InUse, NewerSchema, NotEmpty, NotOurs, NotWritable, StoreError
from spinecoach.record.forget import forget, forget_while_serving
from spinecoach.record.memory import MemoryStore
from spinecoach.record.sqlite import FILE, SqliteStore
from spinecoach.session.rehearse import rehearse
from spinecoach.session.script import compile_plan
from spinecoach.session.vocabulary import EventKind, SessionEvent
from spinecoach.wire.errors import WireError

TURN, MASSAGE = "C1", "C6"
SECRET = "the word of my own doctor"


def lived(room: Practice, days: int = 2) -> None:
    """A gate, wishes, pains and a session a day."""
    clock = room.clock
    assert isinstance(clock, StillClock)
    answer_gate(room)
    set_preferences(room, {"theme": "dark"})
    set_wishes(room, {"minutes": 7, "equipment": ["chair", "towel"]})
    set_reminders(room, {"session_at": "08:30"})
    tell_plan(room, {"cue": "After coffee"})
    room.note([(GateKind.ROW_CLEARED, {"on": "2026-11-22", "row": "S09", "by": SECRET})])
    for day in range(days):
        tell_pain(room, {"neck": day})
        plan = plan_of(room, TURN, MASSAGE)
        events = rehearse(compile_plan(room.protocol, plan, "en", "112"), ())
        write_plan(room, f"s{day}", plan, [event for event in events if isinstance(event, SessionEvent)])
        clock.passed += 86_400


def at(folder: Path) -> Practice:
    room = practice()
    room.settings = Settings(data_dir=folder)
    return room


def exported(folder: Path) -> bytes:
    store = SqliteStore.open(folder, alone=False)
    try:
        return b"".join(archive(store.every()))
    finally:
        store.close()


def table(file: Path) -> list[Any]:
    with closing(sqlite3.connect(file)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [(name, connection.execute(f"SELECT * FROM {name}").fetchall()) for name in sorted(names)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = SqliteStore.open(tmp_path / "data")
    lived(practice(store))
    store.close()
    return tmp_path / "data"


def import_(folder: Path, text: bytes) -> int:
    return import_archive(at(folder), io.BytesIO(text), "export.json")


# ---------------------------------------------------------------- export and import


def test_every_kind_of_entry_has_a_body_that_an_import_is_judged_by() -> None:
    for module in pkgutil.iter_modules(app.__path__, f"{app.__name__}."):
        importlib.import_module(module.name)
    kinds = {
        kind
        for cls in StrEnum.__subclasses__()
        if cls.__module__.startswith(f"{app.__name__}.") and cls.__name__.endswith("Kind")
        for kind in cls
    }
    assert set(BODIES) | set(OF_REMINDERS) == kinds
    assert set(IN_SESSIONS) == {*EventKind, PLANNED}


def test_what_goes_out_comes_back_as_an_identical_database(folder: Path, tmp_path: Path) -> None:
    text = exported(folder)
    assert import_(tmp_path / "new", text) == len(json.loads(text)["entries"])
    assert exported(tmp_path / "new") == text
    assert table(tmp_path / "new" / FILE) == table(folder / FILE)


def test_an_import_into_a_record_with_anything_in_it_is_refused(folder: Path) -> None:
    text = exported(folder)
    with pytest.raises(NotEmpty, match=r"found a record with \d+ entries"):
        import_(folder, text)
    assert exported(folder) == text


def test_a_server_that_has_the_empty_record_open_sees_what_was_imported(folder: Path, tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "new")
    room = practice(store)
    assert sessions(room) == ()
    import_(tmp_path / "new", exported(folder))
    assert [summary.id for summary in sessions(room)] == ["s1", "s0"]
    assert room.me().wishes.minutes == 7
    store.close()


def refused_whole(text: bytes, new: Path) -> str:
    with pytest.raises((WireError, StoreError)) as caught:
        import_(new, text)
    assert list(new.iterdir()) == [] if new.exists() else True
    assert "\n" not in str(caught.value)
    return str(caught.value)


def signed(value: Any) -> bytes:
    """The archive of these entries as a program would write it that knows how."""
    lines = [json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n" for entry in value["entries"]]
    value["sha256"] = hashlib.sha256("".join(lines).encode()).hexdigest()
    return json.dumps(value).encode()


IN_A_SESSION = {"kind": "rep_counted", "stream": "session/x"}
BAD_BODIES = [
    ({"kind": "flew"}, 'kind: found "flew"'),
    ({"kind": "pain_told", "body": {"day": "yesterday", "pain": {}}}, "day: found"),
    ({"kind": "pain_told", "body": {"day": "2026-11-22", "pain": {"neck": 11}}}, "pain.neck: found 11"),
    ({"kind": "pain_told", "body": {"day": "2026-11-22", "pain": {"foot": 1}}}, "pain"),
    ({"kind": "preferred", "body": {"theme": "pink"}}, 'theme: found "pink"'),
    ({"kind": "preferred", "body": {"theme": None}}, "entries that do not belong together"),
    ({"kind": "wished", "body": {"minutes": "7"}}, 'minutes: found "7"'),
    ({"kind": "gate_answered", "body": {"on": "2026-11-22", "row": "S01", "value": "maybe"}}, "value"),
    (
        {"kind": "fact_told", "body": {"on": "2026-11-22", "fact": "due_date", "value": "soon"}},
        "do not belong together",
    ),
    ({"kind": "rep_counted", "body": {"t": 1.0, "kind": "rep_counted"}}, 'kind: found "rep_counted"'),
    ({**IN_A_SESSION, "body": {"t": 1.0, "kind": "paused"}}, 'body.kind: found "paused"'),
    ({**IN_A_SESSION, "body": {"t": 1.0, "kind": "rep_counted"}}, "found"),
    ({"kind": "reminded", "stream": "reminders", "body": {"kind": "nagged"}}, 'kind: found "nagged"'),
    ({"kind": "reminded"}, 'kind: found "reminded"'),
    ({"kind": "checked", "body": {"on": "2026-11-22", "new": 1, "dizzy": False, "pain": {}}}, "new: found 1"),
]


@pytest.mark.parametrize(("change", "told"), BAD_BODIES)
def test_entries_that_could_not_be_read_again_are_refused_before_anything_is_kept(
    folder: Path, tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    value = json.loads(exported(folder))
    stream = change.get("stream", "person")
    last = max((entry["position"] for entry in value["entries"] if entry["stream"] == stream), default=0)
    good = {
        "seq": value["entries"][-1]["seq"] + 1, "person": "me", "stream": "person", "position": last + 1,
        "kind": "", "at": "2026-11-22T12:00:00.000000+00:00", "rules": [], "body": {},
    }  # fmt: skip
    value["entries"].append({**good, **change})
    assert told in refused_whole(signed(value), tmp_path / "new")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_of_a_damaged_file_all_is_imported_or_nothing(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    text = exported(folder)
    start = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"null", b"-1", b"\n"]))
    broken = text[:start] + put + text[start + data.draw(st.integers(0, 30)) :]
    new = tmp_path_factory.mktemp("new") / "data"
    try:
        import_(new, broken)
        told = ""
    except (WireError, StoreError) as fault:
        told = str(fault)
    assert "\n" not in told
    if told:
        assert not new.exists() or list(new.iterdir()) == []
    else:
        assert exported(new) == text


# ---------------------------------------------------------------- backup and restore


def test_a_backup_is_one_file_that_restores_the_record(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "copy")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "data"]
    assert restore_backup(at(tmp_path / "new"), tmp_path / "copy") is None
    assert exported(tmp_path / "new") == exported(folder)
    assert table(tmp_path / "new" / FILE) == table(folder / FILE)


def test_a_server_goes_on_with_the_record_that_was_restored_under_it(folder: Path, tmp_path: Path) -> None:
    store = SqliteStore.open(folder)
    room = practice(store)
    backup(folder, tmp_path / "copy")
    then = exported(folder)
    tell_pain(room, {"neck": 9})
    set_wishes(room, {"minutes": 21})
    assert room.me().wishes.minutes == 21
    assert len(sessions(room)) == 2
    kept = restore_backup(at(folder), tmp_path / "copy")
    assert room.me().wishes.minutes == 7
    assert room.me().pain_on(room.clock.today()) == {}
    assert exported(folder) == then
    assert kept == folder / BEFORE
    assert room.note([(Kind.WISHED, {"minutes": 5})])[0].position == room.me().position
    store.close()
    assert restore_backup(at(folder), folder / BEFORE) == folder / BEFORE
    assert at_minutes(folder) == 21


def at_minutes(folder: Path) -> int:
    store = SqliteStore.open(folder)
    try:
        return practice(store).me().wishes.minutes
    finally:
        store.close()


def test_what_is_no_backup_or_a_damaged_or_newer_one_changes_nothing(folder: Path, tmp_path: Path) -> None:
    before = exported(folder)
    copy = tmp_path / "copy"
    backup(folder, copy)
    whole = copy.read_bytes()
    room = at(folder)

    def refused(kind: type[Exception], told: str) -> None:
        with pytest.raises(kind, match=told) as caught:
            restore_backup(room, copy)
        assert str(copy) in str(caught.value)
        assert "\n" not in str(caught.value)
        assert exported(folder) == before
        assert not (folder / BEFORE).exists()

    copy.write_bytes(b"Dear diary" * 500)
    refused(NotOurs, "found a file that is no record")
    copy.write_bytes(whole[: len(whole) // 2])
    refused(Damaged, "found a damaged record")
    copy.write_bytes(whole)
    with closing(sqlite3.connect(copy)) as edited:
        edited.execute("UPDATE alembic_version SET version_num = '9999'")
        edited.commit()
    refused(NewerSchema, "found a record of a newer spinecoach")
    copy.write_bytes(whole)
    with closing(sqlite3.connect(copy)) as edited:
        edited.execute("DROP TRIGGER entries_are_never_changed")
        edited.execute("UPDATE entries SET body = '{}' WHERE kind = 'pain_told'")
        edited.commit()
    refused(WireError, "day: found nothing")
    copy.unlink()
    refused(NotOurs, "found no such file")


def test_a_backup_never_overwrites_the_record_nor_a_file_of_somebody_else(folder: Path, tmp_path: Path) -> None:
    before = exported(folder)
    with pytest.raises(NotWritable, match="found the record itself"):
        backup(folder, folder / FILE)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear diary")
    with pytest.raises(NotOurs, match="found a file that is no backup"):
        backup(folder, letter)
    assert letter.read_text() == "Dear diary"
    with pytest.raises(NotWritable, match="found no such file or directory"):
        backup(folder, tmp_path / "nowhere" / "copy")
    backup(folder, tmp_path / "copy")
    backup(folder, tmp_path / "copy", replace=True)
    assert exported(folder) == before


# ---------------------------------------------------------------- forget


def everything_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_forgotten_leaves_no_file_and_no_folder(folder: Path) -> None:
    store = SqliteStore.open(folder, alone=False)
    tell_pain(practice(store), {"neck": 3})
    assert (folder / f"{FILE}-wal").exists()
    (folder / BEFORE).write_bytes(b"older")
    (folder / ".incoming-crash").mkdir()
    (folder / ".incoming-crash" / FILE).write_bytes(b"half")
    assert forget(folder) == ()
    assert not folder.exists()
    store.close()
    assert not folder.exists()
    assert forget(folder) == ()


def test_what_is_not_ours_stays_and_is_named(folder: Path) -> None:
    (folder / "letter.txt").write_text("Dear diary")
    assert forget(folder) == ("letter.txt",)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_nothing_is_forgotten_under_a_server(folder: Path) -> None:
    before = exported(folder)
    held = Claim.take(folder)
    with pytest.raises(InUse):
        forget(folder)
    held.release()
    assert exported(folder) == before


def test_a_server_that_forgets_goes_on_with_an_empty_record_and_nothing_of_before_is_on_the_disk(folder: Path) -> None:
    store = SqliteStore.open(folder)
    room = practice(store)
    assert room.me().wishes.minutes == 7
    assert SECRET.encode() in everything_below(folder)
    (folder / BEFORE).write_text(SECRET)
    forget_while_serving(folder)
    assert SECRET.encode() not in everything_below(folder)
    assert room.me().wishes.minutes != 7
    assert sessions(room) == ()
    assert list(store.every()) == []
    tell_pain(room, {"neck": 1})
    assert [row.seq for row in store.every()] == [1]
    store.close()
    assert sorted(path.name for path in folder.iterdir()) == ["spinecoach.lock", FILE]


def test_a_record_in_memory_is_walked_through_whole() -> None:
    store = MemoryStore()
    lived(practice(store))
    assert [row.seq for row in store.every()] == list(range(1, len(list(store.every())) + 1))
