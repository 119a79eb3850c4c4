"""The median of values and how far they stray from it, found without sorting twice. Values are in rising order."""

from collections.abc import Sequence


def middle_of(values: Sequence[float]) -> float:
    """The median. There is at least one value."""
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def stray_of(values: Sequence[float], middle: float) -> float:
    """The median distance from ``middle``. There is at least one value."""
    half = len(values) // 2
    if len(values) % 2:
        return _distance(values, half + 1, middle)
    return (_distance(values, half, middle) + _distance(values, half + 1, middle)) / 2


def _distance(values: Sequence[float], nearest: int, middle: float) -> float:
    """Of the so many values nearest to ``middle``, which lie side by side, the farthest one's distance."""
    low, high = 0, len(values) - nearest
    while low < high:
        at = (low + high) // 2
        if middle - values[at] > values[at + nearest] - middle:
            low = at + 1
        else:
            high = at
    return max(middle - values[low], values[low + nearest - 1] - middle)
