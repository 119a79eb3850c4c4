"""A pose as whole numbers in a fixed order: what tracks are made of."""

import math

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.members import Pose
from spinecoach.figure.vector import Axes

UNIT = 10_000
"""Lengths are whole tenths of a millimetre; directions and turns are whole ten-thousandths."""

FRAMES = ("pelvis", *by.NAMES, "thorax", "head")
"""Seven numbers each: place x, y, z, then the turn as a quaternion x, y, z, w."""
_ARM = ("shoulder", "elbow", "wrist")
_LEG = ("hip", "knee", "ankle")
POINTS = (*(f"{joint}.{s.value}" for limb in (_ARM, _LEG) for s in Side for joint in limb), "roll")
"""Three numbers each."""
WAYS = tuple(
    f"{way}.{s.value}" for limb in (("fingers", "back"), ("front", "toes", "sole")) for s in Side for way in limb
)
"""Unit vectors, three numbers each."""

Sample = tuple[int, ...]


def numbers(pose: Pose) -> Sample:
    """All of ``FRAMES``, ``POINTS`` and ``WAYS``, in that order."""
    spine, arms, legs = pose.spine, pose.arms, pose.legs
    found: list[float] = []
    for frame in (spine.pelvis, *spine.vertebrae, spine.thorax, spine.head):
        found += (*frame.at, *turn_of(frame.axes))
    for s in Side:
        found += (*arms[s].shoulder, *arms[s].elbow, *arms[s].wrist)
    for s in Side:
        found += (*legs[s].hip, *legs[s].knee, *legs[s].ankle)
    found += pose.roll.at if pose.roll else (0.0, 0.0, 0.0)
    for s in Side:
        found += (*arms[s].fingers, *arms[s].back)
    for s in Side:
        found += (*legs[s].front, *legs[s].toes, *legs[s].sole)
    return tuple(round(number * UNIT) for number in found)


def turn_of(axes: Axes) -> tuple[float, float, float, float]:
    """A frame's axes as a unit quaternion x, y, z, w with w not negative, by the largest of its parts (Shepperd)."""
    (a, d, g), (b, e, h), (c, f, i) = axes
    parts = (a - e - i, e - a - i, i - a - e, a + e + i)
    best = max(range(4), key=lambda k: parts[k])
    long = math.sqrt(max(0.0, 1.0 + parts[best])) / 2
    s = 0.25 / long
    match best:
        case 0:
            found = (long, (b + d) * s, (c + g) * s, (h - f) * s)
        case 1:
            found = ((b + d) * s, long, (f + h) * s, (c - g) * s)
        case 2:
            found = ((c + g) * s, (f + h) * s, long, (d - b) * s)
        case _:
            found = ((h - f) * s, (c - g) * s, (d - b) * s, long)
    return found if found[3] >= 0 else (-found[0], -found[1], -found[2], -found[3])


def aligned(sample: Sample, to: Sample) -> Sample:
    """The same pose with each quaternion on the side of the one in ``to``: between two of a kind one can go straight.

    A quaternion and its negative are the same turn.
    """
    found = list(sample)
    for first in range(3, len(FRAMES) * 7, 7):
        turn, other = sample[first : first + 4], to[first : first + 4]
        if sum(a * b for a, b in zip(turn, other, strict=True)) < 0:
            found[first : first + 4] = [-part for part in turn]
    return tuple(found)
