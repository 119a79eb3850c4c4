"""Ranges of motion that the camera measured during sessions; only what was appended since is read again."""

from collections.abc import Iterator, Mapping
from datetime import date
from statistics import median
from threading import Lock

from spinecoach.app.session_memory import PREFIX
from spinecoach.progress.range_of_motion import RangeReading
from spinecoach.protocol.exercise import Variant
from spinecoach.record.store import Store
from spinecoach.session.vocabulary import EventKind
from spinecoach.wire.session import EVENT

Trials = dict[str, list[tuple[float, float]]]
"""Degrees and their error, by what was measured."""


class RangeMemory:
    """One reading a session and movement: the middle of its repetitions. May be asked from any thread."""

    def __init__(self, store: Store, person: str) -> None:
        self._store = store
        self._person = person
        self._lock = Lock()
        self._generation = 0
        self._seq = 0
        self._trials: dict[str, Trials] = {}

    def now(self, days: Mapping[str, date], noise: Mapping[str, float]) -> tuple[RangeReading, ...]:
        """The earliest first. ``days`` are those of the sessions, ``noise`` the least telling change by movement.

        What has no such noise is no range that is followed. Confidence is the share of it that the camera's own error
        leaves [D]. Raises StoreError.
        """
        with self._lock:
            generation = self._store.generation()
            if generation != self._generation:
                self._generation, self._seq, self._trials = generation, 0, {}
            for row in self._store.walk(self._person, {EventKind.RANGE_MEASURED}, self._seq):
                self._seq = row.seq
                event = EVENT.take(row.body, row.stream) if row.stream.startswith(PREFIX) else None
                if event is None or event.variant == Variant.EASIER:
                    continue  # the easier form asks for part of the way, which is no measure of the whole
                if event.key is not None and event.degrees is not None:
                    trials = self._trials.setdefault(row.stream.removeprefix(PREFIX), {})
                    trials.setdefault(event.key.replace("_", "-"), []).append((event.degrees, event.error or 0.0))
            readings = self._readings(days, noise)
        return tuple(sorted(readings, key=lambda reading: reading.day))

    def _readings(self, days: Mapping[str, date], noise: Mapping[str, float]) -> Iterator[RangeReading]:
        for session, movements in self._trials.items():
            for movement, trials in movements.items():
                if session in days and movement in noise:
                    degrees, error = median(each for each, _ in trials), median(each for _, each in trials)
                    trust = max(0.0, min(1.0, 1 - error / noise[movement]))
                    yield RangeReading(days[session], movement, degrees, trust, session)
