"""How a head is turned, from the matrix that the face model gives of a square cut round the head.

The face detector misses small faces, and a turned one is hard to find again: in a cut, which holds the head at the same
size whatever the distance, it loses a third to a tenth as many (measured on the rendered clips, both bodies). The cut
is looked at as a picture of its own, so the angles are those seen along the ray to the head; a person's neutral takes
the rest. MediaPipe's geometry knows no other lens than its own, and turning the ray back in by it made flexion and
rotation worse.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from spinecoach.body import HeadPose, Point
from spinecoach.body import Landmark as Mark
from spinecoach.vision.turn import Matrix

EAR_TIMES = 4.5
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


def depth_in_whole(depth_mm: float, cut: Cut, image: tuple[int, int]) -> float:
    """The depth of a face found in a cut as it is in the whole picture: what fills more of one is held to be nearer."""
    return depth_mm * image[1] / cut.side
