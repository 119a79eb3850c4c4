"""The head where the face is lost in a far turn: told on from the pose's own face landmarks.

While both are seen the landmarks learn from the face how they belong to it: yaw by the nose's way across the distance
of the ears, pitch by the height of the eyes between them, which is that of a spot ahead of and above the axis that the
head bows about.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spinecoach.body import HeadPose
from spinecoach.motion.sight import Lens, Spot

NOSE_AHEAD = 0.79
"""How far the nose lies before the ears, in distances of the ears, before anything is learned [D]."""
LEARN_S = 0.5
FORGET_S = 20.0
TELLING_DEG = 15.0
"""Turns smaller than this tell nothing about how far the nose lies ahead."""
LEAST_SPREAD = 0.001
"""Spread of the pitches that were seen, as a squared sine, from which they tell where the eyes are: about two degrees
[D]."""
LEAST_AHEAD = 0.05
"""How far ahead of the ears eyes are at least, in widths of the shoulders [D]."""


@dataclass(slots=True)
class HeadState:
    """What was learned. ``sums`` are of sine squared, sine times cosine, cosine squared, sine times height and cosine
    times height, fading."""

    ahead: float = NOSE_AHEAD
    yaw_off: float = 0.0
    roll: float = 0.0
    pitch: float = 0.0
    depth: float | None = None
    ears: float = 0.0
    known: bool = False
    sums: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0, 0.0, 0.0])


def head_filler(lens: Lens) -> Callable[[HeadState, Sequence[Spot], HeadPose | None, float], HeadPose]:
    """The step: the face's own head, or the one that the landmarks tell; before a face was seen, that is its yaw alone,
    and pitch and roll are no numbers."""
    left, right, nose, eyes, shoulder, other = (
        lens.spot(name) for name in ("ear.left", "ear.right", "nose", "eyes", "shoulder.left", "shoulder.right")
    )

    def fill(state: HeadState, spots: Sequence[Spot], head: HeadPose | None, seconds: float) -> HeadPose:
        (lx, ly), (rx, ry), (nx, _) = spots[left], spots[right], spots[nose]
        across, apart, up = nx - (lx + rx) / 2, lx - rx, spots[eyes][1] - (ly + ry) / 2
        if head is not None:
            _learn(state, head, across, apart, up / _width(spots[shoulder], spots[other]), seconds)
            return head
        yaw = math.degrees(math.atan2(-across, state.ahead * apart)) + state.yaw_off
        if not state.known:
            return HeadPose(yaw, math.nan, math.nan)
        pitch = _pitch(state, up / _width(spots[shoulder], spots[other]))
        return HeadPose(yaw, pitch, state.roll, state.depth)

    return fill


def _width(a: tuple[float, float], b: tuple[float, float]) -> float:
    return max(1.0, math.hypot(a[0] - b[0], a[1] - b[1]))


def _learn(state: HeadState, head: HeadPose, across: float, apart: float, up: float, seconds: float) -> None:
    yaw, pitch, roll, depth = head
    keep = math.exp(-seconds / LEARN_S) if state.known else 0.0
    if TELLING_DEG < abs(yaw) < 60.0 and apart > 1.0:
        seen = -across / apart / math.tan(math.radians(yaw))
        if 0.3 < seen < 2.0:
            state.ahead += (seen - state.ahead) * (1.0 - math.exp(-seconds / LEARN_S))
    told = math.degrees(math.atan2(-across, state.ahead * apart))
    state.yaw_off = (yaw - told) + (state.yaw_off - (yaw - told)) * keep
    state.roll = roll + (state.roll - roll) * keep
    state.pitch = pitch + (state.pitch - pitch) * keep
    state.depth = depth
    s, c = math.sin(math.radians(pitch)), math.cos(math.radians(pitch))
    fade = math.exp(-seconds / FORGET_S)
    sums = state.sums
    for i, value in enumerate((s * s, s * c, c * c, s * up, c * up)):
        sums[i] = sums[i] * fade + value * seconds
    state.known = True


def _pitch(state: HeadState, up: float) -> float:
    """The pitch at which a spot ``ahead`` of and ``above`` the ears comes to the height that is seen."""
    ss, sc, cc, sh, ch = state.sums
    whole = ss + cc
    spread = ss * cc - sc * sc
    if whole <= 0.0 or spread < LEAST_SPREAD * whole * whole:
        return state.pitch
    ahead, above = (sc * ch - cc * sh) / spread, (ss * ch - sc * sh) / spread
    if ahead < LEAST_AHEAD:  # eyes that do not sink when the head bows tell nothing
        return state.pitch
    return math.degrees(math.acos(max(-1.0, min(1.0, up / math.hypot(ahead, above)))) - math.atan2(ahead, above))
