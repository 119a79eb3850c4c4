"""Stretches of time from one keyframe of a body to the next, and where the body is within them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spinecoach.figure.landmarks import Marks, blended, marks_of
from spinecoach.figure.members import Pose
from spinecoach.figure.pose import Body, eased
from spinecoach.protocol.movement import Keyframe, Manner

STEPS = 3
"""Stops and starts of a jerky way [D]."""
SPRING = 0.3
"""The share of the way that a bounce gives back [D]."""
REACHED = 0.5
"""The share of the time in which a bouncing way is gone for the first time [D]."""


@dataclass(frozen=True, slots=True, eq=False)
class Stance:
    """One keyframe of one body. Stances are told apart by identity."""

    body: Body
    frame: Keyframe

    def pose(self) -> Pose:
        """The body in it."""
        return self.body.at(self.frame, self.frame, 1.0)


def alike(a: Stance, b: Stance) -> bool:
    """Whether two stances ask the same of a body."""
    return a is b or (a.frame.angles == b.frame.angles and a.frame.touches == b.frame.touches)


@dataclass(frozen=True, slots=True)
class Passage:
    """``seconds`` on the way from one stance to another, or in one that stays."""

    seconds: float
    before: Stance
    after: Stance
    manner: Manner = Manner.SMOOTH


def partway(a: Stance, b: Stance, share: float) -> Stance:
    """A stance of the body of ``a``, its angles on the way to ``b``, its hands where they are in ``a``."""
    base = a.body.base.both
    one, two = ({**base, **stance.frame.angles} for stance in (a, b))
    angles = {n: one.get(n, 0.0) + (two.get(n, 0.0) - one.get(n, 0.0)) * share for n in {**one, **two}}
    return Stance(a.body, Keyframe(angles=angles, touches=a.frame.touches))


def share_at(fraction: float, manner: Manner) -> float:
    """The share of the way at a share of the time."""
    match manner:
        case Manner.SMOOTH:
            return eased(fraction)
        case Manner.STEPS:
            whole = min(math.floor(fraction * STEPS), STEPS - 1)
            return (whole + eased(min(1.0, (fraction * STEPS - whole) * 1.6))) / STEPS
        case Manner.BOUNCES:
            if fraction < REACHED:
                return eased(fraction / REACHED)
            return 1.0 - SPRING * math.sin(2 * math.pi * (fraction - REACHED) / (1.0 - REACHED)) ** 2


def marks_at(passages: Sequence[Passage], times: Sequence[float]) -> Iterator[Marks]:
    """What a camera could follow at each of ``times``, ascending seconds; after the end the body stays."""
    stood: dict[Stance, Marks] = {}

    def still(stance: Stance) -> Marks:
        if stance not in stood:
            stood[stance] = marks_of(stance.pose())
        return stood[stance]

    at, began = 0, 0.0
    for t in times:
        while at < len(passages) - 1 and t >= began + passages[at].seconds:
            began += passages[at].seconds
            at += 1
        way = passages[at]
        fraction = min(1.0, (t - began) / way.seconds) if way.seconds > 0 else 1.0
        share = share_at(fraction, way.manner)
        if way.before is way.after or share <= 0.0:
            yield still(way.before)
        elif share >= 1.0:
            yield still(way.after)
        elif way.before.body is way.after.body:
            yield marks_of(way.before.body.at(way.before.frame, way.after.frame, share))
        else:
            yield blended(still(way.before), still(way.after), share)
