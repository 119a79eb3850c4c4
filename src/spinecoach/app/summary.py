"""One session in short: what was done of each exercise, how it felt, how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from spinecoach.session.vocabulary import EventKind, Question, SessionEvent

ENOUGH = 0.5
"""[D] The share of its plan from which on a session makes its day done. Below a half more was left out than done, and
"Today is done" would not be true; above it, a day with one thing left out would not count, which is not fair."""
LED_OUT = frozenset({"done", "softened", "hurt"})
"""Endings by which the session itself ends an exercise; the others are the person's own."""
RESTED = frozenset({"region_rested", "hurt_today"})
"""Why the session itself leaves an item out; it is not counted as planned then."""

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

    @property
    def led_out(self) -> bool:
        """Whether the session led through it to where it ends; what was skipped or left in the middle was not."""
        return self.anything and self.ended in LED_OUT


@dataclass(frozen=True, slots=True)
class Summary:
    """A session. ``ended`` is done, the reason of a stop, or None while it is open.

    ``last_t`` is the session time of the last thing that a summary tells. ``planned`` are the codes of its plan and
    ``planned_s`` the seconds of each item, ``shares`` by item how much of it was done, ``rested`` what the session left
    out by itself.
    """

    id: str
    day: date
    begun_at: datetime
    ended: str | None = None
    last_t: float = 0.0
    exercises: tuple[DoneExercise, ...] = ()
    skipped: tuple[str, ...] = ()
    pain_before: Mapping[str, int] = field(default_factory=dict)
    planned: tuple[str, ...] = ()
    planned_s: tuple[float, ...] = ()
    shares: Mapping[int, float] = field(default_factory=dict)
    rested: frozenset[int] = frozenset()

    @property
    def share(self) -> float:
        """How much of the plan was done, 0-1: of its items or of its time, whichever is more."""
        items = [(seconds, self.shares.get(n, 0.0)) for n, seconds in enumerate(self.planned_s) if n not in self.rested]
        whole = sum(seconds for seconds, _ in items)
        if not whole:
            return 0.0
        by_item = sum(share >= ENOUGH for _, share in items) / len(items)
        return max(by_item, sum(seconds * share for seconds, share in items) / whole)

    @property
    def counts(self) -> bool:
        """Whether it makes its day done: it is over, and enough of it was done."""
        return self.ended is not None and bool(self.done) and self.share >= ENOUGH

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
    summary = replace(so_far.summary, last_t=max(so_far.summary.last_t, event.t))
    match event.kind:
        case EventKind.EXERCISE_STARTED:
            return replace(so_far, summary=summary, softened=False)
        case EventKind.SOFTENED:
            return replace(so_far, summary=summary, softened=True)
        case EventKind.EXERCISE_FINISHED:
            return _finished(replace(so_far, summary=summary), event)
        case EventKind.SKIPPED if event.code is not None:
            rested = {event.item} if event.reason in RESTED and event.item is not None else set()
            summary = replace(summary, skipped=(*summary.skipped, event.code), rested=summary.rested | rested)
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
    shares = so_far.summary.shares
    if event.item is not None:
        shares = {**shares, event.item: max(shares.get(event.item, 0.0), _share(so_far.summary, event))}
    summary = replace(so_far.summary, exercises=(*so_far.summary.exercises, exercise), shares=shares)
    return replace(so_far, summary=summary, hurt=hurt)


def _share(summary: Summary, event: SessionEvent) -> float:
    """How much of its item an exercise was, 0-1. What the session itself has ended is all of it."""
    if event.reason in LED_OUT:
        return 1.0
    if event.reps_planned:
        return min(1.0, (event.reps_done or 0) / event.reps_planned)
    item = event.item or 0
    planned_s = summary.planned_s[item] if item < len(summary.planned_s) else 0.0
    return min(1.0, (event.seconds or 0.0) / planned_s) if planned_s else 0.0
