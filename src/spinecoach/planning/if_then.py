"""The person's own plan for the day: when this happens, there, then that; and what else when something is in the way.

Such plans help most together with a plan for what is in the way (clinical.md 3.6).
"""

from dataclasses import dataclass
from datetime import date, timedelta

LOOKED_AT_EVERY = timedelta(weeks=2)
"""[D] After this the plan is asked about again."""


@dataclass(frozen=True, slots=True)
class IfThen:
    """The person's own plan, in their own words. Empty where nothing was written."""

    cue: str = ""
    place: str = ""
    exercises: str = ""
    barrier: str = ""
    then: str = ""

    @property
    def sentence(self) -> str:
        """``After lunch, at my desk: the neck ones.``, or nothing."""
        where = ", ".join(part for part in (self.cue, self.place) if part)
        return ": ".join(part for part in (where, self.exercises) if part)


def look_again(told: date | None, today: date) -> bool:
    """Whether it is time to ask whether the plan still fits."""
    return told is not None and today - told >= LOOKED_AT_EVERY
