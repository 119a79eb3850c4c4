"""A fact before and after it is written down."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import NamedTuple

from spinecoach.record.errors import EntryRefused
from spinecoach.wire.json_value import JSON


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact to append. ``at`` is an aware moment (kept in UTC, to the microsecond); ``body`` is plain JSON.

    ``exercise`` and ``exercise_version`` go together: what was done and by which version of its data file.
    ``rules`` are the ids of the rules in force when it happened.
    """

    kind: str
    at: datetime
    body: Mapping[str, JSON] = field(default_factory=dict)
    exercise: str | None = None
    exercise_version: int | None = None
    rules: tuple[str, ...] = ()


class Numbered(NamedTuple):
    """Of a recorded entry its place, and one number of its body."""

    seq: int
    stream: str
    position: int
    kind: str
    number: float


@dataclass(frozen=True, slots=True)
class Recorded:
    """One fact as it stands in the record.

    ``seq`` grows over the whole record (gaps are possible), ``position`` counts 1, 2, 3, ... within a person's stream.
    """

    seq: int
    person: str
    stream: str
    position: int
    kind: str
    at: datetime
    body: Mapping[str, JSON]
    exercise: str | None
    exercise_version: int | None
    rules: tuple[str, ...]


def settled(person: str, stream: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """``entries`` as they will be read back: UTC, and bodies that no caller can reach any more.

    Raises EntryRefused for what a store cannot keep; then nothing has been written.
    """
    for name, value in (("person", person), ("stream", stream)):
        _text(name, value)
    return tuple(_settled(index, entry) for index, entry in enumerate(entries))


def _settled(index: int, entry: Entry) -> Entry:
    place = f"entry {index}"
    _text(f"{place}: kind", entry.kind)
    if entry.at.utcoffset() is None:
        raise EntryRefused(f"{place}: at", f"{entry.at.isoformat()} without a time zone", "a moment in UTC")
    if (entry.exercise is None) != (entry.exercise_version is None):
        raise EntryRefused(
            place, f"exercise {entry.exercise} with version {entry.exercise_version}", "both of them or neither"
        )
    try:
        written = json.dumps(dict(entry.body), allow_nan=False)
        body = json.loads(written)
        json.dumps(body, ensure_ascii=False).encode()
    except (TypeError, ValueError, RecursionError) as fault:
        raise EntryRefused(f"{place}: body", str(fault), "plain JSON") from fault
    return replace(entry, at=entry.at.astimezone(UTC), body=body, rules=tuple(entry.rules))


def _text(place: str, value: str) -> None:
    if not value or not value.isprintable():
        raise EntryRefused(place, repr(value), "a short printable text")
