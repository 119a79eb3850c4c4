"""What a session is asked to run: the day's plan. Planning makes it; the session only consumes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from spinecoach.body import Region
from spinecoach.protocol.exercise import Variant


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so: the id of the rule that fired and its sentence."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """One exercise in one form at one dose, as cleared. Limits ordered by screening are already in the numbers.

    ``reps`` are per side and per zone (None for a timed item), ``hold_s``, ``rest_s`` and ``duration_s`` seconds,
    ``effort`` the target 0-10. ``changes`` are the ordered changes by their names, ``tempo`` multiplies the
    phases' seconds (1.5 is slower), ``range_factor`` the amplitude shown.
    """

    code: str
    variant: Variant
    level: int
    reps: int | None
    hold_s: float
    rest_s: float
    effort: int | None
    sides: int
    zones: int
    duration_s: float | None
    changes: tuple[str, ...] = ()
    tempo: float = 1.0
    range_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the plan. ``seconds`` is what the session really takes, get-ready and rests included."""

    work: Work
    seconds: float
    reasons: tuple[Reason, ...]
    if_it_hurts: tuple[Work, ...]
    """Already cleared, in order. After the last comes rest: a minute of quiet breathing, never scored."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that is not in today's plan, and why."""

    code: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A day's plan. ``minutes`` was asked for, ``seconds`` is the sum of the items and never exceeds it.

    ``pain`` holds what is known of today's pain 0-10; the session asks for the regions that are missing.
    """

    day: date | None
    outcome: str
    minutes: int
    seconds: float
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...] = ()
    pain: Mapping[Region, int] = field(default_factory=dict)
    advice: tuple[Reason, ...] = ()
