"""What is asked from time to time, and how much of a change is more than error, as ``measures.toml`` says."""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.body import Region


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is asked every so often, in our own words, by language.

    ``scale`` is its least and most. ``noise`` is the least change that is more than error, ``noise_of_one`` that of
    one item where several make a mean, ``notice`` one that people usually notice. ``own_items``: so many activities
    that the person names. ``against_start``: the answer itself is a change since the start.
    """

    id: str
    every_days: int
    first_day: int
    scale: tuple[int, int]
    noise: int
    noise_of_one: int
    notice: int | None
    own_items: int
    against_start: bool
    title: Mapping[str, str]
    ask: Mapping[str, str]
    low: Mapping[str, str]
    high: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PainChange:
    """Of usual mornings, 0-10: the error by region, and what people notice, in points or as a share."""

    noise: Mapping[Region, int]
    notice: int
    notice_share: float


TYPICAL_AGE = 25
"""Years, from which a typical range is told."""


@dataclass(frozen=True, slots=True)
class Typical:
    """A range in published studies, degrees: its middle at ``TYPICAL_AGE``, what it falls by a year, and how far most
    people lie from it either way."""

    middle: float
    a_year: float
    spread: float

    def at(self, age: int) -> tuple[float, float]:
        """Where most people of that age lie."""
        middle = self.middle - self.a_year * max(0, age - TYPICAL_AGE)
        return max(0.0, middle - self.spread), middle + self.spread


@dataclass(frozen=True, slots=True)
class RangeRules:
    """Of readings in degrees. ``noise`` by movement, until ``own_from`` readings of the first days give an own one.

    That is ``own_factor`` times their standard deviation, and no less than ``own_least`` degrees. Less confident
    readings than ``least_confidence`` are left out.
    """

    noise: Mapping[str, float]
    baseline_days: int
    lately_days: int
    own_from: int
    own_factor: float
    own_least: float
    least_confidence: float
    typical: Mapping[str, Typical]
    """By movement; a movement without one has no band."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The whole file. ``verdicts`` are the sentences of each verdict, by language."""

    measures: Mapping[str, Measure]
    pain: PainChange
    range: RangeRules
    verdicts: Mapping[str, Mapping[str, str]]
