"""How long each session went on, its pauses left out; only what was appended since is read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import cast

from spinecoach.app.session_memory import PREFIX
from spinecoach.record.store import Store
from spinecoach.session.vocabulary import EventKind, SessionEvent

EVERY_SECOND = frozenset({EventKind.PROGRESSED, EventKind.HOLD_STARTED, EventKind.HOLD_ENDED, EventKind.FAULT_SEEN})
"""Most of all facts, and not needed to tell what a session was."""
QUIET_S = 360
"""[D] A silence longer than this is a pause, for a server that was killed could not write one. The longest timed
exercise is silent for less, also where the facts of every second are left out."""


@dataclass(frozen=True, slots=True)
class Length:
    """``seconds`` so far, ``t`` of the last fact; ``stands`` while it is paused."""

    seconds: float = 0.0
    t: float = 0.0
    stands: bool = False


def longer(length: Length, kind: str, t: float) -> Length:
    """One fact more, at ``t`` seconds of session time."""
    silent = t - length.t
    went_on = not length.stands and kind != EventKind.RESUMED and silent <= QUIET_S
    stands = length.stands
    if kind == EventKind.PAUSED:
        stands = True
    elif kind in {EventKind.RESUMED, EventKind.HURT}:
        stands = False
    return Length(length.seconds + silent * went_on, t, stands)


def seconds_without_pauses(events: Sequence[SessionEvent]) -> float:
    """Session seconds in which something went on."""
    length = Length()
    for event in events:
        length = longer(length, event.kind, event.t)
    return length.seconds


class LengthMemory:
    """Seconds by session id. May be asked from any thread."""

    def __init__(self, store: Store, person: str) -> None:
        self._store = store
        self._person = person
        self._lock = Lock()
        self._generation = 0
        self._seq = 0
        self._lengths: dict[str, Length] = {}

    def now(self) -> Mapping[str, float]:
        """Of every session. Raises StoreError."""
        with self._lock:
            generation = self._store.generation()
            if generation != self._generation:
                self._generation, self._seq, self._lengths = generation, 0, {}
            for row in self._store.walk(self._person, frozenset(EventKind) - EVERY_SECOND, self._seq):
                self._seq = row.seq
                if row.stream.startswith(PREFIX):
                    id_ = row.stream.removeprefix(PREFIX)
                    self._lengths[id_] = longer(
                        self._lengths.get(id_, Length()), row.kind, cast("float", row.body["t"])
                    )
            return {id_: length.seconds for id_, length in self._lengths.items()}
