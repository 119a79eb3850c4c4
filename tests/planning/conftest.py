"""Words to speak about days and plans, over the packaged programme and the packaged safety questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.planning.decide import decide
from spinecoach.planning.wishes import PlaceWish, Wishes
from spinecoach.progress.progress import NOTHING_YET, Progress
from spinecoach.protocol.exercise import Equipment
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.answers import parse_answers
from spinecoach.screening.clear import clear
from spinecoach.screening.clearance import Clearance
from spinecoach.session.plan import DayPlan, Item

DAY = date(2026, 11, 22)
ALL_THINGS = frozenset(Equipment)


@dataclass(frozen=True)
class Person:
    """A person and a day; ``plan`` decides for them. Pain by the region's name, things all at hand unless said."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    pain: Mapping[str, int] = field(default_factory=dict)
    minutes: int = 10
    place: str = "any"
    things: frozenset[Equipment] = ALL_THINGS
    regions: tuple[Region, ...] = ()
    progress: Progress = NOTHING_YET
    opt_in: frozenset[str] = frozenset()
    day: date = DAY
    language: str = "en"

    @property
    def protocol(self) -> Protocol:
        return catalogue()

    @property
    def clearance(self) -> Clearance:
        answers, faults = parse_answers(packaged_questions(), dict(self.answers), day=self.day)
        assert answers is not None, faults
        return clear(packaged_questions(), answers, self.day)

    @property
    def wishes(self) -> Wishes:
        return Wishes(
            minutes=self.minutes,
            place=PlaceWish(self.place),
            equipment=self.things,
            pain={Region(name): pain for name, pain in self.pain.items()},
            regions=self.regions,
            language=self.language,
            opt_in=self.opt_in,
        )

    @property
    def plan(self) -> DayPlan:
        return decide(self.protocol, self.clearance, self.progress, self.wishes, self.day)

    def item(self, code: str) -> Item:
        return next(item for item in self.plan.items if item.work.code == code)

    @property
    def codes(self) -> list[str]:
        return [item.work.code for item in self.plan.items]

    def why(self, code: str) -> list[str]:
        """Ids of the reasons of a code, whether it is in or left out."""
        lines = {i.work.code: i.reasons for i in self.plan.items} | {o.code: o.reasons for o in self.plan.left_out}
        return [reason.id for reason in lines[code]]

    def chain(self, code: str) -> list[str]:
        return [f"{link.code}/{link.variant}" for link in self.item(code).if_it_hurts]


@pytest.fixture(scope="session")
def person() -> type[Person]:
    return Person


@pytest.fixture(scope="session")
def seasoned() -> Progress:
    """Somebody with all twelve in the pool, every one at its article's dose, the last time two days ago."""
    days = [date.fromordinal(DAY.toordinal() - back) for back in range(2, 100)]
    codes = tuple(catalogue().exercises)
    levels = {e.code: e.article_levels[1] for e in catalogue().exercises.values()}
    return Progress(levels=levels, done=dict.fromkeys(days, codes))
