"""Why a day's plan was what it was: the record as it stood then, and the plan made of it once more."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from spinecoach.app.gate import gate_of, must_be_open
from spinecoach.app.practice import Practice
from spinecoach.app.progress_so_far import progress_so_far
from spinecoach.app.refused import Refused
from spinecoach.app.session_log import Stored, plan_of, read_session
from spinecoach.app.sessions import sessions
from spinecoach.app.today import digest, make_plan
from spinecoach.screening.clearance import Clearance
from spinecoach.session.plan import DayPlan
from spinecoach.wire.errors import WireError


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
ASKED_AGAIN = "There is no plan yet: some safety questions are to be answered again first, namely"


def explain_day(practice: Practice, day: date) -> DayExplained:
    """What was planned on ``day``, and why. A day still to come is planned as from now. Raises StoreError."""
    ids = [each.id for each in reversed(sessions(practice)) if each.day == day]
    begun = tuple(_begun(practice, read_session(practice, id_)) for id_ in ids)
    over = datetime.combine(day + timedelta(days=1), time()).astimezone()
    moment = min(over, practice.clock.now())
    found = gate_of(practice.questions, practice.me_at(moment), day)
    if found.closed:
        told = " ".join(f"{note.text} ({note.id})" for note in found.clearance.reasons)
        return DayExplained(day, begun, None, f"{found.clearance.outcome}: {told}", found.clearance)
    if found.status.complete and found.status.ask:
        return DayExplained(day, begun, None, f"{ASKED_AGAIN} {', '.join(found.status.ask)}.")
    plan = _plan_at(practice, moment, day)
    return DayExplained(day, begun, plan, "" if plan else NO_PLAN_YET)


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
