"""Judges a rule on the day: what counts as ticked, which facts hold, which regions are meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from spinecoach.body import Region
from spinecoach.screening.answers import Answer, Answers, Said, Ticked
from spinecoach.screening.questions import (
    AnyOf,
    Condition,
    Count,
    Effect,
    Fact,
    FactIs,
    FactTest,
    Questions,
    RestPain,
    Row,
    Where,
    Yes,
)


@dataclass(frozen=True, slots=True)
class Today:
    """The facts of the day, derived from what is stored. Days are whole; a day still to come counts as negative."""

    facts: Mapping[Fact, int]
    rest_pain: Mapping[Region, int]
    surgery_days: Mapping[str, int]
    regions: tuple[Region, ...]


def today(answers: Answers, day: date) -> Today:
    """Facts as whole numbers on ``day``."""
    facts: dict[Fact, int] = {}
    if answers.age is not None:
        facts[Fact.AGE] = answers.age
    if answers.pregnant_weeks is not None:
        facts[Fact.PREGNANT_WEEKS] = answers.pregnant_weeks
    if answers.injury_date is not None:
        facts[Fact.INJURY_DAYS] = (day - answers.injury_date).days
    return Today(
        facts, answers.rest_pain, {site: (day - on).days for site, on in answers.surgery.items()}, answers.regions
    )


@dataclass(frozen=True, slots=True)
class Ticks:
    """How a row's answer counts: yes, no or neither (not answered), and the items that count as ticked."""

    yes: bool
    no: bool
    items: frozenset[str]


def ticks(row: Row, answer: Answer | None, now: Today) -> Ticks:
    """What counts. A dated item counts while its date is young enough, answered or not; without a date, now."""
    young = frozenset(site for site in row.items if _young(row, now.surgery_days.get(site)))
    match answer:
        case None | Said.NO:
            return Ticks(yes=False, no=answer is Said.NO, items=young)
        case Said.UNSURE if not row.unsure_is_yes:
            return Ticks(yes=False, no=False, items=young)
        case Said.YES | Said.UNSURE:
            over = row.surgery_days is not None and now.surgery_days and not young
            return Ticks(yes=True, no=False, items=frozenset() if over else frozenset(row.items))
        case Ticked(items):
            undated = frozenset(i for i in items if row.surgery_days is None or i not in now.surgery_days)
            told = frozenset(item for item, test in row.counts.items() if fact_holds(test, now))
            return Ticks(yes=True, no=False, items=young | undated | told)
        case _:
            assert_never(answer)


def _young(row: Row, days: int | None) -> bool:
    return row.surgery_days is not None and days is not None and days <= row.surgery_days


def fact_holds(test: FactTest, now: Today) -> bool:
    """Whether the fact is known and inside the test's limits."""
    value = now.facts.get(test.fact)
    if value is None:
        return False
    return (test.at_least is None or value >= test.at_least) and (test.below is None or value < test.below)


def holds(condition: Condition, ticked: Ticks, now: Today) -> bool:
    """Whether one condition of a rule holds."""
    match condition:
        case Yes():
            return ticked.yes
        case Count(at_least):
            return len(ticked.items) >= at_least
        case AnyOf(items):
            return not ticked.items.isdisjoint(items)
        case FactIs(test, unless_no):
            return fact_holds(test, now) and not (unless_no and ticked.no)
        case RestPain(at_least):
            return any(pain >= at_least for pain in now.rest_pain.values())
        case _:
            assert_never(condition)


def met(row: Row, answer: Answer | None, now: Today) -> tuple[Effect, ...]:
    """The effects of a row that follow from its answer and the facts of the day."""
    ticked = ticks(row, answer, now)
    return tuple(effect for effect in row.effects if any(holds(c, ticked, now) for c in effect.rule))


def blocked_by(effect: Effect, questions: Questions, now: Today) -> tuple[str, ...]:
    """The codes that a met effect blocks."""
    match effect.block:
        case Where.REGIONS_GIVEN:
            regions: tuple[Region, ...] = now.regions or tuple(Region)
        case Where.REGIONS_IN_PAIN:
            least = min(c.at_least for c in effect.rule if isinstance(c, RestPain))
            regions = tuple(region for region, pain in now.rest_pain.items() if pain >= least)
        case codes:
            return codes
    reached = {code for region in regions for code in questions.reached(region)}
    return tuple(code for code in questions.codes if code in reached)
