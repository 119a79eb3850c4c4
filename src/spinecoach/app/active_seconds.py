"""How long each session went on, without its pauses and questions, as a plan counts. Only what is new is read."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import cast

from spinecoach.app.checkpoint import Checkpoint
from spinecoach.app.session_memory import PREFIX
from spinecoach.record.store import Store
from spinecoach.session import vocabulary
from spinecoach.session.vocabulary import EventKind, SessionEvent
from spinecoach.wire.adapter import Adapter

EVERY_SECOND = frozenset({EventKind.PROGRESSED, EventKind.HOLD_STARTED, EventKind.HOLD_ENDED, EventKind.FAULT_SEEN})
"""Most of all facts, and not needed to tell what a session was."""
TELLING = frozenset(EventKind) - EVERY_SECOND
FEW = 200
QUIET_S = 360
"""[D] A silence longer than this is a pause, for a server that was killed could not write one. The longest timed
exercise is silent for less, also where the facts of every second are left out."""

ANSWERS = frozenset({EventKind.ANSWERED, EventKind.HURT, EventKind.STOPPED, EventKind.SESSION_DONE})
"""What ends the wait for an answer; "it hurts" asks anew."""


@dataclass(frozen=True, slots=True)
class Length:
    """``seconds`` so far, ``t`` of the last fact; ``stands`` while it is paused, ``asks`` while a question is open."""

    seconds: float = 0.0
    t: float = 0.0
    stands: bool = False
    asks: bool = False


def longer(length: Length, kind: str, t: float) -> Length:
    """One fact more, at ``t`` seconds of session time."""
    silent = t - length.t
    went_on = not length.stands and not length.asks and kind != EventKind.RESUMED and silent <= QUIET_S
    stands = length.stands
    if kind == EventKind.PAUSED:
        stands = True
    elif kind in {EventKind.RESUMED, EventKind.HURT}:
        stands = False
    asks = kind == EventKind.ASKED or (length.asks and kind not in ANSWERS)
    return Length(length.seconds + silent * went_on, t, stands, asks)


def seconds_without_pauses(events: Sequence[SessionEvent]) -> float:
    """Session seconds in which something went on: exercises, getting ready and rests."""
    length = Length()
    for event in events:
        length = longer(length, event.kind, event.t)
    return length.seconds


Lengths = Mapping[str, tuple[Length, int]]
KEPT: Adapter[Lengths] = Adapter(Lengths)


class LengthMemory:
    """Seconds by session id. May be asked from any thread."""

    def __init__(self, store: Store, person: str) -> None:
        self._store = store
        self._person = person
        self._lock = Lock()
        self._checkpoint = Checkpoint(store, f"lengths/{person}", KEPT, (sys.modules[__name__], vocabulary))
        self._generation: int | None = None
        self._new = 0
        """Entries that no checkpoint has."""
        self._whole: int | None = None
        """The last entry that was read, once all sessions were."""
        self._lengths: dict[str, tuple[Length, int]] = {}
        """By id, with the position read last; only where the sessions were read one by one."""

    def of(self, ids: Sequence[str]) -> Mapping[str, float]:
        """Of these sessions. Few are read one by one, for years of them take their time. Raises StoreError."""
        with self._lock:
            self._start()
            if self._whole is None and len(ids) <= FEW:
                for id_ in ids:
                    self._read(id_)
            else:
                self._read_all()
            return {id_: self._lengths[id_][0].seconds for id_ in ids if id_ in self._lengths}

    def _start(self) -> None:
        generation = self._store.generation()
        if generation != self._generation:
            self._generation, self._new, self._whole, self._lengths = generation, 0, None, {}

    def _read(self, id_: str) -> None:
        length, position = self._lengths.get(id_, (Length(), 0))
        for row in self._store.read(self._person, PREFIX + id_, after=position):
            position = row.position
            if row.kind in TELLING:
                length = longer(length, row.kind, cast("float", row.body["t"]))
        self._lengths[id_] = length, position

    def _read_all(self) -> None:
        if self._whole is None:
            self._whole, lengths = self._checkpoint.recall() or (0, {})
            self._lengths = dict(lengths)
        for row in self._store.numbers(self._person, TELLING, "t", self._whole):
            self._whole = row.seq
            self._new += 1
            if row.stream.startswith(PREFIX):
                id_ = row.stream.removeprefix(PREFIX)
                length, _ = self._lengths.get(id_, (Length(), 0))
                self._lengths[id_] = longer(length, row.kind, row.number), row.position
        if self._checkpoint.is_due(self._new) and self._generation is not None:
            self._new = 0
            self._checkpoint.keep(self._generation, self._whole, self._lengths)
