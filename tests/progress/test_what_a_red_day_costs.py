"""What red costs, rule by rule as clinical.md 3.2 to 3.4 put it: one step for a session, one for a morning."""

from datetime import date, timedelta

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.progress.fold import course_of, progress_of
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.progress import Progress

PROTOCOL = catalogue()
DAY = date(2026, 11, 22)
CALM = dict.fromkeys(Region, 0) | {Region.NECK: 1}
RED_MORNING = CALM | {Region.NECK: 3}
"""Two more than the usual morning."""


def done(level: int, worst: int = 1, before: int = 1, code: str = "C1", stands_for: str | None = None) -> DoneItem:
    return DoneItem(code, level, 0, before, worst, 9, stands_for=stands_for)


def on(back: int, *items: DoneItem, morning: dict[Region, int] | None = None) -> DoneDay:
    return DoneDay(DAY - timedelta(days=back), items, CALM if morning is None else morning)


def usual(level: int) -> list[DoneDay]:
    """A calm week at a level; it was hard, so that nothing grows."""
    return [on(back, done(level)) for back in range(12, 5, -1)]


def after(*days: DoneDay) -> Progress:
    return progress_of(PROTOCOL, days, DAY)


RED = 5
ONE_STEP = {
    # 3.4 "Down one level on RED or next-morning RED"; 3.2 "Each rule is tried and the worst light wins".
    "3.4: red during": [on(1, done(4, RED))],
    "3.4: a red morning": [on(1, done(4), morning=RED_MORNING)],
    "3.2: red during and a red morning, the worst wins": [on(1, done(4, RED), morning=RED_MORNING)],
    # 3.2 "second red of the same exercise -> substitute; one step down next time".
    "3.2: two reds of one exercise in one session": [on(1, done(4, RED), done(4, RED))],
    "3.2: two reds in one session and a red morning": [on(1, done(4, RED), done(4, RED), morning=RED_MORNING)],
    # 3.3 step 2 and 1.6: the first substitute is its own easier form, and that was calm.
    "3.3: replaced by its own easier form": [on(1, done(4, RED), done(0))],
    "3.3: its easier form stood in for another as well": [on(1, done(4, RED), done(0, code="C1", stands_for="C2"))],
    # 0.5 "Next-morning rise of 2 or more = one step down": one morning, however often it was done the day before.
    "0.5: a red morning after two sessions": [on(1, done(4), morning=RED_MORNING), on(1, done(4), morning=RED_MORNING)],
    "0.5: a red morning after a whole and a short session": [on(1, done(4), morning=RED_MORNING), on(1, done(1))],
    "3.4: red in one of two sessions, then a red morning": [on(1, done(4, RED), morning=RED_MORNING), on(1, done(4))],
    # 3.4 is about an exercise: what hurts in another one of its region is no red of this one.
    "3.4: another one of the region was red too": [on(1, done(4, RED), done(3, RED, code="C2"))],
}


@pytest.mark.parametrize("case", ONE_STEP)
def test_it_is_one_level_down(case: str) -> None:
    assert after(*usual(4), *ONE_STEP[case]).levels["C1"] == 3


def test_two_sessions_that_were_red_are_two_steps_each_from_where_it_was_red() -> None:
    """3.4 for each of them: the second was done one level lower already."""
    assert after(*usual(4), on(1, done(4, RED)), on(1, done(3, RED))).levels["C1"] == 2
    assert after(*usual(4), on(1, done(4, RED)), on(1, done(4, RED))).levels["C1"] == 2


def test_red_in_a_lower_form_leads_below_that_form() -> None:
    """Issue 6: never harder after red. What was red was the lower form."""
    assert after(*usual(4), on(1, done(1, RED))).levels["C1"] == 0
    assert after(*usual(4), on(1, done(4, RED), done(2, RED))).levels["C1"] == 1
    assert after(*usual(4), on(1, done(0), morning=RED_MORNING)).levels["C1"] == 0


def test_three_attempts_of_one_session_are_one_red_of_the_last_five() -> None:
    """3.3 step 3: "RED in 3 of last 5 sessions"."""
    three = on(1, done(4, RED), done(4, RED), done(0, RED))
    assert after(*usual(4), three).retired_until == {}
    sessions = [on(back, done(4, RED)) for back in (3, 2, 1)]
    assert after(*usual(4), *sessions).retired_until == {"C1": DAY + timedelta(days=13)}


SORE = 4
"""Three more than the usual morning: a flare."""
SORE_MORNING = CALM | {Region.NECK: SORE}


def flare(*backs: int, worst: int = SORE, morning: dict[Region, int] | None = None) -> list[DoneDay]:
    """Days in the easier form, as a flare orders, and sore mornings after them."""
    return [on(back, done(0, worst, SORE), morning=SORE_MORNING if morning is None else morning) for back in backs]


@pytest.mark.parametrize(("level", "then"), [(4, 2), (3, 1), (2, 0), (1, 0)])
def test_after_a_flare_it_is_two_levels_less_and_its_sore_mornings_are_in_that(level: int, then: int) -> None:
    """3.4: "two days of the easier variants of the painful region only, then return two levels down"."""
    assert after(*usual(level), *flare(3, 2)).levels["C1"] == then
    assert after(*usual(level), *flare(3, 2)).why["C1"].rule == "dose-flare"


def test_a_flare_that_goes_on_costs_its_two_levels_once() -> None:
    """3.4: nobody has returned before the third day, so there is no second return."""
    days = [*usual(4), *flare(3, 2, 1)]
    assert after(*days).levels["C1"] == 2
    assert after(*days).flare_since == {Region.NECK: DAY - timedelta(days=1)}
    steps = course_of(PROTOCOL, days, DAY)[1]
    assert [(step.before, step.level) for step in steps if step.before != step.level] == [(4, 2)]


def test_a_second_flare_after_a_calm_day_costs_two_levels_again() -> None:
    days = [*usual(4), *flare(4), on(2, done(2)), *flare(1)]
    assert after(*days).levels["C1"] == 0


def test_what_was_red_itself_in_a_flare_is_red_there_too() -> None:
    """Issue 6: never harder after red, also where the level stands higher because a flare ordered the easier form."""
    assert after(*usual(4), *flare(2, worst=6)).levels["C1"] == 0


def test_a_red_morning_after_the_flare_is_over_is_one_step_again() -> None:
    days = [*usual(4), *flare(5, 4, morning=CALM), on(2, done(2)), on(1, done(2), morning=RED_MORNING)]
    assert after(*days).levels["C1"] == 1
