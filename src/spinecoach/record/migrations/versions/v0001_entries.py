"""The record begins: one table that only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x53504E43


def upgrade() -> None:
    """Make the table, and let the database itself refuse every edit."""
    op.create_table(
        "entries",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("exercise", sa.Text),
        sa.Column("exercise_version", sa.Integer),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("person", "stream", "position", name="one_entry_a_position"),
        sa.CheckConstraint("(exercise IS NULL) = (exercise_version IS NULL)", name="an_exercise_has_its_version"),
        sqlite_autoincrement=True,
    )
    op.create_index("entries_by_kind", "entries", ["person", "kind", "seq"])
    op.execute(
        "CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries "
        "BEGIN SELECT RAISE(ABORT, 'history is never edited: append instead'); END"
    )
    op.execute(
        "CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries "
        "BEGIN SELECT RAISE(ABORT, 'history is never edited: append instead'); END"
    )
    # INSERT OR REPLACE deletes without asking the trigger above; a stream that only grows by one cannot be replaced.
    op.execute(
        "CREATE TRIGGER streams_grow_by_one BEFORE INSERT ON entries WHEN EXISTS "
        "(SELECT 1 FROM entries WHERE seq = NEW.seq) OR NEW.position <> "
        "(SELECT coalesce(max(position), 0) + 1 FROM entries WHERE person = NEW.person AND stream = NEW.stream) "
        "BEGIN SELECT RAISE(ABORT, 'a stream grows by one at its end'); END"
    )
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
