"""Moves true landmarks in the picture as a pose model would, limb by limb, and turns the head's angles."""

import math
from dataclasses import dataclass

from spinecoach.body import Landmark as Mark
from spinecoach.figure.chance import Drift, Uniform, normals
from spinecoach.figure.noise import PARTS, Noise, Part

Spots = list[tuple[float, float]]
"""Pixels right and down."""

CHAIN: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (Mark.LEFT_SHOULDER, Mark.LEFT_ELBOW, ()),
    (Mark.RIGHT_SHOULDER, Mark.RIGHT_ELBOW, ()),
    (Mark.LEFT_ELBOW, Mark.LEFT_WRIST, ()),
    (Mark.RIGHT_ELBOW, Mark.RIGHT_WRIST, ()),
    (Mark.LEFT_WRIST, Mark.LEFT_INDEX, (Mark.LEFT_PINKY, Mark.LEFT_THUMB)),
    (Mark.RIGHT_WRIST, Mark.RIGHT_INDEX, (Mark.RIGHT_PINKY, Mark.RIGHT_THUMB)),
    (Mark.LEFT_HIP, Mark.LEFT_KNEE, ()),
    (Mark.RIGHT_HIP, Mark.RIGHT_KNEE, ()),
    (Mark.LEFT_KNEE, Mark.LEFT_ANKLE, ()),
    (Mark.RIGHT_KNEE, Mark.RIGHT_ANKLE, ()),
    (Mark.LEFT_ANKLE, Mark.LEFT_FOOT_INDEX, (Mark.LEFT_HEEL,)),
    (Mark.RIGHT_ANKLE, Mark.RIGHT_FOOT_INDEX, (Mark.RIGHT_HEEL,)),
)
"""Segments from the trunk outward: where each begins and ends, and what turns with its end."""
FACE = range(Mark.NOSE, Mark.MOUTH_RIGHT + 1)
ROOTS = (Mark.LEFT_SHOULDER, Mark.RIGHT_SHOULDER, Mark.LEFT_HIP, Mark.RIGHT_HIP)
LOOSE = (Part.SHOULDER, Part.ELBOW, Part.HIP, Part.KNEE)
"""Where clothes hide the joint."""

_TURN = 0
_STRETCH = _TURN + len(CHAIN)
_ROOT = _STRETCH + len(CHAIN)
_FACE = _ROOT + 2 * len(ROOTS)
_OWN = _FACE + 3
_DEPTH = _OWN + 2 * len(FACE)
_HEAD = _DEPTH + len(Mark)
STREAMS = _HEAD + 4


@dataclass(frozen=True, slots=True)
class Given:
    """The noise of one frame, in units of its spread."""

    values: list[float]

    def head(self) -> tuple[float, float, float, float]:
        """Yaw, pitch, roll and depth."""
        a, b, c, d = self.values[_HEAD:]
        return a, b, c, d

    def depth(self, mark: int) -> float:
        """The z of a landmark."""
        return self.values[_DEPTH + mark]


class Disturbance:
    """Noise of ``deg`` degrees over a recording. ``clothes_mm`` is the spread by which cloth hides where a joint is."""

    def __init__(self, noise: Noise, deg: float, clothes_mm: float, uniform: Uniform, *, widen: bool) -> None:
        self.noise = noise
        self.deg = deg
        self.widen = widen
        """Whether hidden limbs and single landmarks of the face stray as the fit says, rather than by ``deg`` alone."""
        self.scale = deg / noise.deg
        self.drift = Drift(uniform, STREAMS, noise.wander_at(deg), noise.wander_s)
        self.cloth = [value * clothes_mm / 1000.0 for value in normals(uniform, 2 * len(Mark))]

    def step(self, seconds: float) -> Given:
        """The noise ``seconds`` after the last frame."""
        return Given(self.drift.step(seconds))

    def moved(self, true: Spots, cover: list[float], given: Given, torso: float, metre: float) -> Spots:
        """The landmarks as the model has them. ``torso`` and ``metre`` are pixels at the body."""
        values = given.values
        found = list(true)
        self._face(found, values, torso)
        for i, root in enumerate(ROOTS):
            spread = self.noise.parts[PARTS[root]].torso * self.scale * torso
            x, y = found[root]
            found[root] = (x + values[_ROOT + 2 * i] * spread, y + values[_ROOT + 2 * i + 1] * spread)
        for i, (begin, end, more) in enumerate(CHAIN):
            spread = math.radians(self.deg)
            if self.widen and cover[end]:
                spread *= 1.0 + (self.noise.parts[PARTS[end]].hidden_times - 1.0) * cover[end]
            turn, long = values[_TURN + i] * spread, 1.0 + values[_STRETCH + i] * spread
            c, s = math.cos(turn) * long, math.sin(turn) * long
            (x, y), (from_x, from_y) = found[begin], true[begin]
            for mark in (end, *more):
                dx, dy = true[mark][0] - from_x, true[mark][1] - from_y
                found[mark] = (x + dx * c - dy * s, y + dx * s + dy * c)
        for mark, part in enumerate(PARTS):
            if part in LOOSE:
                x, y = found[mark]
                found[mark] = (x + self.cloth[2 * mark] * metre, y + self.cloth[2 * mark + 1] * metre)
        return found

    def _face(self, found: Spots, values: list[float], torso: float) -> None:
        """Moves the face as a whole and turns it about the middle of the ears; its landmarks hardly stray by
        themselves."""
        own = self.noise.face_own * torso if self.widen else 0.0
        whole = math.sqrt(max(0.0, self.noise.parts[Part.FACE].torso ** 2 - self.noise.face_own**2))
        spread = whole * self.scale * torso
        (lx, ly), (rx, ry) = found[Mark.LEFT_EAR], found[Mark.RIGHT_EAR]
        mx, my = (lx + rx) / 2, (ly + ry) / 2
        to_x, to_y = mx + values[_FACE] * spread, my + values[_FACE + 1] * spread
        turn = math.radians(self.deg) * values[_FACE + 2]
        c, s = math.cos(turn), math.sin(turn)
        for mark in FACE:
            dx, dy = found[mark][0] - mx, found[mark][1] - my
            found[mark] = (
                to_x + dx * c - dy * s + values[_OWN + 2 * mark] * own,
                to_y + dx * s + dy * c + values[_OWN + 2 * mark + 1] * own,
            )
