"""What the file promises beyond the store: nobody edits it, one server has it, and every failure is one clear line."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from spinecoach.record.claim import Claim
from spinecoach.record.entry import Entry
from spinecoach.record.errors import Damaged, InUse, NewerSchema, NoSpace, NotAFolder, NotOurs, StoreError
from spinecoach.record.schema import APPLICATION_ID, HEAD, metadata
from spinecoach.record.sqlite import FILE, SqliteStore

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def facts(count: int, size: int = 1) -> list[Entry]:
    return [Entry("rep_counted", NOON, {"n": n, "text": "x" * size}) for n in range(count)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with five entries in its record."""
    store = SqliteStore.open(tmp_path / "data")
    store.append("p1", "person", facts(5))
    store.close()
    return tmp_path / "data"


def raw(folder: Path) -> "closing[sqlite3.Connection]":
    return closing(sqlite3.connect(folder / FILE, isolation_level=None))


def positions(folder: Path) -> list[int]:
    store = SqliteStore.open(folder)
    rows = store.read("p1", "person")
    store.close()
    return [row.position for row in rows]


def refused(kind: type[StoreError], line: str, call: Callable[[], object]) -> None:
    with pytest.raises(kind) as caught:
        call()
    assert type(caught.value) is kind
    assert str(caught.value) == line


# ---------------------------------------------------------------- the file


UNVERSIONED = "kind, at, 'X1', NULL, rules, body FROM entries WHERE position = 2"
REST = "kind, at, exercise, exercise_version, rules, body FROM entries WHERE position = 2"


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE entries SET kind = 'other' WHERE position = 1",
        "DELETE FROM entries",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE position = 2",
        f"INSERT OR REPLACE INTO entries SELECT 99, person, stream, 2, {REST}",
        f"INSERT OR REPLACE INTO entries SELECT 2, person, stream, 6, {REST}",
        f"INSERT INTO entries SELECT 99, person, stream, 7, {REST}",
        f"INSERT INTO entries SELECT 99, person, 'new', 2, {REST}",
        f"INSERT INTO entries SELECT 99, person, stream, 6, {UNVERSIONED}",
    ],
)
def test_the_database_itself_refuses_every_edit_and_every_gap(folder: Path, edit: str) -> None:
    with raw(folder) as connection:
        before = connection.execute("SELECT * FROM entries").fetchall()
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(edit)
        assert connection.execute("SELECT * FROM entries").fetchall() == before


