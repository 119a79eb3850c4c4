"""``spinecoach exercises``."""

from spinecoach.app.catalogue import catalogue
from spinecoach.cli.output import clock, console, dose_told, print_json, table, times
from spinecoach.protocol.exercise import Complex, Dose, Exercise
from spinecoach.protocol.form import ENGLISH
from spinecoach.wire.catalogue import catalogue_json

HEADINGS = {Complex.CERVICAL: "Neck", Complex.THORACIC: "Upper back", Complex.LUMBAR: "Lower back"}


def list_exercises(*, as_json: bool) -> None:
    """Print all exercises."""
    protocol = catalogue()
    if as_json:
        print_json(catalogue_json(protocol))
        return
    page = console()
    for group, heading in HEADINGS.items():
        page.print(f"\n{heading}", style="bold")
        rows = table("", "exercise", "where", "start", "article")
        for exercise in protocol.complex_of(group):
            rows.add_row(
                exercise.code,
                exercise.text[ENGLISH]["standard"].name,
                exercise.place,
                _start(exercise.levels[1]),
                _article(exercise),
            )
        page.print(rows)
    unreviewed = [exercise for exercise in protocol.exercises.values() if exercise.review is None]
    if unreviewed:
        page.print(f"\n{len(unreviewed)} of {len(protocol.exercises)} not yet reviewed by a clinician.", style="dim")


def _start(dose: Dose) -> str:
    return dose_told(dose.reps, dose.hold_s, dose.duration_s, dose.zones)


def _article(exercise: Exercise) -> str:
    dose = exercise.article
    if dose.duration_s:
        return f"{clock(dose.duration_s[0])} to {clock(dose.duration_s[1])} min"
    reps = times(*dose.reps) if dose.reps else "?"
    return f"{reps} times{f', hold {dose.hold_s:g} s' if dose.hold_s else ''}"
