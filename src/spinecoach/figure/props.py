"""Chair, mat, wall, roller, towel and weights as shapes in the picture."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from spinecoach.body import Side
from spinecoach.figure.camera import Camera, Point
from spinecoach.figure.furniture import MAT_HALF, ROLL_HALF, SHADOW, chair, wall_box
from spinecoach.figure.members import Pose
from spinecoach.figure.outline import hull
from spinecoach.figure.posture import MAT
from spinecoach.figure.vector import UPRIGHT, Vec, add, cross
from spinecoach.protocol.movement import Prop


@dataclass(frozen=True, slots=True)
class Thing:
    """An outline with its class; ``soft`` ones are curves, the others polygons."""

    name: str
    points: Sequence[Point]
    soft: bool = False


def box(camera: Camera, low: Vec, high: Vec) -> list[Point]:
    """The outline of an upright box: the convex rim of its eight corners."""
    corners = [
        _even(camera.at((x, y, z))) for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])
    ]
    return _rim(corners)


def _even(p: Point) -> Point:
    """Whole micrometres, so that corners above one another really are."""
    return round(p[0], 6), round(p[1], 6)


def _rim(points: Sequence[Point]) -> list[Point]:
    """Andrew's monotone chain."""
    ordered = sorted(points)
    found: list[Point] = []
    for way in (ordered, ordered[::-1]):
        side: list[Point] = []
        for p in way:
            while len(side) > 1 and _turn(side[-2], side[-1], p) <= 1e-12:
                side.pop()
            side.append(p)
        found += side[:-1]
    return found


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def behind(camera: Camera, pose: Pose, props: tuple[Prop, ...], mat: tuple[float, float], wall: float) -> list[Thing]:
    """What is drawn before the body. ``mat`` is the stretch that the mat covers along X, ``wall`` the wall's face."""
    size = pose.size
    things: list[Thing] = []
    if Prop.WALL in props:
        part = wall_box(wall)
        things.append(Thing(part.name, box(camera, part.low, part.high)))
    if Prop.MAT in props:
        half = MAT_HALF * size
        low, high = mat
        edge = half if camera.toward[2] > 0 else -half
        things.append(Thing("mat", box(camera, (low, MAT, -half), (high, MAT, half))))
        things.append(Thing("mat edge", box(camera, (low, -0.006, edge), (high, MAT, edge))))
    if Prop.CHAIR in props:
        things.append(_shadow(camera, *SHADOW))
        things += _chair(camera)
    if pose.roll is not None:
        ends = [(pose.roll.at[0], pose.roll.at[1], z) for z in (-ROLL_HALF * size, ROLL_HALF * size)]
        tube = [(end, UPRIGHT, (pose.roll.radius, pose.roll.radius, 0.004)) for end in ends]
        things.append(Thing(_cloth(props), hull(camera, tube, 28), soft=True))
    return things


def _shadow(camera: Camera, at: Vec, half: Vec) -> Thing:
    turns = [2 * math.pi * i / 16 for i in range(16)]
    rim = [camera.at((at[0] + half[0] * math.cos(t), at[1], at[2] + half[2] * math.sin(t))) for t in turns]
    return Thing("ground", rim, soft=True)


def _cloth(props: tuple[Prop, ...]) -> str:
    return "roll" if Prop.ROLLER in props else "towel"


def _chair(camera: Camera) -> list[Thing]:
    return [Thing(part.name, box(camera, part.low, part.high)) for part in chair()]


def before(camera: Camera, pose: Pose, props: tuple[Prop, ...]) -> list[Thing]:
    """What is drawn after the body: the near end of a roller, weights in the hands."""
    size = pose.size
    things: list[Thing] = []
    if pose.roll is not None:
        near = ROLL_HALF * size if camera.toward[2] > 0 else -ROLL_HALF * size
        at = (pose.roll.at[0], pose.roll.at[1], near)
        name = _cloth(props)
        things.append(Thing(name, hull(camera, [(at, UPRIGHT, _disc(pose.roll.radius))], 18), soft=True))
        things.append(
            Thing(f"{name} core", hull(camera, [(at, UPRIGHT, _disc(pose.roll.radius * 0.4))], 12), soft=True)
        )
    if Prop.WEIGHTS in props:
        for side in Side:
            things += _weight(camera, pose, side, size)
    return things


def _disc(radius: float) -> Vec:
    return (radius, radius, 0.002)


def _weight(camera: Camera, pose: Pose, side: Side, size: float) -> list[Thing]:
    arm = pose.arms[side]
    along = cross(arm.fingers, arm.back)
    axes = (along, arm.fingers, arm.back)
    grip = add(add(arm.wrist, arm.fingers, 0.085 * size), arm.back, -0.018 * size)
    plates = [
        (add(grip, along, way * 0.062 * size), axes, (0.020 * size, 0.038 * size, 0.038 * size)) for way in (-1, 1)
    ]
    return [Thing("weight", hull(camera, [plate], 16), soft=True) for plate in plates]
