"""The record in one SQLite file: WAL, every commit synced to the disk before it is told."""

import json
import os
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, Text, bindparam, create_engine, event, func, insert, select, type_coerce
from sqlalchemy.sql import Select

from spinecoach.record import folds
from spinecoach.record.claim import Claim, made
from spinecoach.record.entry import Entry, Numbered, Recorded, settled
from spinecoach.record.errors import Closed, Damaged, NewerSchema, NotOurs, NotWritable, StoreError, StreamMoved
from spinecoach.record.faults import told
from spinecoach.record.schema import APPLICATION_ID, HEAD
from spinecoach.record.schema import entries as table

FILE = "spinecoach.sqlite3"
_READ = [table.c[field.name] for field in fields(Recorded)]
"""In the order of Recorded, whose last is ``rules``: by place, as years of rows are read at once."""
_LEAN = [table.c.seq, table.c.stream, table.c.position, table.c.kind, type_coerce(table.c.body, Text)]
AT_ONCE = 1000
"""Entries held in memory while all are walked through."""
LEAN_AT_ONCE = 10_000
"""The same of entries of which only a number is read."""


class SqliteStore:
    """A Store in ``folder / FILE``."""

    def __init__(self, path: Path, engine: Engine, claim: Claim | None) -> None:
        self._path = path
        self._engine = engine
        self._claim = claim
        self._closed = False

    @classmethod
    def open(cls, folder: Path, *, alone: bool = True, wait_s: float = 5.0) -> Self:
        """Open the record in ``folder``, made or brought to the present schema when need be.

        ``alone`` claims the folder for this process, as the server does. ``wait_s`` is how long to wait for
        another process that is writing. Raises StoreError.
        """
        claim = Claim.take(folder) if alone else None
        path = made(folder) / FILE
        engine = _engine(path, wait_s)
        try:
            with told(path):
                _touch(path)
                _ready(engine, path)
        except BaseException:
            engine.dispose()
            if claim:
                claim.release()
            raise
        return cls(path, engine, claim)

    def append(
        self, person: str, stream: str, entries: Sequence[Entry], *, expected: int | None = None
    ) -> tuple[Recorded, ...]:
        """See Store."""
        kept = settled(person, stream, entries)
        with told(self._path), self._begin(writing=True) as connection:
            of_stream = (table.c.person == person, table.c.stream == stream)
            last = connection.scalar(select(func.coalesce(func.max(table.c.position), 0)).where(*of_stream)) or 0
            if expected is not None and expected != last:
                raise StreamMoved(stream, expected, last)
            if not kept:
                return ()
            values = [
                {"person": person, "stream": stream, "position": position, **_columns(entry)}
                for position, entry in enumerate(kept, last + 1)
            ]
            connection.execute(insert(table), values)
            return _recorded(connection, select(table).where(*of_stream, table.c.position > last))

    def read(self, person: str, stream: str, after: int = 0) -> Sequence[Recorded]:
        """See Store."""
        return self._select(
            select(table).where(table.c.person == person, table.c.stream == stream, table.c.position > after)
        )

    def read_all(self, person: str, kinds: Collection[str] | None = None, after_seq: int = 0) -> Sequence[Recorded]:
        """See Store."""
        query = select(table).where(table.c.person == person, table.c.seq > after_seq)
        return self._select(query if kinds is None else query.where(table.c.kind.in_(kinds)))

    def walk(self, person: str, kinds: Collection[str], after_seq: int = 0) -> Iterator[Recorded]:
        """See Store."""
        return self._pages(select(table).where(table.c.person == person, table.c.kind.in_(kinds)), after_seq)

    def numbers(self, person: str, kinds: Collection[str], name: str, after_seq: int = 0) -> Iterator[Numbered]:
        """See Store."""
        query = (
            select(*_LEAN)
            .where(table.c.person == person, table.c.kind.in_(kinds), table.c.seq > bindparam("after"))
            .order_by(table.c.seq)
            .limit(LEAN_AT_ONCE)
        )
        with told(self._path), self._begin() as connection:
            while rows := connection.execute(query, {"after": after_seq}).all():
                for seq, stream, position, kind, body in rows:
                    number = json.loads(body).get(name)
                    if number is not None:
                        yield Numbered(seq, stream, position, kind, number)
                after_seq = rows[-1][0]

    def streams(self, person: str, prefix: str = "") -> Sequence[str]:
        """See Store."""
        query = (
            select(table.c.stream)
            .where(table.c.person == person, func.substr(table.c.stream, 1, len(prefix)) == prefix)
            .group_by(table.c.stream)
            .order_by(func.min(table.c.seq))
        )
        with told(self._path), self._begin() as connection:
            return tuple(connection.scalars(query))

    def every(self) -> Iterator[Recorded]:
        """See Store."""
        return self._pages(select(table), 0)

    def generation(self) -> int:
        """See Store."""
        with told(self._path), self._begin() as connection:
            return _generation(connection)

    def recall(self, name: str, code: str) -> tuple[int, str] | None:
        """See Store."""
        try:
            with told(self._path), self._begin() as connection:
                return folds.recall(connection, name, code)
        except StoreError:
            return None  # the entries are there; what cannot be read of them says so itself

    def keep(self, name: str, code: str, generation: int, seq: int, fold: str) -> None:
        """See Store. Only who has the record alone keeps anything: a command that reads leaves the file as it is."""
        if self._claim is None:
            return
        with suppress(StoreError), told(self._path), self._begin(writing=True) as connection:
            if _generation(connection) == generation:
                folds.keep(connection, name, code, seq, fold)

    def close(self) -> None:
        """See Store."""
        self._closed = True
        self._engine.dispose()
        if self._claim:
            self._claim.release()

    def serves_at(self, address: str) -> None:
        """Leave word of where the pages are (``claim.last_address``)."""
        if self._claim:
            self._claim.tell(address)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction for what fills a new record."""
        return self._begin(writing=True)

    def _begin(self, *, writing: bool = False) -> AbstractContextManager[Connection]:
        if self._closed:
            raise Closed
        return (self._engine.execution_options(writing=True) if writing else self._engine).begin()

    def _select(self, query: Select[Any]) -> tuple[Recorded, ...]:
        with told(self._path), self._begin() as connection:
            return self._rows(connection, query)

    def _pages(self, query: Select[Any], after: int) -> Iterator[Recorded]:
        with told(self._path), self._begin() as connection:
            while rows := self._rows(connection, query.where(table.c.seq > after).limit(AT_ONCE)):
                yield from rows
                after = rows[-1].seq

    def _rows(self, connection: Connection, query: Select[Any]) -> tuple[Recorded, ...]:
        try:
            return _recorded(connection, query)
        except ValueError as fault:
            raise Damaged(str(self._path), f"an entry that cannot be read ({fault})", "a copy from a backup") from fault


def _generation(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)


def _columns(entry: Entry) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "at": entry.at,
        "exercise": entry.exercise,
        "exercise_version": entry.exercise_version,
        "rules": list(entry.rules),
        "body": entry.body,
    }


def _recorded(connection: Connection, query: Select[Any]) -> tuple[Recorded, ...]:
    rows = connection.execute(query.with_only_columns(*_READ).order_by(table.c.seq))
    return tuple(Recorded(*[*row[:-1], tuple(row[-1])]) for row in rows)


def _engine(path: Path, wait_s: float) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": wait_s})

    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _: object) -> None:
        # Python would begin transactions only before some statements; we begin every one ourselves.
        connection.isolation_level = None
        for setting in ("synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer waits for its turn at once; one that first reads could be refused half-way.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _touch(path: Path) -> None:
    """Make the file for its owner's eyes alone, before SQLite would make it for everybody's."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except IsADirectoryError as fault:
        raise NotOurs(str(path), "a folder", "a record of spinecoach, or a name that is free") from fault
    except OSError as fault:
        found = (fault.strerror or str(fault)).lower()
        raise NotWritable(str(path), found, "a file and folder that may be written to") from fault


