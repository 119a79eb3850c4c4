"""The members of a pose, joints in the room, metres."""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.body import Side
from spinecoach.figure.proportions import Build
from spinecoach.figure.spine import Spine
from spinecoach.figure.vector import Vec


@dataclass(frozen=True, slots=True)
class Arm:
    """``fingers`` points along the hand, ``back`` out of its back."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    fingers: Vec
    back: Vec


@dataclass(frozen=True, slots=True)
class Leg:
    """``front`` points out of the front of the thigh, ``toes`` along the foot, ``sole`` from the sole upward."""

    hip: Vec
    knee: Vec
    ankle: Vec
    front: Vec
    toes: Vec
    sole: Vec


@dataclass(frozen=True, slots=True)
class Roll:
    """A roller or rolled towel across the body, under the vertebra ``level``."""

    at: Vec
    radius: float
    level: str


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole body; arms and legs by side."""

    build: Build
    spine: Spine
    arms: Mapping[Side, Arm]
    legs: Mapping[Side, Leg]
    roll: Roll | None

    @property
    def size(self) -> float:
        """How the body compares with one of 1.70 m."""
        return self.build.stature / 1.70


def sign(side: Side) -> float:
    """1 on the right, -1 on the left: the way that Z points."""
    return 1.0 if side is Side.RIGHT else -1.0
