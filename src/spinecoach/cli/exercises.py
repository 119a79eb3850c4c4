"""``spinecoach exercises``."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spinecoach.app.catalogue import catalogue
from spinecoach.cli.output import console, plain, print_json, table
from spinecoach.protocol.exercise import Complex, Exercise
from spinecoach.protocol.form import ENGLISH
from spinecoach.protocol.protocol import Protocol
from spinecoach.web.words import TIERS, article_dose, dose
from spinecoach.wire.catalogue import catalogue_json

if TYPE_CHECKING:
    from rich.console import Console

HEADINGS = {Complex.CERVICAL: "Neck", Complex.THORACIC: "Upper back", Complex.LUMBAR: "Lower back"}


def list_exercises(*, as_json: bool) -> None:
    """Print all exercises."""
    protocol = catalogue()
    if as_json:
        print_json(catalogue_json(protocol))
        return
    page = console()
    numbers = _numbered(protocol.exercises.values())
    for group, heading in HEADINGS.items():
        page.print(f"\n{heading}", style="bold")
        rows = table("", "exercise", "where", "you start with", "the article says", "sources")
        for exercise in protocol.complex_of(group):
            rows.add_row(
                exercise.code,
                exercise.text[ENGLISH]["standard"].name,
                exercise.place,
                _cell(dose(exercise.levels[1], exercise.sides)),
                _cell(article_dose(exercise.article)),
                " ".join(str(numbers[source]) for source in exercise.sources),
            )
        page.print(rows)
    _sources(page, protocol, numbers)
    unreviewed = [exercise for exercise in protocol.exercises.values() if exercise.review is None]
    if unreviewed:
        page.print(f"\n{len(unreviewed)} of {len(protocol.exercises)} not yet reviewed by a clinician.", style="dim")


def _numbered(exercises: Iterable[Exercise]) -> dict[str, int]:
    """By its id, the number of each source in the order in which the exercises name them."""
    named = dict.fromkeys(source for exercise in exercises for source in exercise.sources)
    return {source: number for number, source in enumerate(named, 1)}


def _cell(told: str) -> str:
    """A part a line, as a column too narrow for all would break between a number and its unit."""
    return plain(told).replace(", ", "\n")


def _sources(page: "Console", protocol: Protocol, numbers: dict[str, int]) -> None:
    page.print()
    rows = table("", "source", right=("",))
    for id_, number in numbers.items():
        source = protocol.sources[id_]
        rows.add_row(str(number), f"{source.citation} ({TIERS[source.tier]})")
    page.print(rows)
