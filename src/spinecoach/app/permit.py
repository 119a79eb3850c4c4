"""Whether the answers still allow a plan that is being run; judged again only when the gate has changed."""

from dataclasses import dataclass

from spinecoach.app.gate import gate_of, must_be_open
from spinecoach.app.person import Pain
from spinecoach.app.practice import Practice
from spinecoach.app.reclear import allows
from spinecoach.app.refused import Refused, Why
from spinecoach.screening.entries import Entry
from spinecoach.session.plan import DayPlan
from spinecoach.session.vocabulary import Withdrawal


@dataclass(frozen=True, slots=True)
class Gone:
    """The plan may not be run any further. ``line`` says where, what was found, what would be right."""

    reason: Withdrawal
    line: str


class NoLongerAllowed(Refused):
    """The answers have changed, so the session is over and what was asked for is not done."""

    def __init__(self, gone: Gone) -> None:
        super().__init__(Why.NOT_NOW, gone.line)


class Permit:
    """One plan's. Entries of the gate and today's pain are what a judgement can follow from."""

    def __init__(self, practice: Practice, plan: DayPlan) -> None:
        self._practice = practice
        self._plan = plan
        self._judged: tuple[tuple[Entry, ...], Pain | None] | None = None

    def gone(self) -> Gone | None:
        """Why the plan may not be run any further; None while it may. Reads the record. Raises StoreError.

        A question that is to be asked again ends it only when it was opened since the last look: whoever takes a
        session up again after midnight is asked before the next one.
        """
        practice = self._practice
        me = practice.me()
        before = self._judged
        if before is not None and me.gate is before[0] and me.pain is before[1]:
            return None
        found = gate_of(practice.questions, me, practice.clock.today())
        try:
            if before is not None or found.closed:
                must_be_open(found)
            allows(practice.protocol, found.clearance, self._plan)
        except Refused as fault:
            return Gone(Withdrawal.SEE_SOMEONE if found.closed else Withdrawal.CHANGED, fault.line)
        self._judged = me.gate, me.pain
        return None
