"""A clearance as the JSON of ``screen``."""

from collections.abc import Iterable

from spinecoach.screening.clearance import Clearance, Note
from spinecoach.wire.json_value import JSON


def clearance_json(clearance: Clearance) -> dict[str, JSON]:
    """By the contract: ``blocked`` are codes, ``changed`` the ordered changes of each cleared code that has any.

    ``blocked_by`` adds the rows that block each code.
    """
    return {
        "outcome": clearance.outcome.value,
        "screened": clearance.screened,
        "unanswered": list(clearance.unanswered),
        "blocked": [code for code, _ in clearance.blocked],
        "changed": {c.code: list(c.limits.names) for c in clearance.cleared if c.limits.names},
        "advice": _notes(clearance.advice),
        "reasons": _notes(clearance.reasons),
        "blocked_by": {code: list(rows) for code, rows in clearance.blocked},
    }


def _notes(notes: Iterable[Note]) -> list[JSON]:
    return [{"id": note.id, "text": note.text} for note in notes]
