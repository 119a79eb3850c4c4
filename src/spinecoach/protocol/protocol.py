"""The whole programme as one value: exercises, complexes, the article's rules, stop signs and phrases."""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.body import Region
from spinecoach.protocol.dosing import Dosing
from spinecoach.protocol.exercise import Complex, Exercise, Source
from spinecoach.protocol.measures import Measures
from spinecoach.protocol.planning import Planning


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the article (A1-A9) or of ours, with the sentence a person reads, by language."""

    id: str
    text: Mapping[str, str]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopSign:
    """A sign that ends the session, the screening answer it is kept as, and what to do now.

    ``row`` and ``item`` name the matching row of the screening (None where the sign writes no row);
    ``outcome`` is EMERGENCY, URGENT, CLINICIAN_FIRST or MODIFY, as that row's.
    """

    id: str
    row: str | None
    item: str | None
    outcome: str
    label: Mapping[str, str]
    do_now: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that belong to every exercise alike, from ``rules.toml`` (own choices, marked there)."""

    get_ready_s: float
    """Set-up before each exercise."""
    ready_again_s: float
    """Set-up after a pause, a crash or a softening."""
    change_position_s: float
    """Set-up where one gets up from lying, or lies down."""
    switch_s: float
    """Least time to change sides; a longer rest of the dose takes its place."""
    zone_move_s: float
    """Time to move the roller."""
    breathe_s: float
    """The minute of quiet breathing that ends a chain."""
    sit_up_s: float
    """Sitting still after lying, where that is ordered."""
    ask_again_s: float
    """A question is repeated once after this."""
    ask_gives_up_s: float
    """Questions that may stay open are left open after this."""
    pause_closes_s: float
    """A pause this long saves and closes the session."""


@dataclass(frozen=True, slots=True)
class Softening:
    """What "more smoothly" means (clinical.md 3.3), from ``rules.toml``."""

    range_factor: float
    effort_less: int
    effort_least: int
    tempo: float
    hold_factor: float
    reps_left: int
    timed_factor: float
    timed_asks_after_s: float


@dataclass(frozen=True, slots=True)
class Protocol:
    """Everything that stands in ``protocol/data``; ``exercises`` by code, in the article's order."""

    version: str
    exercises: Mapping[str, Exercise]
    region_complex: Mapping[Region, Complex]
    """A2: which complex answers which region."""
    linked: Mapping[Complex, tuple[Complex, ...]]
    """A3, A4: neck and thoracic go together, both ways."""
    rules: Mapping[str, Rule]
    stop_signs: Mapping[str, StopSign]
    sources: Mapping[str, Source]
    phrases: Mapping[str, Mapping[str, str]]
    """What the session says and shows, by language and phrase id."""
    timing: Timing
    softening: Softening
    planning: Planning
    dosing: Dosing
    measures: Measures
    lights: tuple[str, ...]
    """Eleven rows of eleven letters G A R B: row = pain before 0-10, column = worst pain during 0-10."""

    def complex_of(self, name: Complex) -> tuple[Exercise, ...]:
        """Exercises of one complex in the article's order."""
        return tuple(e for e in self.exercises.values() if e.complex is name)
