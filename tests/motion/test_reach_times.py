"""Reaches whose begin and end are known, because they follow the curve of least jerk exactly."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.motion import halt, reach
from spinecoach.motion.reach import FRACTIONS, SHARES, WEIGHTS, Reach
from spinecoach.motion.trace import Trace

Path = list[tuple[float, float]]


def traced(path: Path) -> Trace:
    trace = Trace()
    for t, height in path:
        trace.add(t, height)
    return trace


def reach_of(path: Path, low: float, high: float) -> Reach | None:
    return reach.reach_of(traced(path), low, high)


def leave_of(path: Path, low: float, high: float) -> Reach | None:
    return reach.leave_of(traced(path), low, high)


def halt_of(path: Path, low: float, high: float) -> float:
    return halt.halt_of(traced(path), low, high)


def curve(f: float) -> float:
    f = min(1.0, max(0.0, f))
    return f**3 * (10.0 - 15.0 * f + 6.0 * f * f)


def path_of(height: Callable[[float], float], seconds: float, fps: float = 200.0) -> Path:
    return [(n / fps, height(n / fps)) for n in range(int(seconds * fps) + 1)]


def reaching(begin: float, seconds: float, low: float = 2.0, high: float = 7.0) -> Path:
    return path_of(lambda t: low + (high - low) * curve((t - begin) / seconds), begin + seconds + 1.0)


def test_the_times_of_the_shares_are_those_of_the_curve_and_weigh_by_its_speed() -> None:
    step = 1e-5
    for share, f, weight in zip(SHARES, FRACTIONS, WEIGHTS, strict=True):
        assert curve(f) == pytest.approx(share, abs=1e-9)
        speed = (curve(f + step) - curve(f - step)) / (2 * step)
        assert weight == pytest.approx(speed**2, rel=1e-6)


@given(st.floats(0.5, 2.0), st.floats(0.3, 3.0), st.floats(-40.0, 40.0), st.floats(0.5, 60.0))
def test_begin_and_end_of_a_smooth_reach_are_recovered(begin: float, seconds: float, low: float, span: float) -> None:
    found = reach_of(reaching(begin, seconds, low, low + span), low, low + span)
    assert found is not None
    assert (found.begin, found.end) == pytest.approx((begin, begin + seconds), abs=0.004)
    assert found.seconds == pytest.approx(seconds, abs=0.008)
    assert (found.at, found.share) == pytest.approx((begin + seconds / 2, 0.5), abs=0.004)


@given(st.floats(0.5, 2.0), st.floats(0.3, 3.0), st.floats(0.4, 3.0))
def test_the_way_back_is_recovered_as_well(begin: float, seconds: float, stay: float) -> None:
    path = path_of(lambda t: 7.0 - 5.0 * curve((t - stay - begin) / seconds), stay + begin + seconds + 1.0)
    found = leave_of(path, 2.0, 7.0)
    assert found is not None
    assert (found.begin, found.end) == pytest.approx((stay + begin, stay + begin + seconds), abs=0.004)
    assert (found.at, found.share) == pytest.approx((stay + begin + seconds / 2, 0.5), abs=0.004)
    assert leave_of(path[:20], 2.0, 7.0) is None


def test_between_two_frames_a_reach_goes_straight() -> None:
    coarse = [(0.0, 0.0), (0.3, 0.05), (0.7, 0.4), (0.9, 0.62), (1.3, 1.0), (1.6, 1.0)]
    fine: Path = []
    for (t0, x0), (t1, x1) in pairwise(coarse):
        fine += [(t0 + (t1 - t0) * n / 50, x0 + (x1 - x0) * n / 50) for n in range(50)]
    one, other = reach_of(coarse, 0.0, 1.0), reach_of(fine, 0.0, 1.0)
    assert one is not None
    assert other is not None
    assert (one.begin, one.end, one.at, one.share) == pytest.approx((other.begin, other.end, other.at, other.share))


def test_the_last_reach_is_told_and_noise_before_and_after_it_is_not() -> None:
    plain = reaching(1.0, 1.0)
    clean = reach_of(plain, 2.0, 7.0)
    up_to, later = 1.2, 1.85
    shaken = [
        (t, 2.0 + 1.9 * (n % 2) if t < up_to - 0.15 else 7.0 - 1.9 * (n % 2) if t > later + 0.1 else x)
        for n, (t, x) in enumerate(plain)
    ]
    assert reach_of(shaken, 2.0, 7.0) == clean
    twice = [(t - 3.0, x) for t, x in plain] + [(-0.5, 2.0)] + plain
    assert reach_of(twice, 2.0, 7.0) == clean
    again = plain + [(t + 3.0, x) for t, x in plain]
    found = reach_of(again, 2.0, 7.0)
    assert found is not None
    assert found.begin == pytest.approx(4.0, abs=0.004)


@pytest.mark.parametrize(
    ("seen", "known"), [((0.3, 0.6), True), ((0.4, 0.6), False), ((0.4, 0.7), True), ((0.0, 0.49), False)]
)
def test_three_shares_of_a_reach_must_be_seen(seen: tuple[float, float], *, known: bool) -> None:
    path = [(t, x) for t, x in reaching(1.0, 1.0, 0.0, 1.0) if seen[0] < x < seen[1]]
    found = reach_of(path, 0.0, 1.0)
    assert (found is not None) == known
    if found is not None:
        assert (found.begin, found.end) == pytest.approx((1.0, 2.0), abs=0.01)


@pytest.mark.parametrize(
    "path",
    [
        [(0.0, 0.5), (1.0, 1.0), (2.0, 0.0)],
        [(0.0, 0.0), (1.0, 0.2), (2.0, 0.4)],
        [(0.0, 0.9), (1.0, 0.9)],
        [(0.0, 0.0), (1.0, 1.0)][:1],
        [(0.0, 0.0), (1.0, 0.1), (1.0, 1.0)],
    ],
)
def test_what_was_not_seen_to_pass_its_middle_in_some_time_is_no_reach(path: Path) -> None:
    assert reach_of(path, 0.0, 1.0) is None


def test_a_reach_of_two_steps_is_told() -> None:
    found = reach_of([(0.0, 0.0), (1.0, 1.0), (2.0, 1.0)], 0.0, 1.0)
    assert found is not None
    assert found.at == pytest.approx(0.5)
    assert found.seconds == pytest.approx(1.8, abs=0.2)


def test_a_reach_lasts_as_long_as_it_is_told() -> None:
    one = Reach(1.0, 3.0, 1.5, 0.25)
    assert one.seconds == 2.0
    longer = one.lasting(4.0)
    assert longer == Reach(0.5, 4.5, 1.5, 0.25)
    assert longer.lasting(2.0) == one


def slowed(t: float) -> float:
    """At one a second, at a quarter of that for 0.4 s from 0.4 on."""
    return 2.0 + 3.0 * min(1.0, max(0.0, t if t <= 0.4 else 0.4 + (t - 0.4) / 4 if t <= 0.8 else 0.5 + t - 0.8))


def every(seconds: float, height: Callable[[float], float], last: float) -> Path:
    return [(seconds / 2 + n * seconds, height(seconds / 2 + n * seconds)) for n in range(round(last / seconds))]


def test_a_way_that_slows_down_tells_by_how_much_of_its_mean_speed() -> None:
    path = every(0.05, slowed, 2.0)
    assert halt_of(path, 2.0, 5.0) == pytest.approx(1.0 - 0.25 / (0.6 / 0.9), abs=1e-6)
    late = [(t, x) for t, x in path if x > 2.9]
    assert halt_of(late, 2.0, 5.0) == pytest.approx(1.0 - 0.25 / (0.5 / 0.8), abs=1e-6)
    earlier = [(t - 9.0, 5.0) for t, _ in path] + [(-0.1, 2.0), (-0.05, 2.0)]
    assert halt_of(earlier + path, 2.0, 5.0) == pytest.approx(0.625, abs=1e-6)


def test_a_steady_way_and_one_too_quick_to_stop_have_no_halt() -> None:
    steady = every(0.05, lambda t: 3.0 * min(1.0, t), 2.0)
    assert halt_of(steady, 0.0, 3.0) == pytest.approx(0.0, abs=1e-9)
    quick = every(0.02, lambda t: min(1.0, slowed(t * 2.4) / 3.0 - 2.0 / 3.0), 1.0)
    assert halt_of(quick, 0.0, 1.0) == 0.0
    less = every(0.02, lambda t: min(1.0, slowed(t * 1.9) / 3.0 - 2.0 / 3.0), 1.0)
    assert halt_of(less, 0.0, 1.0) > 0.5
    assert halt_of([(0.0, 0.6), (1.0, 1.0), (2.0, 0.0)], 0.0, 1.0) == 0.0
    assert halt_of([(0.0, 0.0), (1.0, 0.1)], 0.0, 1.0) == 0.0


def test_only_what_is_between_a_fifth_and_four_fifths_can_be_a_halt() -> None:
    def late(t: float) -> float:
        return min(t, 0.14) if t < 0.54 else min(t - 0.4, 0.84) if t < 1.64 else min(1.0, t - 0.8)

    assert halt_of(every(0.02, late, 2.5), 0.0, 1.0) == pytest.approx(0.0, abs=1e-9)

    def within(t: float) -> float:
        return min(t, 0.24) if t < 0.54 else min(1.0, t - 0.3)

    assert halt_of(every(0.02, within, 2.5), 0.0, 1.0) == pytest.approx(1.0, abs=0.05)

    def before_the_end(t: float) -> float:
        return min(t, 0.76) if t < 1.06 else min(1.0, t - 0.3)

    assert halt_of(every(0.02, before_the_end, 2.5), 0.0, 1.0) == pytest.approx(1.0, abs=0.05)


def test_a_whole_stop_is_a_whole_halt() -> None:
    stopped = every(0.05, lambda t: min(t, 0.5) if t < 1.5 else min(1.0, t - 1.0), 3.0)
    assert halt_of(stopped, 0.0, 1.0) == pytest.approx(1.0)
