"""When a raised hand or a swinging head is meant, to the edge of it."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pytest

from spinecoach.body import Frame, HeadPose, Landmark, Point
from spinecoach.motion.gesture import Gesture, Gesturing, gestures, raised

Spot = tuple[float, float]
WIDTH = 0.2


def body(**more: Spot) -> tuple[Point, ...]:
    """From the front, shoulders a fifth apart, hands in the lap."""
    places = {
        "NOSE": (0.5, 0.25), "LEFT_SHOULDER": (0.6, 0.4), "RIGHT_SHOULDER": (0.4, 0.4), "LEFT_ELBOW": (0.63, 0.58),
        "RIGHT_ELBOW": (0.37, 0.58), "LEFT_HIP": (0.57, 0.7), "RIGHT_HIP": (0.43, 0.7), "LEFT_WRIST": (0.56, 0.7),
        "RIGHT_WRIST": (0.44, 0.7), "LEFT_INDEX": (0.55, 0.72), "LEFT_PINKY": (0.56, 0.72),
        "RIGHT_INDEX": (0.45, 0.72), "RIGHT_PINKY": (0.44, 0.72),
    } | more  # fmt: skip
    return tuple(Point(*places.get(mark.name, (0.5, 0.5)), 0.0, 0.9) for mark in Landmark)


def hand(
    wrist: Spot = (0.3, 0.2), finger: Spot = (0.0, 0.06), elbow: Spot = (0.0, 0.15), side: str = "RIGHT",
    spread: float = 0.02, places: Mapping[str, Spot] = MappingProxyType({}),
) -> tuple[Point, ...]:  # fmt: skip
    """``finger`` above and beside the wrist, ``elbow`` below and beside it; index and pinky ``spread`` apart."""
    x, y = wrist
    tip_x, tip_y = x + finger[0], y - finger[1]
    return body(
        **{
            f"{side}_WRIST": wrist, f"{side}_ELBOW": (x + elbow[0], y + elbow[1]),
            f"{side}_INDEX": (tip_x - spread, tip_y - spread), f"{side}_PINKY": (tip_x + spread, tip_y + spread),
        },
        **places,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("points", "up"),
    [
        (hand(), True), (hand((0.7, 0.2), side="LEFT"), True), (body(), False),
        (hand((0.3, 0.345)), True), (hand((0.3, 0.355)), False),  # above the shoulder by a quarter of the width
        (hand((0.352, 0.26)), False), (hand((0.348, 0.26)), True),  # three quarters of it from the nose
        (hand((0.505, 0.098)), True), (hand((0.505, 0.102)), False),
        (hand(finger=(0.0, 0.019)), False), (hand(finger=(0.0, 0.021)), True),
        (hand(finger=(0.05, 0.049)), False), (hand(finger=(0.05, 0.051)), True), (hand(finger=(-0.05, 0.049)), False),
        (hand(finger=(-0.05, 0.051)), True), (hand(elbow=(0.1, 0.099)), False), (hand(elbow=(0.1, 0.101)), True),
        (hand(elbow=(-0.1, 0.099)), False), (hand(elbow=(-0.1, 0.101)), True), (hand(elbow=(0.0, -0.1)), False),
        (hand(finger=(0.0, -0.06)), False),
    ],
)  # fmt: skip
def test_a_hand_is_up_beside_the_head_with_its_fingers_and_forearm_up(points: tuple[Point, ...], *, up: bool) -> None:
    assert raised(points) == up


@pytest.mark.parametrize("part", ["WRIST", "INDEX", "PINKY", "ELBOW"])
def test_a_hand_that_is_partly_hidden_is_not_told(part: str) -> None:
    for shown, up in ((0.59, False), (0.61, True)):
        points = list(hand())
        mark = Landmark[f"RIGHT_{part}"]
        points[mark] = points[mark]._replace(visibility=shown)
        assert raised(points) == up


def test_from_the_side_half_the_trunk_is_the_measure() -> None:
    narrow = {
        "LEFT_SHOULDER": (0.51, 0.4),
        "RIGHT_SHOULDER": (0.5, 0.4),
        "LEFT_HIP": (0.51, 0.8),
        "RIGHT_HIP": (0.5, 0.8),
    }
    for nose, up in (((0.449, 0.2), False), ((0.451, 0.2), True)):
        assert raised(hand(places=narrow | {"NOSE": nose})) == up
    aslant = narrow | {"LEFT_HIP": (0.41, 0.8), "RIGHT_HIP": (0.4, 0.8)}
    length = 0.75 * 0.5 * math.hypot(0.1, 0.4)
    for more, up in ((-0.001, False), (0.001, True)):
        assert raised(hand(places=aslant | {"NOSE": (0.3 + length + more, 0.2)})) == up


def test_who_lies_raises_no_hand() -> None:
    for aside, up in ((0.301, False), (0.299, True), (-0.301, False), (-0.299, True)):
        hips = {"LEFT_HIP": (0.6 + aside, 0.7), "RIGHT_HIP": (0.4 + aside, 0.7)}
        assert raised(hand((0.15, 0.1), places=hips)) == up


def of(points: Sequence[tuple[float, tuple[Point, ...]]]) -> list[tuple[float, Gesture]]:
    state = Gesturing()
    return [(t, gesture) for t, shown in points for gesture in gestures(state, Frame(t, shown, None))]


UP, DOWN = hand(), body()


def test_a_hand_is_meant_after_seven_tenths_and_taken_back_after_a_quarter_of_a_second() -> None:
    assert of([(1.0, UP), (1.4, UP), (1.69, UP), (1.71, UP), (2.2, UP)]) == [(1.71, Gesture.HAND)]
    up = [(1.0, UP), (1.4, UP), (1.75, UP)]
    back = [(2.0, DOWN), (2.24, DOWN), (2.26, DOWN), (2.7, DOWN)]
    assert of(up + back) == [(1.75, Gesture.HAND), (2.26, Gesture.HAND_DOWN)]
    assert of([*up, (2.0, DOWN), (2.2, UP), (2.3, DOWN), (2.5, DOWN)]) == [(1.75, Gesture.HAND)]
    again = [(2.6, UP), (3.0, UP), (3.35, UP)]
    assert of(up + back[:3] + again) == [
        (1.75, Gesture.HAND), (2.26, Gesture.HAND_DOWN), (3.35, Gesture.HAND),
    ]  # fmt: skip


def test_a_hand_that_came_down_was_hidden_or_was_not_seen_for_long_begins_again() -> None:
    for between in ((1.4, DOWN), (1.4, ())):
        assert of([(1.0, UP), between, (1.5, UP), (1.9, UP), (2.19, UP)]) == []
    assert of([(1.0, UP), (1.59, UP), (1.75, UP)]) == [(1.75, Gesture.HAND)]
    assert of([(1.0, UP), (1.61, UP), (1.75, UP)]) == []
    meant = [(1.0, UP), (1.4, UP), (1.75, UP)]
    assert of([*meant, (2.0, DOWN), (2.61, DOWN), (2.7, DOWN)]) == [(1.75, Gesture.HAND)]
    assert of([*meant, (1.75, DOWN), (1.6, DOWN), (2.1, DOWN), (2.2, DOWN)]) == [(1.75, Gesture.HAND)]
    assert of([(0.0, UP), (0.4, UP), (0.71, UP)]) == [(0.71, Gesture.HAND)]


def swung(
    bows: Sequence[float], turns: Sequence[float] | None = None, seconds: float = 0.2
) -> list[tuple[int, Gesture]]:
    """What heads that bow and turn so, ``seconds`` apart, tell, and at which of them."""
    state = Gesturing()
    heads = [HeadPose(turn, bow, 0.0) for bow, turn in zip(bows, turns or [0.0] * len(bows), strict=True)]
    frames = (Frame(5.0 + n * seconds, (), head) for n, head in enumerate(heads))
    return [(n, gesture) for n, frame in enumerate(frames) for gesture in gestures(state, frame)]


@pytest.mark.parametrize("at", [0.0, 12.0, -40.0])
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_three_ways_of_seven_degrees_are_a_nod_and_of_ten_a_shake(at: float, sign: float) -> None:
    for deg, nod, shake in ((6.9, False, False), (7.1, True, False), (9.9, True, False), (10.1, True, True)):
        ways = [at, at + sign * deg, at, at + sign * deg]
        assert swung(ways) == ([(3, Gesture.NOD)] if nod else [])
        assert swung([0.0] * 4, ways) == ([(3, Gesture.SHAKE)] if shake else [])
        assert swung(ways[:3]) == []
        assert swung([0.0] * 3, ways[:3]) == []


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_way_is_counted_from_the_farthest_place_before_it(sign: float) -> None:
    def nods(*bows: float) -> int:
        return len(swung([sign * bow for bow in bows], seconds=0.1))

    assert nods(0.0, 4.0, 8.0, 12.0, 9.0, 5.1, 5.0, 8.0, 11.9, 12.1) == 1
    assert nods(0.0, 4.0, 8.0, 12.0, 9.0, 5.1, 5.0, 8.0, 11.9) == 0
    assert nods(0.0, 8.0, 12.0, 11.0, 14.0, 8.0, 13.0) == 0
    assert nods(0.0, 8.0, 12.0, 11.0, 14.0, 7.0, 6.0, 12.9) == 0
    assert nods(0.0, 8.0, 12.0, 11.0, 14.0, 7.0, 6.0, 13.1) == 1
    assert nods(0.0, 8.0, 16.0, 24.0, 32.0, 40.0) == 0
    assert nods(0.0, 3.0, 1.0, 3.0, 2.0, 5.0, 0.0, 6.5, 1.0) == 0
    assert nods(0.0, 8.0, 4.0, 8.0, 4.0, 8.0, 4.0) == 0
    assert nods(0.0, 8.0, 1.5, 9.0, 2.5, 9.3) == 0


def test_a_nod_that_turns_or_a_shake_that_bows_as_well_is_none() -> None:
    for share, meant in ((0.59, True), (0.61, False)):
        bows = [0.0, 20.0, 0.0, 20.0]
        turns = [share * bow for bow in bows]
        assert swung(bows, turns) == ([(3, Gesture.NOD)] if meant else [])
        assert swung(turns, bows) == ([(3, Gesture.SHAKE)] if meant else [])


def test_a_gesture_of_the_head_lasts_two_seconds_at_most_and_is_told_once() -> None:
    ways = [0.0, 20.0, 0.0, 20.0]
    assert swung([ways[n // 5] for n in range(20)], seconds=0.14) == [(15, Gesture.NOD)]
    assert swung([ways[n // 5] for n in range(20)], seconds=0.21) == []
    assert swung(ways, seconds=0.59) == [(3, Gesture.NOD)]
    assert swung(ways, seconds=0.61) == []
    assert swung([*ways, 0.0, 20.0]) == [(3, Gesture.NOD)]
    assert swung([*ways, *ways]) == [(3, Gesture.NOD), (7, Gesture.NOD)]


def test_without_a_face_no_head_is_read() -> None:
    state = Gesturing()
    assert gestures(state, Frame(1.0, (), None)) == ()
    assert list(state.heads) == []