def test_every_commit_is_synced_and_readers_never_wait(folder: Path) -> None:
    store = SqliteStore.open(folder)
    with store._engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    store.close()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_the_record_is_for_its_owners_eyes_alone(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600


def test_an_open_reader_sees_what_another_connection_writes(folder: Path) -> None:
    server = SqliteStore.open(folder)
    reader = SqliteStore.open(folder, alone=False)
    server.append("p1", "person", facts(1))
    assert len(reader.read("p1", "person")) == 6
    reader.close()
    server.close()


def test_the_migrations_make_exactly_the_table_that_the_store_uses(folder: Path) -> None:
    engine = create_engine(f"sqlite:///{folder / FILE}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
    engine.dispose()
    config = Config()
    config.set_main_option("script_location", "spinecoach.record:migrations")
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == HEAD
    numbers = [script.revision for script in scripts.walk_revisions()]
    assert numbers == sorted(numbers, reverse=True), "an older program tells a newer file by its number"


# ---------------------------------------------------------------- one server


def test_a_second_server_on_the_same_folder_is_refused_in_one_line(folder: Path) -> None:
    first = SqliteStore.open(folder)
    refused(
        InUse,
        f"{folder}: found a spinecoach that is running there (process {os.getpid()}); "
        "right would be ending that one first, or another folder with --data",
        lambda: SqliteStore.open(folder),
    )
    first.close()
    assert positions(folder) == [1, 2, 3, 4, 5]


def test_a_killed_server_leaves_the_folder_free(folder: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from spinecoach.record.sqlite import SqliteStore\n"
        "store = SqliteStore.open(Path(sys.argv[1])); print('open', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", program, folder], stdout=subprocess.PIPE) as server:
        assert server.stdout
        assert server.stdout.readline() == b"open\n"
        with pytest.raises(InUse, match=f"process {server.pid}"):
            SqliteStore.open(folder)
        server.send_signal(signal.SIGKILL)
    assert positions(folder) == [1, 2, 3, 4, 5]


def test_a_claim_let_go_twice_is_let_go(tmp_path: Path) -> None:
    claim = Claim.take(tmp_path)
    claim.release()
    other = Claim.take(tmp_path)
    claim.release()
    with pytest.raises(InUse):
        Claim.take(tmp_path)
    other.release()


# ---------------------------------------------------------------- failures


def test_a_full_disk_refuses_the_whole_append_and_keeps_the_rest(folder: Path) -> None:
    store = SqliteStore.open(folder)
    with store._engine.connect() as connection:
        # SQLite answers a database that may not grow exactly as it answers a disk without space: SQLITE_FULL.
        connection.exec_driver_sql("PRAGMA max_page_count = 12")
    refused(
        NoSpace,
        f"{folder / FILE}: found no space left on the disk; "
        "right would be some free space; what was recorded before is kept",
        lambda: store.append("p1", "person", facts(3, size=20_000)),
    )
    assert [row.position for row in store.read("p1", "person")] == [1, 2, 3, 4, 5]
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    assert [row.position for row in store.append("p1", "person", facts(1, size=20_000))] == [6]
    store.close()


RUN = """
import ctypes, os, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from spinecoach.record.entry import Entry
from spinecoach.record.errors import StoreError
from spinecoach.record.sqlite import SqliteStore

folder, what = Path(sys.argv[1]), sys.argv[2]
many = [Entry("rep_counted", datetime.now(UTC), {"text": "x" * 100}) for _ in range(1000)]

def tell(call):
    try:
        print("no fault", call())
    except StoreError as fault:
        print(type(fault).__name__, fault)

if what == "no room to append":
    store = SqliteStore.open(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
    tell(lambda: store.append("p1", "person", many))
    print(len(store.read("p1", "person")))
elif what == "no room to begin":
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))
    tell(lambda: SqliteStore.open(folder))
else:
    if os.geteuid() == 0:  # root may write everywhere until it gives its capabilities up
        nothing = (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), nothing) == 0
    tell(lambda: SqliteStore.open(folder))
    tell(lambda: SqliteStore.open(folder, alone=False).append("p1", "person", many))
"""


def child(folder: Path, what: str) -> list[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, folder, what], capture_output=True, text=True, check=True
    ).stdout.splitlines()


def test_a_disk_that_refuses_to_write_refuses_the_whole_append(folder: Path) -> None:
    line, count = child(folder, "no room to append")
    assert line == (
        f"DiskFailed {folder / FILE}: found a disk that failed (disk I/O error); "
        "right would be a disk with free space that can be read and written; what was recorded before is kept"
    )
    assert count == "5"
    assert positions(folder) == [1, 2, 3, 4, 5]


def test_a_disk_without_room_for_the_first_page_leaves_nothing_half_made(tmp_path: Path) -> None:
    [line] = child(tmp_path, "no room to begin")
    assert line.startswith(f"DiskFailed {tmp_path / FILE}: found a disk that failed")
    assert positions(tmp_path) == []


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    folder.chmod(0o500)
    yield folder
    folder.chmod(0o700)


def test_a_read_only_folder_is_refused_in_one_line(read_only: Path) -> None:
    opened, appended = child(read_only, "read only")
    assert opened == appended
    assert opened == (
        f"NotWritable {read_only / FILE}: found a file or folder that may only be read; "
        "right would be one that may be written to"
    )
    read_only.chmod(0o700)
    assert positions(read_only) == [1, 2, 3, 4, 5]


def test_an_empty_read_only_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    opened, appended = child(tmp_path, "read only")
    assert opened == (
        f"NotWritable {tmp_path}: found permission denied; right would be a folder that may be written to"
    )
    assert appended.startswith(f"NotWritable {tmp_path / FILE}: found permission denied")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_refused_in_one_line(read_only: Path) -> None:
    opened, appended = child(read_only / "inner", "read only")
    assert opened == (
        f"NotWritable {read_only / 'inner'}: found permission denied; right would be a folder that may be made"
    )
    assert appended == opened


def test_a_read_only_file_is_refused_in_one_line(folder: Path) -> None:
    (folder / FILE).chmod(0o400)
    opened, appended = child(folder, "read only")
    assert opened == appended
    assert opened == (
        f"NotWritable {folder / FILE}: found permission denied; right would be a file and folder that may be written to"
    )
    (folder / FILE).chmod(0o600)
    assert positions(folder) == [1, 2, 3, 4, 5]


