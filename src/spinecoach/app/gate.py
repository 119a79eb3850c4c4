"""Where the safety questions stand today, and what they allow. Nothing is planned around this."""

from dataclasses import dataclass
from datetime import date

from spinecoach.app.person import Person
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.screening.clear import CLOSING, clear
from spinecoach.screening.clearance import Clearance
from spinecoach.screening.gate import GateStatus, standing
from spinecoach.screening.questions import Questions


@dataclass(frozen=True, slots=True)
class Gate:
    """The status of the questions and the clearance that follows from the answers that stand."""

    status: GateStatus
    clearance: Clearance

    @property
    def closed(self) -> bool:
        """See someone now: there is no plan and no session until a Cleared."""
        return self.clearance.outcome in CLOSING

    @property
    def answered(self) -> bool:
        """Every question is answered and none is to be asked again today; the three taps may still be to come."""
        return self.status.complete and not self.status.ask


def gate(practice: Practice) -> Gate:
    """The gate today, with today's pain. Raises StoreError."""
    return gate_of(practice.questions, practice.me(), practice.clock.today())


def gate_of(questions: Questions, me: Person, day: date) -> Gate:
    """The gate of somebody on a day, with that day's pain."""
    status = standing(questions, me.gate, day)
    return Gate(status, clear(questions, status.answers.with_rest_pain(me.pain_on(day)), day))


def open_gate(practice: Practice) -> Gate:
    """The gate, if a plan may be made of it. Raises Refused when it is closed, never answered or stale."""
    return must_be_open(gate(practice))


def must_be_open(found: Gate) -> Gate:
    """The same gate. Raises Refused when no plan may be made of it."""
    if found.closed:
        outcome = found.clearance.outcome
        raise Refused(Why.NOT_NOW, f"gate: found {outcome}; right would be a clinician's word, noted as cleared")
    if not found.status.complete:
        raise Refused(Why.NOT_NOW, "gate: found questions never answered; right would be to answer them all first")
    if found.status.ask:
        asked = ", ".join(found.status.ask)
        raise Refused(Why.NOT_NOW, f"gate: found {asked} to be asked again; right would be to answer them first")
    return found


def ready_gate(practice: Practice) -> Gate:
    """As ``open_gate``, and the three taps before a session are given."""
    found = open_gate(practice)
    if found.status.check_due:
        raise Refused(Why.NOT_NOW, "gate: found no check before this session; right would be its three answers first")
    return found
