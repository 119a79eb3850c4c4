"""What a person asks of a day's plan, and what is true of the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from spinecoach.body import Region
from spinecoach.protocol.exercise import Equipment

LEAST_MINUTES, MOST_MINUTES = 2, 120
WORST_PAIN = 10


class PlaceWish(StrEnum):
    """Where somebody is: on the chair only, or down to the floor as well. ``floor`` and ``any`` allow both."""

    CHAIR = "chair"
    FLOOR = "floor"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Wishes:
    """``pain`` is today's, 0-10, of the regions that are known; ``regions`` those the person came for, empty = all.

    ``opt_in`` names the codes that may go above the article's dose. Raises ValueError outside the limits.
    """

    minutes: int = 10
    place: PlaceWish = PlaceWish.ANY
    equipment: frozenset[Equipment] = frozenset({Equipment.CHAIR})
    pain: Mapping[Region, int] = field(default_factory=dict)
    regions: tuple[Region, ...] = ()
    language: str = "en"
    opt_in: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not LEAST_MINUTES <= self.minutes <= MOST_MINUTES:
            right = f"a whole number from {LEAST_MINUTES} to {MOST_MINUTES}"
            raise ValueError(f"minutes: found {self.minutes}; right would be {right}")
        for region, pain in self.pain.items():
            if not 0 <= pain <= WORST_PAIN:
                right = f"a whole number from 0 to {WORST_PAIN}"
                raise ValueError(f"pain.{region}: found {pain}; right would be {right}")

    @property
    def things(self) -> frozenset[Equipment]:
        """What is at hand; a chair without wheels also serves as a chair."""
        serves = {Equipment.CHAIR} if Equipment.CHAIR_WITHOUT_WHEELS in self.equipment else set()
        return self.equipment | serves
