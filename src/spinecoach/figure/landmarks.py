"""Where the 33 BlazePose landmarks of a body lie in the room, and how its head is turned for a camera.

Places on head, hand and foot are metres of a body 1.70 m tall, fitted to the flesh of the figure [D].
"""

import math
from dataclasses import dataclass

from spinecoach.body import Side
from spinecoach.figure.members import Arm, Leg, Pose
from spinecoach.figure.vector import Axes, Frame, Vec, add, between, cross, dot, scaled, unit

_NOSE: Vec = (0.124, 0.010, 0.0)
_EYE: tuple[Vec, Vec, Vec] = ((0.092, 0.049, 0.016), (0.090, 0.050, 0.031), (0.083, 0.049, 0.046))
"""Inner corner, middle and outer corner of the right eye."""
_EAR: Vec = (0.004, 0.026, 0.078)
_MOUTH: Vec = (0.095, -0.024, 0.025)
_FACE: tuple[Vec, ...] = (
    _NOSE,
    *((x, y, -z) for x, y, z in _EYE),
    *_EYE,
    (_EAR[0], _EAR[1], -_EAR[2]),
    _EAR,
    (_MOUTH[0], _MOUTH[1], -_MOUTH[2]),
    _MOUTH,
)

_PINKY, _INDEX, _THUMB = (0.078, -0.030), (0.088, 0.020), (0.062, 0.046)
"""Knuckles of a hand: along the fingers, toward the thumb."""
_HEEL, _TOES = (-0.045, 0.050), (0.150, 0.055)
"""Of a foot: along the toes, below the ankle."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a camera could follow of one pose: the landmarks in the order of ``Landmark``, room metres, and the head."""

    points: tuple[Vec, ...]
    head: Frame


def marks_of(pose: Pose) -> Marks:
    """The landmarks of a pose."""
    size = pose.size
    head = pose.spine.head
    left, right = pose.arms[Side.LEFT], pose.arms[Side.RIGHT]
    hands = _hand(left, -size), _hand(right, size)
    one, two = pose.legs[Side.LEFT], pose.legs[Side.RIGHT]
    feet = _foot(one, size), _foot(two, size)
    points = (
        *(head.out((x * size, y * size, z * size)) for x, y, z in _FACE),
        *(left.shoulder, right.shoulder, left.elbow, right.elbow, left.wrist, right.wrist),
        *(point for both in zip(*hands, strict=True) for point in both),
        *(one.hip, two.hip, one.knee, two.knee, one.ankle, two.ankle),
        *(point for both in zip(*feet, strict=True) for point in both),
    )
    return Marks(points, head)


def _hand(arm: Arm, s: float) -> tuple[Vec, Vec, Vec]:
    """Pinky, index and thumb; ``s`` is the size of the body, negative for the left hand."""
    size = abs(s)
    thumb = scaled(unit(cross(arm.fingers, arm.back)), -1.0 if s > 0 else 1.0)

    def spot(place: tuple[float, float]) -> Vec:
        return add(add(arm.wrist, arm.fingers, place[0] * size), thumb, place[1] * size)

    return spot(_PINKY), spot(_INDEX), spot(_THUMB)


def _foot(leg: Leg, size: float) -> tuple[Vec, Vec]:
    def spot(place: tuple[float, float]) -> Vec:
        return add(add(leg.ankle, leg.toes, place[0] * size), leg.sole, -place[1] * size)

    return spot(_HEEL), spot(_TOES)


def blended(a: Marks, b: Marks, share: float) -> Marks:
    """On the straight way from ``a`` (share 0) to ``b`` (share 1): for small moves between two rests."""
    points = tuple(between(p, q, share) for p, q in zip(a.points, b.points, strict=True))
    x = unit(between(a.head.axes[0], b.head.axes[0], share))
    y = between(a.head.axes[1], b.head.axes[1], share)
    y = unit(add(y, x, -dot(x, y)))
    return Marks(points, Frame(between(a.head.at, b.head.at, share), (x, y, cross(x, y))))


def angles_between(part: Axes, base: Axes) -> tuple[float, float, float]:
    """Right rotation, flexion and right lateral flexion of ``part`` seen from ``base``, degrees.

    In the order flexion, lateral flexion, rotation, each about its new axes (clinical.md 5.6), so that a camera that
    looks from above adds the same flexion to every head, however far it is turned.
    """
    up, ahead = part[1], part[0]
    flexion = math.atan2(dot(up, base[0]), dot(up, base[1]))
    lateral = math.asin(max(-1.0, min(1.0, dot(up, base[2]))))
    rotation = math.atan2(dot(ahead, base[2]), dot(part[2], base[2]))
    return math.degrees(rotation), math.degrees(flexion), math.degrees(lateral)
