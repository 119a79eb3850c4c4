"""Whether the body is where the exercise is done from."""

from math import exp

from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.referee import Referee, Tracking
from spinecoach.motion.sight import Sight
from spinecoach.motion.stage import REST, UNKNOWN

PLACED_S, STRAYED_S = 0.4, 1.0
"""Seconds until a body counts as in position, and as out of it [D]."""
SMOOTH_S = 0.3
EARLY_S = 1.0
"""Whoever began so shortly before the work meant it [D]."""
LOOK_S = 0.09
"""How often is enough to look at the position [D]."""


def in_position(
    referee: Referee, tracking: Tracking, sight: Sight, t: float, seconds: float, events: list[MotionEvent]
) -> bool:
    """Whether it is; on a way only what must always hold is asked, and a way that breaks it is void."""
    away = False
    for way in tracking.ways:
        if way.stage > REST:
            away = True
    tracking.looked_s += seconds
    if tracking.looked_s < LOOK_S:
        return away or tracking.placed
    seconds, tracking.looked_s = tracking.looked_s, 0.0
    keep = exp(-seconds / SMOOTH_S)
    good = True
    for number, bound in enumerate(referee.bounds):
        value, level = bound.read(sight), tracking.stances[number]
        if value is not None:
            level.value = value + (level.value - value) * keep if level.known else value
            level.known = True
        if not (level.known and bound.low <= level.value <= bound.high):
            good = False
            if away and bound.always:
                tracking.void = True
    if away:
        return True
    if good is tracking.placed:
        tracking.placed_s = 0.0
        return tracking.placed
    tracking.placed_s += seconds
    if tracking.placed_s >= (PLACED_S if good else STRAYED_S):
        tracking.placed, tracking.placed_s = good, 0.0
        events.append(MotionEvent(t, MotionKind.IN_POSITION if good else MotionKind.OUT_OF_POSITION))
        _begin_again(tracking)
    return tracking.placed


def begin_work(tracking: Tracking) -> None:
    """What was begun in a question or a rest is no part of the work that begins now."""
    for way in tracking.ways:
        if way.stage > REST and tracking.t - way.left > EARLY_S:
            way.stage, way.armed = REST, False
            way.path.clear()


def _begin_again(tracking: Tracking) -> None:
    """Whoever has moved about may rest elsewhere."""
    for way in tracking.ways:
        way.stage, way.still = UNKNOWN, False
        way.settle.clear()
    for level in tracking.rests.values():
        level.rest = level.value
