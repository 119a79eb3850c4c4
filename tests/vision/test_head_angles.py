"""The face model's matrix, told as a clinician tells it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.body import Landmark, Point
from spinecoach.figure.landmarks import angles_between
from spinecoach.figure.vector import Axes
from spinecoach.vision.head import ASSUMED_LENS_DEG, Cut, head_cut, head_pose, uncut
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
    assert (cut.left, cut.top, cut.side) == pytest.approx((320 - 115.2, 120 - 115.2, 230.4))
    points[Landmark.LEFT_SHOULDER], points[Landmark.RIGHT_SHOULDER] = Point(0.7, 0.5, 0, 1), Point(0.3, 0.5, 0, 1)
    assert head_cut(points, (640, 480)).side == pytest.approx(3.6 * 128)


@given(right=ANGLE, flexed=ANGLE, side=ANGLE, share=st.floats(0.1, 1.0))
def test_a_cut_of_the_very_middle_changes_the_depth_alone(
    right: float, flexed: float, side: float, share: float
) -> None:
    cut = Cut(320 - 240 * share, 240 - 240 * share, 480 * share)
    rotation, depth = uncut(face(right, flexed, side), -300.0, cut, (640, 480))
    for row, same in zip(rotation, face(right, flexed, side), strict=True):
        assert row == pytest.approx(same)
    assert depth == pytest.approx(-300.0 / share)


@given(x=st.floats(-200, 200), y=st.floats(-200, 200))
def test_a_face_that_looks_along_the_ray_of_its_cut_looks_past_the_camera_in_the_whole_picture(
    x: float, y: float
) -> None:
    cut = Cut(320 + x - 60, 240 - y - 60, 120)
    rotation, _ = uncut(face(0, 0, 0), -300.0, cut, (640, 480))
    ahead = 240 / math.tan(math.radians(ASSUMED_LENS_DEG / 2))
    long = math.hypot(x, y, ahead)
    assert [row[2] for row in rotation] == pytest.approx([-x / long, -y / long, ahead / long])
    for i in range(3):
        assert sum(row[i] ** 2 for row in rotation) == pytest.approx(1.0)
        assert sum(row[i] * row[i - 1] for row in rotation) == pytest.approx(0.0, abs=1e-9)
