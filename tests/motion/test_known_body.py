"""Where a known body may be in the next frame, to the edge of what is believed."""

import math

import pytest

from spinecoach.body import Frame, Landmark, Point
from spinecoach.motion.same_body import Known, same_body

WIDE, HIGH = 1000, 500
TRUNK = 200.0
Spot = tuple[float, float]


def at(x: float, y: float, t: float, trunk: float = TRUNK, wide: float = 60.0, lean: float = 0.0) -> Frame:
    """A body whose trunk's middle is at pixels ``x`` and ``y``; ``lean`` degrees off upright."""
    dx, dy = math.sin(math.radians(lean)) * trunk / 2, math.cos(math.radians(lean)) * trunk / 2
    places: dict[Landmark, Spot] = {
        Landmark.LEFT_SHOULDER: (x + dx + wide / 2, y - dy), Landmark.RIGHT_SHOULDER: (x + dx - wide / 2, y - dy),
        Landmark.LEFT_HIP: (x - dx + 30.0, y + dy + 8.0), Landmark.RIGHT_HIP: (x - dx - 30.0, y + dy - 8.0),
    }  # fmt: skip
    spots = (places.get(mark, (0.0, 0.0)) for mark in Landmark)
    return Frame(t, tuple(Point(x / WIDE, y / HIGH, 0.0, 1.0) for x, y in spots), None)


def known_at(x: float, y: float, t: float = 10.0) -> Known:
    known = Known()
    assert same_body(known, at(x, y, t), (WIDE, HIGH))
    return known


def told(known: Known, frame: Frame) -> bool:
    return same_body(known, frame, (WIDE, HIGH))


def test_a_body_is_known_by_the_middle_and_the_length_of_its_trunk() -> None:
    for lean in (0.0, 35.0, 90.0, -120.0):
        known = Known()
        told(known, at(300.0, 200.0, 7.5, lean=lean))
        assert known.last == known.home
        assert math.dist(known.last, (0.3, 0.2)) < 1e-9
        assert known.length == pytest.approx(0.2)
        assert known.t == 7.5
    wide = Known()
    told(wide, at(300.0, 200.0, 0.0, trunk=100.0, wide=140.0))
    assert wide.length == pytest.approx(0.14)


@pytest.mark.parametrize("way", range(0, 360, 30))
def test_it_may_move_a_third_of_its_trunk_at_once_and_half_a_trunk_more_in_a_second(way: int) -> None:
    dx, dy = math.cos(math.radians(way)), math.sin(math.radians(way))
    for unseen, farthest in ((0.01, 0.355), (0.4, 0.55), (1.0, 0.85), (1.6, 1.15)):
        for share, same in ((farthest - 0.02, True), (farthest + 0.02, False)):
            step = share * TRUNK
            assert told(known_at(500.0, 250.0), at(500.0 + dx * step, 250.0 + dy * step, 10.0 + unseen)) == same


def test_it_is_never_farther_from_home_than_one_trunk_and_a_fifth() -> None:
    for share, same in ((1.18, True), (1.22, False)):
        assert told(known_at(500.0, 250.0), at(500.0 + share * TRUNK, 250.0, 13.0)) == same
    known = known_at(300.0, 250.0)
    places = [told(known, at(300.0 + 10.0 * n, 250.0, 10.0 + 0.001 * n)) for n in range(1, 31)]
    assert places == [True] * 24 + [False] * 6


def test_home_and_length_follow_in_three_seconds() -> None:
    known = known_at(300.0, 200.0)
    assert told(known, at(340.0, 230.0, 10.6, trunk=240.0))
    follow = 1.0 - math.exp(-0.2)
    assert known.home == pytest.approx((0.3 + 0.04 * follow, 0.2 + 0.03 * follow))
    assert known.length == pytest.approx(0.2 + 0.04 * follow)
    assert known.last == pytest.approx((0.34, 0.23))
    assert known.t == 10.6


def test_back_at_home_it_is_the_same_wherever_it_was_last() -> None:
    known = known_at(300.0, 250.0)
    known.last = (0.9, 0.9)
    assert told(known, at(300.0 + 0.34 * TRUNK, 250.0, 10.01))
    known.last = (0.9, 0.9)
    assert not told(known, at(300.0 + 0.37 * TRUNK, 250.0, 10.02))


def test_it_is_not_half_as_large_nor_twice_all_at_once() -> None:
    for times, same in ((0.54, False), (0.56, True), (1.78, True), (1.82, False)):
        known = known_at(500.0, 250.0)
        assert told(known, at(500.0, 250.0, 10.1, trunk=times * TRUNK)) == same
        assert (known.t == 10.1) == same
    # The larger one's length is the measure of how far it moved.
    assert told(known_at(500.0, 250.0), at(500.0 + 0.5 * TRUNK, 250.0, 10.0, trunk=1.5 * TRUNK))
    assert not told(known_at(500.0, 250.0), at(500.0 + 0.5 * TRUNK, 250.0, 10.0, trunk=0.9 * TRUNK))


def test_after_four_seconds_an_earlier_frame_or_a_body_without_length_another_is_taken_for_it() -> None:
    for unseen, taken in ((3.9, False), (4.0, True), (4.1, True), (-0.1, True)):
        known = known_at(100.0, 250.0)
        assert told(known, at(900.0, 250.0, 10.0 + unseen)) == taken
        assert (known.home == pytest.approx((0.9, 0.25))) == taken
    known = Known()
    point = Frame(10.0, (Point(0.5, 0.5, 0.0, 1.0),) * 33, None)
    assert told(known, point)
    assert known.length == 0.0
    assert told(known, at(900.0, 250.0, 10.1))
    assert known.length == pytest.approx(0.2)


def test_a_body_of_the_first_second_is_known_too() -> None:
    known = known_at(100.0, 250.0, 0.0)
    assert not told(known, at(900.0, 250.0, 0.5))
    assert told(known, Frame(0.6, (), None))
    assert known.t == 0.0
