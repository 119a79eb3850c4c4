"""Looks at the room from a view without perspective: metres in, picture coordinates (right, down, nearness) out."""

import math
from dataclasses import dataclass

from spinecoach.figure.vector import Vec, dot
from spinecoach.protocol.movement import View

ANGLES = {View.FRONT: (0.0, 7.0), View.SIDE: (90.0, 7.0), View.THREE_QUARTER: (55.0, 8.0), View.BACK: (174.0, 5.0)}
"""Degrees round from the front over the person's right side, and degrees from above [D]."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """An orthographic camera. ``right``, ``up`` and ``toward`` are unit vectors of the room."""

    right: Vec
    up: Vec
    toward: Vec

    def at(self, p: Vec) -> Point:
        """Metres right and down in the picture."""
        return dot(p, self.right), -dot(p, self.up)

    def near(self, p: Vec) -> float:
        """Metres toward the camera."""
        return dot(p, self.toward)


def camera_of(view: View) -> Camera:
    """The camera of a view."""
    round_by, above = (math.radians(a) for a in ANGLES[view])
    c, s, e, f = math.cos(round_by), math.sin(round_by), math.cos(above), math.sin(above)
    return Camera((s, 0.0, -c), (-f * c, e, -f * s), (e * c, f, e * s))
