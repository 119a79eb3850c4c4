"""What a person answered last time, and what has changed since, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.app.gate import Gate
from spinecoach.app.person import Person
from spinecoach.screening.answers import Answer, Said, Ticked
from spinecoach.screening.entries import GateAnswer, is_positive
from spinecoach.screening.questions import Questions, Row


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """A question whose answer differs from the one before."""

    row: Row
    before: str
    now: str


def changed_answers(questions: Questions, gate: Gate) -> tuple[ChangedAnswer, ...]:
    """What differs between the last day of answers and the days before; a first answer is no change."""
    found: list[ChangedAnswer] = []
    for change in gate.status.changed:
        if change.before is not None:
            row = questions.rows[change.row]
            found.append(ChangedAnswer(row, said(questions, row, change.before), said(questions, row, change.now)))
    return tuple(found)


def last_time(questions: Questions, me: Person) -> Mapping[str, str]:
    """The last answer of every row that was not a plain no, in words."""
    last = {entry.row: entry.value for entry in me.gate if isinstance(entry, GateAnswer)}
    return {
        row: said(questions, questions.rows[row], value)
        for row, value in last.items()
        if is_positive(value) and row in questions.rows
    }


def said(questions: Questions, row: Row, value: Answer) -> str:
    """``yes``, ``no``, ``not sure``, or what was ticked."""
    match value:
        case Ticked(items):
            return "; ".join(row.items[item] for item in items if item in row.items) or "yes"
        case Said.UNSURE:
            return questions.words["unsure"].lower()
        case _:
            return value.value
