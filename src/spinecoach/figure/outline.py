"""Soft closed shapes in the picture: the outlines of balls, limbs, blobs and bands, as smooth SVG path data."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from spinecoach.figure.camera import Camera, Point
from spinecoach.figure.vector import Axes, Vec, dot

Profile = Sequence[tuple[float, float]]
"""Radius along a bone: (share of the length, metres), in order."""

_ROUND = 9
_DENSE = 12


def limb(camera: Camera, a: Vec, b: Vec, profile: Profile) -> list[Point]:
    """The outline of balls strung along a straight bone. Right from every direction, end-on too."""
    (ax, ay), (bx, by) = camera.at(a), camera.at(b)
    far = math.hypot(bx - ax, by - ay)
    ux, uy = ((bx - ax) / far, (by - ay) / far) if far > 1e-6 else (1.0, 0.0)
    balls = [(share * far, radius) for share, radius in _dense(profile)]
    least = min(x - r for x, r in balls)
    most = max(x + r for x, r in balls)
    edge = []
    for i in range(_ROUND + 1):
        x = (least + most) / 2 - (most - least) / 2 * math.cos(math.pi * i / _ROUND)
        square = max(r * r - (x - c) * (x - c) for c, r in balls)
        edge.append((x, math.sqrt(max(0.0, square))))
    upper = [(ax + x * ux - y * uy, ay + x * uy + y * ux) for x, y in edge]
    lower = [(ax + x * ux + y * uy, ay + x * uy - y * ux) for x, y in reversed(edge[1:-1])]
    return _wound(upper + lower)


def _dense(profile: Profile) -> list[tuple[float, float]]:
    found = []
    for (s0, r0), (s1, r1) in pairwise(profile):
        for i in range(_DENSE):
            t = i / _DENSE
            ease = t * t * (3 - 2 * t)
            found.append((s0 + (s1 - s0) * t, r0 + (r1 - r0) * ease))
    return [*found, profile[-1]]


Ball = tuple[Vec, Axes, Vec]
"""An ellipsoid: its middle, its axes and the three half-lengths."""


def ball(at: Vec, radius: float) -> Ball:
    """A round ball."""
    return at, ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)), (radius, radius, radius)


def reach(camera: Camera, body: Ball, nx: float, ny: float) -> float:
    """How far an ellipsoid reaches from its middle in a direction of the picture."""
    _, axes, half = body
    n = tuple(camera.right[i] * nx - camera.up[i] * ny for i in range(3))
    total = 0.0
    for axis, long in zip(axes, half, strict=True):
        total += (dot(axis, (n[0], n[1], n[2])) * long) ** 2
    return math.sqrt(total)


def rim(camera: Camera, body: Ball, nx: float, ny: float) -> Point:
    """The point of an ellipsoid's outline that lies farthest in a direction of the picture."""
    at, axes, half = body
    n = (
        camera.right[0] * nx - camera.up[0] * ny,
        camera.right[1] * nx - camera.up[1] * ny,
        camera.right[2] * nx - camera.up[2] * ny,
    )
    px, py = camera.at(at)
    far = max(reach(camera, body, nx, ny), 1e-9)
    for axis, long in zip(axes, half, strict=True):
        times = dot(axis, n) * long * long / far
        qx, qy = camera.at(axis)
        px, py = px + qx * times, py + qy * times
    return px, py


def hull(camera: Camera, bodies: Iterable[Ball], count: int = 16) -> list[Point]:
    """The tight skin round several ellipsoids."""
    bodies = list(bodies)
    middles = [camera.at(b[0]) for b in bodies]
    found: list[Point] = []
    for i in range(count):
        turn = 2 * math.pi * i / count
        nx, ny = math.cos(turn), math.sin(turn)
        best = max(
            range(len(bodies)), key=lambda k: middles[k][0] * nx + middles[k][1] * ny + reach(camera, bodies[k], nx, ny)
        )
        point = rim(camera, bodies[best], nx, ny)
        if not found or math.hypot(point[0] - found[-1][0], point[1] - found[-1][1]) > 0.002:
            found.append(point)
    return _wound(found)


