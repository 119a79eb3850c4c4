"""What screening makes of one exercise for this person today: as it is, done in another way, or left out."""

from dataclasses import dataclass

from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.protocol.form import ENGLISH
from spinecoach.session.plan import Reason


@dataclass(frozen=True, slots=True)
class ForYou:
    """``changes`` as ordered and the sentence of each; ``closed_by`` the rows that close it, in words."""

    changes: tuple[str, ...] = ()
    sentences: tuple[Reason, ...] = ()
    closed_by: tuple[Reason, ...] = ()


def for_you(practice: Practice, code: str) -> ForYou:
    """By the answers that stand now; those that are missing change nothing. Raises StoreError."""
    clearance = gate(practice).clearance
    cleared = clearance.of(code)
    if cleared is None:
        rows = dict(clearance.blocked).get(code, ())
        said = {note.id: note.text for note in clearance.reasons}
        return ForYou(closed_by=tuple(Reason(row, said[row]) for row in rows if row in said))
    changes = cleared.limits.names
    return ForYou(changes, tuple(_sentence(practice, change) for change in changes))


def _sentence(practice: Practice, change: str) -> Reason:
    name, _, value = change.partition(":")
    text = practice.protocol.planning.sentences[name].text
    return Reason(name, text.get(practice.me().preferences.language, text[ENGLISH]).format(value=value))
