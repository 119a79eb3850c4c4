"""When a smooth reach began and arrived, told from the times at which it went through its middle.

People reach smoothly: the way follows the curve of least jerk (Flash and Hogan 1985 [K]). Near its ends that curve is
flatter than the noise, so begin and end are extrapolated from where it is steep.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SHARES = (0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85)


def _fraction(share: float) -> float:
    """The share of the time at which that share of the way is gone."""
    low, high = 0.0, 1.0
    for _ in range(40):
        f = (low + high) / 2
        low, high = (f, high) if f**3 * (10.0 - 15.0 * f + 6.0 * f * f) < share else (low, f)
    return (low + high) / 2


FRACTIONS = tuple(_fraction(share) for share in SHARES)


@dataclass(frozen=True, slots=True)
class Reach:
    """``begin`` and ``end`` in seconds; ``rough`` is how far from smooth it was, as a share of its length."""

    begin: float
    end: float
    rough: float


def reach_of(path: Sequence[tuple[float, float]], low: float, high: float) -> Reach | None:
    """The last reach from ``low`` up to ``high`` in ``path`` (seconds and heights); None when it is not all there."""
    times: list[float] = []
    fractions: list[float] = []
    i = len(path) - 1
    for share, fraction in zip(reversed(SHARES), reversed(FRACTIONS), strict=True):
        level = low + share * (high - low)
        while i > 0 and not path[i - 1][1] < level <= path[i][1]:
            i -= 1
        if i <= 0:
            break
        (t0, x0), (t1, x1) = path[i - 1], path[i]
        times.append(t0 + (t1 - t0) * (level - x0) / (x1 - x0))
        fractions.append(fraction)
    n = len(times)
    if n < 3:
        return None
    mt, mf = sum(times) / n, sum(fractions) / n
    spread = sum([(f - mf) ** 2 for f in fractions])
    length = sum([(f - mf) * (t - mt) for f, t in zip(fractions, times, strict=True)]) / spread
    if length <= 0.0:
        return None
    begin = mt - length * mf
    off = sum([(t - begin - length * f) ** 2 for f, t in zip(fractions, times, strict=True)]) / n
    return Reach(begin, begin + length, off**0.5 / length)


def leave_of(path: Sequence[tuple[float, float]], low: float, high: float) -> Reach | None:
    """The first way down from ``high`` to ``low``; ``path`` begins at its last moment near ``high``."""
    turned = [(-t, x) for t, x in reversed(path)]
    found = reach_of(turned, low, high)
    return None if found is None else Reach(-found.end, -found.begin, found.rough)
