"""Folds kept beside the entries, so that a start need not read years of them again.

They are worth nothing by themselves: what does not fit the entries, or the program that reads it, counts as not there.
No migration makes their table, and no export has it.
"""

import hashlib
import json

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, delete, func, insert, inspect, select, text

from spinecoach.record.schema import entries

folds = Table(
    "folds",
    MetaData(),
    Column("name", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("fold", Text, nullable=False),
)
_ENDS = text("SELECT * FROM entries WHERE seq IN (:seq, (SELECT min(seq) FROM entries)) ORDER BY seq")


def recall(connection: Connection, name: str, code: str) -> tuple[int, str] | None:
    """The last entry that is in the fold, and the fold as it was kept; None when anything about it does not fit.

    Raises DBAPIError where there is no such table, or another one.
    """
    row = connection.execute(select(folds).where(folds.c.name == name)).first()
    if row is None or row.code != code or not isinstance(row.seq, int) or not isinstance(row.fold, str):
        return None
    mark = _mark(connection, row.seq)
    fits = mark is not None and row.digest == _digest(name, code, row.seq, mark, row.fold)
    return (row.seq, row.fold) if fits else None


def keep(connection: Connection, name: str, code: str, seq: int, fold: str) -> None:
    """In the place of what was kept by that name. Raises DBAPIError."""
    look = inspect(connection)
    if look.has_table(folds.name) and [each["name"] for each in look.get_columns(folds.name)] != folds.c.keys():
        connection.exec_driver_sql(f"DROP TABLE {folds.name}")
    folds.create(connection, checkfirst=True)
    mark = _mark(connection, seq)
    connection.execute(delete(folds).where(folds.c.name == name))
    if mark is not None:
        digest = _digest(name, code, seq, mark, fold)
        values = {"name": name, "code": code, "seq": seq, "digest": digest, "fold": fold}
        connection.execute(insert(folds), values)


def _mark(connection: Connection, seq: int) -> str | None:
    """Which entries a fold up to ``seq`` is of: how many, the first and the last, as no entry is ever changed.

    None where there is no such entry.
    """
    ends = [list(row) for row in connection.execute(_ENDS, {"seq": seq})]
    if not ends or ends[-1][0] != seq:
        return None
    many = connection.scalar(select(func.count()).select_from(entries).where(entries.c.seq <= seq))
    return _digest(many, ends)


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, default=repr).encode()).hexdigest()
