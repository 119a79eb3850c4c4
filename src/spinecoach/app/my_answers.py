"""Every answer about a person's health that stands, since when, and when it is asked again."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from spinecoach.app.changed_answers import ChangedAnswer, said
from spinecoach.app.practice import Practice
from spinecoach.screening.entries import Cleared, GateAnswer, is_positive
from spinecoach.screening.gate import GateStatus, standing
from spinecoach.screening.log import STORED, Log, fold
from spinecoach.screening.questions import AskedFact, Page, Row, Valid


class Lasts(StrEnum):
    """How long an answer stands. NOW: it is to be given (again) today."""

    NOW = "now"
    TODAY = "today"
    UNTIL = "until"
    FOR_GOOD = "for_good"
    UNTIL_CLEARED = "until_cleared"


@dataclass(frozen=True, slots=True)
class MyAnswer:
    """A row with what stands on it. ``said`` is empty for one never answered; ``again`` only with Lasts.UNTIL."""

    row: Row
    said: str
    on: date | None
    lasts: Lasts
    again: date | None = None
    cleared: Cleared | None = None
    positive: bool = False


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A page of questions with its answers; ``last`` is the latest day on which one of them was given."""

    page: Page
    answers: tuple[MyAnswer, ...]

    @property
    def last(self) -> date | None:
        """None when nothing was answered yet."""
        return max((answer.on for answer in self.answers if answer.on), default=None)


def my_answers(practice: Practice) -> tuple[AnswerPage, ...]:
    """All pages with their rows in scope. Raises StoreError."""
    questions, day, entries = practice.questions, practice.clock.today(), practice.me().gate
    log, status = fold(questions, entries), standing(questions, entries, day)
    asked = {row.id for row in questions.in_scope(status.answers.regions)}
    return tuple(
        AnswerPage(page, tuple(_one(questions.rows[row], log, status, day) for row in page.rows if row in asked))
        for page in questions.pages
    )


def whole_page(practice: Practice, page: Page) -> tuple[Row, ...]:
    """Every row of a page that concerns the person, whether it is to be asked today or not. Raises StoreError."""
    me, day = practice.me(), practice.clock.today()
    regions = standing(practice.questions, me.gate, day).answers.regions
    return tuple(row for name in page.rows if (row := practice.questions.rows[name]).in_scope(regions))


def just_changed(practice: Practice, page: str) -> tuple[ChangedAnswer, ...]:
    """What the last time of answering this page changed, row by row. Raises StoreError."""
    questions = practice.questions
    rows = next((each.rows for each in questions.pages if each.id == page), ())
    given: dict[str, list[GateAnswer]] = {row: [] for row in rows}
    for entry in practice.me().gate:
        if isinstance(entry, GateAnswer) and entry.row in given:
            given[entry.row].append(entry)
    last_two = {row: (found[-2].value, found[-1].value) for row, found in given.items() if len(found) > 1}
    return tuple(
        ChangedAnswer(
            questions.rows[row], said(questions, questions.rows[row], a), said(questions, questions.rows[row], b)
        )
        for row, (a, b) in last_two.items()
        if a != b
    )


def _one(row: Row, log: Log, status: GateStatus, day: date) -> MyAnswer:
    given = log.given.get(row.id, ())
    fact = STORED[row.facts[0]] if row.only_a_fact else None
    on = log.fact_on.get(fact) if fact is not None else given[-1].on if given else None
    value = status.answers.rows.get(row.id)
    told = _fact(row, log, day) if fact is not None else said(log.questions, row, value) if value is not None else ""
    held = row.id in status.held
    lasts, again = (Lasts.UNTIL_CLEARED, None) if held else _lasts(row, log, status, on)
    positive = is_positive(value) if value is not None else False
    return MyAnswer(row, told, on, lasts, again, status.cleared.get(row.id), positive)


def _lasts(row: Row, log: Log, status: GateStatus, on: date | None) -> tuple[Lasts, date | None]:
    if on is None or row.id in status.ask:
        return Lasts.NOW, None
    if row.valid is Valid.TODAY:
        return Lasts.TODAY, None
    given = log.given.get(row.id)
    if row.valid is Valid.PERMANENT and given and is_positive(given[-1].value):
        return Lasts.FOR_GOOD, None
    return Lasts.UNTIL, on + timedelta(days=log.questions.validity.answer_days)


def _fact(row: Row, log: Log, day: date) -> str:
    facts = log.facts_on(day)
    match row.facts[0]:
        case AskedFact.AGE:
            return "" if facts.age is None else str(facts.age)
        case AskedFact.PREGNANT_WEEKS:
            weeks = facts.pregnant_weeks
            return "" if weeks is None else f"week {weeks}" if log.due is not None else "no"
        case _:
            return ""
