"""When a smooth reach began and arrived, told from the times at which it went through its middle.

People reach smoothly: the way follows the curve of least jerk (Flash and Hogan 1985 [K]). Near its ends that curve is
flatter than the noise, so begin and end are extrapolated from where it is steep.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SHARES = (0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85)


MIDDLE = (0.2, 0.8)
HALT_S = 0.2


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


LEAST_LEVEL, LEAST_STEP = 3, 0.5
LEVEL_S, INSIDE = 0.5, 0.1
"""How much before and after a reach tells its levels, and which share of it counts as not yet gone [D]."""


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

    def turned(self) -> "Reach":
        """The same reach in time that runs backward."""
        return Reach(-self.end, -self.begin, -self.at, 1.0 - self.share)

    def lasting(self, seconds: float) -> "Reach":
        """The same reach, had it taken ``seconds``."""
        begin = self.at - seconds * self.share
        return Reach(begin, begin + seconds, self.at, self.share)


def reach_of(path: Sequence[tuple[float, float]], low: float, high: float) -> Reach | None:
    """The last reach from ``low`` up to ``high`` in ``path`` (seconds and heights); None when it is not all there.

    It is found by its middle, so that neither noise at its end nor at its start is taken for it.
    """
    half = low + 0.5 * (high - low)
    i = len(path) - 1
    while i > 0 and not path[i - 1][1] < half <= path[i][1]:
        i -= 1
    if i <= 0:
        return None
    times: list[float] = []
    fractions: list[float] = []
    weights: list[float] = []
    for share, fraction, weight in zip(SHARES, FRACTIONS, WEIGHTS, strict=True):
        at = _crossing(path, i, low + share * (high - low), up=share > 0.5)
        if at is not None:
            times.append(at)
            fractions.append(fraction)
            weights.append(weight)
    return _fitted(times, fractions, weights)


def _crossing(path: Sequence[tuple[float, float]], i: int, level: float, *, up: bool) -> float | None:
    """When ``level`` is passed nearest to the step that ends at ``i``: after it when ``up``, else before it."""
    if up:
        while i < len(path) and path[i][1] < level:
            i += 1
        if i == len(path):
            return None
    else:
        while i > 0 and path[i - 1][1] >= level:
            i -= 1
        if i == 0:
            return None
    (t0, x0), (t1, x1) = path[i - 1], path[i]
    return t0 + (t1 - t0) * (level - x0) / (x1 - x0) if x1 > x0 else t1


def _fitted(times: Sequence[float], fractions: Sequence[float], weights: Sequence[float]) -> Reach | None:
    if len(times) < 3:
        return None
    whole = sum(weights)
    mt = sum([w * t for w, t in zip(weights, times, strict=True)]) / whole
    mf = sum([w * f for w, f in zip(weights, fractions, strict=True)]) / whole
    spread = both = 0.0
    for w, f, t in zip(weights, fractions, times, strict=True):
        spread += w * (f - mf) ** 2
        both += w * (f - mf) * (t - mt)
    length = both / spread
    if length <= 0.0:
        return None
    begin = mt - length * mf
    return Reach(begin, begin + length, mt, mf)


def halt_of(path: Sequence[tuple[float, float]], low: float, high: float) -> float:
    """How far the last way up slows down between a fifth and four fifths, as a share of its own mean speed there."""
    half = low + 0.5 * (high - low)
    i = len(path) - 1
    while i > 0 and not path[i - 1][1] < half <= path[i][1]:
        i -= 1
    if i <= 0:
        return 0.0
    first, last = i, i
    while first > 0 and path[first - 1][1] > low + MIDDLE[0] * (high - low):
        first -= 1
    while last < len(path) - 1 and path[last][1] < low + MIDDLE[1] * (high - low):
        last += 1
    (t0, x0), (t1, x1) = path[first], path[last]
    if t1 - t0 < 2 * HALT_S or x1 <= x0:
        return 0.0
    mean, slowest, j = (x1 - x0) / (t1 - t0), 1.0, first
    for k in range(first, last + 1):
        while path[k][0] - path[j + 1][0] >= HALT_S:
            j += 1
        if path[k][0] - path[j][0] >= HALT_S:
            slowest = min(slowest, (path[k][1] - path[j][1]) / (path[k][0] - path[j][0]) / mean)
    return 1.0 - slowest


def leave_of(path: Sequence[tuple[float, float]], low: float, high: float) -> Reach | None:
    """The first way down from ``high`` to ``low``; ``path`` begins at its last moment near ``high``."""
    turned = [(-t, x) for t, x in reversed(path)]
    found = reach_of(turned, low, high)
    return None if found is None else found.turned()


def levels_of(path: Sequence[tuple[float, float]], reach: Reach, low: float, high: float) -> tuple[float, float]:
    """The levels of ``path`` right before and right after a way up; ``low`` and ``high`` where it does not show them.

    What wanders slowly shifts a reach with its own levels, so they tell its middle better than those of a whole stay.
    """
    inside = INSIDE * reach.seconds
    before = [x for at, x in path if reach.begin - LEVEL_S <= at <= reach.begin + inside]
    after = [x for at, x in path if reach.end - inside <= at <= reach.end + LEVEL_S]
    one = sum(before) / len(before) if len(before) >= LEAST_LEVEL else low
    two = sum(after) / len(after) if len(after) >= LEAST_LEVEL else high
    return (one, two) if two - one > LEAST_STEP * (high - low) else (low, high)
