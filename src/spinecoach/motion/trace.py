"""Heights of a signal and their times, the oldest first."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field


@dataclass(slots=True)
class Trace:
    """State: ``times`` in seconds and the ``heights`` at them. Two plain lists, which are searched faster than pairs.

    ``ordered`` tells whether the times only rise; a part put behind may go back in time.
    """

    times: list[float] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    ordered: bool = True

    def add(self, t: float, height: float) -> None:
        """One more, later than the last."""
        self.times.append(t)
        self.heights.append(height)

    def put(self, other: "Trace") -> None:
        """All of ``other`` behind the last."""
        if self.times and other.times and other.times[0] <= self.times[-1]:
            self.ordered = False
        self.times += other.times
        self.heights += other.heights

    def clear(self) -> None:
        """Forget everything."""
        self.times.clear()
        self.heights.clear()
        self.ordered = True

    def drop(self, which: slice) -> None:
        """Forget these."""
        del self.times[which], self.heights[which]

    def forget(self, t: float, seconds: float) -> None:
        """Forget the oldest until the first is not more than ``seconds`` before ``t``."""
        times = self.times
        while times and t - times[0] > seconds:
            del times[0], self.heights[0]

    def between(self, since: float, until: float) -> list[float]:
        """The heights from ``since`` to ``until``."""
        if self.ordered:
            return self.heights[bisect_left(self.times, since) : bisect_right(self.times, until)]
        return [height for t, height in zip(self.times, self.heights, strict=True) if since <= t <= until]
