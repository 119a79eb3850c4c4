"""What was done: sessions folded from their facts, for the history, for planning and for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from spinecoach.app.practice import Practice
from spinecoach.app.session_log import ENDS, Stored, read_session, read_sessions
from spinecoach.session.vocabulary import EventKind, Question, SessionEvent


@dataclass(frozen=True, slots=True)
class DoneExercise:
    """One exercise as it was done. ``reps_done`` and ``reps_planned`` over all sides and zones; pain, effort 0-10.

    ``ended`` is done, softened, hurt, skipped, stopped, black or back; ``stands_for`` the code that it replaced.
    """

    code: str
    variant: str
    level: int
    reps_done: int | None
    reps_planned: int | None
    seconds: float | None
    pain_before: int | None
    pain_worst: int | None
    effort: int | None
    light: str | None
    ended: str
    softened: bool
    stands_for: str | None

    @property
    def anything(self) -> bool:
        """Whether anything of it was done."""
        return bool(self.reps_done or self.seconds)


@dataclass(frozen=True, slots=True)
class Summary:
    """A session. ``ended`` is done, the reason of a stop, or None while it is open; ``seconds`` of session time."""

    id: str
    day: date
    begun_at: datetime
    ended: str | None
    seconds: float
    exercises: tuple[DoneExercise, ...] = ()
    skipped: tuple[str, ...] = ()
    pain_before: Mapping[str, int] = field(default_factory=dict)

    @property
    def done(self) -> tuple[DoneExercise, ...]:
        """The exercises of which anything was done."""
        return tuple(exercise for exercise in self.exercises if exercise.anything)


def sessions(practice: Practice) -> tuple[Summary, ...]:
    """Every session, the latest first. Raises StoreError."""
    return tuple(summary(stored) for stored in reversed(read_sessions(practice)))


def one_session(practice: Practice, session: str) -> Summary:
    """One session. Raises Refused for an unknown one, StoreError."""
    return summary(read_session(practice, session))


def summary(stored: Stored) -> Summary:
    """Fold one session's facts."""
    folded = Summary(stored.id, stored.day, stored.begun_at, None, 0.0)
    replaced: dict[int, str] = {}
    softened = False
    for event in stored.events:
        folded = replace(folded, seconds=max(folded.seconds, event.t))
        match event.kind:
            case EventKind.EXERCISE_STARTED:
                softened = False
            case EventKind.SOFTENED:
                softened = True
            case EventKind.EXERCISE_FINISHED:
                stands_for = replaced.get(event.item) if event.item is not None else None
                exercise = _done(event, stands_for if stands_for != event.code else None, softened=softened)
                folded = replace(folded, exercises=(*folded.exercises, exercise))
                if event.reason == "hurt" and event.item is not None and event.code is not None:
                    replaced.setdefault(event.item, event.code)
            case EventKind.SKIPPED if event.code is not None:
                folded = replace(folded, skipped=(*folded.skipped, event.code))
            case EventKind.ANSWERED if event.question is Question.PAIN_BEFORE:
                if event.region is not None and event.value is not None:
                    folded = replace(folded, pain_before={**folded.pain_before, event.region: event.value})
            case kind if kind in ENDS:
                folded = replace(folded, ended=event.reason or "done")
            case _:
                continue
    return folded


def days_done(summaries: Sequence[Summary]) -> frozenset[date]:
    """Days on which anything was done."""
    return frozenset(each.day for each in summaries if each.done)


def _done(event: SessionEvent, stands_for: str | None, *, softened: bool) -> DoneExercise:
    return DoneExercise(
        code=event.code or "",
        variant=event.variant or "",
        level=event.level or 0,
        reps_done=event.reps_done if event.reps_planned is not None else None,
        reps_planned=event.reps_planned,
        seconds=event.seconds,
        pain_before=event.pain_before,
        pain_worst=event.pain_worst,
        effort=event.effort,
        light=event.light,
        ended=event.reason or "done",
        softened=softened,
        stands_for=stands_for,
    )
