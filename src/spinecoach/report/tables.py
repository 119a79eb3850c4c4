"""Tidy tables: one kind of thing a table, one thing a row, units in the heads; together in one zip."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

Value = str | int | float | bool | date | datetime | None
NEVER = (1980, 1, 1, 0, 0, 0)
"""The zip's own earliest moment: the same tables give the same bytes."""


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` are heads, with their units, and what each means."""

    name: str
    about: str
    columns: tuple[tuple[str, str], ...]
    rows: Iterable[Sequence[Value]]


def write_zip(tables: Iterable[Table], about: str, file: BinaryIO) -> None:
    """A CSV file a table (RFC 4180, UTF-8, empty where there is no value), and README.txt with every column."""
    told = [about, ""]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for table in tables:
            told += [f"{table.name}.csv", f"  {table.about}"]
            told += [f"  {head}: {meaning}" for head, meaning in table.columns]
            told.append("")
            with (
                made.open(_entry(f"{table.name}.csv"), "w") as opened,
                io.TextIOWrapper(opened, "utf-8", newline="") as to,
            ):
                writer = csv.writer(to)
                writer.writerow([head for head, _ in table.columns])
                writer.writerows([_plain(value) for value in row] for row in table.rows)
        made.writestr(_entry("README.txt"), "\r\n".join(told))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NEVER)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _plain(value: Value) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case float():
            return round(value, 3)
        case _:
            return value
