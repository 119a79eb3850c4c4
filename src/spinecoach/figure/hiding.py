"""How far the body itself hides its landmarks from a camera: behind trunk, head or another limb."""

import math
from collections.abc import Sequence

from spinecoach.body import Landmark as Mark

Seen = tuple[float, float, float]
"""Pixels right and down, and metres in front of the lens."""

TRUNK, ARM, THIGH, SHANK, HEAD = 0.085, 0.040, 0.070, 0.050, 0.095
"""Radii in metres of a body 1.70 m tall [D]."""
EDGE = 0.35
"""The outer share of a radius over which a thing fades rather than vanishes [D]."""

_BONES: tuple[tuple[int, int, float], ...] = (
    (Mark.LEFT_HIP, Mark.LEFT_SHOULDER, TRUNK),
    (Mark.RIGHT_HIP, Mark.RIGHT_SHOULDER, TRUNK),
    (Mark.LEFT_SHOULDER, Mark.LEFT_ELBOW, ARM),
    (Mark.RIGHT_SHOULDER, Mark.RIGHT_ELBOW, ARM),
    (Mark.LEFT_ELBOW, Mark.LEFT_WRIST, ARM),
    (Mark.RIGHT_ELBOW, Mark.RIGHT_WRIST, ARM),
    (Mark.LEFT_HIP, Mark.LEFT_KNEE, THIGH),
    (Mark.RIGHT_HIP, Mark.RIGHT_KNEE, THIGH),
    (Mark.LEFT_KNEE, Mark.LEFT_ANKLE, SHANK),
    (Mark.RIGHT_KNEE, Mark.RIGHT_ANKLE, SHANK),
)
_LED: tuple[tuple[int, ...], ...] = (
    (Mark.LEFT_ELBOW,),
    (Mark.RIGHT_ELBOW,),
    (Mark.LEFT_WRIST, Mark.LEFT_PINKY, Mark.LEFT_INDEX, Mark.LEFT_THUMB),
    (Mark.RIGHT_WRIST, Mark.RIGHT_PINKY, Mark.RIGHT_INDEX, Mark.RIGHT_THUMB),
    (Mark.LEFT_KNEE,),
    (Mark.RIGHT_KNEE,),
    (Mark.LEFT_ANKLE, Mark.LEFT_HEEL, Mark.LEFT_FOOT_INDEX),
    (Mark.RIGHT_ANKLE, Mark.RIGHT_HEEL, Mark.RIGHT_FOOT_INDEX),
)
"""What is judged by its first member. Face, shoulders and hips are left out: the model never doubts them."""
_OTHERS = tuple(tuple(bone for bone in _BONES if led[0] not in bone[:2]) for led in _LED)


def hidden(seen: Sequence[Seen], head: Seen, metre: float, size: float) -> list[float]:
    """For each landmark 0 (in plain view) to 1 (wholly behind something).

    ``seen`` and the middle of the ``head`` are pixels and metres, ``metre`` the pixels that a metre takes at a metre
    from the lens, ``size`` how the body compares with one of 1.70 m.
    """
    found = [0.0] * len(seen)
    for led, bones in zip(_LED, _OTHERS, strict=True):
        spot = seen[led[0]]
        cover = _behind(spot, head, head, HEAD * size, metre)
        for a, b, radius in bones:
            if cover >= 1.0:
                break
            cover = max(cover, _behind(spot, seen[a], seen[b], radius * size, metre))
        if cover:
            for mark in led:
                found[mark] = cover
    return found


def _behind(spot: Seen, a: Seen, b: Seen, radius: float, metre: float) -> float:
    x, y, far = spot
    if far < a[2] + radius and far < b[2] + radius:
        return 0.0
    wide, high = b[0] - a[0], b[1] - a[1]
    square = wide * wide + high * high
    along = 0.0 if square < 1e-9 else max(0.0, min(1.0, ((x - a[0]) * wide + (y - a[1]) * high) / square))
    bone = a[2] + (b[2] - a[2]) * along
    off_x, off_y = x - a[0] - wide * along, y - a[1] - high * along
    reach = radius * metre / bone
    gap = off_x * off_x + off_y * off_y
    if far < bone + radius or gap >= reach * reach:
        return 0.0
    return min(1.0, (1.0 - math.sqrt(gap) / reach) / EDGE)
