"""Arrows: the way of a point of the body over a phase, and small pairs where the body presses without moving."""

import math
from collections.abc import Sequence

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.camera import Camera, Point
from spinecoach.figure.course import Keys, mirrored
from spinecoach.figure.members import Pose
from spinecoach.figure.pose import posed
from spinecoach.figure.vector import Vec, add, between, less, scaled, unit


def followed(pose: Pose, name: str) -> tuple[Vec, Vec]:
    """A named point of the body and the point that its way is drawn away from, in the room."""
    head = pose.spine.head
    size = pose.size
    match name.split("."):
        case ["above"]:
            return head.out(scaled((0.105, 0.20, 0.0), size)), head.out(scaled((0.0, 0.20, 0.0), size))
        case ["nose"]:
            return head.out(scaled((0.140, 0.01, 0.0), size)), head.out((0.0, 0.0, 0.0))
        case ["crown"]:
            return head.out(scaled((0.01, 0.17, 0.0), size)), head.at
        case ["chin"]:
            return head.out(scaled((0.10, -0.05, 0.0), size)), head.at
        case ["chest"]:
            thorax = pose.spine.thorax
            return thorax.out(scaled((0.12, 0.0, 0.0), size)), thorax.at
        case ["shoulder", side]:
            thorax = pose.spine.thorax
            return pose.arms[Side(side)].shoulder, add(thorax.at, thorax.axes[1], -0.15 * size)
        case ["knee", side]:
            leg = pose.legs[Side(side)]
            return leg.knee, leg.hip
        case _:
            raise KeyError(name)


Line = list[Point]
"""An arrow from its first to its last point, in metres of the picture."""


def arrows(keys: Keys, camera: Camera, phase: str | None, side: Side | None, zone: int | None) -> list[Line]:
    """All arrows of a phase, in metres of the picture."""
    if phase is None:
        return []
    frame = keys.poses[phase]
    if keys.other(side):
        frame = mirrored(frame)
    found: list[Line] = []
    if frame.arrow:
        poses = [posed(keys, phase, i / 8, side, zone) for i in range(9)]
        names = ("shoulder.left", "shoulder.right") if frame.arrow == "shoulders" else (frame.arrow,)
        found += [way(poses, name, 0.055, camera) for name in names]
    if frame.press:
        pose = posed(keys, phase, 1.0, side, zone)
        for press in frame.press:
            found += [[a, b] for a, b in pressed(pose, press, camera)]
    return found


def way(poses: Sequence[Pose], name: str, apart: float, camera: Camera) -> list[Point]:
    """The way of a point over ``poses``, moved outward by ``apart`` metres so that it runs beside the body."""
    found = []
    for pose in poses:
        point, inner = followed(pose, name)
        found.append(camera.at(add(point, unit(less(point, inner)), apart)))
    return found


def pressed(pose: Pose, name: str, camera: Camera) -> list[tuple[Point, Point]]:
    """Two short arrows that meet where ``name`` presses."""
    head = pose.spine.head
    size = pose.size
    arms = pose.arms
    match name.split("."):
        case ["forehead"]:
            spot, out = head.out(scaled((0.100, 0.095, 0.0), size)), head.axes[0]
        case ["temple", side]:
            s = 1.0 if side == "right" else -1.0
            spot, out = head.out(scaled((0.04, 0.075, 0.072 * s), size)), scaled(head.axes[2], s)
        case ["knee", side]:
            leg = pose.legs[Side(side)]
            spot = add(between(leg.hip, leg.knee, 0.9), leg.front, 0.07 * size)
            out = unit(less(arms[Side.LEFT if side == "right" else Side.RIGHT].shoulder, spot))
        case ["belly"]:
            loin = pose.spine.vertebrae[by.lumbar(3)]
            spot, out = loin.out(scaled((0.155, 0.0, 0.0), size)), loin.axes[0]
            aside = scaled(loin.axes[1], 0.055 * size)
            return [
                (
                    camera.at(add(add(spot, out, 0.12 * size), aside, s)),
                    camera.at(add(add(spot, out, 0.022 * size), aside, s)),
                )
                for s in (-1.0, 1.0)
            ]
        case _:
            return []
    outer = (camera.at(add(spot, out, 0.155 * size)), camera.at(add(spot, out, 0.050 * size)))
    inner = (camera.at(add(spot, out, -0.115 * size)), camera.at(add(spot, out, -0.020 * size)))
    return [outer, inner]


def barb(points: Sequence[Point], long: float) -> list[Point]:
    """The three corners of an open arrow head at the end of a line."""
    (ex, ey) = points[-1]
    bx, by = points[0]
    for x, y in reversed(points):
        bx, by = x, y
        if math.hypot(ex - x, ey - y) >= long * 0.8:
            break
    far = math.hypot(ex - bx, ey - by) or 1.0
    ux, uy = (ex - bx) / far, (ey - by) / far
    c, s = math.cos(math.radians(150)), math.sin(math.radians(150))
    one = (ex + long * (ux * c - uy * s), ey + long * (ux * s + uy * c))
    two = (ex + long * (ux * c + uy * s), ey + long * (-ux * s + uy * c))
    return [one, (ex, ey), two]
