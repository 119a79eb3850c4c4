"""Hands that go round in small circles on the spot that they touch, as in a massage."""

import math
from collections.abc import Iterator
from dataclasses import replace

from spinecoach.body import Side
from spinecoach.figure.arm import Reach, Shoulders
from spinecoach.figure.course import Keys, mirrored
from spinecoach.figure.members import Pose, sign
from spinecoach.figure.pose import posed
from spinecoach.figure.touch import PLACES
from spinecoach.figure.vector import add, cross

STEPS = 12
"""Poses of one round."""


def circling(keys: Keys, phase: str, side: Side | None, zone: int | None) -> Iterator[Pose]:
    """One round from the pose of ``phase`` back to it, first and last the same; nothing where no hand circles.

    The circle lies on the skin and touches the spot, so that it begins without a leap; the hands mirror each other.
    """
    frame = mirrored(keys.pose(phase)) if keys.other(side) else keys.pose(phase)
    if not frame.circle:
        return
    pose = posed(keys, phase, 1.0, side, zone)
    shoulders = Shoulders(pose.build, pose.spine, pose.legs)
    reaches = {
        s: shoulders.reach(s, touch, pose.arms[s].shoulder, frame.angles)
        for s in Side
        if (touch := frame.touches.get(f"hand.{s.value}")) in PLACES and touch is not None
    }
    for step in range(STEPS + 1):
        turn = 2 * math.pi * (step % STEPS) / STEPS
        arms = dict(pose.arms)
        for s, reach in reaches.items():
            moved = _moved(reach, sign(s), turn, frame.circle / 1000.0 * pose.size)
            arms[s] = shoulders.arm(s, pose.arms[s].shoulder, moved, moved, 1.0, moves=False)
        yield replace(pose, arms=arms)


def _moved(reach: Reach, way: float, turn: float, radius: float) -> Reach:
    """The same reach at an angle of the circle, 0 where the hand rests."""
    along = add(reach.wrist, reach.fingers, (math.cos(turn) - 1.0) * radius)
    return replace(reach, wrist=add(along, cross(reach.back, reach.fingers), math.sin(turn) * radius * way))
