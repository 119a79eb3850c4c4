"""The filters, the middle of values and the trace of a signal, on numbers that can be worked out by hand."""

import math
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.motion.filters import Mean, Smooth
from spinecoach.motion.middle import middle_of, stray_of
from spinecoach.motion.trace import Trace


def settled(value: float = 4.0) -> Smooth:
    smooth = Smooth()
    for _ in range(3):
        smooth.step(value, 0.1, 2.0)
    return smooth


@pytest.mark.parametrize("last", [(1.0, 2.0, 3.0), (3.0, 2.0, 1.0), (2.0, 1.0, 3.0), (2.0, 3.0, 1.0), (1.0, 3.0, 2.0),
                                  (3.0, 1.0, 2.0), (1.0, 1.0, 2.0), (2.0, 1.0, 2.0), (1.0, 2.0, 2.0)])  # fmt: skip
def test_the_middle_of_three_goes_into_the_filter(last: tuple[float, float, float]) -> None:
    smooth, other = Smooth(), Smooth()
    for x in (last[0], last[1]):
        smooth.step(x, 0.1, 2.0)
        other.step(x, 0.1, 2.0)
    other.last = [median(last)] * 2
    assert smooth.step(last[2], 0.1, 2.0) == other.step(median(last), 0.1, 2.0)


def test_one_step_of_the_filter_is_as_it_is_written() -> None:
    smooth = settled()
    smooth.last = [7.0, 7.0]
    found = smooth.step(7.0, 0.1, 2.0)
    quick = 0.2 * math.pi
    speed = 15.0 * quick / (1.0 + quick)
    soft = 0.2 * math.pi * (1.2 + 4.0 * speed)
    assert smooth.speed == pytest.approx(speed)
    assert smooth.noise == pytest.approx(1.5 * 0.1)
    assert found == smooth.value == pytest.approx(4.0 + 3.0 * soft / (1.0 + soft))
    smooth.step(7.0, 0.1, 2.0)
    again = (7.0 - found) / 0.2
    assert smooth.speed == pytest.approx(speed + (again - speed) * quick / (1.0 + quick))
    assert smooth.noise == pytest.approx(0.15 + ((7.0 - found) / 2.0 - 0.15) * 0.1)


def test_a_long_step_forgets_all_noise_and_downward_speed_softens_less_too() -> None:
    one, other = settled(), settled()
    one.last, other.last = [1.0, 1.0], [7.0, 7.0]
    assert one.step(1.0, 0.1, 2.0) - 4.0 == pytest.approx(4.0 - other.step(7.0, 0.1, 2.0))
    one.last = [5.0, 5.0]
    stray = abs(5.0 - one.value) / 2.0
    one.step(5.0, 3.0, 2.0)
    assert one.noise == pytest.approx(stray)


def test_after_a_gap_the_filter_begins_where_the_signal_is() -> None:
    smooth = settled()
    smooth.step(9.0, 0.1, 2.0)
    smooth.step(9.0, 0.1, 2.0)
    assert smooth.speed > 0.0
    smooth.restart()
    assert (smooth.step(-3.0, 0.1, 2.0), smooth.speed, smooth.last) == (-3.0, 0.0, [-3.0])


def test_quiet_is_slower_than_asked_or_than_three_times_the_noise() -> None:
    smooth = Smooth(speed=-0.5)
    assert (smooth.quiet(0.49), smooth.quiet(0.51)) == (False, True)
    smooth.noise = 0.1
    assert (smooth.quiet(0.19), smooth.quiet(0.21)) == (False, True)


def test_the_mean_is_over_a_quarter_of_a_second_and_told_for_its_own_middle() -> None:
    mean = Mean()
    assert mean.step(1.0, 4.0) == (1.0, 4.0)
    assert mean.step(1.1, 6.0) == pytest.approx((1.05, 5.0))
    for t, x in ((1.15, 8.0), (1.2, 10.0)):
        mean.step(t, x)
    assert mean.step(1.23, 12.0) == pytest.approx((sum((1.0, 1.1, 1.15, 1.2, 1.23)) / 5, 8.0))
    assert mean.step(1.25, 14.0) == pytest.approx((sum((1.1, 1.15, 1.2, 1.23, 1.25)) / 5, 10.0))
    assert mean.step(9.0, 0.0) == pytest.approx(((1.23 + 1.25 + 9.0) / 3, 26.0 / 3))
    mean.restart()
    assert mean.step(20.0, 1.0) == (20.0, 1.0)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=30), st.integers(-60, 60))
def test_middle_and_stray_are_those_that_a_sort_finds(values: list[int], at: int) -> None:
    rising = sorted(float(value) for value in values)
    assert middle_of(rising) == median(rising)
    for middle in (middle_of(rising), float(at)):
        assert stray_of(rising, middle) == median([abs(value - middle) for value in rising])


def test_a_trace_keeps_times_and_heights_together() -> None:
    trace, more = Trace(), Trace()
    for t in (1.0, 2.0, 3.0, 4.0):
        trace.add(t, 10.0 * t)
    assert trace.between(2.0, 3.0) == [20.0, 30.0]
    assert trace.between(1.5, 9.0) == [20.0, 30.0, 40.0]
    trace.forget(4.5, 2.5)
    assert (trace.times, trace.heights) == ([2.0, 3.0, 4.0], [20.0, 30.0, 40.0])
    more.add(5.0, 50.0)
    trace.put(more)
    assert trace.ordered
    trace.put(more)
    assert not trace.ordered
    assert trace.between(5.0, 5.0) == [50.0, 50.0]
    trace.add(1.0, -1.0)
    assert trace.between(1.0, 2.0) == [20.0, -1.0]
    trace.drop(slice(1, None, 2))
    assert (trace.times, trace.heights) == ([2.0, 4.0, 5.0], [20.0, 40.0, 50.0])
    trace.forget(99.0, 1.0)
    assert trace.times == trace.heights == []
    trace.clear()
    assert trace.ordered
    trace.put(more)
    assert trace.ordered
    trace.clear()
    trace.put(Trace())
    assert trace == Trace()
