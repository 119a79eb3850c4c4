"""What stands still in the room: chair, mat and wall as upright boxes, the chair's shadow. Metres; own choices [D]."""

from collections.abc import Iterator
from dataclasses import dataclass

from spinecoach.figure.members import Pose
from spinecoach.figure.posture import CHAIR_BACK, CHAIR_TOP, MAT, SEAT, SEAT_BACK, SEAT_FRONT, SEAT_HALF, SKIN
from spinecoach.figure.vector import Vec
from spinecoach.protocol.movement import Prop

MAT_HALF = 0.34
WALL_HALF = 0.40
WALL_HIGH = 2.05
WALL_THICK = 0.05
ROLL_HALF = 0.28
"""Half the length of a roller or a rolled towel."""
SHADOW: tuple[Vec, Vec] = (0.12, 0.0, 0.0), (0.50, 0.0, 0.36)
"""Middle and half-lengths of the shadow under a chair."""
_LEG = 0.015


@dataclass(frozen=True, slots=True)
class Box:
    """``name`` says what it is of: chair, mat, mat edge or wall."""

    name: str
    low: Vec
    high: Vec


def furniture(props: tuple[Prop, ...], mat: tuple[float, float], wall: float) -> tuple[Box, ...]:
    """All boxes. ``mat`` is the stretch of floor that the mat covers along X, ``wall`` where the wall's face is."""
    found: list[Box] = []
    if Prop.MAT in props:
        low, high = mat
        found.append(Box("mat", (low, MAT / 2, -MAT_HALF), (high, MAT, MAT_HALF)))
        found.append(Box("mat edge", (low, -0.006, -MAT_HALF), (high, MAT / 2, MAT_HALF)))
    if Prop.CHAIR in props:
        found += chair()
    if Prop.WALL in props:
        found.append(wall_box(wall))
    return tuple(found)


def wall_box(face: float) -> Box:
    """The piece of wall behind a body."""
    return Box("wall", (face - WALL_THICK, 0.0, -WALL_HALF), (face, WALL_HIGH, WALL_HALF))


def wall_behind(pose: Pose) -> float:
    """Where the face of a wall is that the back of this body leans against, along X."""
    size = pose.size
    back = [vertebra.at[0] - SKIN * size for vertebra in (pose.spine.pelvis, *pose.spine.vertebrae)]
    return min(back)


def chair() -> Iterator[Box]:
    """Legs, rails, the back's board and the seat."""
    back, front, half, leg = SEAT_BACK, SEAT_FRONT, SEAT_HALF, _LEG
    for z in (-half + leg, half - leg):
        for x in (back - leg, front - 2 * leg):
            yield Box("chair", (x - leg, 0.0, z - leg), (x + leg, SEAT - 0.03, z + leg))
    rail = CHAIR_BACK - 0.028
    for z in (-half + leg, half - leg):
        yield Box("chair", (rail, SEAT - 0.03, z - leg), (CHAIR_BACK, CHAIR_TOP - 0.04, z + leg))
    yield Box("chair", (rail - 0.004, CHAIR_TOP - 0.17, -half), (CHAIR_BACK, CHAIR_TOP, half))
    yield Box("chair", (rail, SEAT - 0.035, -half), (front, SEAT, half))