def test_a_record_locked_by_another_process_is_refused_after_waiting(folder: Path) -> None:
    store = SqliteStore.open(folder, wait_s=0.05)
    with raw(folder) as other:
        other.execute("BEGIN IMMEDIATE")
        refused(
            InUse,
            f"{folder / FILE}: found another process at work in it; right would be waiting for it, or ending it",
            lambda: store.append("p1", "person", facts(1)),
        )
        assert [row.position for row in store.read("p1", "person")] == [1, 2, 3, 4, 5]
    assert [row.position for row in store.append("p1", "person", facts(1))] == [6]
    store.close()


def test_a_record_locked_while_it_is_opened_is_refused(folder: Path) -> None:
    with raw(folder) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(InUse, match="found another process at work in it"):
            SqliteStore.open(folder, wait_s=0.05)
    assert positions(folder) == [1, 2, 3, 4, 5]


def test_a_damaged_record_is_refused_and_left_as_it_is(folder: Path) -> None:
    store = SqliteStore.open(folder)
    store.append("p1", "person", facts(200, size=500))
    store.close()
    whole = (folder / FILE).read_bytes()
    for broken in (
        whole[:8192] + bytes(4096) + whole[12288:],
        whole[: len(whole) // 2],
        whole[:100] + b"\xff" * 300 + whole[400:],
    ):
        (folder / FILE).write_bytes(broken)
        with pytest.raises(
            Damaged, match=r"found a damaged record.*; right would be a copy of it from a backup"
        ) as told:
            SqliteStore.open(folder)
        assert "\n" not in str(told.value)
        assert (folder / FILE).read_bytes() == broken
    (folder / FILE).write_bytes(whole)
    assert len(positions(folder)) == 205


@pytest.mark.parametrize(("column", "value"), [("body", "{"), ("rules", "["), ("at", "yesterday")])
def test_an_entry_spoilt_by_another_program_is_told_when_it_is_read(folder: Path, column: str, value: str) -> None:
    store = SqliteStore.open(folder)
    with raw(folder) as other:
        other.execute("DROP TRIGGER entries_are_never_changed")
        other.execute(f"UPDATE entries SET {column} = ? WHERE position = 3", [value])
    with pytest.raises(Damaged, match="found an entry that cannot be read"):
        store.read("p1", "person")
    assert [row.position for row in store.read("p1", "person", after=3)] == [4, 5]
    store.close()


def test_a_record_of_a_newer_spinecoach_is_refused_and_left_as_it_is(folder: Path) -> None:
    with raw(folder) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / FILE).read_bytes()
    refused(
        NewerSchema,
        f"{folder / FILE}: found a record of a newer spinecoach (schema 9999); "
        f"right would be schema {HEAD} or older, or an update",
        lambda: SqliteStore.open(folder),
    )
    assert (folder / FILE).read_bytes() == before


def test_a_record_without_its_schema_number_is_damaged(folder: Path) -> None:
    with raw(folder) as other:
        other.execute("DELETE FROM alembic_version")
    with pytest.raises(Damaged, match="found a record without its schema number"):
        SqliteStore.open(folder)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    letter = b"Dear diary, today my neck was stiff. " * 100
    (tmp_path / FILE).write_bytes(letter)
    refused(
        NotOurs,
        f"{tmp_path / FILE}: found a file that is no record; "
        "right would be a record of spinecoach, or a name that is free",
        lambda: SqliteStore.open(tmp_path),
    )
    assert (tmp_path / FILE).read_bytes() == letter


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    with raw(tmp_path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = (tmp_path / FILE).read_bytes()
    refused(
        NotOurs,
        f"{tmp_path / FILE}: found the database of another program; "
        "right would be a record of spinecoach, or a name that is free",
        lambda: SqliteStore.open(tmp_path),
    )
    assert (tmp_path / FILE).read_bytes() == before


def test_a_folder_in_the_records_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(NotOurs, match="found a folder; right would be a record of spinecoach"):
        SqliteStore.open(tmp_path)


@pytest.mark.parametrize("below", [".", "deeper/still"])
def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path, below: str) -> None:
    (tmp_path / "data").write_text("mine")
    folder = tmp_path / "data" / below
    refused(
        NotAFolder,
        f"{folder}: found a file; right would be a folder, or a name that is free",
        lambda: SqliteStore.open(folder),
    )
    assert (tmp_path / "data").read_text() == "mine"


def test_a_refused_record_lets_go_of_its_folder(folder: Path) -> None:
    with raw(folder) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema):
        SqliteStore.open(folder)
    Claim.take(folder).release()
