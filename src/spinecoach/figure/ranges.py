"""Joint angles that a physiotherapist would read off a body, and how far a movement goes from its rest."""

import math
from collections.abc import Mapping

from spinecoach.body import Landmark, Side
from spinecoach.figure import proportions as by
from spinecoach.figure.arm import COLLAR
from spinecoach.figure.landmarks import angles_between, marks_of
from spinecoach.figure.limb import thigh_angles
from spinecoach.figure.members import Pose, sign
from spinecoach.figure.posture import SKIN
from spinecoach.figure.vector import add, between, dot, less, unit

LEAST = 3.0
"""Degrees. Less than this is no movement that anybody would measure [D]."""

_WAYS: Mapping[str, tuple[str, str]] = {
    "neck_rotation": ("neck_rotation_right", "neck_rotation_left"),
    "neck_flexion": ("neck_flexion", "neck_extension"),
    "neck_side_bend": ("neck_side_bend_right", "neck_side_bend_left"),
    "trunk_flexion": ("trunk_flexion", "trunk_extension"),
    "trunk_rotation": ("trunk_rotation_right", "trunk_rotation_left"),
    "trunk_side_bend": ("trunk_side_bend_right", "trunk_side_bend_left"),
}
"""What a positive and a negative change is called; other angles have one name and may fall as well as rise."""


def joint_angles(pose: Pose) -> dict[str, float]:
    """Degrees by name: neck and trunk, craniovertebral angle, and hips, knees and shoulder girdles by side."""
    spine = pose.spine
    neck = angles_between(spine.head.axes, spine.thorax.axes)
    trunk = angles_between(spine.thorax.axes, spine.pelvis.axes)
    shoulders = between(pose.arms[Side.LEFT].shoulder, pose.arms[Side.RIGHT].shoulder, 0.5)
    line = less(shoulders, between(pose.legs[Side.LEFT].hip, pose.legs[Side.RIGHT].hip, 0.5))
    found = {
        "neck_rotation": neck[0],
        "neck_flexion": neck[1],
        "neck_side_bend": neck[2],
        "trunk_flexion": math.degrees(math.atan2(line[0], line[1])),
        "trunk_rotation": trunk[0],
        "trunk_side_bend": trunk[2],
        "craniovertebral_angle": _craniovertebral(pose),
    }
    for side in Side:
        leg, s = pose.legs[side], sign(side)
        down = unit(less(leg.knee, leg.hip))
        found[f"hip_flexion_{side.value}"] = thigh_angles(spine.pelvis, s, down, leg.front)[0]
        fold = dot(down, unit(less(leg.ankle, leg.knee)))
        found[f"knee_flexion_{side.value}"] = math.degrees(math.acos(max(-1.0, min(1.0, fold))))
        at = spine.thorax.into(pose.arms[side].shoulder)
        collar = (COLLAR[0] * pose.size, COLLAR[1] * pose.size, COLLAR[2] * s * pose.size)
        bone = less(at, collar)
        found[f"shoulder_elevation_{side.value}"] = math.degrees(math.atan2(bone[1], bone[2] * s))
    return found


def _craniovertebral(pose: Pose) -> float:
    """Between the trunk's horizontal and the line from the spine of C7 to the ear's tragus."""
    root = pose.spine.vertebrae[by.cervical(7)]
    spinous = add(root.at, root.axes[0], -SKIN * pose.size)
    points = marks_of(pose).points
    ear = less(between(points[Landmark.LEFT_EAR], points[Landmark.RIGHT_EAR], 0.5), spinous)
    ahead, up = pose.spine.thorax.axes[:2]
    return math.degrees(math.atan2(dot(ear, up), dot(ear, ahead)))


def ranges(rest: Mapping[str, float], reached: Mapping[str, float]) -> dict[str, float]:
    """How far each angle has gone from rest, degrees, without what has not moved."""
    found = {}
    for name, value in reached.items():
        change = (value - rest[name] + 180.0) % 360.0 - 180.0
        if abs(change) >= LEAST:
            ways = _WAYS.get(name, (name, name))
            found[ways[change < 0]] = abs(change) if name in _WAYS else change
    return found
