"""The report for a clinician: one page, safety first (clinical.md 7.2). A person's own log, and it says so."""

from dataclasses import dataclass

NOT_MEASURED = "The person's own log, kept with spinecoach. Not measured by a clinician."


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart on paper: its SVG, and the same in words for who cannot see it."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class DoseLine:
    """One exercise as it is asked now, how often it was done of planned, and what was softened, replaced, left."""

    name: str
    level: str
    dose: str
    done: str
    changed: str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with sentences under it and, where there is one, a chart."""

    title: str
    lines: tuple[str, ...]
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The page from top to bottom. ``left`` and ``right`` stand beside each other, ``below`` under all; ``limit``
    heads the doses."""

    title: str
    language: str
    period: str
    who: tuple[str, ...]
    safety: tuple[str, ...]
    left: tuple[Part, ...]
    right: tuple[Part, ...]
    change: Part
    limit: str
    doses: tuple[DoseLine, ...]
    below: tuple[Part, ...]
    by_hand: tuple[str, ...]
    source: str
    wellness: str
