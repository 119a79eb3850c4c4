"""What the gate keeps: answers, facts, session checks, and who cleared what. Entries are only ever appended.

Every ``on`` is the person's own calendar day; the order of the log decides between entries of one day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from spinecoach.body import Region
from spinecoach.screening.answers import Answer, Answers, Said, Ticked
from spinecoach.screening.questions import Questions, Row, Valid

TERM_DAYS = 280
"""From the first day of week 0 to the due date."""
LAST_WEEK = 42


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """A row's answer. A stop sign during a session is one more of these."""

    row: str
    value: Answer
    on: date


class StoredFact(StrEnum):
    """Facts as they are stored. ``due_date`` gives the week of pregnancy on any day."""

    AGE = "age"
    DUE_DATE = "due_date"
    REGIONS = "regions"
    INJURY_DATE = "injury_date"
    SURGERY = "surgery"


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """A fact: years, a date, the regions that hurt, or None (not pregnant, no injury). ``site`` only for surgery."""

    fact: StoredFact
    value: int | date | tuple[Region, ...] | None
    on: date
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The three taps before a session: anything new, pain now 0-10 by region, dizzy, numb or weak."""

    on: date
    new: bool
    dizzy: bool
    pain: Mapping[Region, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SessionBegan:
    """A session was begun; the next one asks the three taps again."""

    on: date


@dataclass(frozen=True, slots=True)
class Cleared:
    """A clinician has said that the row no longer stands in the way. ``by`` is who, in the person's words."""

    row: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class ClearedUndone:
    """The last Cleared of the row was noted by mistake: its answers stand again."""

    row: str
    on: date


Entry = GateAnswer | FactAnswer | Checked | SessionBegan | Cleared | ClearedUndone


def is_positive(value: Answer) -> bool:
    """Whether the answer is anything but a plain no."""
    return value is not Said.NO


def confirm_needed(row: Row, value: Answer) -> bool:
    """Whether to ask "Is this so?" before storing: only a Cleared could lift it. True on every grave row's yes."""
    return row.valid is Valid.UNTIL_CLEARED and is_positive(value)


def page_answers(rows: Iterable[Row], ticked: Mapping[str, Answer], on: date) -> tuple[GateAnswer, ...]:
    """What a filled page says: rows that are not ticked are answered no. Rows that ask a fact only are left out."""
    return tuple(GateAnswer(row.id, ticked.get(row.id, Said.NO), on) for row in rows if not row.only_a_fact)


def stop_sign_answer(questions: Questions, standing: Answers, row: str, item: str | None, on: date) -> GateAnswer:
    """The answer that a stop sign is kept as, added to what stands already on its row."""
    known = standing.rows.get(row)
    if item is None or known in (Said.YES, Said.UNSURE):
        return GateAnswer(row, Said.YES, on)
    items = {item, *(known.items if isinstance(known, Ticked) else ())}
    return GateAnswer(row, Ticked(tuple(i for i in questions.rows[row].items if i in items)), on)


def due_date(week: int, day: date) -> date:
    """The due date of someone who is in this week (0-42) of pregnancy on ``day``."""
    return day + timedelta(days=TERM_DAYS - 7 * week)


def pregnant_week(due: date, day: date) -> int | None:
    """The week on ``day``, or None before the pregnancy and once week 42 is over."""
    week = (TERM_DAYS - (due - day).days) // 7
    return week if 0 <= week <= LAST_WEEK else None
