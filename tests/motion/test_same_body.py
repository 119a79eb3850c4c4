"""Who walks through is not taken for the person, and nobody is taken for a stranger while exercising."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate
from spinecoach.body import Frame, Landmark, Point
from spinecoach.figure.pinhole import IMAGE
from spinecoach.motion.same_body import FORGET_S, Known, same_body

PROTOCOL = catalogue()


def body(x: float, t: float, size: float = 0.35) -> Frame:
    """A body whose trunk is ``size`` of the picture's height, its middle at ``x``."""
    y = {"SHOULDER": 0.5 - size / 2, "HIP": 0.5 + size / 2}
    points = []
    for mark in Landmark:
        side, _, part = mark.name.partition("_")
        wide = size / 4 if side == "LEFT" else -size / 4
        points.append(Point(x + wide, y.get(part, 0.5), 0.0, 0.9))
    return Frame(t, tuple(points), None)


def told(*frames: Frame) -> list[bool]:
    known = Known()
    return [same_body(known, frame, IMAGE) for frame in frames]


def test_a_leap_across_the_picture_is_somebody_else_and_the_way_back_is_not() -> None:
    assert told(body(0.3, 0), body(0.31, 0.1), body(0.8, 0.2), body(0.78, 0.3), body(0.31, 0.4)) == [
        True, True, False, False, True,
    ]  # fmt: skip


def test_a_body_of_another_size_is_somebody_else() -> None:
    assert told(body(0.5, 0), body(0.5, 0.1, 0.75)) == [True, False]
    assert told(body(0.5, 0), body(0.5, 0.1, 0.15)) == [True, False]


def test_who_stays_in_another_place_is_known_there_after_a_while() -> None:
    assert told(body(0.2, 0), body(0.8, 0.1), body(0.8, FORGET_S - 0.1), body(0.8, FORGET_S + 0.1)) == [
        True, False, False, True,
    ]  # fmt: skip


def test_an_empty_picture_is_nobody_to_doubt() -> None:
    assert told(body(0.3, 0), Frame(0.1, (), None), body(0.32, 0.2)) == [True, True, True]


@given(st.floats(8, 60), st.floats(0.0, 0.25))
def test_who_moves_a_quarter_of_the_picture_in_a_second_stays_the_same_at_every_frame_rate(
    fps: float, way: float
) -> None:
    frames = [body(0.3 + way * n / fps, n / fps) for n in range(int(fps))]
    assert all(told(*frames))


@pytest.mark.parametrize("code", sorted(PROTOCOL.exercises))
def test_nobody_is_a_stranger_in_an_exercise(code: str) -> None:
    frames = [*simulate(PROTOCOL, Asked(PROTOCOL.exercises[code], reps=2, seed=5, fps=10)).frames]
    assert all(told(*frames))
    assert all(told(*(replace(frame, t=2 * frame.t) for frame in frames[::2])))
