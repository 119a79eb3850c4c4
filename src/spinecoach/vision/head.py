"""How a head is turned, from the matrix that the face model gives, in a whole picture or in a square cut of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from spinecoach.body import HeadPose, Point
from spinecoach.body import Landmark as Mark
from spinecoach.vision.turn import Matrix

ASSUMED_LENS_DEG = 63.0
"""The angle of a picture's height that MediaPipe's face geometry takes for granted."""
EAR_TIMES = 3.6
"""The side of the cut: so many times the distance of the ears, or half that of the shoulders where it is larger."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A square of a picture, in pixels. It may reach beyond the picture."""

    left: float
    top: float
    side: float


def head_cut(points: Sequence[Point], image: tuple[int, int]) -> Cut:
    """The square round a head, by the landmarks of the body."""
    wide, high = image

    def apart(a: Point, b: Point) -> float:
        return math.hypot((a.x - b.x) * wide, (a.y - b.y) * high)

    one, other = points[Mark.LEFT_EAR], points[Mark.RIGHT_EAR]
    side = EAR_TIMES * max(apart(one, other), apart(points[Mark.LEFT_SHOULDER], points[Mark.RIGHT_SHOULDER]) / 2.0)
    return Cut((one.x + other.x) / 2.0 * wide - side / 2.0, (one.y + other.y) / 2.0 * high - side / 2.0, side)


def head_pose(rotation: Matrix, depth_mm: float) -> HeadPose:
    """Clinical angles, in the order flexion, side bend, rotation, as ``figure.landmarks.angles_between``.

    ``rotation`` takes the face's axes to the camera's: x to the right of the picture, y up, z toward the camera.
    """
    r = rotation
    return HeadPose(
        math.degrees(math.atan2(-r[0][2], r[0][0])),
        math.degrees(math.atan2(r[2][1], r[1][1])),
        math.degrees(math.asin(max(-1.0, min(1.0, -r[0][1])))),
        depth_mm,
    )


def uncut(rotation: Matrix, depth_mm: float, cut: Cut, image: tuple[int, int]) -> tuple[list[list[float]], float]:
    """Rotation and depth of a face found in a cut, as they are in the whole picture.

    The model takes the cut for a picture of its own, seen straight on: the ray to its middle is turned back in, and
    as a face that fills more of a picture is held to be nearer, depth grows with the share that was cut.
    """
    wide, high = image
    ahead = high / 2.0 / math.tan(math.radians(ASSUMED_LENS_DEG / 2.0))
    x = cut.left + cut.side / 2.0 - wide / 2.0
    y = high / 2.0 - cut.top - cut.side / 2.0
    long = math.hypot(x, y, ahead)
    a, b, c = x / long, y / long, ahead / long
    # The shortest turn that takes (0, 0, -1) to the ray (a, b, -c).
    k = 1.0 / (1.0 + c)
    ray = [[1.0 - a * a * k, -a * b * k, -a], [-a * b * k, 1.0 - b * b * k, -b], [a, b, c]]
    turned = [[sum(ray[i][n] * rotation[n][j] for n in range(3)) for j in range(3)] for i in range(3)]
    return turned, depth_mm * high / cut.side
