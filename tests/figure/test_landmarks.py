"""The 33 landmarks lie where BlazePose has them, and the head's angles have the replay file's signs."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Landmark, Side
from spinecoach.figure.camera import ANGLES, camera_of
from spinecoach.figure.course import Keys, keys_of
from spinecoach.figure.landmarks import angles_between, blended, marks_of
from spinecoach.figure.members import Pose, sign
from spinecoach.figure.pinhole import Pinhole, aim, pinhole_of
from spinecoach.figure.pose import posed
from spinecoach.figure.posture import BASES
from spinecoach.figure.vector import UPRIGHT, Vec, add, dot, length, less, outward, scaled, turned
from spinecoach.protocol.movement import Crop, Keyframe, Posture, View

KEYS = Keys(Posture.SITTING, View.FRONT, Crop.WHOLE, (), (), (None,), Keyframe(), {}, (), None)
degrees = st.floats(-60, 60)


def sitting(**angles: float) -> Pose:
    told = {name.replace("__", "."): value for name, value in angles.items()}
    return posed(Keys(KEYS.posture, KEYS.view, KEYS.crop, (), (), (None,), Keyframe(angles=told), {}, (), None), None)


def in_front(pose: Pose, above: float = 0.0) -> Pinhole:
    return pinhole_of(pose.spine.head.at, 0.0, 1.5, pose.spine.head.at[1] + above)


def head(pose: Pose, camera: Pinhole) -> tuple[float, float, float]:
    return angles_between(pose.spine.head.axes, camera.facing)


def test_every_landmark_has_its_place_in_the_order_of_blazepose() -> None:
    assert [mark.value for mark in Landmark] == list(range(33))
    named = {0: "NOSE", 7: "LEFT_EAR", 12: "RIGHT_SHOULDER", 15: "LEFT_WRIST", 24: "RIGHT_HIP", 31: "LEFT_FOOT_INDEX"}
    assert {index: Landmark(index).name for index in named} == named


def test_left_and_right_are_the_persons_own() -> None:
    points = marks_of(posed(KEYS, None)).points
    for mark in Landmark:
        own = {"LEFT": -1, "RIGHT": 1}
        for word, side in own.items():
            if word in mark.name:
                assert points[mark][2] * side > 0.01, mark.name
    assert points[Landmark.NOSE][2] == 0


def test_a_front_camera_sees_the_persons_left_on_its_right() -> None:
    pose = posed(KEYS, None)
    points, camera = marks_of(pose).points, in_front(pose)
    assert camera.see(points[Landmark.LEFT_SHOULDER])[0] > 0.5 > camera.see(points[Landmark.RIGHT_SHOULDER])[0]


def test_joints_are_those_of_the_figure() -> None:
    for exercise in catalogue().exercises.values():
        pose = posed(keys_of(exercise, "standard"), None)
        points = marks_of(pose).points
        for i, side in enumerate((Side.LEFT, Side.RIGHT)):
            arm, leg = pose.arms[side], pose.legs[side]
            joints = {11: arm.shoulder, 13: arm.elbow, 15: arm.wrist, 23: leg.hip, 25: leg.knee, 27: leg.ankle}
            assert {mark: points[mark + i] for mark in joints} == joints


def test_fingers_lie_on_the_hand_and_the_thumbs_on_its_inner_side() -> None:
    pose = posed(KEYS, None)
    points = marks_of(pose).points
    for i, side in enumerate((Side.LEFT, Side.RIGHT)):
        arm = pose.arms[side]
        for mark in (17, 19, 21):
            assert 0.04 < dot(less(points[mark + i], arm.wrist), arm.fingers) < 0.11
        inward = scaled(UPRIGHT[2], -sign(side))
        forward_or_inward = add(UPRIGHT[0], inward)
        assert dot(less(points[21 + i], points[17 + i]), forward_or_inward) > 0.02


def test_heels_and_toes_stand_on_the_floor() -> None:
    points = marks_of(posed(KEYS, None)).points
    for mark in (Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL, Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX):
        assert 0.0 <= points[mark][1] < 0.04
    assert points[Landmark.LEFT_FOOT_INDEX][0] > points[Landmark.LEFT_HEEL][0] + 0.15


def test_turning_bending_and_tilting_the_head_have_the_signs_of_the_replay_file() -> None:
    for name, place in (("cervical__rotation", 0), ("cervical__flexion", 1), ("cervical__lateral_flexion", 2)):
        pose = sitting(**{name: 30})
        told = head(pose, in_front(pose))
        assert told[place] == pytest.approx(30, abs=1.5)
        assert all(abs(value) < 4 for i, value in enumerate(told) if i != place)
    rest = posed(KEYS, None)
    assert head(rest, in_front(rest)) == pytest.approx((0, 0, 0), abs=1e-9)


def test_from_the_right_side_a_head_that_looks_ahead_is_turned_to_the_left() -> None:
    pose = posed(KEYS, None)
    side = pinhole_of(pose.spine.head.at, 90.0, 1.5, pose.spine.head.at[1])
    assert head(pose, side)[0] == pytest.approx(-90)
    assert side.see(marks_of(pose).points[Landmark.NOSE])[0] > 0.5, "and its nose points to the picture's right"


@given(yaw=degrees, above=st.floats(-0.5, 0.8))
def test_a_camera_above_adds_the_same_flexion_however_far_the_head_is_turned(yaw: float, above: float) -> None:
    pose = posed(KEYS, None)
    camera = in_front(pose, above)
    turned_head = turned(UPRIGHT, 0.0, 0.0, yaw)
    rotation, flexion, lateral = angles_between(turned_head, camera.facing)
    assert rotation == pytest.approx(yaw, abs=1e-6)
    assert flexion == pytest.approx(math.degrees(math.atan2(above, 1.5)), abs=1e-6)
    assert lateral == pytest.approx(0, abs=1e-6)


@given(flexion=degrees, lateral=degrees, rotation=degrees)
def test_the_angles_are_those_that_turned_the_part(flexion: float, lateral: float, rotation: float) -> None:
    base = turned(UPRIGHT, 12, -8, 40)
    part = turned(base, flexion, lateral, rotation)
    assert angles_between(part, base) == pytest.approx((rotation, flexion, lateral), abs=1e-6)


@pytest.mark.parametrize("view", list(View))
def test_a_camera_far_away_sees_what_the_drawing_shows(view: View) -> None:
    drawing = camera_of(view)
    round_deg, above = ANGLES[view]
    for exercise in catalogue().exercises.values():
        keys = keys_of(exercise, "standard")
        points = marks_of(posed(keys, keys.order[0])).points
        target, far = aim(points), 4000.0
        height = target[1] + far * math.tan(math.radians(above))
        camera = pinhole_of(target, round_deg, far, height, image=(500, 500))
        lens = less(camera.at, target)
        metre = camera.focal / length(lens)
        middle = drawing.at(target)
        for point in points:
            x, y, _ = camera.see(point)
            right, down = drawing.at(point)
            assert (x - 0.5) / metre == pytest.approx(right - middle[0], abs=0.002)
            assert (y - 0.5) / metre == pytest.approx(down - middle[1], abs=0.002)


def test_twice_as_far_is_half_as_large() -> None:
    points = marks_of(posed(KEYS, None)).points
    shoulder: tuple[Vec, Vec] = points[Landmark.LEFT_SHOULDER], points[Landmark.RIGHT_SHOULDER]
    middle = aim(shoulder)
    wide = []
    for distance in (1.0, 2.0):
        camera = pinhole_of(middle, 0.0, distance, middle[1])
        wide.append(camera.see(shoulder[0])[0] - camera.see(shoulder[1])[0])
        assert camera.see(middle) == pytest.approx((0.5, 0.5, distance))
    assert wide[0] == pytest.approx(2 * wide[1])


def test_a_longer_lens_shows_less_of_the_room() -> None:
    camera = pinhole_of((0.0, 1.0, 0.0), 0.0, 2.0, 1.0, lens_deg=49.0, image=(640, 480))
    half = 2.0 * math.tan(math.radians(24.5))
    assert camera.see((0.0, 1.0 + half, 0.0))[1] == pytest.approx(0.0, abs=1e-9)
    assert camera.see((0.0, 1.0, -half * 640 / 480))[0] == pytest.approx(1.0)


def test_halfway_between_two_poses_lies_between_them() -> None:
    a, b = (marks_of(sitting(cervical__rotation=value)) for value in (0.0, 20.0))
    middle = blended(a, b, 0.5)
    assert blended(a, b, 0.0).points == a.points
    for p, q, r in zip(a.points, b.points, middle.points, strict=True):
        assert length(less(p, r)) == pytest.approx(length(less(r, q)), abs=1e-9)
    axes = middle.head.axes
    assert [dot(axes[i], axes[j]) for i, j in ((0, 0), (1, 1), (0, 1), (1, 2))] == pytest.approx([1, 1, 0, 0], abs=1e-9)
    assert angles_between(axes, BASES[Posture.SITTING].axes)[0] == pytest.approx(10, abs=0.5)
    assert outward(axes, (1.0, 0.0, 0.0)) == axes[0]
