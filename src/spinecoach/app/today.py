"""Today: the plan, what it was made from, and how the week stands."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from spinecoach.app.gate import Gate, gate, open_gate
from spinecoach.app.person import Person
from spinecoach.app.practice import Practice
from spinecoach.app.progress_so_far import beyond
from spinecoach.app.refused import Refused, Why
from spinecoach.app.sessions import Mark, marks, sessions, unfinished
from spinecoach.app.summary import Summary
from spinecoach.body import Region
from spinecoach.planning.decide import decide
from spinecoach.planning.wishes import PlaceWish, Wishes
from spinecoach.progress.progress import Progress
from spinecoach.session.plan import DayPlan

SHORTEST = 2
"""Minutes of the plan for a day with no time."""


@dataclass(frozen=True, slots=True)
class Today:
    """What the page of the day shows. ``plan`` is None until the gate allows one; ``left`` is an unfinished session."""

    day: date
    gate: Gate
    me: Person
    pain: Mapping[Region, int]
    plan: DayPlan | None
    week: tuple[tuple[date, Mark], ...]
    left: str | None
    done_today: bool
    began: date
    """The first day that anything was told."""


def today(practice: Practice, minutes: int | None = None) -> Today:
    """Everything of today; ``minutes`` are for this once, the usual if None. Raises StoreError."""
    day, me, found = practice.clock.today(), practice.me(), gate(practice)
    monday = day - timedelta(days=day.weekday())
    found_marks = marks(each for each in sessions(practice) if each.day >= monday)
    week = [monday + timedelta(days=offset) for offset in range(7)]
    ready = found.answered and not found.closed
    left = unfinished(practice)
    return Today(
        day=day,
        gate=found,
        me=me,
        pain=me.pain_on(day),
        plan=plan_today(practice, minutes) if ready else None,
        week=tuple((each, found_marks.get(each, Mark.NONE)) for each in week),
        left=left[-1] if left else None,
        done_today=found_marks.get(day) is Mark.DONE,
        began=min((entry.on for entry in me.gate), default=day),
    )


def plan_today(practice: Practice, minutes: int | None = None, place: PlaceWish | None = None) -> DayPlan:
    """The plan for now. Raises Refused when the gate does not allow one, StoreError.

    It is made once for the same wishes, answers and history, and then kept.
    """
    found, me, day = open_gate(practice), practice.me(), practice.clock.today()
    done = sessions(practice)
    asked = (minutes or me.wishes.minutes, place or me.wishes.place)
    key = (practice.store.generation(), day, me.position, _state_of(done), *asked)
    kept = practice.plans.get(key)
    if kept is not None:
        return kept
    progress = practice.courses.progress(practice.protocol, done, me.along, day)
    plan = make_plan(practice, found, me, progress, day, *asked)
    practice.plans.put(key, plan)
    return plan


def make_plan(
    practice: Practice, found: Gate, me: Person, progress: Progress, day: date, minutes: int, place: PlaceWish
) -> DayPlan:
    """The plan of this person on this day, with this behind them. Raises Refused for wishes that cannot be."""
    try:
        wishes = Wishes(
            minutes=minutes,
            place=place,
            equipment=frozenset(me.wishes.equipment),
            pain=dict(me.pain_on(day)),
            regions=me.wishes.regions,
            language=me.preferences.language,
            opt_in=beyond(practice.protocol, me.along),
        )
    except ValueError as fault:
        raise Refused(Why.WRONG, str(fault)) from fault
    return decide(practice.protocol, found.clearance, progress, wishes, day)


def digest(plan: DayPlan) -> str:
    """A short name of what is to be done: two plans with the same exercises at the same doses have the same."""
    return hashlib.sha256(repr([item.work for item in plan.items]).encode()).hexdigest()[:16]


def _state_of(done: tuple[Summary, ...]) -> tuple[tuple[str, float], ...]:
    return tuple((each.id, each.last_t) for each in done[:3])
