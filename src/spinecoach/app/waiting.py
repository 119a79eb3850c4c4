"""What stands in the way today, row by row in the person's own answers, and what a clinician has cleared."""

from dataclasses import dataclass, replace
from datetime import date

from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.sessions import sessions
from spinecoach.protocol.protocol import StopSign
from spinecoach.screening.answers import Answer, Said, Ticked
from spinecoach.screening.clear import CLOSING, GRAVITY
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.entries import Cleared, Entry, GateAnswer, is_positive
from spinecoach.screening.questions import Row
from spinecoach.screening.rules import Today, met, ticks, today


@dataclass(frozen=True, slots=True)
class Held:
    """A row whose answer has consequences today.

    ``items`` are the labels that count, ``on`` and ``unsure`` when and how it was last told (None: it follows from a
    fact), ``codes`` the exercises that it blocks.
    ``signs`` are the stop signs that the person tapped in that day's sessions, where that is how it was told.
    ``until_cleared``: nothing but a clinician's word, noted, lifts it.
    """

    row: Row
    outcome: Outcome
    items: tuple[str, ...]
    unsure: bool
    on: date | None
    codes: tuple[str, ...]
    until_cleared: bool
    signs: tuple[StopSign, ...] = ()

    @property
    def closes(self) -> bool:
        """It closes everything."""
        return self.outcome in CLOSING


@dataclass(frozen=True, slots=True)
class Waiting:
    """``held`` the gravest first, ``cleared`` the clearings in force, the latest first."""

    outcome: Outcome
    held: tuple[Held, ...]
    cleared: tuple[tuple[Row, Cleared], ...]

    @property
    def closing(self) -> tuple[Held, ...]:
        """Those that say to see someone now."""
        return tuple(each for each in self.held if each.closes)

    @property
    def to_clear(self) -> tuple[Held, ...]:
        """Those that a clinician's word would lift."""
        return tuple(each for each in self.held if each.until_cleared)


def waiting(practice: Practice) -> Waiting:
    """Everything that is held today. Raises StoreError."""
    found = gate(practice)
    me, day = practice.me(), practice.clock.today()
    now = today(found.status.answers.with_rest_pain(me.pain_on(day)), day)
    without_pain = replace(now, rest_pain={})
    blocked = dict(found.clearance.blocked)
    held: list[Held] = []
    for row in practice.questions.rows.values():
        answer = found.status.answers.rows.get(row.id)
        outcomes = [effect.outcome for effect in met(row, answer, now)]
        if outcomes and min(outcomes, key=GRAVITY.index) is not Outcome.PROCEED:
            told = _told(me.gate, row.id) if met(row, answer, without_pain) else None
            held.append(
                Held(
                    row=row,
                    outcome=min(outcomes, key=GRAVITY.index),
                    items=_items(row, answer, now),
                    unsure=told is not None and told.value is Said.UNSURE,
                    on=told.on if told else None,
                    codes=tuple(code for code, rows in blocked.items() if row.id in rows),
                    until_cleared=row.id in found.status.held,
                    signs=_tapped(practice, row.id, told.on) if told else (),
                )
            )
    cleared = sorted(found.status.cleared.values(), key=lambda entry: entry.on, reverse=True)
    return Waiting(
        found.clearance.outcome,
        tuple(sorted(held, key=lambda each: GRAVITY.index(each.outcome))),
        tuple((practice.questions.rows[entry.row], entry) for entry in cleared),
    )


def _tapped(practice: Practice, row: str, on: date) -> tuple[StopSign, ...]:
    """The signs that ended sessions of that day and are kept as this row's answer, each once, the latest first."""
    ended = (each.ended for each in sessions(practice) if each.day == on)
    signs = (practice.protocol.stop_signs.get(reason or "") for reason in ended)
    return tuple({sign.id: sign for sign in signs if sign is not None and sign.row == row}.values())


def _items(row: Row, answer: Answer | None, now: Today) -> tuple[str, ...]:
    if not isinstance(answer, Ticked):
        return ()
    counted = ticks(row, answer, now).items
    return tuple(label for item, label in row.items.items() if item in counted)


def _told(entries: tuple[Entry, ...], row: str) -> GateAnswer | None:
    """The last answer to the row that was more than a no."""
    answers = (entry for entry in reversed(entries) if isinstance(entry, GateAnswer) and entry.row == row)
    return next((answer for answer in answers if is_positive(answer.value)), None)
