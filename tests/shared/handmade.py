"""A body drawn by hand, and referees for what its arms and its nose do."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from spinecoach.body import Frame, HeadPose, Landmark, Point
from spinecoach.motion.referee import Referee, referee_of
from spinecoach.protocol.tracking import (
    Against,
    Along,
    Beyond,
    Count,
    Distance,
    FaultRule,
    Lapse,
    Measure,
    Mistimed,
    Moment,
    Severity,
    Sighted,
    Stance,
    Tracking,
    Way,
)

IMAGE = (1000, 1000)
TRUNK = ("hips", "shoulders")


def body(left: float = 0.0, right: float = 0.0, lean: float = 0.0) -> tuple[Point, ...]:
    """From the front. Each wrist so many trunks above its hip, the nose so many to the person's right of the hips."""
    places = {
        Landmark.LEFT_SHOULDER: (0.6, 0.3), Landmark.RIGHT_SHOULDER: (0.4, 0.3), Landmark.LEFT_HIP: (0.6, 0.7),
        Landmark.RIGHT_HIP: (0.4, 0.7), Landmark.LEFT_WRIST: (0.7, 0.7 - 0.4 * left),
        Landmark.RIGHT_WRIST: (0.3, 0.7 - 0.4 * right), Landmark.NOSE: (0.5 - 0.4 * lean, 0.15),
    }  # fmt: skip
    return tuple(Point(*places.get(mark, (0.5, 0.5)), 0.0, 1.0) for mark in Landmark)


def frame(t: float, left: float = 0.0, right: float = 0.0, lean: float = 0.0, head: HeadPose | None = None) -> Frame:
    """The body at ``t``."""
    return Frame(t, body(left, right, lean), head)


SIGNALS = {
    "arm": Distance("hip.same", "wrist.same", Along.UP, TRUNK),
    "left": Distance("hip.left", "wrist.left", Along.UP, TRUNK),
    "right": Distance("hip.right", "wrist.right", Along.UP, TRUNK),
    "lean": Distance("hips", "nose", Along.FORWARD, TRUNK),
}
LEFT = Count("left", Way.RISES, 1.0, 0.5, hold=True)
BOTH = Count("arm", Way.RISES, 1.0, 0.5, each=True, hold=True)


def fault(name: str, rule: Beyond | Mistimed) -> FaultRule:
    """A fault told as ``name``."""
    return FaultRule(name, rule, "", Severity.FORM)


LAPSES = tuple(
    fault(lapse.value, Mistimed(lapse, limit))
    for lapse, limit in (
        (Lapse.HALF, 0.0), (Lapse.HASTY, 0.4), (Lapse.EARLY, 0.5), (Lapse.SINKS, 0.0), (Lapse.JERKY, 0.6),
        (Lapse.BOUNCES, 0.15), (Lapse.SHORT_REST, 0.4), (Lapse.WRONG_SIDE, 0.0),
    )
)  # fmt: skip
LIMITS = (
    fault("leans", Beyond("lean", Way.STRAYS, 0.2, 0.3)),
    fault("leans_at_end", Beyond("lean", Way.RISES, 0.1, 0.2, moment=Moment.STAY, unless="leans")),
    fault("wanders", Beyond("lean", Way.FALLS, 0.5, 0.4, moment=Moment.ALWAYS)),
    fault("other_arm", Beyond("right", Way.RISES, 0.3, 0.2, scaled=0.4, whole=True)),
    fault("away", Beyond("lean", Way.RISES, 0.8, 0.0, against=Against.ZERO, void=True)),
    fault("unusual", Beyond("lean", Way.RISES, 0.06, 0.0, against=Against.OWN)),
)


def sighted(
    *counts: Count, faults: Sequence[FaultRule] = (), measures: Sequence[Measure] = (),
    stances: Sequence[Stance] = (), paired: bool = False,
) -> Sighted:  # fmt: skip
    """A view of the signals above."""
    return Sighted(SIGNALS, tuple(stances), counts, tuple(measures), tuple(faults), paired)


def referee(seen: Sighted) -> Referee:
    """Its referee."""
    made = referee_of(Tracking({"front": seen}, ()), "front", IMAGE)
    assert made is not None
    return made


def curve(f: float) -> float:
    """The way of least jerk, from 0 to 1."""
    f = min(1.0, max(0.0, f))
    return f**3 * (10.0 - 15.0 * f + 6.0 * f * f)


@dataclass(frozen=True)
class Moves:
    """Heights joined by smooth reaches: each a moment to begin, the seconds it takes, and where it ends."""

    steps: tuple[tuple[float, float, float], ...]
    begin: float = 0.0

    def __call__(self, t: float) -> float:
        """The height at ``t``."""
        height = self.begin
        for start, seconds, end in self.steps:
            height += (end - height) * curve((t - start) / seconds)
        return height


def times(until: float, fps: float, seed: int) -> Iterator[float]:
    """Moments of frames, a little uneven."""
    chance = Random(seed)
    return (max(0.0, (n + chance.uniform(-0.2, 0.2)) / fps) for n in range(int(until * fps)))


def noise(size: float, seed: int) -> Callable[[], float]:
    """Normal, by sums of twelve, the same on every machine."""
    chance = Random(seed)
    return lambda: size * (math.fsum(chance.random() for _ in range(12)) - 6.0)
