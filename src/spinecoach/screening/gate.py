"""The gate: from the log of answers to what stands today, what must be asked now, and whether a plan may be made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spinecoach.screening.answers import Answer, Answers
from spinecoach.screening.entries import Cleared, Entry
from spinecoach.screening.log import Log, fold
from spinecoach.screening.questions import Page, Questions


@dataclass(frozen=True, slots=True)
class Changed:
    """A row whose answer differs from the one before the last day of answers; None = it was not answered then."""

    row: str
    before: Answer | None
    now: Answer


@dataclass(frozen=True, slots=True)
class GateStatus:
    """What stands on a day.

    ``answers`` are those still alive; ``ask`` the rows to ask now and ``pages`` the pages that ask them, with only
    those rows; ``held`` the rows that nothing but a Cleared lifts; ``cleared`` the Cleared in force by row.
    ``complete`` = every row in scope was answered once; ``check_due`` = the three taps are still to come.
    """

    answers: Answers
    ask: tuple[str, ...]
    pages: tuple[Page, ...]
    held: tuple[str, ...]
    cleared: Mapping[str, Cleared]
    changed: tuple[Changed, ...]
    complete: bool
    check_due: bool

    @property
    def fresh(self) -> bool:
        """Nothing is left to ask today, the three taps included."""
        return not self.ask and not self.check_due

    @property
    def ready(self) -> bool:
        """Whether a plan and a session may be made at all; what they may hold is for ``clear`` to say."""
        return self.complete and self.fresh


def standing(questions: Questions, entries: Sequence[Entry], day: date) -> GateStatus:
    """The gate on ``day``, from the whole log in its order."""
    log = fold(questions, entries)
    facts = log.facts_on(day)
    rows = {row.id: value for row in questions.rows.values() if (value := log.value(row, day)) is not None}
    scope = questions.in_scope(facts.regions)
    lapsed = {row.id for row in scope if row.id not in rows and not log.fact_known(row, day)}
    ask = lapsed | set(_opened(questions, log, [row.id for row in scope], day))
    pages = (page.only(ask) for page in questions.pages)
    return GateStatus(
        answers=replace(facts, rows=rows),
        ask=tuple(row for row in questions.rows if row in ask),
        pages=tuple(page for page in pages if page.rows),
        held=tuple(row for row in questions.rows if row in log.held),
        cleared=dict(log.cleared),
        changed=tuple(_changed(log)),
        complete=all(log.answered_once(row) for row in scope),
        check_due=log.check_used or log.checks[-1].on != day,
    )


def _opened(questions: Questions, log: Log, scope: Iterable[str], day: date) -> Iterable[str]:
    """Rows that today's three taps opened and that are not answered since."""
    check = log.checks[-1] if log.checks and log.checks[-1].on == day else None
    if check is not None and check.new:
        for row in scope:
            if questions.rows[row].group in questions.check.new_opens and row not in log.since_check:
                yield row
    if check is not None and check.dizzy:
        yield from (row for row in questions.check.dizzy_opens if row not in log.since_check)


def _changed(log: Log) -> Iterable[Changed]:
    last = max((given[-1].on for given in log.given.values()), default=None)
    for row, given in log.given.items():
        before = next((entry.value for entry in reversed(given) if entry.on != last), None)
        if given[-1].on == last and given[-1].value != before:
            yield Changed(row, before, given[-1].value)
