"""Somebody with little pain that goes, and every day done: how many days the article's dose takes, worked out by hand.

Everything is green, so clause by clause of clinical.md 3.4: up after three days; one exercise of a complex a session,
the one that has been ready for longest and of those the article's first; two levels in seven days, one for an
isometric. And of 3.5: four to begin with, one more each week; C4, C5, L2 and L3 every other day from level 4.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.progress.course import BEGINNING
from spinecoach.progress.fold import course_of, progress_at
from spinecoach.progress.history import DoneDay, DoneItem

People = Any
PROTOCOL = catalogue()
DAY = date(2026, 11, 22)
DAYS_WITH_TWO, DAYS_WITH_ONE = 14, 14

# By code, the days after which it stood one level higher; the last is the article's highest dose.
BY_HAND = {
    "C1": (3, 6, 10),  # the third would be due on day 9, the third one in seven days
    "C3": (4, 7, 12),  # behind C1; on day 11 behind C2
    "C6": (5, 8, 13),
    "T2": (3, 10, 17, 24),
    "C2": (11, 14, 18),  # new on day 8; C1 goes before on day 10
    "C4": (17, 24, 31, 41),  # new on day 15; from level 4 every other day; C5 goes before on day 39
    "T1": (25,),  # new on day 22; T2 goes before on day 24
    "C5": (32, 39, 46, 54),  # new on day 29; C4 goes before on day 31
    "L1": (38, 45, 52, 59),  # new on day 36
    "L3": (46, 53, 60, 70),  # new on day 43; L1 goes before on day 45, L2 on day 68
    "T3": (52, 55, 59),  # new on day 50
    "L2": (61, 68, 75, 83),  # new on day 57; L1 and L3 go before
}


def pain(number: int) -> int:
    """Of the neck on the morning of a day, 0-10; it goes within four weeks."""
    return 2 if number <= DAYS_WITH_TWO else 1 if number <= DAYS_WITH_TWO + DAYS_WITH_ONE else 0


def ups(person: People, minutes: int, days: int) -> Mapping[str, tuple[int, ...]]:
    """By code, the numbers of the days, the first is 1, after which it stood one level higher."""
    course = BEGINNING
    found: dict[str, tuple[int, ...]] = dict.fromkeys(PROTOCOL.exercises, ())
    for number in range(1, days + 1):
        day, hurts = DAY + timedelta(days=number), pain(number)
        progress = progress_at(PROTOCOL, course, day)
        plan = person(minutes=minutes, progress=progress, day=day, pain={"neck": hurts}, regions=(Region.NECK,)).plan
        items = []
        for work in (item.work for item in plan.items):
            reps = None if work.reps is None else work.reps * work.sides * work.zones
            items.append(DoneItem(work.code, work.level, reps, hurts, hurts, min(3, work.effort or 3)))
        mornings = dict.fromkeys(Region, 0) | {Region.NECK: pain(number + 1)}
        course, steps = course_of(PROTOCOL, [DoneDay(day, tuple(items), mornings)], day, course=course)
        for step in steps:
            assert step.level >= step.before
            if step.rule == "dose-up":
                found[step.code] = (*found[step.code], number)
    return found


def test_little_pain_that_goes_leads_to_the_articles_dose_on_the_days_worked_out_by_hand(person: People) -> None:
    found = ups(person, 60, 120)
    assert found == BY_HAND
    for code, days in found.items():
        assert 1 + len(days) == PROTOCOL.exercises[code].article_levels[1]


def test_ten_minutes_a_day_lead_there_within_fifteen_weeks(person: People) -> None:
    found = ups(person, 10, 15 * 7)
    assert all(1 + len(days) == PROTOCOL.exercises[code].article_levels[1] for code, days in found.items())
