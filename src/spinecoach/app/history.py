"""What a person reads of the sessions so far: week by week, and one line by line, planned beside done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from spinecoach.app.active_seconds import seconds_without_pauses
from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.session_log import Stored, plan_of, read_session
from spinecoach.app.sessions import Mark, marks, sessions, summary
from spinecoach.app.summary import DoneExercise, Summary
from spinecoach.protocol.exercise import Variant
from spinecoach.session.fold import BREATHE
from spinecoach.session.plan import DayPlan, Reason, Work
from spinecoach.session.vocabulary import EventKind, SessionEvent
from spinecoach.wire.errors import WireError

DAYS = 7


@dataclass(frozen=True, slots=True)
class Past:
    """A session in its week. ``seconds`` is session time without pauses and questions."""

    summary: Summary
    seconds: float


@dataclass(frozen=True, slots=True)
class Week:
    """From ``monday`` on. ``marks`` has one for each day; ``sessions`` the latest first."""

    monday: date
    marks: tuple[Mark, ...]
    sessions: tuple[Past, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Sunday."""
        return tuple(self.monday + timedelta(days=offset) for offset in range(DAYS))

    @property
    def seconds(self) -> float:
        """Session time of the week without pauses and questions."""
        return sum(past.seconds for past in self.moved)

    @property
    def moved(self) -> tuple[Past, ...]:
        """The sessions in which anything was done."""
        return tuple(past for past in self.sessions if past.summary.done)


class How(StrEnum):
    """How an exercise of a session went: as EXERCISE_FINISHED says, or what stands where there is none."""

    DONE = "done"
    SOFTENED = "softened"
    HURT = "hurt"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    BLACK = "black"
    BACK = "back"
    UNDER_WAY = "under_way"
    REGION_RESTED = "region_rested"
    HURT_TODAY = "hurt_today"
    NOT_REACHED = "not_reached"
    STILL_TO_COME = "still_to_come"


@dataclass(frozen=True, slots=True)
class Measured:
    """A range of motion that the camera measured: the middle of its repetitions and of their errors, degrees."""

    movement: str
    degrees: float
    error: float


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise of a session. ``planned`` is None where the programme no longer has what was planned.

    ``done`` is what was stored at its end, ``softened_by`` why it went on more softly: ``red`` (it hurt) or ``asked``,
    ``reasons`` why the plan had it so, none for what came in place of another. ``measured`` is empty for the easier
    form, which asks for part of the way.
    """

    code: str
    variant: str
    how: How
    planned: Work | None = None
    done: DoneExercise | None = None
    softened_by: str | None = None
    reasons: tuple[Reason, ...] = ()
    measured: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One session line by line. ``rested`` are the regions that rested for the rest of it, ``pain`` 0-10 before it.

    ``may_go_on``: it is not over, its pause is not yet too long, and nothing says to see someone first.
    """

    past: Past
    lines: tuple[Line, ...]
    rested: tuple[str, ...]
    breathed: bool
    pain: Mapping[str, int]
    may_go_on: bool
    language: str
    emergency_number: str
    """As it spoke then, whatever the settings say since."""


def weeks(practice: Practice, before: date | None = None, most: int | None = None) -> tuple[Week, ...]:
    """This week, and every earlier one that has a session, the latest first. Raises StoreError.

    ``before`` a day, those that began earlier; ``most`` so many of them, as each costs reading.
    """
    by_monday: dict[date, list[Summary]] = {_monday(practice.clock.today()): []}
    for each in sessions(practice):
        by_monday.setdefault(_monday(each.day), []).append(each)
    shown = sorted((monday for monday in by_monday if before is None or monday < before), reverse=True)[:most]
    seconds = practice.lengths.of([each.id for monday in shown for each in by_monday[monday]])
    return tuple(
        _week(monday, [Past(each, seconds.get(each.id, 0.0)) for each in by_monday[monday]]) for monday in shown
    )


