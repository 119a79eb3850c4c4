"""Chair, mat, roller, towel and wall as shapes in the picture, behind the body and before it."""

from spinecoach.figure.camera import Camera, Point
from spinecoach.figure.outline import ball, hull
from spinecoach.figure.pose import Pose
from spinecoach.figure.posture import CHAIR_BACK, CHAIR_TOP, MAT, SEAT, SEAT_BACK, SEAT_FRONT, SEAT_HALF
from spinecoach.figure.vector import UPRIGHT, Vec
from spinecoach.protocol.movement import Prop

Prism = tuple[str, list[Point]]
"""A class name and an outline."""


def box(camera: Camera, low: Vec, high: Vec) -> list[Point]:
    """The outline of an upright box, its corners a little round."""
    edge = 0.008
    corners = [
        ball(
            (
                x0 + edge if i & 1 else x1 - edge,
                y0 + edge if i & 2 else y1 - edge,
                z0 + edge if i & 4 else z1 - edge,
            ),
            edge,
        )
        for (x0, y0, z0), (x1, y1, z1) in [(low, high)]
        for i in range(8)
    ]
    return hull(camera, corners, 48)


def behind(camera: Camera, pose: Pose, props: tuple[Prop, ...], mat: tuple[float, float]) -> list[Prism]:
    """What is drawn before the body. ``mat`` is the stretch of floor that the body covers along X."""
    size = pose.build.stature / 1.70
    shapes: list[Prism] = []
    if Prop.MAT in props:
        low, high = mat
        shapes.append(("mat", box(camera, (low, -0.004, -0.36 * size), (high, MAT, 0.36 * size))))
    if Prop.CHAIR in props:
        shapes += _chair(camera)
    if Prop.WALL in props:
        wall = min(v.at[0] for v in pose.spine.vertebrae) - 0.075 * size
        shapes.append(("wall", box(camera, (wall - 0.03, 0.0, -0.5), (wall, 2.0, 0.5))))
    if pose.roll is not None:
        ends = [(pose.roll.at[0], pose.roll.at[1], z) for z in (-0.30 * size, 0.30 * size)]
        tube = [(end, UPRIGHT, (pose.roll.radius, pose.roll.radius, 0.004)) for end in ends]
        shapes.append(("roll", hull(camera, tube, 40)))
    return shapes


def _chair(camera: Camera) -> list[Prism]:
    back, front, half = SEAT_BACK, SEAT_FRONT, SEAT_HALF
    leg = 0.018
    legs = [
        ("chair far" if z < 0 else "chair", box(camera, (x - leg, 0.0, z - leg), (x + leg, SEAT - 0.02, z + leg)))
        for z in (-half + leg, half - leg)
        for x in (back + leg, front - leg)
    ]
    posts = [
        ("chair", box(camera, (CHAIR_BACK - 0.03, SEAT - 0.02, z - leg), (CHAIR_BACK, CHAIR_TOP - 0.03, z + leg)))
        for z in (-half + leg, half - leg)
    ]
    rest = ("chair", box(camera, (CHAIR_BACK - 0.034, CHAIR_TOP - 0.20, -half), (CHAIR_BACK, CHAIR_TOP, half)))
    seat = ("chair", box(camera, (back - 0.02, SEAT - 0.04, -half), (front, SEAT, half)))
    return [*legs, *posts, rest, seat]


def before(camera: Camera, pose: Pose) -> list[Prism]:
    """What is drawn after the body: the near end of a roller."""
    if pose.roll is None:
        return []
    size = pose.build.stature / 1.70
    near = 0.30 * size if camera.toward[2] > 0 else -0.30 * size
    disc = ((pose.roll.at[0], pose.roll.at[1], near), UPRIGHT, (pose.roll.radius, pose.roll.radius, 0.002))
    core = (disc[0], UPRIGHT, (pose.roll.radius * 0.36, pose.roll.radius * 0.36, 0.002))
    return [("roll", hull(camera, [disc], 24)), ("core", hull(camera, [core], 16))]