def band(camera: Camera, sections: Sequence[Ball]) -> list[Point]:
    """A bending body of ellipsoid sections, in order: smooth on both sides, round at both ends."""
    middles = [camera.at(s[0]) for s in sections]
    left: list[Point] = []
    right: list[Point] = []
    ends: list[tuple[float, float]] = []
    for i, section in enumerate(sections):
        (x0, y0), (x1, y1) = middles[max(i - 1, 0)], middles[min(i + 1, len(middles) - 1)]
        far = math.hypot(x1 - x0, y1 - y0) or 1.0
        tx, ty = (x1 - x0) / far, (y1 - y0) / far
        ends.append((tx, ty))
        left.append(rim(camera, section, -ty, tx))
        right.append(rim(camera, section, ty, -tx))
    top, bottom = ends[-1], ends[0]
    cap = [_cap(camera, sections[-1], top, turn) for turn in (45, 0, -45)]
    base = [_cap(camera, sections[0], (-bottom[0], -bottom[1]), turn) for turn in (45, 0, -45)]
    return _wound([*left, *cap, *reversed(right), *base])


def _cap(camera: Camera, section: Ball, way: tuple[float, float], turn: float) -> Point:
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return rim(camera, section, way[0] * c - way[1] * s, way[0] * s + way[1] * c)


def _wound(points: list[Point]) -> list[Point]:
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))
    return points if area >= 0 else points[::-1]


def smooth(points: Sequence[Point], put: Callable[[Point], Point], *, closed: bool = True) -> str:
    """Path data of the soft curve through ``points``, relative to be short; close points never make it swing out."""
    placed = [put(p) for p in points]
    if closed:
        placed = [p for p, q in zip(placed, placed[1:] + placed[:1], strict=True) if math.dist(p, q) > 0.15]
        ring = [placed[-1], *placed, placed[0], placed[1]]
    else:
        ring = [placed[0], *placed, placed[-1]]
    slopes = [_slope(a, b, c) for a, b, c in zip(ring, ring[1:], ring[2:], strict=False)]
    x, y = round(placed[0][0] * 10), round(placed[0][1] * 10)
    parts = [f"M{_n(x)} {_n(y)}c"]
    for i in range(len(ring) - 3):
        b, c, (m, n) = ring[i + 1], ring[i + 2], (slopes[i], slopes[i + 1])
        third = math.dist(b, c) / 3
        stops = (
            (b[0] + m[0] * third, b[1] + m[1] * third),
            (c[0] - n[0] * third, c[1] - n[1] * third),
            c,
        )
        parts.append(_pairs([(px * 10 - x, py * 10 - y) for px, py in stops], first=len(parts) == 1))
        x, y = round(c[0] * 10), round(c[1] * 10)
    return "".join(parts) + ("Z" if closed else "")


def _slope(a: Point, b: Point, c: Point) -> Point:
    """The direction in which the curve passes ``b``: the nearer neighbour counts more."""
    one, two = math.dist(a, b), math.dist(b, c)
    if one < 1e-9 or two < 1e-9:
        far = math.dist(a, c) or 1.0
        return ((c[0] - a[0]) / far, (c[1] - a[1]) / far)
    return (
        ((b[0] - a[0]) / one * two + (c[0] - b[0]) / two * one) / (one + two),
        ((b[1] - a[1]) / one * two + (c[1] - b[1]) / two * one) / (one + two),
    )


def straight(points: Sequence[Point], put: Callable[[Point], Point], *, closed: bool = True) -> str:
    """Path data of a polygon, or of a line that ends where its last point is."""
    placed = [(round(x * 10), round(y * 10)) for x, y in map(put, points)]
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in placed) + ("Z" if closed else "")


def _pairs(points: Sequence[tuple[float, float]], *, first: bool) -> str:
    text = ""
    for value in (v for point in points for v in point):
        told = _n(value)
        text += told if told.startswith("-") or (first and not text) else " " + told
    return text


def _n(tenths: float) -> str:
    """A tenth as short as SVG reads it."""
    whole = round(tenths)
    text = f"{whole / 10:g}"
    return text.replace("0.", ".", 1) if 0 < abs(whole) < 10 else text
