"""The words that every room of the house shares: sides, regions, and what a camera sees of a body."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple


class Side(StrEnum):
    """A side of the person, never of the picture."""

    LEFT = "left"
    RIGHT = "right"


class Region(StrEnum):
    """Where it hurts, in the person's own words. Headache is answered with the neck."""

    NECK = "neck"
    HEADACHE = "headache"
    THORACIC = "thoracic"
    LUMBAR = "lumbar"


class Landmark(IntEnum):
    """The 33 places of BlazePose, by their index. Left and right are the person's own."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT_INDEX = 31
    RIGHT_FOOT_INDEX = 32


class Point(NamedTuple):
    """A landmark in the picture: x to the right and y down as shares of its width and height, z away from the camera
    as a share of the width with the middle of the hips as zero, visibility 0-1."""

    x: float
    y: float
    z: float
    visibility: float


class HeadPose(NamedTuple):
    """The head as the camera sees it, degrees: right rotation, flexion and right side bend positive, zero facing the
    camera. ``depth_mm`` toward the camera is positive, from any fixed zero; None where it is not known."""

    yaw: float
    pitch: float
    roll: float
    depth_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture's body. ``t`` seconds; ``points`` in the order of ``Landmark``, empty without a person."""

    t: float
    points: tuple[Point, ...]
    head: HeadPose | None
