"""The one table of the record, as SQLAlchemy sees it. The migrations make it; a test holds the two together."""

import json
from datetime import UTC, datetime

from sqlalchemy import Column, Dialect, Index, Integer, MetaData, String, Table, Text, UniqueConstraint
from sqlalchemy.types import TypeDecorator

from spinecoach.wire.json_value import JSON

HEAD = "0001"
"""The newest migration. Numbers grow, so that an older program can tell a newer file."""

APPLICATION_ID = 0x53504E43
"""SQLite's mark of whose file it is: ``SPNC``."""


EMPTY = "[]"
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment as text that sorts: ``2026-11-22T17:48:00.000000+00:00``."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - its interface
        """Moment to text."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - its interface
        """Text to moment."""
        return None if value is None else datetime.fromisoformat(value)


class Plain(TypeDecorator[JSON]):
    """JSON as text, byte for byte what was written."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: JSON, dialect: Dialect) -> str:  # noqa: ARG002 - its interface
        """JSON to text."""
        return EMPTY if isinstance(value, (list, tuple)) and not value else _ENCODER.encode(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> JSON:  # noqa: ARG002 - its interface
        """Text to JSON."""
        if value == EMPTY:  # the rules of most entries; years of them are read at once
            return []
        found: JSON = None if value is None else json.loads(value)
        return found


metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("person", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("exercise", Text),
    Column("exercise_version", Integer),
    Column("rules", Plain, nullable=False),
    Column("body", Plain, nullable=False),
    UniqueConstraint("person", "stream", "position", name="one_entry_a_position"),
    Index("entries_by_kind", "person", "kind", "seq"),
    sqlite_autoincrement=True,
)
