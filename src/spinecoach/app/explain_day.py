"""Why a day's plan was what it was: the record as it stood then, and the plan made of it once more."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from spinecoach.app.gate import gate_of, must_be_open
from spinecoach.app.person import STREAM
from spinecoach.app.practice import Practice
from spinecoach.app.progress_so_far import progress_so_far
from spinecoach.app.refused import Refused
from spinecoach.app.session_log import Stored, plan_of, read_session
from spinecoach.app.sessions import sessions
from spinecoach.app.today import digest, make_plan
from spinecoach.report.handout import day_told
from spinecoach.screening.clearance import Clearance
from spinecoach.screening.gate import GateStatus
from spinecoach.screening.questions import Questions
from spinecoach.session.plan import DayPlan
from spinecoach.wire.errors import WireError
from spinecoach.wire.json_value import JSON
from spinecoach.wire.plan import plan_json


@dataclass(frozen=True, slots=True)
class Begun:
    """A session of the day. ``plan`` is None where the programme no longer has what was planned.

    ``same``: the record as it was then gives the same plan again. It does not after an update of the programme, nor
    for a plan that a program sent.
    """

    id: str
    begun_at: datetime
    plan: DayPlan | None
    same: bool


@dataclass(frozen=True, slots=True)
class DayExplained:
    """``plan`` is the day's plan by the record at its end (of today: now); None for the reason in ``why_not``.

    ``closed`` is what closes everything, where that is the reason.
    """

    day: date
    sessions: tuple[Begun, ...]
    plan: DayPlan | None
    why_not: str = ""
    closed: Clearance | None = None


NO_PLAN_YET = "There is no plan yet: the safety questions are not all answered."
NO_PLAN_THEN = "There was no plan: the safety questions were not all answered."
NO_RECORD_THEN = "Nothing is recorded yet, so there was no plan."
ASKED_AGAIN = "There is no plan yet: some safety questions are to be answered again first, namely {which}."
ASKED_AGAIN_THEN = "There was no plan: some safety questions were to be answered again first, namely {which}."
BEFORE = "Your record begins on {began}. There is no plan from before it."
TO_COME = (
    "{day} is still to come. Its plan is made on the day, from your answers, your pain and what you have done by then."
)
FEW = 6
"""So many questions are named one by one; more of them by the pages they stand on."""


def explain_day(practice: Practice, day: date) -> DayExplained:
    """What was planned on ``day``, and why. Raises StoreError."""
    today, began = practice.clock.today(), _began(practice)
    if day > today:
        return DayExplained(day, (), None, TO_COME.format(day=day_told(day)))
    if began is None:
        return DayExplained(day, (), None, NO_PLAN_YET if day == today else NO_RECORD_THEN)
    if day < began:
        return DayExplained(day, (), None, BEFORE.format(began=day_told(began)))
    ids = [each.id for each in reversed(sessions(practice)) if each.day == day]
    begun = tuple(_begun(practice, read_session(practice, id_)) for id_ in ids)
    over = datetime.combine(day + timedelta(days=1), time()).astimezone()
    moment = min(over, practice.clock.now())
    found = gate_of(practice.questions, practice.me_at(moment), day)
    if found.closed:
        told = " ".join(f"{note.text} ({note.id})" for note in found.clearance.reasons)
        return DayExplained(day, begun, None, f"{found.clearance.outcome}: {told}", found.clearance)
    if found.status.complete and found.status.ask:
        sentence = ASKED_AGAIN if day == today else ASKED_AGAIN_THEN
        return DayExplained(day, begun, None, sentence.format(which=_asked(practice.questions, found.status)))
    plan = _plan_at(practice, moment, day)
    return DayExplained(day, begun, plan, "" if plan else NO_PLAN_YET if day == today else NO_PLAN_THEN)


def explained_json(found: DayExplained) -> JSON:
    """For programs."""
    return {
        "day": found.day.isoformat(),
        "plan": plan_json(found.plan) if found.plan else None,
        "why_not": found.why_not or None,
        "sessions": [
            {
                "id": begun.id,
                "begun_at": begun.begun_at.isoformat(),
                "plan": plan_json(begun.plan) if begun.plan else None,
                "same": begun.same,
            }
            for begun in found.sessions
        ],
    }


def _began(practice: Practice) -> date | None:
    """The day of the first entry about the person, or of the first session; None of an empty record."""
    told = practice.store.read(practice.person, STREAM)[:1]
    days = [entry.at.astimezone().date() for entry in told]
    return min((*days, *(each.day for each in sessions(practice))), default=None)


def _asked(questions: Questions, status: GateStatus) -> str:
    """The questions in their own words; of many, the pages they stand on."""
    if len(status.ask) > FEW:
        return f"{len(status.ask)} of the pages {', '.join(f'“{page.title}”' for page in status.pages)}"
    return "; ".join(f"“{questions.rows[row].line}” ({row})" for row in status.ask)


def _begun(practice: Practice, stored: Stored) -> Begun:
    try:
        plan = plan_of(practice, stored)
    except WireError:
        return Begun(stored.id, stored.begun_at, None, same=False)
    try:
        again = _plan_at(practice, stored.begun_at, stored.day, plan.minutes)
    except Refused:
        again = None
    return Begun(stored.id, stored.begun_at, plan, same=again is not None and digest(again) == digest(plan))


def _plan_at(practice: Practice, moment: datetime, day: date, minutes: int | None = None) -> DayPlan | None:
    """The plan of ``day`` as the record stood at ``moment``; None before all questions were answered once."""
    me = practice.me_at(moment)
    found = gate_of(practice.questions, me, day)
    if not found.closed and not found.status.complete:
        return None
    done = [each for each in sessions(practice) if each.begun_at < moment]
    progress = progress_so_far(practice.protocol, done, me.along, day)
    return make_plan(practice, must_be_open(found), me, progress, day, minutes or me.wishes.minutes, me.wishes.place)
