"""Where metres go in the picture: one frame for all poses of an exercise, so that pictures change without a jump."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spinecoach.body import Side
from spinecoach.figure.arrow import Line, arrows
from spinecoach.figure.camera import Camera, Point
from spinecoach.figure.course import Keys
from spinecoach.figure.furniture import WALL_HALF, WALL_THICK, wall_behind
from spinecoach.figure.members import Pose
from spinecoach.figure.pose import posed
from spinecoach.figure.posture import MAT
from spinecoach.figure.vector import add
from spinecoach.protocol.movement import Crop, Prop

MARGIN = 10.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in metres of the picture."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Scale in picture units a metre, and where the room's origin lies.

    Along X, in metres: ``mat`` is its stretch, ``wall`` the place of the wall's face.
    """

    scale: float
    left: float
    top: float
    mat: tuple[float, float]
    wall: float

    def put(self, p: Point) -> Point:
        """Metres of the picture in units of the picture."""
        return (p[0] * self.scale + self.left, p[1] * self.scale + self.top)


Moment = tuple[str | None, Side | None, int | None]
"""Phase, side and zone."""


def moments(keys: Keys, side: Side | None = None) -> list[Moment]:
    """Every pose that an exercise may show; both sides unless one is asked for."""
    zones: Sequence[int | None] = range(len(keys.zones)) if keys.zones else (None,)
    sides: Sequence[Side | None] = (side,) if side else tuple(Side) if keys.side else (None,)
    return [(phase, s, zone) for s in sides for zone in zones for phase in (None, *keys.order)]


def extent(keys: Keys, camera: Camera, shown: Iterable[Moment]) -> Box:
    """What the bodies, their arrows and their props fill."""
    points: list[Point] = []
    for phase, side, zone in shown:
        points += _reach(posed(keys, phase, 1.0, side, zone), camera, keys.crop)
        for line in arrows(keys, camera, phase, side, zone):
            points += _padded(line, 0.02)
    if Prop.MAT in keys.props:
        low, high = _mat(keys)
        points += [camera.at((low, MAT, -0.34)), camera.at((high, -0.01, 0.34))]
    if Prop.WALL in keys.props:
        low, high = min(p[1] for p in points), max(p[1] for p in points)
        face = wall_behind(posed(keys, None))
        wide = [camera.at((x, 1.0, z))[0] for x in (face - WALL_THICK, face) for z in (-WALL_HALF, WALL_HALF)]
        points += [(min(wide), low), (max(wide), high)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def stage_of(keys: Keys, box: Box, wide: float, high: float, *, scale: float | None = None) -> Stage:
    """``box`` in the middle of a picture, standing on its lower edge; as large as it goes unless ``scale`` is given."""
    low_x, low_y, high_x, high_y = box
    foot = 0.0 if keys.crop is Crop.BUST else MARGIN
    fits = min((wide - 2 * MARGIN) / (high_x - low_x), (high - MARGIN - foot) / (high_y - low_y))
    scale = scale or fits
    spare = max(0.0, high - MARGIN - foot - (high_y - low_y) * scale)
    left = wide / 2 - (low_x + high_x) / 2 * scale
    top = high - foot - spare * (0.0 if keys.crop is Crop.BUST else 0.4) - high_y * scale
    return Stage(scale, left, top, _mat(keys), wall_behind(posed(keys, None)))


def _mat(keys: Keys) -> tuple[float, float]:
    pose = posed(keys, None)
    feet = [leg.ankle[0] for leg in pose.legs.values()]
    return pose.spine.head.at[0] - 0.30, max(feet) + 0.24


def _reach(pose: Pose, camera: Camera, crop: Crop) -> list[Point]:
    size = pose.size
    head = pose.spine.head
    found = _round(camera.at(head.out((0.02 * size, 0.05 * size, 0.0))), 0.115 * size)
    for arm in pose.arms.values():
        found += _round(camera.at(arm.shoulder), 0.05 * size) + _round(camera.at(arm.elbow), 0.04 * size)
        if crop is Crop.WHOLE or arm.wrist[1] > arm.elbow[1]:
            found += _round(camera.at(add(arm.wrist, arm.fingers, 0.10 * size)), 0.07 * size)
    if crop is Crop.BUST:
        return _cut(found, camera.at(pose.spine.vertebrae[1].at))
    found += _round(camera.at(pose.spine.pelvis.at), 0.11 * size)
    for leg in pose.legs.values():
        found += _round(camera.at(leg.knee), 0.06 * size)
        found += _round(camera.at(add(leg.ankle, leg.sole, -0.03 * size)), 0.045 * size)
        found += _round(camera.at(add(add(leg.ankle, leg.toes, 0.14 * size), leg.sole, -0.04 * size)), 0.035 * size)
    return found


def _cut(points: list[Point], bottom: Point) -> list[Point]:
    return [(x, min(y, bottom[1])) for x, y in points] + [bottom]


def _round(p: Point, radius: float) -> list[Point]:
    return [(p[0] - radius, p[1] - radius), (p[0] + radius, p[1] + radius)]


def _padded(line: Line, by: float) -> list[Point]:
    return [q for p in line for q in _round(p, by)]
