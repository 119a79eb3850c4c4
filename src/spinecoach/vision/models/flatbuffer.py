"""FlatBuffers, as far as a model file needs them: read fields by number, and write new tables before an old file.

A reference in a FlatBuffer counts bytes forward, from where it stands. So a file can be changed without taking it
apart: what is new is written before it and points into the old bytes, which stay as they were, behind. The format is
told at flatbuffers.dev/internals.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

ALIGNED = 64
"""Bytes. What was aligned in the old file stays so when it begins at a multiple of this."""
DATA_ALIGNED = 16
"""Bytes: what TensorFlow Lite asks of the data of a tensor."""


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number in a table; ``kind`` is a letter of ``struct``, at most four bytes wide."""

    kind: str
    value: float


@dataclass(frozen=True, slots=True)
class Numbers:
    """A vector of plain numbers."""

    kind: str
    values: Sequence[float] | bytes


@dataclass(frozen=True, slots=True)
class Text:
    """A string."""

    value: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that stands in the old file, at this byte."""

    at: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: values by the number of their field."""

    fields: dict[int, "Number | Reference"]


@dataclass(frozen=True, slots=True)
class Tables:
    """A vector of tables, new ones and kept ones."""

    items: Sequence["Table | Kept"]


New = Table | Tables | Numbers | Text
Reference = New | Kept


def write(root: Table, identifier: bytes, old: bytes = b"") -> bytes:
    """A file whose root is ``root``. ``old`` stands unchanged at its end, for the ``Kept`` in it."""
    return _Writer(identifier).file(root, old)


@dataclass
class _Writer:
    identifier: bytes
    out: bytearray = field(init=False)
    open: list[tuple[int, Reference]] = field(default_factory=list)
    """References that were left open, by their place."""

    def __post_init__(self) -> None:
        self.out = bytearray(4) + self.identifier

    def file(self, root: Table, old: bytes) -> bytes:
        kept: list[tuple[int, int]] = []
        self.open = [(0, root)]
        while self.open:
            # Each thing is placed after all that refers to it, as references only count forward.
            place, what = self.open.pop(0)
            if isinstance(what, Kept):
                kept.append((place, what.at))
            else:
                self._refer(place, self._placed(what))
        self._pad(ALIGNED)
        start = len(self.out)
        for place, at in kept:
            self._refer(place, start + at)
        return bytes(self.out) + old

    def _placed(self, what: New) -> int:
        match what:
            case Table(fields):
                return self._table(fields)
            case Tables(items):
                self._pad(4)
                at = len(self.out)
                self.out += struct.pack("<I", len(items))
                for item in items:
                    self._leave_open(item)
                return at
            case Numbers(kind, values):
                while (len(self.out) + 4) % DATA_ALIGNED:
                    self.out.append(0)
                at = len(self.out)
                self.out += struct.pack(f"<I{len(values)}{kind}", len(values), *values)
                return at
            case Text(value):
                self._pad(4)
                at = len(self.out)
                text = value.encode()
                self.out += struct.pack("<I", len(text)) + text + b"\0"
                return at

    def _table(self, fields: dict[int, Number | Reference]) -> int:
        """The list of places that belongs to a table, then the table: four bytes for each field."""
        used = sorted(fields)
        places = {number: 4 + 4 * i for i, number in enumerate(used)}
        every = [places.get(number, 0) for number in range(used[-1] + 1)] if used else []
        self._pad(4)
        listed = len(self.out)
        self.out += struct.pack(f"<HH{len(every)}H", 4 + 2 * len(every), 4 + 4 * len(used), *every)
        self._pad(4)
        at = len(self.out)
        self.out += struct.pack("<i", at - listed)
        for number in used:
            match fields[number]:
                case Number(kind, value):
                    self.out += struct.pack(f"<{kind}", value).ljust(4, b"\0")
                case reference:
                    self._leave_open(reference)
        return at

    def _leave_open(self, what: Reference) -> None:
        self.open.append((len(self.out), what))
        self.out += bytes(4)

    def _refer(self, place: int, at: int) -> None:
        struct.pack_into("<I", self.out, place, at - place)

    def _pad(self, to: int) -> None:
        self.out += bytes(-len(self.out) % to)


def root_of(data: bytes) -> int:
    """Where the root table stands."""
    return follow(data, 0)


def follow(data: bytes, place: int) -> int:
    """Where the reference at ``place`` leads."""
    return place + whole(data, place)


def whole(data: bytes, place: int) -> int:
    """The unsigned number of four bytes at ``place``."""
    return int(struct.unpack_from("<I", data, place)[0])


def field_of(data: bytes, table: int, number: int) -> int | None:
    """The place of a table's field; None where it is left out."""
    listed = table - struct.unpack_from("<i", data, table)[0]
    size = struct.unpack_from("<H", data, listed)[0]
    if 4 + 2 * number >= size:
        return None
    inside = struct.unpack_from("<H", data, listed + 4 + 2 * number)[0]
    return table + inside if inside else None


def child(data: bytes, table: int, number: int) -> int | None:
    """Where a field that is a reference leads; None where it is left out."""
    place = field_of(data, table, number)
    return None if place is None else follow(data, place)


def children(data: bytes, table: int, number: int) -> list[int]:
    """Where the tables of a field stand that is a vector of tables."""
    at = child(data, table, number)
    return [] if at is None else [follow(data, at + 4 + 4 * i) for i in range(whole(data, at))]


def numbers(data: bytes, table: int, number: int, kind: str = "i") -> tuple[int, ...]:
    """A field that is a vector of plain numbers."""
    at = child(data, table, number)
    return () if at is None else struct.unpack_from(f"<{whole(data, at)}{kind}", data, at + 4)


def text(data: bytes, table: int, number: int) -> str:
    """A field that is a string, empty where it is left out."""
    at = child(data, table, number)
    return "" if at is None else data[at + 4 : at + 4 + whole(data, at)].decode()
