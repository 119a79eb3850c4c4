"""Whether a change is more than error. No change is claimed that was not measured (clinical.md 4, 6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from spinecoach.body import Region
from spinecoach.progress.light import lower_median
from spinecoach.progress.pain import PainDay
from spinecoach.protocol.measures import PainChange


class Verdict(StrEnum):
    """What may be said of a change."""

    NO_CLEAR_CHANGE = "no_clear_change"
    BEYOND_NOISE = "beyond_noise"
    NOTICEABLE = "noticeable"


@dataclass(frozen=True, slots=True)
class Change:
    """From ``before`` to ``now``, in the measure's own unit; ``noise`` is the least change that is more than error."""

    before: float
    now: float
    noise: float
    verdict: Verdict

    @property
    def change(self) -> float:
        """Positive where it became more."""
        return self.now - self.before


def judged(before: float, now: float, noise: float, notice: float | None = None) -> Change:
    """``notice`` is a change that people usually notice; None where none is known. It never counts below the error."""
    size = abs(now - before)
    # Differences of means are not exact in binary; a millionth is below every unit that is asked for.
    if size < noise - 1e-6:
        verdict = Verdict.NO_CLEAR_CHANGE
    elif notice is not None and size >= notice - 1e-6:
        verdict = Verdict.NOTICEABLE
    else:
        verdict = Verdict.BEYOND_NOISE
    return Change(before, now, noise, verdict)


def pain_change(rules: PainChange, region: Region, days: Sequence[PainDay], mornings: int) -> Change | None:
    """The first ``mornings`` against the last ones; None until there are twice as many.

    A change that people notice is that in points, or the share of what it was if that is less.
    """
    told = [day.morning for day in days if day.morning is not None]
    if len(told) < 2 * mornings:
        return None
    before, now = lower_median(told[:mornings]), lower_median(told[-mornings:])
    if before is None or now is None:
        return None
    notice = min(float(rules.notice), rules.notice_share * before) if before else float(rules.notice)
    return judged(before, now, rules.noise[region], notice)
