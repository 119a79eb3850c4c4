"""A chart: what it says in words, the table behind it, and how it is drawn. The drawing has nothing but the table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The ways in which a chart is drawn."""

    CALENDAR = "calendar"
    WEEKS = "weeks"
    EXERCISES = "exercises"
    HABIT = "habit"
    MINUTES = "minutes"
    PAIN = "pain"
    MOVEMENT = "movement"
    LEVELS = "levels"


class Range(NamedTuple):
    """The lowest, the middle and the highest of several numbers."""

    low: int
    middle: int
    high: int


Cell = date | str | int | float | Range | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. ``head`` names it with its unit, ``number`` sets it to the right."""

    key: str
    head: str
    number: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """``id`` names its files, ``said`` is what it shows in a sentence or two.

    Without ``rows`` there is too little to draw, and ``said`` says so. ``marks`` are numbers that the drawing needs
    beside the table, in the unit of its values.
    """

    id: str
    kind: Kind
    title: str
    said: str
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    marks: Mapping[str, float] = field(default_factory=dict)
