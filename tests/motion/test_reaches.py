"""A smooth reach is timed from its steep part, whichever way it goes and wherever it lies."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.motion.halt import halt_of
from spinecoach.motion.reach import leave_of, reach_of
from spinecoach.motion.trace import Trace

FPS = 30.0
seconds = st.floats(0.5, 4.0)
heights = st.floats(0.1, 100.0)


def smooth(t: float, begin: float, length: float) -> float:
    f = min(1.0, max(0.0, (t - begin) / length))
    return f**3 * (10.0 - 15.0 * f + 6.0 * f * f)


def traced(begin: float, length: float, low: float, high: float) -> Trace:
    path = Trace()
    for n in range(int(FPS * (begin + length + 1.0))):
        path.add(n / FPS, low + (high - low) * smooth(n / FPS, begin, length))
    return path


@given(st.floats(0.5, 3.0), seconds, st.floats(-50.0, 50.0), heights)
def test_a_reach_begins_and_ends_when_it_did(begin: float, length: float, low: float, height: float) -> None:
    found = reach_of(traced(begin, length, low, low + height), low, low + height)
    assert found is not None
    assert (found.begin, found.end) == pytest.approx((begin, begin + length), abs=0.05)


@given(st.floats(0.5, 3.0), seconds, st.floats(-50.0, 50.0), heights)
def test_a_way_down_is_a_way_up_in_time_that_runs_backward(
    begin: float, length: float, low: float, height: float
) -> None:
    down = traced(begin, length, low + height, low)
    found = leave_of(down, low, low + height)
    turned = Trace([-t for t in reversed(down.times)], down.heights[::-1])
    up = reach_of(turned, low, low + height)
    assert found is not None
    assert up is not None
    assert (found.begin, found.end, found.at, found.share) == (-up.end, -up.begin, -up.at, 1.0 - up.share)


def test_what_never_went_through_the_middle_is_no_reach() -> None:
    path = traced(0.5, 1.0, 0.0, 1.0)
    assert reach_of(path, 1.0, 3.0) is None
    assert leave_of(path, 0.0, 1.0) is None
    assert reach_of(Trace(), 0.0, 1.0) is None


def test_a_way_that_stops_halfway_has_halted_and_a_smooth_one_has_not() -> None:
    steps = [0.05] * 20 + [0.0] * 15 + [0.05] * 20
    stopped = Trace([n / FPS for n in range(len(steps))], list(accumulate(steps)))
    assert halt_of(stopped, 0.0, 2.0) == pytest.approx(1.0)
    even = Trace([n / FPS for n in range(60)], [n / 30.0 for n in range(60)])
    assert halt_of(even, 0.0, 2.0) == pytest.approx(0.0, abs=1e-9)


@given(st.lists(st.floats(0.01, 1.0), min_size=1, max_size=30), st.floats(0.0, 20.0), st.floats(0.0, 10.0))
def test_the_heights_between_two_times_are_found_in_and_out_of_order(
    gaps: list[float], since: float, span: float
) -> None:
    one, two = Trace(), Trace()
    for t in accumulate(gaps):
        one.add(t, -t)
        two.add(t, -t)
    one.put(two)
    assert not one.ordered
    for path in (one, two):
        wanted = [-t for t in path.times if since <= t <= since + span]
        assert path.between(since, since + span) == wanted
    two.forget(30.0, 20.0)
    assert all(t >= 10.0 for t in two.times)
