"""What each chart says and has in its table, and that too little is said in words and never drawn."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.progress.adherence import Attended, ExerciseAdherence, WeekAdherence
from spinecoach.progress.change import Verdict
from spinecoach.progress.pain import PainDay
from spinecoach.progress.pause import Break, Pause
from spinecoach.progress.range_of_motion import RangeChange, RangeReading
from spinecoach.report.chart import Chart, Range
from spinecoach.report.charts.adherence import by_exercise, by_week, minutes_by_week
from spinecoach.report.charts.calendar import WEEKS, calendar
from spinecoach.report.charts.habit import EXPLAINED, habit
from spinecoach.report.charts.levels import levels
from spinecoach.report.charts.movement import NAMES, movements
from spinecoach.report.charts.pain import pain

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
SAID = {verdict: f"<{verdict.value}>" for verdict in Verdict}


def went(day: date, minutes: float, *done: str) -> Attended:
    return Attended(day, done, done, minutes * 60)


def cells(chart: Chart) -> dict[str, Sequence[object]]:
    """The rows by their first cell."""
    assert all(len(row) == len(chart.columns) for row in chart.rows)
    return {str(row[0]): row[1:] for row in chart.rows}


# ---------------------------------------------------------------- too little


@pytest.mark.parametrize(
    "chart",
    [
        calendar((), (), SUNDAY),
        by_week(()),
        by_week([WeekAdherence(MONDAY, 2, 5, 0, 600, 2)]),
        minutes_by_week([WeekAdherence(MONDAY, 2, 5, 0, 600, 2)]),
        by_exercise((), {}),
        habit(()),
        pain(Region.NECK, "neck", [PainDay(MONDAY, 3, 4, None)]),
        levels({}, {}, SUNDAY),
        *movements([RangeReading(MONDAY, "neck-flexion", 48.4, 0.8)], {}, SAID, {}),
    ],
    ids=lambda chart: chart.id,
)
def test_with_too_little_there_are_words_and_nothing_to_draw(chart: Chart) -> None:
    assert chart.rows == ()
    assert chart.said.endswith(".")
    assert any(word in chart.said for word in ("yet", "So far", "too few"))


def test_one_week_is_told_in_figures() -> None:
    told = by_week([WeekAdherence(MONDAY, 2, 5, 0, 660, 2)]).said
    assert "2 of 5 planned days, 11 minutes" in told
    told = pain(Region.NECK, "neck", [PainDay(MONDAY, 3, 4, None), PainDay(SUNDAY, 5, 6, None)]).said
    assert "before a session 3, worst during 4" in told
    assert "morning" not in told


# ---------------------------------------------------------------- the calendar


def test_a_day_has_its_minutes_a_break_or_nothing() -> None:
    pause = Pause(date(2026, 11, 18), date(2026, 11, 19), Break.SICK)
    chart = calendar([went(MONDAY, 4.4, "X1"), went(MONDAY, 6, "X1"), went(SUNDAY, 0.2, "X1")], [pause], SUNDAY)
    assert cells(chart) == {"2026-11-16": (10, 0, "pause", "pause", 0, 0, 1)}
    assert chart.said.startswith("Two days with a session in seven days; two days belonged to a break.")


def test_days_to_come_are_empty_and_a_session_without_anything_done_is_none() -> None:
    tuesday = MONDAY + timedelta(days=1)
    chart = calendar([went(MONDAY, 5, "X1"), went(tuesday, 5)], (), tuesday)
    assert cells(chart) == {"2026-11-16": (5, 0, "", "", "", "", "")}


def test_the_calendar_ends_with_this_week_and_has_so_many_weeks_at_most() -> None:
    chart = calendar([went(SUNDAY - timedelta(days=n), 5, "X1") for n in range(400)], (), SUNDAY)
    assert len(chart.rows) == WEEKS
    assert chart.rows[-1][0] == MONDAY


# ---------------------------------------------------------------- weeks, exercises, levels


def test_weeks_have_done_planned_breaks_and_minutes() -> None:
    weeks = [WeekAdherence(MONDAY - timedelta(weeks=1), 4, 5, 0, 3000, 4), WeekAdherence(MONDAY, 0, 0, 7, 0, 0)]
    assert cells(by_week(weeks)) == {"2026-11-09": (4, 5, 0), "2026-11-16": (0, 0, 7)}
    assert cells(minutes_by_week(weeks)) == {"2026-11-09": (50, 4), "2026-11-16": (0, 0)}


def test_exercises_stand_by_their_names_and_an_unknown_one_by_its_code() -> None:
    chart = by_exercise([ExerciseAdherence("X1", 3, 4), ExerciseAdherence("X2", 0, 2)], {"X1": "Head turns"})
    assert cells(chart) == {"Head turns": (3, 4), "X2": (0, 2)}


def test_a_missed_day_and_a_break_are_named_where_done_of_planned_stands() -> None:
    chart = by_exercise([ExerciseAdherence("X1", 3, 4)], {})
    assert "A missed day counts as planned" in chart.said
    assert "A break is not counted." in chart.said
    assert [column.head for column in chart.columns] == ["Exercise", "Days done", "Days planned"]


def test_the_habit_is_told_week_by_week_in_one_sentence_and_never_as_a_streak() -> None:
    series = [(MONDAY - timedelta(days=7 - n), 0.031 * n) for n in range(14)]
    chart = habit(series)
    assert cells(chart) == {"2026-11-09": (20,), "2026-11-16": (40,)}
    assert chart.said.startswith("Now at 40 of 100. ")
    assert EXPLAINED in chart.said
    assert (EXPLAINED.count("."), "streak" in chart.said) == (1, False)
    assert habit(series[:7]).rows == ()
    assert EXPLAINED in habit(series[:7]).said


def test_levels_have_a_row_for_each_change() -> None:
    chart = levels({"X1": [(MONDAY, 1), (SUNDAY, 2)]}, {"X1": "Head turns"}, SUNDAY)
    assert chart.rows == (("Head turns", MONDAY, 1), ("Head turns", SUNDAY, 2))
    assert chart.marks["highest"] == 2


# ---------------------------------------------------------------- pain and movement


def test_pain_has_the_middle_and_the_range_of_each_week() -> None:
    before = MONDAY - timedelta(weeks=1)
    days = [PainDay(before, 2, 3, 1), PainDay(before + timedelta(days=1), 6, None, None), PainDay(MONDAY, 1, 1, None)]
    chart = pain(Region.NECK, "neck", days, "Usual mornings: as before.")
    assert cells(chart) == {
        "2026-11-09": (Range(2, 2, 6), Range(3, 3, 3), Range(1, 1, 1)),
        "2026-11-16": (Range(1, 1, 1), Range(1, 1, 1), None),
    }
    assert chart.said.endswith("Usual mornings: as before.")


def test_a_morning_after_a_day_without_a_session_is_no_next_morning() -> None:
    before = MONDAY - timedelta(weeks=1)
    days = [PainDay(before, 2, 3, 1), PainDay(before + timedelta(days=1), None, None, 6, done=False)]
    chart = pain(Region.NECK, "neck", [*days, PainDay(MONDAY, 1, 1, None)])
    assert cells(chart)["2026-11-09"][2] == Range(1, 1, 1)


def read(movement: str, *degrees: float) -> list[RangeReading]:
    return [RangeReading(MONDAY + timedelta(days=n), movement, each, 0.8) for n, each in enumerate(degrees)]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_movement_says_what_may_be_said_and_no_more(verdict: Verdict) -> None:
    change = RangeChange("neck-flexion", 50.2, 55.4, 12, own_mdc=False, verdict=verdict)
    (chart,) = movements(read("neck-flexion", 50, 56), {"neck-flexion": change}, SAID, {})
    assert f"Lately about 55°, at first about 50°. {SAID[verdict]}" in chart.said
    assert [SAID[other] in chart.said for other in Verdict if other is not verdict] == [False, False]
    assert "12° either way, a change cannot be told from error (the usual error of a camera)" in chart.said
    band = {"low": 38.2, "high": 62.2}
    assert chart.marks == pytest.approx({**band, "bottom": 38.2 - 24.0, "top": 62.2 + 24.0})


def test_both_sides_of_a_movement_stand_on_one_scale_that_holds_all_of_both() -> None:
    left, right = "neck-rotation-left", "neck-rotation-right"
    changes = {
        side: RangeChange(side, first, first, 5, own_mdc=True, verdict=Verdict.NO_CLEAR_CHANGE)
        for side, first in ((left, 30.0), (right, 70.0))
    }
    charts = movements([*read(left, 30, 31), *read(right, 70, 99)], changes, SAID, {})
    assert [(chart.marks["bottom"], chart.marks["top"]) for chart in charts] == [(15.0, 99.0)] * 2


def test_only_the_neck_is_charted_and_never_the_upper_back() -> None:
    change = RangeChange("thoracic-extension", 8, 12, 3, own_mdc=True, verdict=Verdict.BEYOND_NOISE)
    assert movements(read("thoracic-extension", 8, 12), {"thoracic-extension": change}, SAID, {}) == ()
    assert not any("thoracic" in name for name in NAMES)


def test_where_most_people_lie_is_told_beside_the_reading_and_never_judges_it() -> None:
    change = RangeChange("neck-flexion", 20, 21, 12, own_mdc=False, verdict=Verdict.NO_CLEAR_CHANGE)
    (chart,) = movements(read("neck-flexion", 20, 21), {"neck-flexion": change}, SAID, {"neck-flexion": (37.6, 60.5)})
    assert "Between the dashed lines, 38° to 60°, lay most people of your age" in chart.said
    assert (chart.marks["typical_low"], chart.marks["typical_high"]) == (37.6, 60.5)


@pytest.mark.parametrize(("age", "low", "high"), [(18, 58.5, 81.5), (25, 58.5, 81.5), (65, 42.5, 65.5)])
def test_typical_ranges_fall_with_the_years_from_twenty_five_on(age: int, low: float, high: float) -> None:
    band = catalogue().measures.range.typical["neck-rotation-left"]
    assert list(band.at(age)) == pytest.approx([low, high])


def test_every_typical_range_is_of_a_movement_that_is_charted_and_has_its_error() -> None:
    rules = catalogue().measures.range
    assert set(rules.typical) <= set(NAMES) & set(rules.noise)