def _ready(engine: Engine, path: Path) -> None:
    """Look whose file it is and whether it is whole; bring an older one, or an empty one, to HEAD."""
    with engine.begin() as connection:
        version = _version(connection, path)
        if version is not None and version > HEAD:
            raise NewerSchema(
                str(path), f"a record of a newer spinecoach (schema {version})", f"schema {HEAD} or older, or an update"
            )
        whole = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if whole != "ok":
            raise Damaged(str(path), f"a damaged record ({whole})", "a copy of it from a backup")
    # Kept in the file for ever, so not before it is known to be ours; and never within a transaction.
    with closing(engine.raw_connection()) as plain:
        plain.cursor().execute("PRAGMA journal_mode = WAL")
    if version != HEAD:
        with engine.execution_options(writing=True).begin() as connection:
            _migrate(connection)


def _version(connection: Connection, path: Path) -> str | None:
    """The schema's number; None for a file with nothing in it."""
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables:
        return None
    if (
        connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID
        or "alembic_version" not in tables
    ):
        raise NotOurs(str(path), "the database of another program", "a record of spinecoach, or a name that is free")
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if version is None:
        raise Damaged(str(path), "a record without its schema number", "a copy of it from a backup")
    return str(version)


def _migrate(connection: Connection) -> None:
    # Alembic costs start-up time, and most starts have nothing to migrate.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "spinecoach.record:migrations")
    config.set_main_option("path_separator", "os")
    command.upgrade(config, HEAD)
