"""Weeks of plans that are all done: nothing is forgotten, nothing runs away."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.progress.fold import progress_of
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.session.plan import DayPlan

People = Any
DAY = date(2026, 11, 22)
PROTOCOL = catalogue()
ALTERNATING = {"C4", "C5", "L2", "L3"}


def life(person: People, days: int, minutes: int, pain: dict[str, int] | None = None) -> Iterator[DayPlan]:
    """Every day's plan, each done as planned and green."""
    history: list[DoneDay] = []
    for number in range(days):
        day = DAY + timedelta(days=number)
        progress = progress_of(PROTOCOL, history, day)
        plan = person(minutes=minutes, progress=progress, day=day, pain=pain or {}).plan
        items = []
        for work in (item.work for item in plan.items):
            reps = None if work.reps is None else work.reps * work.sides * work.zones
            items.append(DoneItem(work.code, work.level, reps, 1, 1, 3))
        history.append(DoneDay(day, tuple(items), {Region.NECK: 1}))
        yield plan


def codes(plan: DayPlan) -> set[str]:
    return {item.work.code for item in plan.items}


@pytest.mark.parametrize("minutes", [5, 10, 20])
def test_once_the_pool_is_twelve_every_week_holds_all_twelve(person: People, minutes: int) -> None:
    plans = list(life(person, 90, minutes))[62:]
    for start in range(len(plans) - 6):
        assert set.union(*(codes(plan) for plan in plans[start : start + 7])) == set(PROTOCOL.exercises)


def test_with_enough_minutes_mobility_and_massage_are_daily_and_isometrics_every_other_day(person: People) -> None:
    plans = list(life(person, 100, 45))[80:]
    for today, tomorrow in pairwise(plans):
        assert set(PROTOCOL.exercises) - ALTERNATING <= codes(today)
        assert not codes(today) & codes(tomorrow) & ALTERNATING
        assert codes(today) | codes(tomorrow) == set(PROTOCOL.exercises)


@pytest.mark.parametrize("minutes", [2, 10, 45])
def test_the_pool_is_met_week_by_week(person: People, minutes: int) -> None:
    plans = list(life(person, 70, minutes, {"neck": 1}))
    for week in range(10):
        met = set.union(*(codes(plan) for plan in plans[: 7 * week + 7]))
        assert len(met) <= 4 + week


def test_after_half_a_year_of_green_days_everything_is_at_the_articles_dose_and_no_higher(person: People) -> None:
    *_, last = life(person, 180, 120)
    for work in (item.work for item in last.items):
        assert work.level == PROTOCOL.exercises[work.code].article_levels[1]


def test_two_minutes_hold_two_exercises_on_most_days(person: People) -> None:
    plans = list(life(person, 60, 2))
    assert all(plan.items and plan.seconds <= 120 for plan in plans)
    assert sum(len(plan.items) >= 2 for plan in plans) >= 0.75 * len(plans)
