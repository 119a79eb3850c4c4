"""Where every exercise stands, folded once; a day that is over is never folded again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock

from spinecoach.app.along import Along
from spinecoach.app.progress_so_far import breaks, done_days
from spinecoach.app.summary import Summary
from spinecoach.progress.choice import DoseChoice
from spinecoach.progress.course import BEGINNING, Course
from spinecoach.progress.fold import course_of, progress_at
from spinecoach.progress.pause import Pause
from spinecoach.progress.progress import Progress
from spinecoach.protocol.protocol import Protocol
from spinecoach.record.store import Store

OPEN_DAYS = timedelta(days=2)
"""A day is over once its next morning is over too."""


@dataclass(frozen=True, slots=True)
class _Folded:
    """``course`` after all days up to ``until``, made of these."""

    generation: int
    course: Course
    until: date
    sessions: int
    exercises: int
    choices: tuple[DoseChoice, ...]
    pauses: tuple[Pause, ...]


class CourseMemory:
    """Of one person. May be asked from any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._folded: _Folded | None = None

    def progress(self, protocol: Protocol, summaries: Sequence[Summary], along: Along, day: date) -> Progress:
        """The same as ``progress_so_far``."""
        pauses = breaks(summaries, along)
        choices = tuple(choice for choice in along.choices if choice.code in protocol.exercises)
        with self._lock:
            generation = self._store.generation()
            known = self._known(summaries, choices, pauses, day)
            settled = day - OPEN_DAYS
            course = known.course if known else BEGINNING
            since = known.until if known else date.min
            if since < settled:
                course = _further(protocol, course, summaries, along, choices, pauses, since, settled)
                old = [each for each in summaries if each.day <= settled]
                exercises = sum(len(each.exercises) for each in old)
                held = tuple(choice for choice in choices if choice.day <= settled)
                self._folded = _Folded(generation, course, settled, len(old), exercises, held, pauses)
                since = settled
        course = _further(protocol, course, summaries, along, choices, pauses, since, day)
        return progress_at(protocol, course, day, pauses)

    def _known(
        self, summaries: Sequence[Summary], choices: tuple[DoseChoice, ...], pauses: tuple[Pause, ...], day: date
    ) -> _Folded | None:
        """What was folded, if it still is what the record says."""
        known = self._folded
        if (
            known is None
            or known.generation != self._store.generation()
            or known.until > day - OPEN_DAYS
            or known.pauses != pauses
        ):
            return None
        old = [each for each in summaries if each.day <= known.until]
        same = (len(old), sum(len(each.exercises) for each in old)) == (known.sessions, known.exercises)
        return known if same and tuple(c for c in choices if c.day <= known.until) == known.choices else None


def _further(
    protocol: Protocol,
    course: Course,
    summaries: Sequence[Summary],
    along: Along,
    choices: Sequence[DoseChoice],
    pauses: tuple[Pause, ...],
    after: date,
    until: date,
) -> Course:
    days = done_days(protocol, summaries, along, after=after)
    new = [choice for choice in choices if choice.day > after]
    return course_of(protocol, days, until, choices=new, pauses=pauses, course=course)[0]
