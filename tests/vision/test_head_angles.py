"""The face model's matrix, told as a clinician tells it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.body import Landmark, Point
from spinecoach.figure.landmarks import angles_between
from spinecoach.figure.vector import Axes
from spinecoach.vision.head import Cut, depth_in_whole, head_cut, head_pose
from spinecoach.vision.turn import Matrix

ANGLE = st.floats(-70.0, 70.0)


def times(a: Matrix, b: Matrix) -> list[list[float]]:
    return [[sum(a[i][k] * b[k][j] for k in range(3)) for j in range(3)] for i in range(3)]


def about(axis: int, degrees: float) -> list[list[float]]:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    i, j = (axis + 1) % 3, (axis + 2) % 3
    made = [[float(n == m) for m in range(3)] for n in range(3)]
    made[i][i], made[i][j], made[j][i], made[j][j] = c, -s, s, c
    return made


def face(right: float, flexed: float, side: float) -> list[list[float]]:
    """A head flexed, then bent to its right, then turned to its right, each about its own axes.

    The camera sees x to the right of the picture, y up, z toward itself; the person's right is the picture's left.
    """
    return times(times(about(0, flexed), about(2, side)), about(1, -right))


@given(right=ANGLE, flexed=ANGLE, side=ANGLE)
def test_angles_come_back_with_the_signs_of_the_replay_file(right: float, flexed: float, side: float) -> None:
    found = head_pose(face(right, flexed, side), -1000.0)
    assert found == pytest.approx((right, flexed, side, -1000.0), abs=1e-6)


@given(right=ANGLE, flexed=ANGLE, side=ANGLE)
def test_they_are_the_angles_that_the_simulated_body_is_told_by(right: float, flexed: float, side: float) -> None:
    r = face(right, flexed, side)
    ahead, up, to_the_right = (tuple(row[n] for row in r) for n in (2, 1, 0))
    part: Axes = (ahead, up, tuple(-v for v in to_the_right))  # type: ignore[assignment]
    camera: Axes = ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (-1.0, 0.0, 0.0))
    assert head_pose(r, 0.0)[:3] == pytest.approx(angles_between(part, camera), abs=1e-6)


def test_the_cut_is_centred_between_the_ears_and_grows_with_ears_or_shoulders() -> None:
    points = [Point(0.5, 0.5, 0.0, 1.0)] * len(Landmark)
    points[Landmark.LEFT_EAR], points[Landmark.RIGHT_EAR] = Point(0.55, 0.25, 0, 1), Point(0.45, 0.25, 0, 1)
    cut = head_cut(points, (640, 480))
    assert (cut.left, cut.top, cut.side) == pytest.approx((320 - 144.0, 120 - 144.0, 288.0))
    points[Landmark.LEFT_SHOULDER], points[Landmark.RIGHT_SHOULDER] = Point(0.7, 0.5, 0, 1), Point(0.3, 0.5, 0, 1)
    assert head_cut(points, (640, 480)).side == pytest.approx(4.5 * 128)


@given(share=st.floats(0.05, 3.0), far=st.floats(100.0, 3000.0))
def test_a_face_of_the_same_size_is_as_deep_whatever_is_cut(share: float, far: float) -> None:
    cut = Cut(0.0, 0.0, 480 * share)
    assert depth_in_whole(-far * share, cut, (640, 480)) == pytest.approx(-far)
