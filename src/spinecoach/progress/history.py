"""What was done, as a profile tells it: one entry a day. Pain and effort are whole numbers 0-10."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from spinecoach.body import Region


@dataclass(frozen=True, slots=True)
class DoneItem:
    """One exercise as done. ``reps_done`` over all sides and zones; None where it was not asked or goes by time."""

    code: str
    level: int
    reps_done: int | None = None
    pain_before: int | None = None
    pain_worst: int | None = None
    effort: int | None = None


@dataclass(frozen=True, slots=True)
class DoneDay:
    """One session. ``next_morning`` is the pain of the morning after, empty when it was not answered."""

    date: date
    items: tuple[DoneItem, ...] = ()
    next_morning: Mapping[Region, int] = field(default_factory=dict)