def account(practice: Practice, session: str) -> Account:
    """One session. Raises Refused for an unknown one, StoreError."""
    stored = read_session(practice, session)
    try:
        plan = plan_of(practice, stored)
    except WireError:
        plan = None
    away = (practice.clock.now() - stored.last_at).total_seconds()
    waits = not stored.over and away < practice.protocol.timing.pause_closes_s
    past = _past(stored)
    told = {region.value: value for region, value in plan.pain.items()} if plan else {}
    return Account(
        past=past,
        lines=(*_lines(stored, past.summary, plan), *_left(stored, plan)),
        rested=tuple(event.region for event in stored.events if event.kind is EventKind.REGION_RESTED and event.region),
        breathed=any(event.kind is EventKind.REST_ENDED and event.reason == BREATHE for event in stored.events),
        pain={**told, **past.summary.pain_before},
        may_go_on=waits and not gate(practice).closed,
        language=stored.language,
        emergency_number=stored.emergency_number,
    )


def _past(stored: Stored) -> Past:
    return Past(summary(stored), seconds_without_pauses(stored.events))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(monday: date, sessions: Sequence[Past]) -> Week:
    found = marks(past.summary for past in sessions)
    days = (monday + timedelta(days=offset) for offset in range(DAYS))
    return Week(monday, tuple(found.get(day, Mark.NONE) for day in days), tuple(sessions))


def _lines(stored: Stored, folded: Summary, plan: DayPlan | None) -> Iterator[Line]:
    """What was begun, and what was passed over without beginning, in order."""
    ends = iter(folded.exercises)
    running: Line | None = None
    trials: list[SessionEvent] = []
    for event in stored.events:
        match event.kind:
            case EventKind.EXERCISE_STARTED:
                trials = []
                work, reasons = _planned(plan, event)
                running = Line(event.code or "", event.variant or "", How.UNDER_WAY, work, reasons=reasons)
            case EventKind.SOFTENED if running is not None:
                running = replace(running, softened_by=event.reason)
            case EventKind.RANGE_MEASURED if running is not None and running.variant != Variant.EASIER:
                trials.append(event)
            case EventKind.EXERCISE_FINISHED if running is not None:
                done = next(ends)
                ended = replace(running, how=How(done.ended), done=done, measured=_measured(trials))
                running = None
                if done.anything or ended.how is not How.BACK:
                    yield ended
            case EventKind.SKIPPED if running is None:
                work, reasons = _planned(plan, event)
                yield Line(event.code or "", event.variant or "", How(event.reason or ""), work, reasons=reasons)
            case _:
                continue
    if running is not None:
        yield replace(running, measured=_measured(trials))


def _measured(trials: Sequence[SessionEvent]) -> tuple[Measured, ...]:
    """In the order in which each movement was measured first."""
    found: dict[str, list[tuple[float, float]]] = {}
    for event in trials:
        if event.key is not None and event.degrees is not None:
            found.setdefault(event.key.replace("_", "-"), []).append((event.degrees, event.error or 0.0))
    return tuple(
        Measured(movement, median(degrees for degrees, _ in told), median(error for _, error in told))
        for movement, told in found.items()
    )


def _left(stored: Stored, plan: DayPlan | None) -> Iterator[Line]:
    """Items of the plan that no fact names."""
    named = set()
    for event in stored.events:
        if event.item is None:
            continue
        own = plan is not None and event.code == plan.items[event.item].work.code
        if own or event.kind in {EventKind.SUBSTITUTED, EventKind.REGION_RESTED}:
            named.add(event.item)
    how = How.NOT_REACHED if stored.over else How.STILL_TO_COME
    for number, item in enumerate(plan.items if plan else ()):
        if number not in named:
            yield Line(item.work.code, item.work.variant.value, how, item.work, reasons=item.reasons)


def _planned(plan: DayPlan | None, event: SessionEvent) -> tuple[Work | None, tuple[Reason, ...]]:
    """What the plan had for the exercise of ``event``: its own dose with the reasons for it, or that of a link."""
    if plan is None or event.item is None:
        return None, ()
    item = plan.items[event.item]
    form = (event.code, event.variant, event.level)
    for work in (item.work, *item.if_it_hurts):
        if (work.code, work.variant.value, work.level) == form:
            return work, item.reasons if work == item.work else ()
    return None, ()
