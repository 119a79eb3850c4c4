"""How far a way slows down on its way: whoever moves in jerks stops between rest and end."""

from spinecoach.motion.reach import middle_step
from spinecoach.motion.trace import Trace

MIDDLE = (0.2, 0.8)
HALT_S = 0.2


def halt_of(path: Trace, low: float, high: float) -> float:
    """How far the last way up slows down between a fifth and four fifths, as a share of its own mean speed there."""
    times, heights = path.times, path.heights
    i = middle_step(heights, low, high)
    if i == 0:
        return 0.0
    first, last, n = i, i, len(heights) - 1
    line = low + MIDDLE[0] * (high - low)
    while first > 0 and heights[first - 1] > line:
        first -= 1
    line = low + MIDDLE[1] * (high - low)
    while last < n and heights[last] < line:
        last += 1
    seconds, height = times[last] - times[first], heights[last] - heights[first]
    if seconds < 2 * HALT_S or height <= 0.0:
        return 0.0
    mean = height / seconds
    slowest, j = mean, first
    for k in range(first, last + 1):
        t = times[k]
        while t - times[j + 1] >= HALT_S:
            j += 1
        if t - times[j] >= HALT_S:
            slowest = min(slowest, (heights[k] - heights[j]) / (t - times[j]))
    return 1.0 - slowest / mean
