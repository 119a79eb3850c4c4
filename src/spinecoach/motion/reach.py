"""When a smooth reach began and arrived, told from the times at which it went through its middle.

People reach smoothly: the way follows the curve of least jerk (Flash and Hogan 1985 [K]). Near its ends that curve is
flatter than the noise, so begin and end are extrapolated from where it is steep.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spinecoach.motion.trace import Trace

SHARES = (0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85)
BELOW = sum(share < 0.5 for share in SHARES)
"""How many of them lie below the middle."""
LEAST_SHARES = 3


def _fraction(share: float) -> float:
    """The share of the time at which that share of the way is gone."""
    low, high = 0.0, 1.0
    for _ in range(40):
        f = (low + high) / 2
        low, high = (f, high) if f**3 * (10.0 - 15.0 * f + 6.0 * f * f) < share else (low, f)
    return (low + high) / 2


FRACTIONS = tuple(_fraction(share) for share in SHARES)
WEIGHTS = tuple((30.0 * f * f * (1.0 - f) ** 2) ** 2 for f in FRACTIONS)
"""How surely each tells its time: noise shifts a crossing the less, the steeper the way."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The straight line through the times of some shares, as far as it is the same for all times."""

    weights: Sequence[float]
    whole: float
    middle: float
    """The mean fraction."""
    slopes: Sequence[float]
    spread: float


@cache
def _line(first: int, last: int) -> _Line:
    """Of the shares from ``first`` to before ``last``."""
    weights, fractions = WEIGHTS[first:last], FRACTIONS[first:last]
    whole = sum(weights)
    middle = sum([w * f for w, f in zip(weights, fractions, strict=True)]) / whole
    slopes = tuple(w * (f - middle) for w, f in zip(weights, fractions, strict=True))
    spread = 0.0
    for w, f in zip(weights, fractions, strict=True):
        spread += w * (f - middle) ** 2
    return _Line(weights, whole, middle, slopes, spread)


@dataclass(frozen=True, slots=True)
class Reach:
    """``begin`` and ``end`` in seconds. At ``at`` it had gone ``share`` of its time: that is known most surely."""

    begin: float
    end: float
    at: float
    share: float

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.end - self.begin

    def lasting(self, seconds: float) -> "Reach":
        """The same reach, had it taken ``seconds``."""
        begin = self.at - seconds * self.share
        return Reach(begin, begin + seconds, self.at, self.share)


def reach_of(path: Trace, low: float, high: float) -> Reach | None:
    """The last reach from ``low`` up to ``high`` in ``path``; None when it is not all there.

    It is found by its middle, so that neither noise at its end nor at its start is taken for it.
    """
    found = _fitted(path.times, path.heights, low, high)
    if found is None or found[1] <= 0.0:
        return None
    at, length, share = found
    begin = at - length * share
    return Reach(begin, begin + length, at, share)


def leave_of(path: Trace, low: float, high: float) -> Reach | None:
    """The first way down from ``high`` to ``low``; ``path`` begins at its last moment near ``high``."""
    found = _fitted(path.times[::-1], path.heights[::-1], low, high)
    if found is None or found[1] >= 0.0:
        return None
    at, length, share = found
    end = at - length * share
    return Reach(end + length, end, at, 1.0 - share)


def middle_step(heights: Sequence[float], low: float, high: float) -> int:
    """Where the last step up through the middle between ``low`` and ``high`` ends; 0 where there is none."""
    half = low + 0.5 * (high - low)
    later = half - 1.0
    for after, height in enumerate(reversed(heights)):
        if height < half <= later:
            return len(heights) - after
        later = height
    return 0


def _fitted(
    times: Sequence[float], heights: Sequence[float], low: float, high: float
) -> tuple[float, float, float] | None:
    """The last way up: a time of it that is known well, its seconds (below 0 where the times run backward), and at
    which share of them that time was."""
    i = middle_step(heights, low, high)
    if i == 0:
        return None
    crossings: list[float] = []
    k = i
    for share in SHARES[BELOW - 1 :: -1]:
        level = low + share * (high - low)
        while k > 0 and heights[k - 1] >= level:
            k -= 1
        if k == 0:
            break
        t0, x0 = times[k - 1], heights[k - 1]
        crossings.append(t0 + (times[k] - t0) * (level - x0) / (heights[k] - x0))
    first = BELOW - len(crossings)
    crossings.reverse()
    k, n = i, len(heights)
    for share in SHARES[BELOW:]:
        level = low + share * (high - low)
        while k < n and heights[k] < level:
            k += 1
        if k == n:
            break
        t0, x0 = times[k - 1], heights[k - 1]
        crossings.append(t0 + (times[k] - t0) * (level - x0) / (heights[k] - x0))
    if len(crossings) < LEAST_SHARES:
        return None
    line = _line(first, first + len(crossings))
    at = sum([w * t for w, t in zip(line.weights, crossings, strict=True)]) / line.whole
    both = 0.0
    for slope, t in zip(line.slopes, crossings, strict=True):
        both += slope * (t - at)
    return at, both / line.spread, line.middle
