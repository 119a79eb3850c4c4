"""The record's one door: append and read. History is never edited."""

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from spinecoach.record.entry import Entry, Numbered, Recorded


class Store(Protocol):
    """An append-only record. Every person's streams (``session/<id>``, ``person``) are apart from all others'.

    All methods may be called from any thread and raise StoreError alone.
    """

    def append(
        self, person: str, stream: str, entries: Sequence[Entry], *, expected: int | None = None
    ) -> tuple[Recorded, ...]:
        """Write all of ``entries`` at the end of the stream, or none; they are on the disk when this returns.

        ``expected`` is the last position that the caller knows of (0 for a new stream);
        StreamMoved is raised when the stream has another.
        """
        ...

    def read(self, person: str, stream: str, after: int = 0) -> Sequence[Recorded]:
        """One stream in order, from the position following ``after``."""
        ...

    def read_all(self, person: str, kinds: Collection[str] | None = None, after_seq: int = 0) -> Sequence[Recorded]:
        """All streams of a person in the order of writing, of these kinds only if given."""
        ...

    def walk(self, person: str, kinds: Collection[str], after_seq: int = 0) -> Iterator[Recorded]:
        """As ``read_all``, a few at a time: for years of entries of which little is kept."""
        ...

    def numbers(self, person: str, kinds: Collection[str], name: str, after_seq: int = 0) -> Iterator[Numbered]:
        """As ``walk``, of each entry only the number under ``name`` in its body; those without are left out."""
        ...

    def streams(self, person: str, prefix: str = "") -> Sequence[str]:
        """Names of the person's streams that begin with ``prefix``, the one begun first first."""
        ...

    def every(self) -> Iterator[Recorded]:
        """Every entry of every person in the order of writing, as the record is at the first one."""
        ...

    def generation(self) -> int:
        """Another number once the record was replaced by another one; whoever keeps what was read begins anew then."""
        ...

    def recall(self, name: str, code: str) -> tuple[int, str] | None:
        """What ``keep`` kept by that name and code, of entries that are all still there; None when anything differs."""
        ...

    def keep(self, name: str, code: str, generation: int, seq: int, fold: str) -> None:
        """Keep what was folded of the entries up to ``seq``, for the next start. Nothing tells whether it was kept.

        ``code`` names the program that folded, ``generation`` the record that it read.
        """
        ...

    def close(self) -> None:
        """Let go of the file. The store refuses to be used afterwards."""
        ...
