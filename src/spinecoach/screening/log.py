"""Folds the gate's log: what was answered, what only a Cleared lifts, and how long each answer lives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import assert_never

from spinecoach.body import Region
from spinecoach.screening.answers import Answer, Answers, Said, Ticked
from spinecoach.screening.entries import (
    Checked,
    Cleared,
    ClearedUndone,
    Entry,
    FactAnswer,
    GateAnswer,
    SessionBegan,
    StoredFact,
    is_positive,
    pregnant_week,
)
from spinecoach.screening.questions import AskedFact, Questions, Row, Valid
from spinecoach.screening.rules import met, ticks, today

STORED = {AskedFact.AGE: StoredFact.AGE, AskedFact.PREGNANT_WEEKS: StoredFact.DUE_DATE}
"""The fact kept for a row that asks a fact only."""


def fold(questions: Questions, entries: Sequence[Entry]) -> "Log":
    """The whole log, read in its order."""
    log = Log(questions)
    for entry in in_force(entries):
        log.take(entry)
    return log


def in_force(entries: Sequence[Entry]) -> list[Entry]:
    """The log without the Cleared that were undone: they never happened."""
    undone: set[int] = set()
    by_row: dict[str, list[int]] = {}
    for i, entry in enumerate(entries):
        if isinstance(entry, Cleared):
            by_row.setdefault(entry.row, []).append(i)
        elif isinstance(entry, ClearedUndone) and by_row.get(entry.row):
            undone.add(by_row[entry.row].pop())
    return [entry for i, entry in enumerate(entries) if i not in undone]


@dataclass(slots=True)
class Log:
    """What the entries so far say. Made by ``fold`` and only read afterwards."""

    questions: Questions
    facts: Answers = field(default_factory=Answers)
    due: date | None = None
    surgery_told: dict[str, date] = field(default_factory=dict)
    """When each date of surgery was told."""
    fact_on: dict[StoredFact, date] = field(default_factory=dict)
    given: dict[str, list[GateAnswer]] = field(default_factory=dict)
    """Answers of each row in their order; a Cleared stands among them as a no."""
    held: dict[str, Answer] = field(default_factory=dict)
    """What was met on a row that is valid until cleared; a later no does not lift it."""
    cleared: dict[str, Cleared] = field(default_factory=dict)
    sessions: list[date] = field(default_factory=list)
    checks: list[Checked] = field(default_factory=list)
    check_used: bool = True
    since_check: set[str] = field(default_factory=set)
    """Rows answered since the last check."""

    def take(self, entry: Entry) -> None:
        """One more entry."""
        match entry:
            case GateAnswer(row):
                if row in self.questions.rows:
                    self._answer(self.questions.rows[row], entry)
            case FactAnswer():
                self._fact(entry)
                for asked in self.questions.rows.values():
                    self._hold(asked, entry.on)
            case Checked():
                self.checks.append(entry)
                self.check_used = False
                self.since_check = set()
            case SessionBegan(on):
                self.sessions.append(on)
                self.check_used = True
            case Cleared(row, _, on):
                if row in self.questions.rows and self.questions.rows[row].valid is Valid.UNTIL_CLEARED:
                    self.held.pop(row, None)
                    self.cleared[row] = entry
                    self._answer(self.questions.rows[row], GateAnswer(row, Said.NO, on))
            case ClearedUndone():
                pass
            case _:
                assert_never(entry)

    def _answer(self, row: Row, entry: GateAnswer) -> None:
        self.given.setdefault(row.id, []).append(entry)
        self.since_check.add(row.id)
        if is_positive(entry.value):
            self.cleared.pop(row.id, None)
        if row.surgery_days is not None:
            self.facts = replace(self.facts, surgery=self._dated(row, entry))
        self._hold(row, entry.on)

    def _dated(self, row: Row, entry: GateAnswer) -> dict[str, date]:
        """Dates of what is ticked. Without a date told today, or a young one known, the day of the answer counts."""
        named = entry.value.items if isinstance(entry.value, Ticked) else row.items if is_positive(entry.value) else ()
        known = {site: self.facts.surgery[site] for site in named if site in self.facts.surgery}
        kept = {
            site: day
            for site, day in known.items()
            if (entry.on - day).days <= (row.surgery_days or 0) or self.surgery_told.get(site) == entry.on
        }
        return {site: kept.get(site, entry.on) for site in named}

    def _fact(self, entry: FactAnswer) -> None:
        self.fact_on[entry.fact] = entry.on
        match entry.fact, entry.value:
            case StoredFact.AGE, int(age):
                self.facts = replace(self.facts, age=age)
            case StoredFact.DUE_DATE, date() | None as due:
                self.due = due
            case StoredFact.INJURY_DATE, date() | None as day:
                self.facts = replace(self.facts, injury_date=day)
            case StoredFact.REGIONS, tuple(regions):
                self.facts = replace(self.facts, regions=tuple(r for r in Region if r in regions))
            case StoredFact.SURGERY, date() | None as day if entry.site:
                known = {site: on for site, on in self.facts.surgery.items() if site != entry.site}
                self.surgery_told[entry.site] = entry.on
                self.facts = replace(self.facts, surgery=known if day is None else {**known, entry.site: day})
            case _:
                raise ValueError(f"{entry.fact}: {entry.value!r} is no value of this fact")

    def _hold(self, row: Row, on: date) -> None:
        """Keep what is met now; items that count by a fact are kept as ticked."""
        last = self.given[row.id][-1] if row.id in self.given else None
        if last is None or row.valid is not Valid.UNTIL_CLEARED or not is_positive(last.value):
            return
        now = today(self.facts_on(on), on)
        if self.lives(row, last, on) and met(row, last.value, now):
            counted = ticks(row, last.value, now).items
            value = Ticked(_ordered(row, counted)) if isinstance(last.value, Ticked) else last.value
            self.held[row.id] = _merged(row, self.held.get(row.id), value)

    def facts_on(self, day: date) -> Answers:
        """The facts with the week of pregnancy and the pain of ``day``."""
        week = pregnant_week(self.due, day) if self.due else 0 if self.fact_lives(StoredFact.DUE_DATE, day) else None
        pain: dict[Region, int] = {}
        for check in self.checks:
            if check.on == day:
                pain = {r: max(pain.get(r, 0), check.pain.get(r, 0)) for r in Region if r in pain or r in check.pain}
        return replace(self.facts, pregnant_weeks=week, rest_pain=pain)

    def value(self, row: Row, day: date) -> Answer | None:
        """The row's answer that is still alive on ``day``, with what only a Cleared lifts; None = to be asked."""
        last = self.given[row.id][-1] if row.id in self.given else None
        alive = last.value if last is not None and self.lives(row, last, day) else None
        return _merged(row, self.held[row.id], alive or Said.NO) if row.id in self.held else alive

    def fact_known(self, row: Row, day: date) -> bool:
        """Whether the row asks a fact only, and the fact is alive."""
        if not row.only_a_fact or not self.fact_lives(STORED[row.facts[0]], day):
            return False
        return row.facts[0] is AskedFact.AGE or self.facts_on(day).pregnant_weeks is not None

    def answered_once(self, row: Row) -> bool:
        """Whether the row or its fact was ever answered."""
        return row.id in self.given or (row.only_a_fact and STORED[row.facts[0]] in self.fact_on)

    def lives(self, row: Row, last: GateAnswer, day: date) -> bool:
        """Whether an answer still counts on ``day``."""
        if row.valid is Valid.TODAY:
            return last.on == day
        return (row.valid is Valid.PERMANENT and is_positive(last.value)) or self.recent(last.on, day)

    def recent(self, on: date, day: date) -> bool:
        """Younger than the days an answer lives, with no longer gap between sessions since."""
        days = sorted({on, day, *(session for session in self.sessions if on < session < day)})
        gap = max(((late - early).days for early, late in pairwise(days)), default=0)
        return (day - on).days < self.questions.validity.answer_days and gap <= self.questions.validity.idle_days

    def fact_lives(self, fact: StoredFact, day: date) -> bool:
        """Whether a fact was told recently enough."""
        return fact in self.fact_on and self.recent(self.fact_on[fact], day)


def _ordered(row: Row, items: Iterable[str]) -> tuple[str, ...]:
    named = set(items)
    return tuple(item for item in row.items if item in named)


def _merged(row: Row, one: Answer | None, other: Answer) -> Answer:
    """Both answers at once: a plain yes covers every item."""
    match one, other:
        case ((None | Said.NO), _):
            return other
        case Ticked(), Said.NO:
            return one
        case Ticked(first), Ticked(second):
            return Ticked(_ordered(row, (*first, *second)))
        case _:
            return Said.YES
