"""Quarter turns of a picture, so that a lying person's head is up in it, and the way back.

The detector knows upright people. A quarter is counted counterclockwise: after one, what pointed right points up.
"""

import math
from collections.abc import Sequence

from spinecoach.body import Landmark as Mark
from spinecoach.body import Point

Matrix = Sequence[Sequence[float]]

QUARTERS = (0, 1, 3)
"""Upright, head to the right, head to the left. Nobody exercises upside down."""
LYING_DEG = 60.0
"""The trunk's tilt from which a body counts as lying: halfway a person leans, and arches, but less."""


def turned_back(points: Sequence[Point], quarter: int, image: tuple[int, int]) -> tuple[Point, ...]:
    """Points of a turned picture in the picture as it was. ``image`` is the width and height before the turn."""
    wide, high = image
    match quarter % 4:
        case 0:
            return tuple(points)
        case 1:
            return tuple(Point(1.0 - p.y, p.x, p.z * high / wide, p.visibility) for p in points)
        case 2:
            return tuple(Point(1.0 - p.x, 1.0 - p.y, p.z, p.visibility) for p in points)
        case _:
            return tuple(Point(p.y, 1.0 - p.x, p.z * high / wide, p.visibility) for p in points)


def unturned(image: tuple[int, int], quarter: int) -> tuple[int, int]:
    """Width and height before the turn, of those after it, or the other way round."""
    return image if quarter % 2 == 0 else (image[1], image[0])


def matrix_back(rotation: Matrix, quarter: int) -> list[list[float]]:
    """A rotation seen in a turned picture (x right, y up) as it is in the picture before the turn."""
    x, y, z = (list(row) for row in rotation)
    for _ in range(quarter % 4):
        x, y = y, [-v for v in x]
    return [x, y, z]


def quarter_of(points: Sequence[Point], image: tuple[int, int], now: int) -> int:
    """The quarter that brings the head of an unturned picture's body up; ``now`` where it is up enough already."""
    wide, high = image
    shoulders = points[Mark.LEFT_SHOULDER], points[Mark.RIGHT_SHOULDER]
    hips = points[Mark.LEFT_HIP], points[Mark.RIGHT_HIP]
    across = (sum(p.x for p in shoulders) - sum(p.x for p in hips)) * wide
    up = (sum(p.y for p in hips) - sum(p.y for p in shoulders)) * high
    direction = math.degrees(math.atan2(across, up))
    """Where the head is: 0 up, 90 right, -90 left."""
    right = {0: 0.0, 1: 90.0, 3: -90.0}
    if _apart(direction, right[now]) <= LYING_DEG:
        return now
    return min(QUARTERS, key=lambda quarter: _apart(direction, right[quarter]))


def _apart(a: float, b: float) -> float:
    return abs((a - b + 180.0) % 360.0 - 180.0)
