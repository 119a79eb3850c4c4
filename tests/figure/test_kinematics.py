"""The clinical angle convention, the forward chain, and its inverses."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.course import Keys
from spinecoach.figure.limb import middle_joint, thigh_angles, thigh_frame
from spinecoach.figure.members import Pose
from spinecoach.figure.pose import eased, posed
from spinecoach.figure.vector import UPRIGHT, Frame, Vec, dot, length, less, outward, turned
from spinecoach.protocol.movement import Crop, Keyframe, Posture, View

KEYS = Keys(Posture.STANDING, View.FRONT, Crop.WHOLE, (), (), (None,), Keyframe(), {}, (), None)
degrees = st.floats(-80, 80)
coordinate = st.floats(-1, 1)
vectors = st.tuples(coordinate, coordinate, coordinate)


def standing(**angles: float) -> Pose:
    told = {name.replace("__", "."): value for name, value in angles.items()}
    return posed(replace(KEYS, start=Keyframe(angles=told)), None)


def nose(pose: Pose) -> Vec:
    return pose.spine.head.out((0.117, 0.011, 0.0))


def test_the_standing_figure_is_as_tall_as_its_stature() -> None:
    for stature in (1.50, 1.70, 1.95):
        pose = posed(KEYS, None, build=by.Build(stature))
        crown = pose.spine.head.out((0.010 * pose.size, 0.164 * pose.size, 0.0))
        assert crown[1] == pytest.approx(stature, rel=0.01)


def test_the_proportions_add_up() -> None:
    assert pytest.approx(by.HIP_HEIGHT) == by.THIGH + by.SHANK + by.ANKLE_HEIGHT
    assert len(by.HEIGHTS) == len(by.RESTING_TILT) == len(by.NAMES) == by.LUMBAR + by.THORACIC + by.CERVICAL
    assert sum(by.CERVICAL_ROTATION) == pytest.approx(1.0)
    assert [by.NAMES[i] for i in (by.lumbar(5), by.lumbar(1), by.thoracic(12), by.thoracic(1), by.cervical(7))] == [
        "L5",
        "L1",
        "T12",
        "T1",
        "C7",
    ]


def test_flexion_brings_the_nose_forward_and_down() -> None:
    for region in ("cervical", "thoracic", "lumbar"):
        rest, bent = nose(standing()), nose(standing(**{f"{region}__flexion": 30}))
        assert bent[0] > rest[0] - 0.02
        assert bent[1] < rest[1]


def test_right_rotation_brings_the_nose_to_the_right() -> None:
    turned_head = standing(cervical__rotation=60)
    assert nose(turned_head)[2] > 0.05
    face = turned_head.spine.head.axes[0]
    assert math.degrees(math.atan2(face[2], face[0])) == pytest.approx(60, abs=3)


def test_right_lateral_flexion_brings_the_crown_to_the_right() -> None:
    assert standing(cervical__lateral_flexion=30).spine.head.axes[1][2] == pytest.approx(0.5, abs=0.02)


def test_retraction_glides_the_head_back_and_keeps_it_level() -> None:
    rest, back = standing(), standing(head__retraction=30)
    assert less(back.spine.head.at, rest.spine.head.at)[0] == pytest.approx(-0.030, abs=0.002)
    assert back.spine.head.axes == rest.spine.head.axes


def test_a_shrug_lifts_the_shoulders_and_nothing_else() -> None:
    rest = standing()
    shrug = standing(girdle__left__elevation=30, girdle__right__elevation=30)
    for side in Side:
        assert shrug.arms[side].shoulder[1] - rest.arms[side].shoulder[1] > 0.05
    assert shrug.spine == rest.spine


def test_raising_an_arm_by_ninety_degrees_points_it_forward_or_aside() -> None:
    for motion, axis in (("flexion", 0), ("abduction", 2)):
        angles = {"shoulder__right__flexion": 0.0, "shoulder__right__abduction": 0.0, "elbow__right__flexion": 0.0}
        arm = standing(**{**angles, f"shoulder__right__{motion}": 90}).arms[Side.RIGHT]
        assert less(arm.elbow, arm.shoulder)[axis] == pytest.approx(by.UPPER_ARM * 1.70, abs=0.01)


def test_a_bent_elbow_brings_the_hand_forward() -> None:
    arm = standing(elbow__right__flexion=90).arms[Side.RIGHT]
    assert arm.wrist[0] - arm.elbow[0] > 0.2


def test_a_bent_knee_takes_the_foot_back() -> None:
    leg = standing(knee__right__flexion=90).legs[Side.RIGHT]
    assert leg.ankle[0] - leg.knee[0] < -0.4
    assert leg.toes[1] < -0.9


@given(flexion=degrees, lateral=degrees, rotation=degrees)
def test_turned_axes_stay_at_right_angles(flexion: float, lateral: float, rotation: float) -> None:
    axes = turned(UPRIGHT, flexion, lateral, rotation)
    for i, a in enumerate(axes):
        for j, b in enumerate(axes):
            assert dot(a, b) == pytest.approx(float(i == j), abs=1e-9)


@given(v=vectors, flexion=degrees, lateral=degrees, rotation=degrees)
def test_into_undoes_out(v: Vec, flexion: float, lateral: float, rotation: float) -> None:
    frame = Frame((0.3, -0.2, 1.0), turned(UPRIGHT, flexion, lateral, rotation))
    assert frame.into(frame.out(v)) == pytest.approx(v, abs=1e-9)


@given(
    side=st.sampled_from((-1.0, 1.0)),
    flexion=st.floats(-25, 120),
    abduction=st.floats(-30, 45),
    turn=st.floats(-45, 45),
)
def test_thigh_angles_undo_the_thigh(side: float, flexion: float, abduction: float, turn: float) -> None:
    pelvis = Frame((0.0, 0.0, 0.0), turned(UPRIGHT, 10, 5, -20))
    down, ahead = thigh_frame(pelvis, side, flexion, abduction, turn)
    assert thigh_angles(pelvis, side, down, ahead) == pytest.approx((flexion, abduction, turn), abs=1e-6)


@given(end=vectors, pole=vectors, upper=st.floats(0.2, 0.5), lower=st.floats(0.2, 0.5))
def test_two_bones_keep_their_lengths_and_reach_when_they_can(end: Vec, pole: Vec, upper: float, lower: float) -> None:
    far = length(end)
    axis_part = length(less(pole, tuple_scaled(end, dot(pole, end) / max(far * far, 1e-9))))
    if far < 0.05 or axis_part < 0.05:
        return
    knee, ankle = middle_joint((0.0, 0.0, 0.0), end, upper, lower, pole)
    assert length(knee) == pytest.approx(upper, abs=1e-6)
    assert length(less(ankle, knee)) == pytest.approx(lower, abs=1e-6)
    if abs(upper - lower) + 0.001 < far < (upper + lower) * 0.999:
        assert ankle == pytest.approx(end, abs=1e-9)
        assert dot(knee, pole) >= dot(tuple_scaled(end, dot(knee, end) / (far * far)), pole) - 1e-9


def tuple_scaled(v: Vec, times: float) -> Vec:
    return (v[0] * times, v[1] * times, v[2] * times)


@given(a=st.floats(-1, 2), b=st.floats(-1, 2))
def test_the_way_between_keyframes_never_turns_back(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0.0 <= eased(low) <= eased(high) <= 1.0


def test_a_movement_starts_and_ends_at_rest() -> None:
    assert (eased(0.0), eased(0.5), eased(1.0)) == (0.0, 0.5, 1.0)
    assert eased(0.01) < 1e-4
    assert eased(0.99) > 1 - 1e-4


@given(v=vectors, flexion=degrees)
def test_turning_keeps_lengths(v: Vec, flexion: float) -> None:
    assert length(outward(turned(UPRIGHT, flexion), v)) == pytest.approx(length(v), abs=1e-9)
