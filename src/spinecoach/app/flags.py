"""Every grave safety answer of the record, also one that no longer stands: since when, until when, and what ended it.

Strong pain at rest that asks to see someone counts as such an answer on each day on which it was told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from spinecoach.app.person import Person
from spinecoach.app.practice import Practice
from spinecoach.app.waiting import waiting
from spinecoach.body import Region
from spinecoach.screening.answers import Answers
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.entries import Checked, Cleared, Entry, GateAnswer, is_positive
from spinecoach.screening.log import fold, in_force
from spinecoach.screening.questions import Questions, Row, Valid
from spinecoach.screening.rules import met, today

GRAVE = frozenset({Outcome.EMERGENCY, Outcome.URGENT, Outcome.CLINICIAN_FIRST})
DAY = timedelta(days=1)


class Ended(StrEnum):
    """What ended a grave answer. PAIN: it was strong pain at rest, which counts on its own day only."""

    CLEARED = "cleared"
    ANSWERED = "answered"
    LAPSED = "lapsed"
    PAIN = "pain"


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A row that asks to see someone first. ``on`` None: it follows from a fact; ``until`` None: it still stands.

    It ends on the day of a clinician's word, of another answer where that is enough, or when the answer lapsed; pain
    at rest ends with the last day of days in a row.
    """

    row: Row
    on: date | None
    until: date | None = None
    ended: Ended | None = None


def red_flags(practice: Practice) -> Iterator[RedFlag]:
    """What stands first, then what stood, the earliest first. Raises StoreError."""
    me, day, questions = practice.me(), practice.clock.today(), practice.questions
    standing = {each.row.id: each for each in waiting(practice).held if each.outcome in GRAVE}
    told: list[RedFlag] = []
    for span in _spans(questions, in_force(me.gate)):
        held = standing.get(span.row.id)
        if span.until is None and (held is None or held.on is None):
            lapsed = min(day, _last_day(questions, me.gate, span.row))
            told.append(replace(span, until=lapsed, ended=Ended.LAPSED))
        else:
            told.append(span)
    told += _pains(questions, me, day, told, standing)
    for row, each in standing.items():
        yield next((span for span in told if span.row.id == row and span.until is None), RedFlag(each.row, each.on))
    yield from sorted(
        (span for span in told if span.until is not None), key=lambda span: (span.on or date.min, span.until or day)
    )


def over(practice: Practice) -> list[list[RedFlag]]:
    """What stood and ended, a list for each row, the latest first in both; not what a clearing in force tells already.

    Raises StoreError.
    """
    cleared = {(row.id, entry.on) for row, entry in waiting(practice).cleared}
    ended = [each for each in red_flags(practice) if each.until and (each.row.id, each.until) not in cleared]
    by_row: dict[str, list[RedFlag]] = {}
    for each in sorted(ended, key=lambda each: each.until or date.max, reverse=True):
        by_row.setdefault(each.row.id, []).append(each)
    return list(by_row.values())


def _spans(questions: Questions, entries: Sequence[Entry]) -> list[RedFlag]:
    """From the first grave answer to what ended it; open where no entry did."""
    found: list[RedFlag] = []
    open_: dict[str, int] = {}
    last: dict[str, date] = {}
    for number, entry in enumerate(entries):
        match entry:
            case GateAnswer(name) if name in questions.rows:
                row = questions.rows[name]
                if _is_grave(questions, row, entry, entries[: number + 1]):
                    if name in open_ and (lapsed := _lapse(questions, row, last[name])) and lapsed < entry.on:
                        _end(found, open_.pop(name), lapsed, Ended.LAPSED)
                    last[name] = entry.on
                    if name not in open_:
                        open_[name] = len(found)
                        found.append(RedFlag(row, entry.on))
                elif name in open_ and row.valid is not Valid.UNTIL_CLEARED:
                    _end(found, open_.pop(name), entry.on, Ended.ANSWERED)
            case Cleared(name) if name in open_:
                _end(found, open_.pop(name), entry.on, Ended.CLEARED)
            case _:
                continue
    return found


def _end(found: list[RedFlag], at: int, on: date, how: Ended) -> None:
    found[at] = replace(found[at], until=on, ended=how)


def _is_grave(questions: Questions, row: Row, given: GateAnswer, so_far: Sequence[Entry]) -> bool:
    if not is_positive(given.value) or not any(effect.outcome in GRAVE for effect in row.effects):
        return False
    now = replace(today(fold(questions, so_far).facts_on(given.on), given.on), rest_pain={})
    return any(effect.outcome in GRAVE for effect in met(row, given.value, now))


def _last_day(questions: Questions, entries: Sequence[Entry], row: Row) -> date:
    """The day on which the last answer to the row ceased to count, or was given where it counts for good."""
    last = max(entry.on for entry in entries if isinstance(entry, GateAnswer) and entry.row == row.id)
    return _lapse(questions, row, last) or last


def _lapse(questions: Questions, row: Row, last: date) -> date | None:
    """The day from which an answer of that day no longer counts; None: time alone does not end it."""
    match row.valid:
        case Valid.UNTIL_CLEARED | Valid.PERMANENT:
            return None
        case Valid.TODAY:
            return last
        case _:
            return last + timedelta(days=questions.validity.answer_days)


def _pains(
    questions: Questions, me: Person, day: date, told: Sequence[RedFlag], standing: Mapping[str, object]
) -> Iterator[RedFlag]:
    """Days in a row on which pain at rest alone was grave; open where the last is today and it still stands."""
    for row in questions.rows.values():
        spans = [span for span in told if span.row.id == row.id]
        days = {
            on
            for on, pain in _rest_pain(me).items()
            if _is_strong(row, pain, on) and not any(_covers(span, on) for span in spans)
        }
        first = None
        for on in sorted(days):
            first = first or on
            if on + DAY not in days:
                still = on == day and row.id in standing
                yield RedFlag(row, first) if still else RedFlag(row, first, on, Ended.PAIN)
                first = None


def _is_strong(row: Row, pain: Mapping[Region, int], on: date) -> bool:
    return any(effect.outcome in GRAVE for effect in met(row, None, today(Answers(rest_pain=pain), on)))


def _rest_pain(me: Person) -> Mapping[date, Mapping[Region, int]]:
    """The most that was told on each day, in the taps before a session or beside them."""
    found = dict(me.along.highest)
    for entry in me.gate:
        if isinstance(entry, Checked):
            known = found.get(entry.on, {})
            found[entry.on] = {**known, **{r: max(value, known.get(r, 0)) for r, value in entry.pain.items()}}
    return found


def _covers(span: RedFlag, on: date) -> bool:
    return span.on is not None and span.on <= on and (span.until is None or on <= span.until)
