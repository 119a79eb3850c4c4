"""Pain by region and week, answers on how it goes, range of motion: and no change that was not measured."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.progress.change import Verdict, judged, pain_change
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.measures import MeasureAnswer, MeasureSkipped, changes, due_on
from spinecoach.progress.pain import PainDay, PainWeek, Spread, pain_series, pain_weeks, spread_of
from spinecoach.progress.range_of_motion import RangeReading, range_changes

PROTOCOL = catalogue()
RULES = PROTOCOL.measures
MONDAY = date(2026, 11, 2)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def test_pain_is_told_by_region_before_during_and_the_morning_after() -> None:
    days = [
        DoneDay(day(0), (DoneItem("C1", 1, None, 2, 3), DoneItem("L1", 1, None, 1, 4)), {Region.NECK: 2}),
        DoneDay(day(0), (DoneItem("C2", 1, None, 4, 2),)),
        DoneDay(day(1), (), {Region.LUMBAR: 5}),
    ]
    series = pain_series(PROTOCOL, days, {day(0): {Region.LUMBAR: 0, Region.HEADACHE: 6}})
    assert series[Region.NECK] == (PainDay(day(0), 4, 3, 2),)
    assert series[Region.LUMBAR] == (PainDay(day(0), 0, 4, None), PainDay(day(1), None, None, 5, done=False))
    assert series[Region.HEADACHE] == (PainDay(day(0), 6, None, None),)
    assert series[Region.THORACIC] == ()


def test_a_week_has_least_lower_median_and_most_of_each() -> None:
    days = [PainDay(day(n), pain, None, 1) for n, pain in enumerate([5, 1, 3, 4, 0, 0, 0, 9])]
    first, second = pain_weeks(days)
    assert first == PainWeek(day(0), Spread(0, 1, 5, 7), None, Spread(1, 1, 1, 7))
    assert second.before == Spread(9, 9, 9, 1)
    assert spread_of([]) is None


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [(5, 4, "no_clear_change"), (5, 3, "beyond_noise"), (5, 2, "noticeable"), (2, 5, "noticeable")],
)
def test_below_the_error_there_is_no_change_and_above_it_only_what_people_notice_is_called_so(
    before: int, now: int, verdict: str
) -> None:
    assert judged(before, now, 2, 3).verdict == verdict
    assert judged(before, now, 2).verdict is not Verdict.NOTICEABLE


@given(st.integers(0, 10), st.integers(0, 10), st.integers(1, 10), st.integers(1, 10))
def test_a_change_is_never_noticed_below_the_error(before: int, now: int, noise: int, notice: int) -> None:
    if abs(now - before) < noise:
        assert judged(before, now, noise, notice).verdict is Verdict.NO_CLEAR_CHANGE


def mornings(*pain: int) -> list[PainDay]:
    return [PainDay(day(n), None, None, each) for n, each in enumerate(pain)]


def test_the_neck_needs_a_larger_change_than_the_lower_back() -> None:
    better = mornings(*[5] * 7, *[3] * 7)
    assert pain_change(RULES.pain, Region.NECK, better[:13], 7) is None
    told = {region: pain_change(RULES.pain, region, better, 7) for region in (Region.NECK, Region.LUMBAR)}
    assert {r: c and c.verdict for r, c in told.items()} == {
        Region.NECK: Verdict.NO_CLEAR_CHANGE,
        Region.LUMBAR: Verdict.NOTICEABLE,
    }
    much = pain_change(RULES.pain, Region.NECK, mornings(*[6] * 7, *[2] * 7), 7)
    assert much is not None
    assert (much.change, much.verdict) == (-4, Verdict.NOTICEABLE)


def answer(n: int, value: int, measure: str = "activity", item: str = "") -> MeasureAnswer:
    return MeasureAnswer(day(n), measure, item, value)


def due(*told: MeasureAnswer | MeasureSkipped, today: int) -> list[str]:
    return [measure.id for measure in due_on(RULES.measures.values(), told, day(0), day(today))]


def test_each_measure_is_due_on_its_day_and_leaving_it_out_is_as_good_as_an_answer() -> None:
    assert due_on(RULES.measures.values(), (), None, day(0)) == ()
    first = ["activity", "sleep", "confidence"]
    assert due(today=0) == first
    skipped = [MeasureSkipped(day(0), name) for name in first]
    assert due(*skipped, today=13) == []
    assert due(*skipped, today=14) == [*first, "as_planned"]
    answered = [answer(15, 5, name) for name in [*first, "as_planned"]]
    assert due(*skipped, *answered, today=27) == []
    assert due(*skipped, *answered, today=28) == ["global_change"]
    assert due(*skipped, *answered, today=29) == [*first, "as_planned", "global_change"]


def test_own_activities_change_by_two_on_average_and_by_three_each() -> None:
    told = [answer(n, value, item=item) for n, item, value in [(0, "a", 2), (0, "b", 4), (14, "a", 4), (14, "b", 6)]]
    found = {change.item: (change.change.change, change.change.verdict) for change in changes(RULES.measures, told)}
    assert found == {
        "a": (2, Verdict.NO_CLEAR_CHANGE),
        "b": (2, Verdict.NO_CLEAR_CHANGE),
        "": (2, Verdict.BEYOND_NOISE),
    }


def test_an_activity_named_later_is_no_part_of_the_mean_until_it_was_told_twice() -> None:
    told = [answer(0, 2, item="a"), answer(14, 4, item="a"), answer(14, 9, item="b")]
    (one,) = changes(RULES.measures, told)
    assert (one.item, one.change.before, one.change.now, one.change.verdict) == ("a", 2, 4, Verdict.NO_CLEAR_CHANGE)


def test_a_global_change_is_one_answer_and_counts_from_two_steps_on() -> None:
    assert changes(RULES.measures, [answer(28, 1, "global_change")])[0].change.verdict is Verdict.NO_CLEAR_CHANGE
    assert changes(RULES.measures, [answer(28, 2, "global_change")])[0].change.verdict is Verdict.NOTICEABLE
    worse = [answer(28, 2, "global_change"), answer(56, -3, "global_change")]
    assert changes(RULES.measures, worse)[0].change.change == -3


def readings(start: int, *degrees: float, confidence: float = 1) -> list[RangeReading]:
    return [RangeReading(day(start + n // 3), "neck-rotation-left", d, confidence) for n, d in enumerate(degrees)]


def test_ten_degrees_of_turning_are_the_error_until_the_own_one_is_known() -> None:
    less = range_changes(RULES.range, [*readings(0, 60, 60, 60), *readings(20, 69, 69, 69)])["neck-rotation-left"]
    assert (less.verdict, less.mdc_deg, less.own_mdc) == (Verdict.NO_CLEAR_CHANGE, 10, False)
    more = range_changes(RULES.range, [*readings(0, 60, 60, 60), *readings(20, 70, 71, 70)])["neck-rotation-left"]
    assert (more.verdict, more.baseline_deg, more.now_deg) == (Verdict.BEYOND_NOISE, 60, 70)


def test_three_trials_on_two_days_give_the_own_error_which_is_never_less_than_the_cameras() -> None:
    first = readings(0, 58, 62, 60, 59, 61, 60)
    own = range_changes(RULES.range, [*first, *readings(20, 65, 65, 65)])["neck-rotation-left"]
    assert own.own_mdc
    assert own.mdc_deg == pytest.approx(2.77 * 2**0.5)
    assert own.verdict is Verdict.BEYOND_NOISE
    still = range_changes(RULES.range, [*readings(0, *[60] * 6), *readings(20, 62)])["neck-rotation-left"]
    assert (still.mdc_deg, still.verdict) == (3, Verdict.NO_CLEAR_CHANGE)


def test_too_early_unsure_and_unknown_readings_tell_nothing() -> None:
    first = readings(0, 60, 60, 60)
    assert range_changes(RULES.range, [*first, *readings(12, 90)]) == {}
    assert range_changes(RULES.range, [*first, *readings(20, 90, confidence=0.4)]) == {}
    assert range_changes(RULES.range, [RangeReading(day(n), "thoracic-extension", 9, 1) for n in (0, 30)]) == {}


@given(st.lists(st.tuples(st.integers(0, 60), st.floats(0, 90)), max_size=30))
def test_within_the_error_no_change_of_range_is_told(trials: list[tuple[int, float]]) -> None:
    told = [RangeReading(day(n), "neck-flexion", degrees, 1) for n, degrees in trials]
    for change in range_changes(RULES.range, told).values():
        beyond = abs(change.now_deg - change.baseline_deg) >= change.mdc_deg - 1e-6
        assert change.verdict is (Verdict.BEYOND_NOISE if beyond else Verdict.NO_CLEAR_CHANGE)
