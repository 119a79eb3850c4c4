"""``spinecoach screen``."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.cli.files import read_file
from spinecoach.cli.output import console, emergency_number, indented, print_json
from spinecoach.protocol.exercise import Variant
from spinecoach.protocol.form import ENGLISH
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.clear import clear
from spinecoach.screening.clearance import Clearance, Limits, Note, Outcome
from spinecoach.screening.questions import Group, Questions
from spinecoach.session.plan import Reason
from spinecoach.wire.clearance import clearance_json
from spinecoach.wire.profile import read_answers

if TYPE_CHECKING:
    from rich.console import Console


def judge_answers(file: Path, day: date, *, as_json: bool) -> None:
    """Print the clearance of a file of answers."""
    questions = packaged_questions()
    text, where = read_file(file)
    clearance = clear(questions, read_answers(text, where, questions, day), day)
    if as_json:
        print_json(clearance_json(clearance))
    else:
        _show(console(), catalogue(), questions, clearance)


def show_outcome(page: "Console", questions: Questions, outcome: Outcome) -> None:
    """What the outcome means and what to do now."""
    group = next((group for group in Group if group is not Group.ADVICE and group.outcome is outcome), None)
    if group is None:
        page.print(questions.words["proceed"])
        return
    words = questions.groups[group]
    page.print(words.title, style="bold")
    for line in (*words.what_to_do(emergency_number()), *filter(None, [words.until])):
        indented(page, line)


def show_notes(page: "Console", heading: str, notes: Iterable[Note | Reason]) -> None:
    """Sentences with the ids of their rules."""
    notes = tuple(notes)
    if notes:
        page.print(f"\n{heading}", style="bold")
    for note in notes:
        indented(page, f"{note.text} ({note.id})")


def _show(page: "Console", protocol: Protocol, questions: Questions, clearance: Clearance) -> None:
    show_outcome(page, questions, clearance.outcome)
    show_notes(page, "Why", clearance.reasons)
    if clearance.blocked:
        page.print("\nLeft out", style="bold")
        by_rows: dict[tuple[str, ...], list[str]] = {}
        for code, rows in clearance.blocked:
            by_rows.setdefault(tuple(rows), []).append(_exercise(protocol, code))
        for rows_told, exercises in by_rows.items():
            indented(page, f"{', '.join(exercises)}: {'; '.join(_line(questions, row) for row in rows_told)}")
    changed = [cleared for cleared in clearance.cleared if cleared.limits.names]
    if changed:
        page.print("\nDone in another way", style="bold")
        for cleared in changed:
            indented(page, f"{_exercise(protocol, cleared.code)}: {_ways(protocol, cleared.limits)}")
    show_notes(page, "Worth knowing", clearance.advice)
    if clearance.unanswered:
        page.print("\nNot answered, counted as no", style="bold")
        for row in clearance.unanswered:
            indented(page, _line(questions, row))


def _exercise(protocol: Protocol, code: str) -> str:
    return f"{protocol.exercises[code].text[ENGLISH][Variant.STANDARD].name} ({code})"


def _ways(protocol: Protocol, limits: Limits) -> str:
    """Each change as the plan says it, with its name behind."""
    told = []
    for order in limits.names:
        name, _, value = order.partition(":")
        sentence = protocol.planning.sentences[name].text[ENGLISH].format(value=value)
        told.append(f"{sentence} ({order})")
    return " ".join(told)


def _line(questions: Questions, row: str) -> str:
    return f"{questions.rows[row].line} ({row})"
