"""Every grave safety answer of the record, also one that no longer stands: since when, and until when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spinecoach.app.practice import Practice
from spinecoach.app.waiting import waiting
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.entries import Cleared, Entry, GateAnswer, is_positive
from spinecoach.screening.log import fold, in_force
from spinecoach.screening.questions import Questions, Row, Valid
from spinecoach.screening.rules import met, today

GRAVE = frozenset({Outcome.EMERGENCY, Outcome.URGENT, Outcome.CLINICIAN_FIRST})


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A row that asks to see someone first. ``on`` None: it follows from a fact; ``until`` None: it still stands.

    It ends on the day of a clinician's word, of another answer where that is enough, or when the answer lapsed.
    """

    row: Row
    on: date | None
    until: date | None = None


def red_flags(practice: Practice) -> Iterator[RedFlag]:
    """What stands first, then what stood, the earliest first. Raises StoreError."""
    entries, day = practice.me().gate, practice.clock.today()
    told = _spans(practice.questions, in_force(entries))
    standing = {each.row.id: each for each in waiting(practice).held if each.outcome in GRAVE}
    for row, each in standing.items():
        since = next((span.on for span in reversed(told) if span.row.id == row and span.until is None), each.on)
        yield RedFlag(each.row, since)
    for span in told:
        if span.until is not None:
            yield span
        elif span.row.id not in standing:
            yield replace(span, until=min(day, _lapses(practice.questions, entries, span.row)))


def _spans(questions: Questions, entries: Sequence[Entry]) -> list[RedFlag]:
    """From the first grave answer to what ended it; open where no entry did."""
    found: list[RedFlag] = []
    open_: dict[str, int] = {}
    for number, entry in enumerate(entries):
        match entry:
            case GateAnswer(name) if name in questions.rows:
                row = questions.rows[name]
                if _is_grave(questions, row, entry, entries[: number + 1]):
                    if name not in open_:
                        open_[name] = len(found)
                        found.append(RedFlag(row, entry.on))
                elif name in open_ and row.valid is not Valid.UNTIL_CLEARED:
                    _end(found, open_, name, entry.on)
            case Cleared(name) if name in open_:
                _end(found, open_, name, entry.on)
            case _:
                continue
    return found


def _end(found: list[RedFlag], open_: dict[str, int], row: str, on: date) -> None:
    at = open_.pop(row)
    found[at] = replace(found[at], until=on)


def _is_grave(questions: Questions, row: Row, given: GateAnswer, so_far: Sequence[Entry]) -> bool:
    if not is_positive(given.value) or not any(effect.outcome in GRAVE for effect in row.effects):
        return False
    now = today(fold(questions, so_far).facts_on(given.on), given.on)
    return any(effect.outcome in GRAVE for effect in met(row, given.value, now))


def _lapses(questions: Questions, entries: Sequence[Entry], row: Row) -> date:
    """The day from which the last answer to the row no longer counts."""
    last = max(entry.on for entry in entries if isinstance(entry, GateAnswer) and entry.row == row.id)
    return last if row.valid is Valid.TODAY else last + timedelta(days=questions.validity.answer_days)
