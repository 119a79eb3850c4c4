"""One session in short: what was done of each exercise, how it felt, how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from spinecoach.session.vocabulary import EventKind, Question, SessionEvent

ENDS = frozenset({EventKind.STOPPED, EventKind.SESSION_DONE})
TOLD = frozenset(
    {
        EventKind.EXERCISE_STARTED,
        EventKind.SOFTENED,
        EventKind.EXERCISE_FINISHED,
        EventKind.SKIPPED,
        EventKind.ANSWERED,
        *ENDS,
    }
)
"""Kinds that a summary is folded from; the many others need not be read for it."""


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
    """A session. ``ended`` is done, the reason of a stop, or None while it is open.

    ``seconds`` of session time, up to the last thing that a summary tells. ``planned`` are the codes of its plan.
    """

    id: str
    day: date
    begun_at: datetime
    ended: str | None = None
    seconds: float = 0.0
    exercises: tuple[DoneExercise, ...] = ()
    skipped: tuple[str, ...] = ()
    pain_before: Mapping[str, int] = field(default_factory=dict)
    planned: tuple[str, ...] = ()

    @property
    def done(self) -> tuple[DoneExercise, ...]:
        """The exercises of which anything was done."""
        return tuple(exercise for exercise in self.exercises if exercise.anything)


@dataclass(frozen=True, slots=True)
class Folding:
    """A summary in the making. ``hurt`` is by item the exercise that pain ended first."""

    summary: Summary
    softened: bool = False
    hurt: Mapping[int, str] = field(default_factory=dict)


def fold(so_far: Folding, event: SessionEvent) -> Folding:
    """One fact more; facts of other kinds than ``TOLD`` change nothing."""
    if event.kind not in TOLD:
        return so_far
    summary = replace(so_far.summary, seconds=max(so_far.summary.seconds, event.t))
    match event.kind:
        case EventKind.EXERCISE_STARTED:
            return replace(so_far, summary=summary, softened=False)
        case EventKind.SOFTENED:
            return replace(so_far, summary=summary, softened=True)
        case EventKind.EXERCISE_FINISHED:
            return _finished(replace(so_far, summary=summary), event)
        case EventKind.SKIPPED if event.code is not None:
            summary = replace(summary, skipped=(*summary.skipped, event.code))
        case EventKind.ANSWERED if event.question is Question.PAIN_BEFORE and event.region is not None:
            if event.value is not None:
                summary = replace(summary, pain_before={**summary.pain_before, event.region: event.value})
        case kind if kind in ENDS:
            summary = replace(summary, ended=event.reason or "done")
        case _:
            pass
    return replace(so_far, summary=summary)


def _finished(so_far: Folding, event: SessionEvent) -> Folding:
    stands_for = so_far.hurt.get(event.item) if event.item is not None else None
    exercise = DoneExercise(
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
        softened=so_far.softened,
        stands_for=stands_for if stands_for != event.code else None,
    )
    hurt = so_far.hurt
    if event.reason == "hurt" and event.item is not None and event.code is not None:
        hurt = {event.item: event.code, **hurt}
    summary = replace(so_far.summary, exercises=(*so_far.summary.exercises, exercise))
    return replace(so_far, summary=summary, hurt=hurt)
