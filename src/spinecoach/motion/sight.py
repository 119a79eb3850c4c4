"""One frame as signals read it: pixels with up as up, and to which side of the picture the person looks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spinecoach.body import HeadPose, Point, Side
from spinecoach.protocol.tracking import LIMBS, MIDDLES, OTHER, SAME

Spot = tuple[float, float]
"""Pixels right and up."""

TELLING = 0.4
"""About the sine of the angle from the trunk at which a face tells where forward is; a bowed one does not [D]."""
TURN_S = 1.0
"""How long the face must look the other way before the person counts as turned round [D]."""


@dataclass(frozen=True, slots=True)
class Lens:
    """The picture: width and height in pixels, and whether it is mirrored. Collects the spots that signals ask for."""

    wide: float
    high: float
    mirrored: bool = False
    asked: list[tuple[int, ...]] = field(default_factory=list)
    """The landmarks of each spot, by its number."""

    def spot(self, name: str, side: Side | None = None) -> int:
        """The number of a spot of ``SPOTS`` among those of a ``Sight``; ``side`` is the one that works."""
        marks = marks_of(name, side)
        if marks not in self.asked:
            self.asked.append(marks)
        return self.asked.index(marks)

    def reader(self) -> Callable[[Sequence[Point]], list[Spot]]:
        """Finds every spot that was asked for in the points of a frame."""
        wide, high = (-self.wide if self.mirrored else self.wide), -self.high
        getters = tuple(_getter(marks, wide, high) for marks in self.asked)
        return lambda points: [get(points) for get in getters]


def _getter(marks: tuple[int, ...], wide: float, high: float) -> Callable[[Sequence[Point]], Spot]:
    if len(marks) == 1:
        only = marks[0]

        def one(points: Sequence[Point]) -> Spot:
            p = points[only]
            return p[0] * wide, p[1] * high

        return one
    if len(marks) == 2:
        left, right = marks
        half_wide, half_high = wide / 2, high / 2

        def two(points: Sequence[Point]) -> Spot:
            p, q = points[left], points[right]
            return (p[0] + q[0]) * half_wide, (p[1] + q[1]) * half_high

        return two
    each_wide, each_high = wide / len(marks), high / len(marks)

    def several(points: Sequence[Point]) -> Spot:
        x = y = 0.0
        for i in marks:
            p = points[i]
            x += p[0]
            y += p[1]
        return x * each_wide, y * each_high

    return several


def marks_of(name: str, side: Side | None) -> tuple[int, ...]:
    """The landmarks of a spot of ``SPOTS``."""
    limb, _, which = name.partition(".")
    if not which:
        return tuple(MIDDLES[limb])
    if which in (SAME, OTHER):
        return tuple(LIMBS[limb][0 if (side is Side.LEFT) == (which == SAME) else 1])
    return tuple(LIMBS[limb][0 if which == Side.LEFT else 1])


@dataclass(slots=True)
class Sight:
    """A frame being read: its ``spots`` by their numbers, and the ``head`` with lost faces filled in.

    ``facing`` is 1 where forward (from the front: the person's right) is to the right of the picture, else -1.
    """

    spots: Sequence[Spot]
    facing: float
    head: HeadPose | None


@dataclass(slots=True)
class Facing:
    """To which side the person looks, kept by continuity. State."""

    sign: float = 0.0
    against_s: float = 0.0

    def see(self, now: float, seconds: float) -> float:
        """``now`` is the sign that this frame shows, or 0; it wins when nothing was known or after a second."""
        if now == 0.0:
            self.against_s = 0.0
        elif self.sign == 0.0 or now == self.sign:
            self.sign, self.against_s = now, 0.0
        else:
            self.against_s += seconds
            if self.against_s > TURN_S:
                self.sign, self.against_s = now, 0.0
        return self.sign or 1.0


def front_sign(lens: Lens) -> Callable[[Sequence[Spot]], float]:
    """From the front: on which side of the picture the right shoulder is."""
    left, right = lens.spot("shoulder.left"), lens.spot("shoulder.right")
    return lambda spots: 1.0 if spots[right][0] > spots[left][0] else -1.0


def side_sign(lens: Lens) -> Callable[[Sequence[Spot]], float]:
    """From the side: on which side of the trunk's axis, hips to shoulders, the nose is before the ears."""
    hips, shoulders, ears, nose = (lens.spot(name) for name in ("hips", "shoulders", "ears", "nose"))

    def sign(spots: Sequence[Spot]) -> float:
        (hx, hy), (sx, sy) = spots[hips], spots[shoulders]
        (ex, ey), (nx, ny) = spots[ears], spots[nose]
        ahead = (nx - ex) * (sy - hy) - (ny - ey) * (sx - hx)
        sure = TELLING * (abs(nx - ex) + abs(ny - ey)) * (abs(sx - hx) + abs(sy - hy))
        return 0.0 if abs(ahead) < sure else 1.0 if ahead > 0.0 else -1.0

    return sign
