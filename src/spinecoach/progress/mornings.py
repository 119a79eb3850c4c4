"""The mornings of one region: the usual one, the first one, and a slow drift away from it."""

from dataclasses import dataclass

from spinecoach.progress.light import lower_median
from spinecoach.protocol.dosing import Dosing


@dataclass(frozen=True, slots=True)
class Mornings:
    """Pain 0-10. ``before`` is that before the first session; it stands in while there is no morning.

    ``high`` counts the mornings in a row that were well over the first ones.
    """

    before: int | None = None
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    high: int = 0

    @property
    def base(self) -> int | None:
        """The usual morning: the lower median of the last ones."""
        return lower_median(self.last) if self.last else self.before


def told(rules: Dosing, mornings: Mornings, pain: int) -> tuple[Mornings, bool]:
    """One morning more, and whether a drift is there with it; after one the count begins again."""
    first = (*mornings.first, pain) if len(mornings.first) < rules.morning.first else mornings.first
    start = lower_median(mornings.first) if mornings.first else mornings.before
    high = mornings.high + 1 if start is not None and pain >= start + rules.drift.over else 0
    drifts = high >= rules.drift.mornings
    last = (*mornings.last, pain)[-rules.morning.lately :]
    return Mornings(mornings.before, first, last, 0 if drifts else high), drifts
