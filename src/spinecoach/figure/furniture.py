"""What stands still in the room: chair and mat as upright boxes, the chair's shadow. Metres; own choices [D]."""

from collections.abc import Iterator
from dataclasses import dataclass

from spinecoach.figure.posture import CHAIR_BACK, CHAIR_TOP, MAT, SEAT, SEAT_BACK, SEAT_FRONT, SEAT_HALF
from spinecoach.figure.vector import Vec
from spinecoach.protocol.movement import Prop

MAT_HALF = 0.34
ROLL_HALF = 0.28
"""Half the length of a roller or a rolled towel."""
SHADOW: tuple[Vec, Vec] = (0.12, 0.0, 0.0), (0.50, 0.0, 0.36)
"""Middle and half-lengths of the shadow under a chair."""
_LEG = 0.015


@dataclass(frozen=True, slots=True)
class Box:
    """``name`` says what it is of: chair, mat or mat edge."""

    name: str
    low: Vec
    high: Vec


def furniture(props: tuple[Prop, ...], mat: tuple[float, float]) -> tuple[Box, ...]:
    """All boxes. ``mat`` is the stretch of floor that the mat covers along X."""
    found: list[Box] = []
    if Prop.MAT in props:
        low, high = mat
        found.append(Box("mat", (low, MAT / 2, -MAT_HALF), (high, MAT, MAT_HALF)))
        found.append(Box("mat edge", (low, -0.006, -MAT_HALF), (high, MAT / 2, MAT_HALF)))
    if Prop.CHAIR in props:
        found += chair()
    return tuple(found)


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
