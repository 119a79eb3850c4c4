"""Handouts: of today's plan, of a plan from a file, of single exercises. Nothing that screening blocks is a plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spinecoach.app.gate import Gate, gate
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.app.today import plan_today
from spinecoach.figure.course import NoMovementError
from spinecoach.planning.work import make_work
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.protocol import Protocol
from spinecoach.report.handout import day_told, handout
from spinecoach.report.paper import Paper
from spinecoach.report.typeset import NotTypeset, typeset
from spinecoach.screening.clear import CLOSING
from spinecoach.screening.clearance import ClearedExercise
from spinecoach.session.plan import DayPlan, Work
from spinecoach.wire.plan import work_at

REVIEW = "Look at it again with a clinician on: ______________"
NOT_ASKED = (
    "A general sheet: the safety questions were not asked for it, so it may not fit you. Answer them in the app first, "
    "or show it to a clinician."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How it is printed."""

    paper: Paper
    day: date
    language: str
    emergency_number: str


def today_handout(practice: Practice, paper: Paper) -> bytes:
    """A PDF of the plan of today. Raises Refused when there is none, StoreError."""
    return plan_handout(practice.protocol, plan_today(practice), sheet_of(practice, paper), "today's plan")


def plan_handout(protocol: Protocol, plan: DayPlan, sheet: Sheet, where: str) -> bytes:
    """A PDF of a plan. Raises Refused, naming ``where``, for one that must not or cannot be printed."""
    if plan.outcome in CLOSING and plan.items:
        raise Refused(Why.NOT_NOW, f"{where}: items: found exercises beside {plan.outcome}; right would be none")
    if not plan.items:
        right = "other minutes, another place or other things at hand" if plan.outcome not in CLOSING else "help first"
        raise Refused(Why.NOT_NOW, f"{where}: items: found no exercise; right would be {right}")
    told = day_told(plan.day or sheet.day)
    about = f"Made for you by your answers and your pain of that day. {REVIEW}"
    return _pdf(protocol, (item.work for item in plan.items), f"Exercises, {told}", about, sheet, where)


def general_handout(protocol: Protocol, exercises: Iterable[Exercise], sheet: Sheet) -> bytes:
    """A PDF of exercises as anybody begins them; it says that nobody was asked. Raises Refused."""
    works = [work_at(exercise, min(1, max(exercise.levels))) for exercise in exercises]
    return _pdf(protocol, works, "Exercises for the spine", f"{NOT_ASKED} {REVIEW}", sheet, "handout")


def own_handout(practice: Practice, exercise: Exercise, paper: Paper) -> bytes:
    """A PDF of one exercise as the person's answers have it. Raises Refused when they close it, StoreError."""
    found, sheet = gate(practice), sheet_of(practice, paper)
    cleared = found.clearance.of(exercise.code)
    if cleared is None:
        raise Refused(
            Why.NOT_NOW, f"handout: found {exercise.code} closed by your answers; right would be another exercise"
        )
    if not found.answered:
        if not cleared.limits.names:
            return general_handout(practice.protocol, [exercise], sheet)
        about = f"Changed by the answers that you gave. The safety questions are not all answered. {REVIEW}"
    else:
        about = f"Made for you by your answers as of {day_told(sheet.day)}. {REVIEW}"
    work = _work(practice, found, cleared)
    return _pdf(practice.protocol, [work], "Exercises for the spine", about, sheet, "handout")


def sheet_of(practice: Practice, paper: Paper) -> Sheet:
    """As the person has set it, of today. Raises StoreError."""
    wanted = practice.me().preferences
    return Sheet(paper, practice.clock.today(), wanted.language, wanted.emergency_number)


def _work(practice: Practice, found: Gate, cleared: ClearedExercise) -> Work:
    """As today's plan has it, else as it begins under the limits."""
    if found.answered and not found.closed:
        for item in plan_today(practice).items:
            if item.work.code == cleared.code:
                return item.work
    easier = practice.protocol.planning.easier_by_change
    return make_work(practice.protocol, cleared, 0 if any(name in easier for name in cleared.limits.names) else 1)


def _pdf(protocol: Protocol, works: Iterable[Work], title: str, about: str, sheet: Sheet, where: str) -> bytes:
    try:
        made = handout(protocol, works, title, about, sheet.language, sheet.emergency_number)
    except NoMovementError as fault:
        raise Refused(Why.WRONG, f"{where}: {fault}") from fault
    try:
        return typeset("handout", made, sheet.paper, sheet.day)
    except NotTypeset as fault:
        raise Refused(Why.BROKEN, str(fault)) from fault
