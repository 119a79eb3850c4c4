"""Legs: from their angles, or from a foot that stands where the posture has it."""

import math
from collections.abc import Mapping

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.limb import bent, middle_joint, thigh_angles, thigh_frame
from spinecoach.figure.members import Leg, sign
from spinecoach.figure.posture import Base
from spinecoach.figure.vector import Frame, Vec, add, dot, less, outward, scaled, unit
from spinecoach.protocol.movement import Keyframe

Angles = tuple[float, float, float, float, float]
"""Hip flexion, abduction and rotation, knee flexion, ankle flexion, degrees."""

_MOTIONS = (("hip", "flexion"), ("hip", "abduction"), ("hip", "rotation"), ("knee", "flexion"), ("ankle", "flexion"))
_NAMES = {side: tuple(f"{joint}.{side.value}.{motion}" for joint, motion in _MOTIONS) for side in Side}


def leg_of(build: by.Build, pelvis: Frame, side: Side, angles: Angles) -> Leg:
    """Forward kinematics of one leg."""
    flexion, abduction, rotation, knee_flexion, ankle_flexion = angles
    hip = hip_of(build, pelvis, side)
    down, front = thigh_frame(pelvis, sign(side), flexion, abduction, rotation)
    knee = add(hip, down, build.of(by.THIGH))
    lower, shin = bent(down, front, knee_flexion)
    ankle = add(knee, lower, build.of(by.SHANK))
    toes, sole = bent(shin, scaled(lower, -1.0), -ankle_flexion)
    return Leg(hip, knee, ankle, front, toes, sole)


def blended(a: Angles, b: Angles, share: float) -> Angles:
    """From ``a`` (share 0) to ``b`` (share 1)."""
    c = [x + (y - x) * share for x, y in zip(a, b, strict=True)]
    return c[0], c[1], c[2], c[3], c[4]


def hip_of(build: by.Build, pelvis: Frame, side: Side) -> Vec:
    """The hip joint."""
    return pelvis.out((0.0, 0.0, sign(side) * build.of(by.HIP_HALF)))


def leg_angles(
    build: by.Build, base: Base, pelvis: Frame, side: Side, frame: Keyframe, told: Mapping[str, float]
) -> Angles:
    """The angles of a keyframe; ``told`` has those of the posture too. A standing foot's are solved."""
    if base.feet and stands(base, side, frame):
        return _standing(build, base, base.feet, pelvis, side)
    a = [told.get(name, 0.0) for name in _NAMES[side]]
    return a[0], a[1], a[2], a[3], a[4]


def stands(base: Base, side: Side, frame: Keyframe) -> bool:
    """Whether the foot stays where the posture has it."""
    told = frame.touches.get(f"foot.{side.value}")
    return (
        base.feet is not None and told != "free" and (told is not None or frame.angles.keys().isdisjoint(_NAMES[side]))
    )


def _standing(build: by.Build, base: Base, feet: tuple[float, float], pelvis: Frame, side: Side) -> Angles:
    s = sign(side)
    size = build.stature / 1.70
    ground = base.under if base.rests is not None else 0.0
    target = (feet[0] * size, build.of(by.ANKLE_HEIGHT) + ground, s * feet[1] * size)
    pole = add(outward(base.axes, (1.0, 0.0, s * 0.06)), (0.0, 1.0, 0.0), 0.4)
    hip = hip_of(build, pelvis, side)
    knee, ankle = middle_joint(hip, target, build.of(by.THIGH), build.of(by.SHANK), pole)
    down, lower = unit(less(knee, hip)), unit(less(ankle, knee))
    fold = max(-1.0, min(1.0, dot(down, lower)))
    front = unit(less(scaled(down, fold), lower))
    flexion, abduction, rotation = thigh_angles(pelvis, s, down, front)
    knee_flexion = math.degrees(math.acos(fold))
    flat: Vec = (1.0, 0.0, 0.0)
    ankle_flexion = math.degrees(math.asin(max(-1.0, min(1.0, -dot(flat, lower)))))
    return flexion, abduction, rotation, knee_flexion, ankle_flexion
