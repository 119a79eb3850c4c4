"""A person's answers as a value, and the parser of the form in which a file or a request gives them.

Form: ``{"S24": true, "S11": ["tuberculosis"], "S06": "unsure", "age": 72}``; facts stand beside the rows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from spinecoach.body import Region
from spinecoach.protocol.faults import Fault, Faults
from spinecoach.protocol.table import one_of, told
from spinecoach.screening.questions import AskedFact, Questions, Row

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Said(StrEnum):
    """An answer without items. YES on a row with items ticks every one."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Ticked:
    """The question is answered yes with these items, in the row's order; none of them is possible."""

    items: tuple[str, ...]


Answer = Said | Ticked


@dataclass(frozen=True, slots=True)
class Answers:
    """Rows by id and facts. ``pregnant_weeks`` 0 means not pregnant; ``rest_pain`` is 0-10; no region means all."""

    rows: Mapping[str, Answer] = field(default_factory=dict)
    age: int | None = None
    pregnant_weeks: int | None = None
    regions: tuple[Region, ...] = ()
    rest_pain: Mapping[Region, int] = field(default_factory=dict)
    injury_date: date | None = None
    surgery: Mapping[str, date] = field(default_factory=dict)

    def with_rest_pain(self, pain: Mapping[Region, int]) -> "Answers":
        """These answers with today's pain; the higher number of a region stays."""
        known = {r: max(pain.get(r, 0), self.rest_pain.get(r, 0)) for r in Region if r in pain or r in self.rest_pain}
        return replace(self, rest_pain=known)


def parse_answers(
    questions: Questions, raw: object, *, file: str = "answers", day: date | None = None
) -> tuple[Answers | None, tuple[Fault, ...]]:
    """The answers, or None and every fault. With ``day`` a date after it is a fault too."""
    faults = Faults(file)
    if not isinstance(raw, Mapping):
        faults.add("the file", told(raw), 'an object such as {"S24": false, "age": 52}')
        return None, tuple(faults.found)
    known = [*questions.rows, *AskedFact]
    rows: dict[str, Answer] = {}
    for key, value in raw.items():
        if key in questions.rows:
            answer = _row(questions.rows[key], value, faults)
            if answer is not None:
                rows[key] = answer
        elif key not in list(AskedFact):
            faults.add(str(key), "an unknown question or fact", _nearest(known, str(key)))
    facts = _Facts(raw, faults, day)
    answers = Answers(
        rows={row: rows[row] for row in questions.rows if row in rows},
        age=facts.whole(AskedFact.AGE, 0, 120),
        pregnant_weeks=facts.whole(AskedFact.PREGNANT_WEEKS, 0, 42),
        regions=facts.regions(),
        rest_pain=facts.rest_pain(),
        injury_date=facts.day_of(AskedFact.INJURY_DATE),
        surgery=facts.surgery([item for row in questions.rows.values() if row.surgery_days for item in row.items]),
    )
    return (None, tuple(faults.found)) if faults.found else (answers, ())


def _nearest(known: list[str], key: str) -> str:
    near = (one_of(known, word) for word in (key, key.upper()))
    return next((word for word in near if word in known), "a row such as S01, or a fact such as age")


def _row(row: Row, value: object, faults: Faults) -> Answer | None:
    match value:
        case True:
            return Said.YES
        case False:
            return Said.NO
        case "unsure":
            return Said.UNSURE
        case list():
            return _ticked(row, value, faults)
        case _:
            items = f", or a list of {one_of(row.items)}" if row.items else ""
            faults.add(row.id, told(value), f'true, false or "unsure"{items}')
            return None


def _ticked(row: Row, value: list[object], faults: Faults) -> Answer | None:
    before = len(faults.found)
    for entry in value:
        if not isinstance(entry, str) or entry not in row.items:
            right = one_of(row.items, entry) if row.items else 'true, false or "unsure", for it has no items'
            faults.add(row.id, told(entry), right)
    if len(faults.found) > before:
        return None
    return Ticked(tuple(item for item in row.items if item in value)) if row.items else Said.YES


@dataclass(slots=True)
class _Facts:
    raw: Mapping[str, object]
    faults: Faults
    day: date | None

    def whole(self, key: AskedFact, low: int, high: int) -> int | None:
        return self._whole(key, self.raw[key], low, high) if key in self.raw else None

    def day_of(self, key: AskedFact) -> date | None:
        return self._date(key, self.raw[key]) if key in self.raw else None

    def regions(self) -> tuple[Region, ...]:
        value = self.raw.get(AskedFact.REGIONS, [])
        if not isinstance(value, list):
            self.faults.add(AskedFact.REGIONS, told(value), f"a list of {one_of(Region)}")
            return ()
        for entry in value:
            if entry not in list(Region):
                self.faults.add(AskedFact.REGIONS, told(entry), one_of(Region, entry))
        return tuple(region for region in Region if region in value)

    def rest_pain(self) -> Mapping[Region, int]:
        found = self._table(AskedFact.REST_PAIN, list(Region))
        judged = {Region(r): self._whole(f"{AskedFact.REST_PAIN}.{r}", v, 0, 10) for r, v in found.items()}
        return {region: pain for region in Region if (pain := judged.get(region)) is not None}

    def surgery(self, sites: Sequence[str]) -> Mapping[str, date]:
        found = self._table(AskedFact.SURGERY, sites)
        judged = {site: self._date(f"{AskedFact.SURGERY}.{site}", value) for site, value in found.items()}
        return {site: day for site in sites if (day := judged.get(site)) is not None}

    def _whole(self, place: str, value: object, low: int, high: int) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.faults.add(place, told(value), f"a whole number from {low} to {high}")
        return None

    def _date(self, place: str, value: object) -> date | None:
        if isinstance(value, str) and ISO.fullmatch(value):
            try:
                found = date.fromisoformat(value)
            except ValueError:
                self.faults.add(place, f"{told(value)}, a day that does not exist", "a date such as 2026-09-14")
                return None
            if self.day is None or found <= self.day:
                return found
            self.faults.add(place, f"{found}, a day still to come", f"a date no later than {self.day}")
            return None
        self.faults.add(place, told(value), "a date such as 2026-09-14")
        return None

    def _table(self, key: AskedFact, words: Sequence[str]) -> Mapping[str, object]:
        value = self.raw.get(key, {})
        if not isinstance(value, Mapping):
            self.faults.add(key, told(value), f"an object with {one_of(words)}")
            return {}
        for name in value:
            if name not in words:
                self.faults.add(f"{key}.{name}", "an unknown name", one_of(words, name))
        return {name: entry for name, entry in value.items() if name in words}
