"""Small vectors and frames: tuples of floats in metres; X forward, Y up, Z to the person's right (ISB)."""

import math
from dataclasses import dataclass

Vec = tuple[float, float, float]
Axes = tuple[Vec, Vec, Vec]
"""Three unit vectors: a part's own forward, up and right, told in the outer frame."""

UPRIGHT: Axes = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
ZERO: Vec = (0.0, 0.0, 0.0)


def add(a: Vec, b: Vec, times: float = 1.0) -> Vec:
    """``a + times * b``."""
    return (a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times)


def less(a: Vec, b: Vec) -> Vec:
    """``a - b``."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, times: float) -> Vec:
    """``times * a``."""
    return (a[0] * times, a[1] * times, a[2] * times)


def dot(a: Vec, b: Vec) -> float:
    """The inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The right-handed outer product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """Metres."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec) -> Vec:
    """The same direction, length one. The zero vector stays."""
    long = length(a)
    return scaled(a, 1.0 / long) if long > 1e-12 else a


def between(a: Vec, b: Vec, share: float) -> Vec:
    """From ``a`` (share 0) to ``b`` (share 1)."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def across(a: Vec, axis: Vec) -> Vec:
    """The part of ``a`` at right angles to the unit vector ``axis``."""
    return add(a, axis, -dot(a, axis))


def outward(axes: Axes, v: Vec) -> Vec:
    """A vector of the part's own frame told in the outer frame."""
    x, y, z = axes
    return (
        x[0] * v[0] + y[0] * v[1] + z[0] * v[2],
        x[1] * v[0] + y[1] * v[1] + z[1] * v[2],
        x[2] * v[0] + y[2] * v[1] + z[2] * v[2],
    )


def turned(axes: Axes, flexion: float, lateral: float = 0.0, rotation: float = 0.0) -> Axes:
    """The frame after flexion, then right lateral flexion, then right rotation, degrees, each about its new axes."""
    x, y, z = axes
    if flexion:
        x, y = _mixed(x, y, math.radians(flexion))
    if lateral:
        z, y = _mixed(z, y, math.radians(lateral))
    if rotation:
        z, x = _mixed(z, x, math.radians(rotation))
    return (x, y, z)


def _mixed(a: Vec, b: Vec, angle: float) -> tuple[Vec, Vec]:
    """``a`` turned away from ``b``, and ``b`` toward ``a``; written out, because every pose does it a hundred times."""
    c, s = math.cos(angle), math.sin(angle)
    a0, a1, a2 = a
    b0, b1, b2 = b
    return (a0 * c - b0 * s, a1 * c - b1 * s, a2 * c - b2 * s), (a0 * s + b0 * c, a1 * s + b1 * c, a2 * s + b2 * c)


def spun(v: Vec, axis: Vec, degrees: float) -> Vec:
    """``v`` turned about the unit vector ``axis``, right-handed."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turned_part = add(scaled(v, c), cross(axis, v), s)
    return add(turned_part, axis, dot(axis, v) * (1.0 - c))


@dataclass(frozen=True, slots=True)
class Frame:
    """A part's origin and axes in the room."""

    at: Vec
    axes: Axes

    def out(self, v: Vec) -> Vec:
        """A point of the part's own frame, in the room."""
        return add(self.at, outward(self.axes, v))

    def into(self, p: Vec) -> Vec:
        """A point of the room, in the part's own frame."""
        d = less(p, self.at)
        return (dot(d, self.axes[0]), dot(d, self.axes[1]), dot(d, self.axes[2]))
