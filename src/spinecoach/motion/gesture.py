"""Three gestures for who cannot reach a key: a raised open hand, a nod, a shake of the head. Pure, causal."""

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from spinecoach.body import Frame, Landmark, Point

RAISED_S = 0.7
"""How long a hand stands in the air before it is meant [D]."""
LOWERED_S = 0.25
"""How long it is down before it is taken back [D]."""
VISIBLE = 0.6
ABOVE, BESIDE, UP = 0.25, 0.75, 0.1
"""In widths of the body: how far the wrist is above its shoulder, the hand from the nose, and the fingers above the
wrist [D]. A hand at the head, as in a press, is nearer than that."""
TURNS = 3
"""Changes of direction that make a nod or a shake: down, up and down again."""
WINDOW_S = 2.2
NOD_DEG, SHAKE_DEG = 7.0, 10.0
"""From one change of direction to the next [D]."""
ASIDE = 0.6
"""A nod turns the head by less than this share of what it bows it, and a shake the other way round."""
GAP_S = 0.6


class Gesture(StrEnum):
    """What was meant."""

    HAND = "hand"
    HAND_DOWN = "hand_down"
    NOD = "nod"
    SHAKE = "shake"


@dataclass(slots=True)
class Gesturing:
    """What the frames have left behind."""

    t: float = -1.0
    since: float | None = None
    """When the hand came up."""
    down_since: float | None = None
    raised: bool = False
    heads: deque[tuple[float, float, float]] = field(default_factory=deque)
    """Time, pitch and yaw."""


def gestures(state: Gesturing, frame: Frame) -> tuple[Gesture, ...]:
    """What ``frame`` completes; ``state`` goes on with it. A frame that is not later than the last is passed over."""
    if frame.t <= state.t:
        return ()
    if frame.t - state.t > GAP_S:
        state.since, state.down_since = None, None
        state.heads.clear()
    state.t = frame.t
    return (*_hand(state, frame), *_head(state, frame))


def _hand(state: Gesturing, frame: Frame) -> Iterator[Gesture]:
    if not frame.points:
        state.since = None
        return
    if not raised(frame.points):
        state.since = None
        state.down_since = frame.t if state.down_since is None else state.down_since
        if state.raised and frame.t - state.down_since >= LOWERED_S:
            state.raised = False
            yield Gesture.HAND_DOWN
        return
    state.down_since = None
    state.since = frame.t if state.since is None else state.since
    if not state.raised and frame.t - state.since >= RAISED_S:
        state.raised = True
        yield Gesture.HAND


def raised(points: Sequence[Point]) -> bool:
    """Whether one open hand stands in the air beside the head, its fingers up, and the other hand is down."""
    shoulders = points[Landmark.LEFT_SHOULDER], points[Landmark.RIGHT_SHOULDER]
    hips = points[Landmark.LEFT_HIP], points[Landmark.RIGHT_HIP]
    trunk_x = (hips[0].x + hips[1].x - shoulders[0].x - shoulders[1].x) / 2
    trunk_y = (hips[0].y + hips[1].y - shoulders[0].y - shoulders[1].y) / 2
    if trunk_y <= abs(trunk_x):  # who lies has hands in the air for other reasons
        return False
    # From the side the shoulders lie one behind the other.
    width = max(_apart(*shoulders), 0.5 * math.hypot(trunk_x, trunk_y))
    up = [_in_the_air(points, side, width) for side in ("LEFT", "RIGHT")]
    return up[0] != up[1]


def _in_the_air(points: Sequence[Point], side: str, width: float) -> bool:
    shoulder, elbow, wrist, index, pinky = (
        points[Landmark[f"{side}_{part}"]] for part in ("SHOULDER", "ELBOW", "WRIST", "INDEX", "PINKY")
    )
    if min(wrist.visibility, index.visibility, pinky.visibility, elbow.visibility) < VISIBLE:
        return False
    finger_x, finger_y = (index.x + pinky.x) / 2 - wrist.x, wrist.y - (index.y + pinky.y) / 2
    forearm_up = elbow.y - wrist.y
    return (
        shoulder.y - wrist.y > ABOVE * width
        and finger_y > UP * width
        and finger_y > abs(finger_x)
        and forearm_up > abs(wrist.x - elbow.x)
        and _apart(wrist, points[Landmark.NOSE]) > BESIDE * width
    )


def _apart(a: Point, b: Point) -> float:
    return math.hypot(a.x - b.x, a.y - b.y)


def _head(state: Gesturing, frame: Frame) -> Iterator[Gesture]:
    if frame.head is None:
        return
    heads = state.heads
    heads.append((frame.t, frame.head.pitch, frame.head.yaw))
    while heads[0][0] < frame.t - WINDOW_S:
        heads.popleft()
    pitch, yaw = [h[1] for h in heads], [h[2] for h in heads]
    nodded, shaken = _span(pitch), _span(yaw)
    found = None
    if _swings(pitch, NOD_DEG) >= TURNS and shaken < ASIDE * nodded:
        found = Gesture.NOD
    elif _swings(yaw, SHAKE_DEG) >= TURNS and nodded < ASIDE * shaken:
        found = Gesture.SHAKE
    if found is not None:
        heads.clear()
        yield found


def _span(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _swings(values: Sequence[float], least: float) -> int:
    """How many ways of at least so many degrees follow one another, each in the other direction."""
    count, direction, turn = 0, 0, values[0]
    low = high = values[0]
    for value in values:
        low, high = min(low, value), max(high, value)
        if direction >= 0 and high - value >= least:
            count, direction, turn = count + 1, -1, value
        elif direction <= 0 and value - low >= least:
            count, direction, turn = count + 1, 1, value
        else:
            if (direction < 0 and value < turn) or (direction > 0 and value > turn):
                turn = value
            if direction < 0:
                low, high = turn, max(turn, value)
            elif direction > 0:
                low, high = min(turn, value), turn
            continue
        low = high = value
    return count
