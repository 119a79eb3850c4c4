"""Whether a frame shows the body that was seen before, or somebody who came between. Pure, causal.

A model that follows one body may let go of it for another that walks through. A trunk neither leaps nor changes its
size from one frame to the next.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from spinecoach.body import Frame, Landmark, Point

STEP, DRIFT, FARTHEST = 0.35, 0.5, 1.2
"""In lengths of the trunk: how far it may move in one frame, how much more in a second unseen, and how far from home
at most [D]."""
HOME_S = 3.0
"""How slowly home follows the body."""
SIZES = (0.55, 1.8)
"""How much smaller or larger it may have become [D]."""
FORGET_S = 4.0
"""After so long without the body that was seen before, the one that is there is taken for it [D]: it may have sat
down elsewhere, and no other was there to begin with."""


Place = tuple[float, float]


@dataclass(slots=True)
class Known:
    """Where the body was seen last, the middle of its trunk in widths of the picture, and when; where it is at home,
    and the length of its trunk there."""

    last: Place = (0.0, 0.0)
    home: Place = (0.0, 0.0)
    length: float = 0.0
    t: float = -1.0


def same_body(known: Known, frame: Frame, image: tuple[int, int]) -> bool:
    """Whether ``frame`` shows the known body; it is known better then. Without a person there is nothing to doubt."""
    if not frame.points:
        return True
    place, length = _trunk(frame.points, image)
    unseen = frame.t - known.t
    if known.t < 0.0 or not 0.0 <= unseen < FORGET_S or known.length <= 0.0:
        known.last = known.home = place
        known.length, known.t = length, frame.t
        return True
    unit = max(known.length, length)
    from_home = math.dist(place, known.home) / unit
    near = from_home <= STEP or math.dist(place, known.last) / unit <= STEP + DRIFT * unseen
    if not near or from_home > FARTHEST or not SIZES[0] <= length / known.length <= SIZES[1]:
        return False
    follow = 1.0 - math.exp(-unseen / HOME_S)
    (hx, hy), (x, y) = known.home, place
    known.home = hx + (x - hx) * follow, hy + (y - hy) * follow
    known.length += (length - known.length) * follow
    known.last, known.t = place, frame.t
    return True


def _trunk(points: Sequence[Point], image: tuple[int, int]) -> tuple[Place, float]:
    """The middle and the longer of trunk and shoulders, so that it has a length from every side."""
    flat = image[1] / image[0]
    a, b, c, d = (
        points[mark]
        for mark in (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    )
    up, down = ((a.x + b.x) / 2, (a.y + b.y) / 2 * flat), ((c.x + d.x) / 2, (c.y + d.y) / 2 * flat)
    length = max(math.dist(up, down), math.dist((a.x, a.y * flat), (b.x, b.y * flat)))
    return ((up[0] + down[0]) / 2, (up[1] + down[1]) / 2), length
