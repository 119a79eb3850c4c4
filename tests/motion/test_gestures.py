"""A raised hand, a nod and a shake are understood, and no exercise is taken for one of them."""

import math
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate
from spinecoach.body import Frame, HeadPose, Landmark, Point
from spinecoach.motion.gesture import Gesture, Gesturing, gestures

PROTOCOL = catalogue()
FPS = 15


def sitting(hand: tuple[float, float] | None = None, side: str = "RIGHT", fingers: float = -0.06) -> tuple[Point, ...]:
    """A body from the front; ``hand`` is where one wrist is, else both lie in the lap."""
    places = {
        "NOSE": (0.5, 0.25), "LEFT_SHOULDER": (0.6, 0.4), "RIGHT_SHOULDER": (0.4, 0.4), "LEFT_ELBOW": (0.63, 0.58),
        "RIGHT_ELBOW": (0.37, 0.58), "LEFT_WRIST": (0.56, 0.7), "RIGHT_WRIST": (0.44, 0.7), "LEFT_HIP": (0.57, 0.75),
        "RIGHT_HIP": (0.43, 0.75),
    }  # fmt: skip
    for each in ("LEFT", "RIGHT"):
        x, y = places[f"{each}_WRIST"]
        places |= {f"{each}_INDEX": (x, y + 0.03), f"{each}_PINKY": (x + 0.01, y + 0.03)}
    if hand is not None:
        x, y = hand
        places |= {
            f"{side}_WRIST": hand, f"{side}_ELBOW": (x + 0.01, y + 0.15), f"{side}_INDEX": (x - 0.01, y + fingers),
            f"{side}_PINKY": (x + 0.01, y + fingers),
        }  # fmt: skip
    return tuple(Point(*places.get(mark.name, (0.5, 0.5)), 0.0, 0.95) for mark in Landmark)


def seen(frames: Iterable[Frame]) -> list[Gesture]:
    state = Gesturing()
    return [gesture for frame in frames for gesture in gestures(state, frame)]


def held(points: tuple[Point, ...], seconds: float, start: float = 0.0) -> list[Frame]:
    return [Frame(start + n / FPS, points, None) for n in range(int(seconds * FPS))]


def swinging(head: Callable[[float], HeadPose], seconds: float = 2.0) -> list[Frame]:
    return [Frame(n / FPS, sitting(), head(n / FPS)) for n in range(int(seconds * FPS))]


@pytest.mark.parametrize(("hand", "side"), [((0.28, 0.2), "RIGHT"), ((0.72, 0.2), "LEFT"), ((0.3, 0.1), "RIGHT")])
def test_an_open_hand_in_the_air_is_meant_once_until_it_is_down(hand: tuple[float, float], side: str) -> None:
    up, down = sitting(hand, side), sitting()
    frames = [*held(down, 1), *held(up, 3, 1), *held(down, 1, 4)]
    assert seen(frames) == [Gesture.HAND, Gesture.HAND_DOWN]


def test_a_hand_that_only_passes_is_not_meant() -> None:
    assert seen([*held(sitting((0.28, 0.2)), 0.5), *held(sitting(), 1, 0.5)]) == []


@pytest.mark.parametrize(
    "points",
    [
        sitting((0.46, 0.22)),  # at the forehead
        sitting((0.42, 0.26)),  # at the temple
        sitting((0.3, 0.45)),  # below the shoulder
        sitting((0.28, 0.2), fingers=0.05),  # hanging from the wrist
        tuple(Point(p.y, p.x, p.z, p.visibility) for p in sitting((0.28, 0.2))),  # lying
    ],
)
def test_a_hand_elsewhere_is_not_meant(points: tuple[Point, ...]) -> None:
    assert seen(held(points, 3)) == []


def test_both_hands_in_the_air_are_a_stretch() -> None:
    one, other = sitting((0.28, 0.2)), sitting((0.72, 0.2), "LEFT")
    arm = range(Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP)
    both = tuple(other[m] if m in arm and Landmark(m).name.startswith("LEFT") else one[m] for m in Landmark)
    assert seen(held(both, 3)) == []


@given(st.floats(6, 20), st.floats(-20, 20), st.floats(1.1, 2.4))
def test_a_nod_is_a_nod_wherever_the_head_is(deg: float, at: float, hertz: float) -> None:
    nod = swinging(lambda t: HeadPose(at, at + deg * math.sin(2 * math.pi * hertz * t), 0.0), 2.2)
    assert Gesture.NOD in seen(nod)
    assert Gesture.SHAKE not in seen(nod)


@given(st.floats(8, 30), st.floats(-20, 20), st.floats(1.1, 2.4))
def test_a_shake_is_a_shake_wherever_the_head_is(deg: float, at: float, hertz: float) -> None:
    shake = swinging(lambda t: HeadPose(at + deg * math.sin(2 * math.pi * hertz * t), at, 0.0), 2.2)
    assert Gesture.SHAKE in seen(shake)
    assert Gesture.NOD not in seen(shake)


@given(st.floats(0, 3), st.floats(0, 3), st.floats(0.3, 4))
def test_a_head_that_is_nearly_still_says_nothing(pitch: float, yaw: float, hertz: float) -> None:
    wave = 2 * math.pi * hertz
    assert seen(swinging(lambda t: HeadPose(yaw * math.sin(wave * t), pitch * math.cos(wave * t), 0.0), 4)) == []


def test_one_look_down_is_no_answer() -> None:
    assert seen(swinging(lambda t: HeadPose(0.0, 25.0 * math.sin(math.pi * min(t, 1.0)), 0.0), 3)) == []


@pytest.mark.parametrize("code", sorted(PROTOCOL.exercises))
def test_no_exercise_is_taken_for_a_raised_hand(code: str) -> None:
    frames = simulate(PROTOCOL, Asked(PROTOCOL.exercises[code], reps=2, seed=3, fps=10)).frames
    assert Gesture.HAND not in seen(frames)
