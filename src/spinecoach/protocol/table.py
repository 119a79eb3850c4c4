"""Reads one table of a data file. Every question either gives a value, or notes a fault and gives a stand-in."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeGuard, TypeVar

from spinecoach.protocol.faults import Faults

E = TypeVar("E", bound=StrEnum)


def told(value: object) -> str:
    """A value of a TOML file as a person would call it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() if abs(value) >= 10**12:
            return "a number of more than twelve digits"
        case int() | float():
            return f"the number {value}"
        case str():
            return f'the text "{value}"' if len(value) <= 60 else f'the text "{value[:57]}..."'
        case list():
            return f"a list of {len(value)}"
        case Mapping():
            return "a table"
        case _:
            return f"the date or time {value}"


def one_of(words: Iterable[str], near: object = None) -> str:
    """What would be right: the nearest of ``words`` first when one is near, else all of them."""
    words = list(words)
    close = get_close_matches(near, words, 1, 0.6) if isinstance(near, str) else []
    return close[0] if close else "one of " + ", ".join(words) if words else "nothing here"


def place_of(outer: str, inner: str) -> str:
    """Dotted, as in the file; list entries are counted from 1 with ``#``."""
    return f"{outer}{'' if inner.startswith('#') or not outer else '.'}{inner}"


@dataclass(slots=True)
class Table:
    """A table and its place. ``end`` names the keys that nobody asked for."""

    values: Mapping[str, object]
    place: str
    faults: Faults
    asked: list[str] = field(default_factory=list)
    noted: int = 0

    def __post_init__(self) -> None:
        self.noted = len(self.faults.found)

    @property
    def clean(self) -> bool:
        """Whether no fault was noted since this table was opened."""
        return self.noted == len(self.faults.found)

    def fault(self, key: str, found: str, right: str) -> None:
        """Note a fault at ``key`` of this table."""
        self.faults.add(place_of(self.place, key) if key else self.place, found, right)

    def raw(self, key: str) -> object:
        """The value as it stands, or None."""
        self.asked.append(key)
        return self.values.get(key)

    def text(self, key: str, *, needed: bool = True, like: str = "a text") -> str:
        """A text without a line of its own being empty; "" stands in."""
        value = self.raw(key)
        if isinstance(value, str) and (value.strip() or not needed):
            return value
        if value is not None or needed:
            self.fault(key, "an empty text" if isinstance(value, str) else told(value), like)
        return ""

    def whole(self, key: str, low: int, high: int, *, default: int | None = None) -> int | None:
        """A whole number; ``default`` when the key is missing, a fault when that is None too."""
        value = self.raw(key)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        if value is not None or default is None:
            self.fault(key, told(value), f"a whole number from {low} to {high}")
        return default

    def number(self, key: str, low: float, high: float, *, default: float | None = None) -> float | None:
        """A number; ``default`` when the key is missing, a fault when that is None too."""
        value = self.raw(key)
        if is_number(value) and low <= value <= high:
            return float(value)
        if value is not None or default is None:
            self.fault(key, told(value), f"a number from {low:g} to {high:g}")
        return default

    def pair(self, key: str, low: float, high: float, *, whole: bool = False) -> tuple[float, float] | None:
        """``[least, most]``, or None when the key is missing."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, list) and len(value) == 2 and all(is_number(v) for v in value):
            least, most = value
            if low <= least <= most <= high and not (whole and (isinstance(least, float) or isinstance(most, float))):
                return least, most
        found = f"[{', '.join(map(str, value))}]" if isinstance(value, list) and len(value) < 6 else told(value)
        self.fault(key, found, f"two {'whole ' if whole else ''}numbers [least, most] from {low:g} to {high:g}")
        return None

    def flag(self, key: str) -> bool:
        """True or false; false when missing."""
        value = self.raw(key)
        if isinstance(value, bool):
            return value
        if value is not None:
            self.fault(key, told(value), "true or false")
        return False

    def day(self, key: str) -> date | None:
        """A date without a time."""
        value = self.raw(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.fault(key, told(value), "a date such as 2026-11-22, without quotes")
        return None

    def choice(self, key: str, kind: type[E], *, default: E | None = None) -> E | None:
        """One of a closed list of words."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if isinstance(value, str) and value in list(kind):
            return kind(value)
        self.fault(key, told(value), one_of(list(kind), value))
        return default

    def texts(self, key: str, *, least: int = 0) -> tuple[str, ...]:
        """A list of texts, at least ``least``; empty when missing."""
        value = self.raw(key)
        if value is None and least == 0:
            return ()
        if not isinstance(value, list) or len(value) < least:
            self.fault(key, told(value), f"a list of {f'{least} or more ' if least else ''}texts")
            return ()
        for i, entry in enumerate(value, 1):
            if not isinstance(entry, str) or not entry.strip():
                self.fault(f"{key}#{i}", "an empty text" if isinstance(entry, str) else told(entry), "a text")
        return tuple(e for e in value if isinstance(e, str))

    def choices(self, key: str, kind: type[E], *, least: int = 0) -> tuple[E, ...]:
        """A list of words of a closed list."""
        found = []
        for i, entry in enumerate(self.texts(key, least=least), 1):
            if entry in list(kind):
                found.append(kind(entry))
            else:
                self.fault(f"{key}#{i}", told(entry), one_of(list(kind), entry))
        return tuple(found)

    def table(self, key: str, *, needed: bool = True) -> "Table | None":
        """The table under ``key``; None when missing (a fault if ``needed``) or no table."""
        value = self.raw(key)
        if isinstance(value, Mapping):
            return Table(value, place_of(self.place, key), self.faults)
        if value is not None or needed:
            self.fault(key, told(value), f"a table [{place_of(self.place, key)}]")
        return None

    def tables(self, key: str) -> "tuple[Table, ...]":
        """A list of tables; empty when missing."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(key, told(value), "a list of tables")
            return ()
        found = []
        for i, entry in enumerate(value, 1):
            if isinstance(entry, Mapping):
                found.append(Table(entry, place_of(self.place, f"{key}#{i}"), self.faults))
            else:
                self.fault(f"{key}#{i}", told(entry), "a table")
        return tuple(found)

    def named(self, *known: str) -> "tuple[tuple[str, Table], ...]":
        """All tables of this table by name, except those under the keys ``known``."""
        return tuple((key, inner) for key in self.values if key not in known and (inner := self.table(key)))

    def cited(self) -> tuple[str, ...]:
        """The ids under ``source``. Whether each exists is judged for the whole file at once."""
        return self.texts("source")

    def end(self) -> None:
        """Note every key that was never asked for, with the nearest right one."""
        known = list(dict.fromkeys(self.asked))
        for key in self.values:
            if key not in known:
                free = [k for k in known if k not in self.values]
                close = get_close_matches(key, free or known, 1, 0.6)
                self.fault(key, "an unknown key", close[0] if close else "no such key")


def is_number(value: object) -> TypeGuard[int | float]:
    """A finite number that is no boolean and small enough to reckon with."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < 10**12 if isinstance(value, int) else math.isfinite(value)
