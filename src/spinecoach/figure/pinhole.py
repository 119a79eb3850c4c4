"""A real camera: looks at the room through a point, so that near things are large."""

import math
from dataclasses import dataclass

from spinecoach.figure.vector import Axes, Vec, add, cross, dot, less, scaled, unit

IMAGE = (640, 480)
LENS_DEG = 49.0
"""Height of the picture as an angle: between a laptop's camera and a phone's [D]."""


@dataclass(frozen=True, slots=True)
class Pinhole:
    """``at`` is the lens. ``right``, ``up`` and ``toward`` are unit vectors of the room, ``toward`` from scene to lens.

    ``focal`` is in heights of the picture, ``image`` in pixels.
    """

    at: Vec
    right: Vec
    up: Vec
    toward: Vec
    focal: float
    image: tuple[int, int]

    def see(self, p: Vec) -> tuple[float, float, float]:
        """Shares of the picture's width and height, right and down, and metres in front of the lens."""
        d = less(p, self.at)
        far = max(-dot(d, self.toward), 1e-3)
        wide, high = self.image
        return (
            0.5 + dot(d, self.right) / far * self.focal * high / wide,
            0.5 - dot(d, self.up) / far * self.focal,
            far,
        )

    @property
    def facing(self) -> Axes:
        """The axes of a head that looks straight into the lens."""
        return (self.toward, self.up, scaled(self.right, -1.0))


def pinhole_of(
    target: Vec,
    round_deg: float,
    distance: float,
    height: float,
    lens_deg: float = LENS_DEG,
    image: tuple[int, int] = IMAGE,
) -> Pinhole:
    """A level camera that looks at ``target`` from ``distance`` metres along the floor, ``height`` above it.

    ``round_deg`` is 0 in front of the room's X and 90 at the person's right side.
    """
    c, s = math.cos(math.radians(round_deg)), math.sin(math.radians(round_deg))
    at = (target[0] + distance * c, height, target[2] + distance * s)
    toward = unit(less(at, target))
    right = (s, 0.0, -c)
    return Pinhole(at, right, cross(toward, right), toward, 0.5 / math.tan(math.radians(lens_deg) / 2), image)


def aim(points: tuple[Vec, ...]) -> Vec:
    """The middle of what shall be seen."""
    low = tuple(min(p[i] for p in points) for i in range(3))
    high = tuple(max(p[i] for p in points) for i in range(3))
    return scaled(add((low[0], low[1], low[2]), (high[0], high[1], high[2])), 0.5)
