"""A record that lives as long as the program: for demonstrations and for tests of what stands above the store."""

from collections.abc import Collection, Iterator, Sequence
from itertools import count
from threading import Lock
from typing import cast

from spinecoach.record.entry import Entry, Numbered, Recorded, settled
from spinecoach.record.errors import Closed, StreamMoved


class MemoryStore:
    """Keeps every promise of Store but the disk."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rows: list[Recorded] = []
        self._seq = count(1)
        self._closed = False

    def append(
        self, person: str, stream: str, entries: Sequence[Entry], *, expected: int | None = None
    ) -> tuple[Recorded, ...]:
        """See Store."""
        kept = settled(person, stream, entries)
        with self._lock:
            self._open()
            last = max((row.position for row in self._rows if (row.person, row.stream) == (person, stream)), default=0)
            if expected is not None and expected != last:
                raise StreamMoved(stream, expected, last)
            rows = tuple(
                Recorded(
                    next(self._seq), person, stream, position, entry.kind, entry.at, entry.body, entry.exercise,
                    entry.exercise_version, entry.rules,
                )
                for position, entry in enumerate(kept, last + 1)
            )  # fmt: skip
            self._rows += rows
            return rows

    def read(self, person: str, stream: str, after: int = 0) -> Sequence[Recorded]:
        """See Store."""
        with self._lock:
            self._open()
            return tuple(
                row for row in self._rows if (row.person, row.stream) == (person, stream) and row.position > after
            )

    def read_all(self, person: str, kinds: Collection[str] | None = None, after_seq: int = 0) -> Sequence[Recorded]:
        """See Store."""
        with self._lock:
            self._open()
            return tuple(
                row
                for row in self._rows
                if row.person == person and row.seq > after_seq and (kinds is None or row.kind in kinds)
            )

    def walk(self, person: str, kinds: Collection[str], after_seq: int = 0) -> Iterator[Recorded]:
        """See Store."""
        yield from self.read_all(person, kinds, after_seq)

    def numbers(self, person: str, kinds: Collection[str], name: str, after_seq: int = 0) -> Iterator[Numbered]:
        """See Store."""
        for row in self.read_all(person, kinds, after_seq):
            if row.body.get(name) is not None:
                yield Numbered(row.seq, row.stream, row.position, row.kind, cast("float", row.body[name]))

    def streams(self, person: str, prefix: str = "") -> Sequence[str]:
        """See Store."""
        with self._lock:
            self._open()
            return tuple(
                dict.fromkeys(
                    row.stream for row in self._rows if row.person == person and row.stream.startswith(prefix)
                )
            )

    def every(self) -> Iterator[Recorded]:
        """See Store."""
        with self._lock:
            self._open()
            rows = tuple(self._rows)
        yield from rows

    def generation(self) -> int:
        """See Store. Nothing ever replaces it."""
        return 0

    def recall(self, name: str, code: str) -> tuple[int, str] | None:  # noqa: ARG002 - the Store's
        """See Store. It never starts with anything in it."""
        return None

    def keep(self, name: str, code: str, generation: int, seq: int, fold: str) -> None:
        """See Store. There is no next start."""

    def close(self) -> None:
        """See Store."""
        with self._lock:
            self._closed = True

    def _open(self) -> None:
        if self._closed:
            raise Closed
