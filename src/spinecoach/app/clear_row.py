"""Keeps that a clinician has cleared a row, and takes it back when it was noted by mistake."""

from datetime import date

from spinecoach.app.answer_gate import keep
from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.screening.entries import Cleared, ClearedUndone, GateAnswer, is_positive

LONGEST_NAME = 100


def clear_row(practice: Practice, row: str, by: str, on: str) -> None:
    """Note who cleared the row, and when. Raises Refused when nothing holds it, or who and when are missing."""
    held = gate(practice).status.held
    if row not in held:
        waiting = ", ".join(held) or "none, for nothing waits"
        raise Refused(Why.NOT_NOW, f"row: found {row!r}, which nothing holds; right would be {waiting}")
    who = " ".join(by.split())
    if not 2 <= len(who) <= LONGEST_NAME or not who.isprintable():
        raise Refused(Why.WRONG, f"by whom: found {who[:20]!r}; right would be a name, or a name and a profession")
    today = practice.clock.today()
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise Refused(Why.WRONG, f"when: found {on!r}; right would be a date such as {today}") from None
    if day > today:
        raise Refused(Why.WRONG, f"when: found {day}, a day still to come; right would be {today} or earlier")
    told = max((e.on for e in practice.me().gate if isinstance(e, GateAnswer) and _is_yes(e, row)), default=day)
    if day < told:
        raise Refused(Why.WRONG, f"when: found {day}, before it was ticked; right would be {told} or later")
    keep(practice, [Cleared(row, who, day)])


def undo_clearing(practice: Practice, row: str) -> None:
    """Take the last Cleared of the row back: its answers stand again. Raises Refused."""
    if row not in gate(practice).status.cleared:
        raise Refused(Why.NOT_NOW, f"row: found {row!r}, which is not cleared; right would be one that is")
    keep(practice, [ClearedUndone(row, practice.clock.today())])


def _is_yes(entry: GateAnswer, row: str) -> bool:
    return entry.row == row and is_positive(entry.value)
