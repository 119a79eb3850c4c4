"""What the days before mean for the next one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.progress.fold import progress_of
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.light import Light
from spinecoach.progress.progress import Progress

PROTOCOL = catalogue()
CODES = list(PROTOCOL.exercises)
DAY = date(2026, 11, 22)
CALM = {Region.NECK: 1, Region.HEADACHE: 0, Region.THORACIC: 0, Region.LUMBAR: 0}


def done(code: str, level: int, worst: int = 1, before: int = 1, effort: int | None = 2, reps: float = 1) -> DoneItem:
    exercise = PROTOCOL.exercises[code]
    dose = exercise.levels[level]
    whole = None if dose.reps is None else round(dose.reps * exercise.sides * dose.zones * reps)
    return DoneItem(code, level, whole, before, worst, effort)


def session(back: int, *items: DoneItem, morning: dict[Region, int] | None = None) -> DoneDay:
    return DoneDay(DAY - timedelta(days=back), items, CALM if morning is None else morning)


def after(*sessions: DoneDay, day: date = DAY, opt_in: Sequence[str] = ()) -> Progress:
    return progress_of(PROTOCOL, sessions, day, opt_in)


def three(code: str, level: int, *, effort: int | None = 2, worst: int = 1, reps: float = 1) -> list[DoneDay]:
    return [session(back, done(code, level, effort=effort, worst=worst, reps=reps)) for back in (3, 2, 1)]


def test_nothing_done_is_nothing_yet() -> None:
    assert after() == Progress()


def test_three_green_days_are_one_level_up() -> None:
    assert after(*three("C1", 1)).levels == {"C1": 2}
    assert after(*three("C1", 1)[:2]).levels == {"C1": 1}


def test_three_sessions_on_one_day_are_one_day() -> None:
    assert after(*[session(1, done("C1", 1))] * 3).levels == {"C1": 1}


def test_the_order_of_the_entries_does_not_matter() -> None:
    days = three("C1", 1)
    assert after(*reversed(days)) == after(*days)


def test_days_still_to_come_do_not_count() -> None:
    assert after(*three("C1", 1), day=DAY - timedelta(days=2)).levels == {"C1": 1}


@pytest.mark.parametrize(
    "spoiled",
    [
        session(1, done("C1", 1, worst=3)),
        session(1, done("C1", 1, reps=0.8)),
        session(1, done("C1", 1, effort=5)),
        session(1, done("C1", 1, effort=None)),
        session(1, done("C1", 1), morning={}),
        session(1, done("C1", 1), morning={Region.NECK: 2}),
        session(1, done("C1", 0)),
    ],
    ids=["amber", "too few", "too hard", "effort unknown", "morning unknown", "morning worse", "lower level"],
)
def test_a_day_that_is_not_all_green_and_whole_is_no_step_up(spoiled: DoneDay) -> None:
    assert after(*three("C1", 1)[:2], spoiled).levels == {"C1": 1}


def test_amber_starts_the_count_again_and_a_day_made_shorter_does_not() -> None:
    greens = [session(back, done("C2", 2)) for back in (9, 8, 6, 5)]
    assert after(*greens[:2], session(7, done("C2", 2, worst=3)), *greens[2:], day=DAY - timedelta(days=4)).levels == {
        "C2": 2
    }
    assert after(*greens[:2], session(7, done("C2", 1)), *greens[2:], day=DAY - timedelta(days=4)).levels == {"C2": 3}


def test_isometrics_go_up_within_their_own_effort() -> None:
    assert after(*three("C4", 1, effort=3)).levels == {"C4": 2}
    assert after(*three("C4", 1, effort=4)).levels == {"C4": 1}
    assert after(*three("C4", 5, effort=5)).levels == {"C4": 5}


def test_massage_goes_up_without_reps_or_effort() -> None:
    assert after(*three("C6", 1, effort=None)).levels == {"C6": 2}


@pytest.mark.parametrize(("code", "most"), [("C1", 3), ("L1", 2)])
def test_no_more_than_two_levels_a_week_and_one_for_isometrics(code: str, most: int) -> None:
    level, days = 1, []
    for back in range(9, 0, -1):
        days.append(session(back, done(code, level)))
        level = after(*days, day=DAY - timedelta(days=back - 1)).levels[code]
        if back == 4:
            assert level <= most
    assert after(*days[:7], day=DAY - timedelta(days=2)).levels[code] == most


def test_one_exercise_a_complex_goes_up_in_a_session() -> None:
    days = [session(back, done("C1", 1), done("C2", 1), done("L1", 1)) for back in (3, 2, 1)]
    assert after(*days).levels == {"C1": 2, "C2": 1, "L1": 2}
    assert after(*days, session(0, done("C1", 2), done("C2", 1))).levels == {"C1": 2, "C2": 2, "L1": 2}


def test_the_articles_dose_is_the_end_unless_chosen_otherwise() -> None:
    assert after(*three("C1", 4)).levels == {"C1": 4}
    assert after(*three("C1", 4), opt_in=["C1"]).levels == {"C1": 5}


@pytest.mark.parametrize(("level", "then"), [(4, 3), (1, 0), (0, 0)])
def test_red_is_one_level_down(level: int, then: int) -> None:
    assert after(session(1, done("C1", level, worst=5))).levels == {"C1": max(0, then)}


def test_a_red_morning_is_one_level_down_for_its_own_complex() -> None:
    usual = [session(back, done("C1", 3, reps=0.5), done("L1", 3, reps=0.5)) for back in (4, 3, 2)]
    red = session(1, done("C1", 3), done("L1", 3), morning={Region.NECK: 3})
    assert after(*usual, red).levels == {"C1": 2, "L1": 3}


def test_after_red_at_level_nought_three_green_days_lead_back() -> None:
    red = session(4, done("C1", 1, worst=5))
    assert after(red).levels == {"C1": 0}
    assert after(red, *three("C1", 0)).levels == {"C1": 1}


def test_a_first_day_in_the_easier_form_does_not_keep_anybody_there() -> None:
    assert after(session(1, done("C1", 0))).levels == {"C1": 1}


@pytest.mark.parametrize(("missed", "level"), [(0, 4), (3, 4), (4, 3), (7, 3), (8, 2), (14, 2), (15, 1), (100, 1)])
def test_missed_days_cost_levels_and_never_the_standard_form(missed: int, level: int) -> None:
    assert after(session(missed + 1, done("C1", 4, reps=0.5))).levels == {"C1": level}
    assert after(session(missed + 1, done("C1", 1, reps=0.5))).levels == {"C1": 1}


def test_after_more_than_two_weeks_red_starts_in_the_easier_form() -> None:
    assert after(session(16, done("C1", 4, worst=5))).levels == {"C1": 0}


def test_days_without_this_exercise_are_not_missed() -> None:
    others = [session(back, done("C2", 1, reps=0.5)) for back in range(1, 20)]
    assert after(session(20, done("C1", 4, reps=0.5)), *others).levels["C1"] == 4


def test_three_reds_in_five_retire_an_exercise_for_two_weeks() -> None:
    days = [session(back, done("C1", 3, worst=5 if back in (5, 3, 1) else 1)) for back in (5, 4, 3, 2, 1)]
    assert after(*days[:4], day=DAY - timedelta(days=2)).retired_until == {}
    assert after(*days).retired_until == {"C1": DAY + timedelta(days=13)}


def test_the_last_light_of_each_exercise_is_kept() -> None:
    days = [session(2, done("C1", 1, worst=8), done("C2", 1)), session(1, done("C1", 1, worst=3))]
    assert after(*days).last_light == {"C1": Light.AMBER, "C2": Light.GREEN}


def test_the_usual_morning_is_the_lower_median_of_seven() -> None:
    mornings = [9, 9, 1, 1, 2, 2, 3, 3, 4]
    days = [session(20 - n, morning={Region.LUMBAR: pain}) for n, pain in enumerate(mornings)]
    assert after(*days).base == {Region.LUMBAR: 2}


def test_the_first_pain_stands_in_for_the_usual_morning() -> None:
    assert after(session(1, done("L1", 1, before=3), morning={})).base == {Region.LUMBAR: 3}


def test_a_flare_lasts_two_days_and_then_starts_two_levels_down() -> None:
    usual = [session(back, done("C1", 4, reps=0.5), done("L1", 4, reps=0.5)) for back in (6, 5, 4)]
    flare = session(3, done("C1", 0, before=4, worst=4))
    told = after(*usual, flare)
    assert told.flare_since == {Region.NECK: DAY - timedelta(days=3)}
    assert told.levels == {"C1": 2, "L1": 4}
    second = session(2, done("C1", 0, before=4, worst=4))
    assert after(*usual, flare, second).levels == {"C1": 2, "L1": 4}
    calm = session(1, done("C1", 2, before=1))
    assert after(*usual, flare, second, calm).flare_since == {}


SCALE = st.integers(0, 10)
ITEMS = st.sampled_from(CODES).flatmap(
    lambda code: st.builds(
        done,
        st.just(code),
        st.sampled_from(list(PROTOCOL.exercises[code].levels)),
        SCALE,
        st.integers(0, 6),
        st.none() | st.integers(1, 9),
        st.sampled_from([0.5, 1]),
    )
)
SESSIONS = st.builds(
    lambda back, items, morning: session(back, *items, morning=morning),
    st.integers(1, 60),
    st.lists(ITEMS, max_size=5, unique_by=lambda item: item.code),
    st.dictionaries(st.sampled_from(list(Region)), SCALE, max_size=2),
)


@given(st.lists(SESSIONS, max_size=15))
@settings(max_examples=150, deadline=None)
def test_levels_are_those_of_the_file_and_grow_above_the_article_only_where_they_were(days: list[DoneDay]) -> None:
    told = after(*days)
    for code, level in told.levels.items():
        exercise = PROTOCOL.exercises[code]
        done_at = [item.level for day in days for item in day.items if item.code == code]
        assert 0 <= level <= max(exercise.article_levels[1], *done_at)
    assert after(*days) == told


@given(st.lists(SESSIONS, max_size=10), st.sampled_from(CODES))
@settings(max_examples=150, deadline=None)
def test_nothing_gets_harder_after_red(days: list[DoneDay], code: str) -> None:
    before = after(*days).levels.get(code, 1)
    exercise = PROTOCOL.exercises[code]
    level = min(before, exercise.article_levels[1])
    red = session(0, done(code, level, worst=6, before=0))
    assert after(*days, red).levels[code] <= max(0, before - 1)
    assert after(*days, replace(red, next_morning={})).levels[code] <= max(0, before - 1)
