"""Judges a person's answers on a day: what is blocked, what is changed, and whether to see someone first."""

from collections.abc import Iterable
from datetime import date

from spinecoach.screening.answers import Answers, Said
from spinecoach.screening.clearance import Clearance, ClearedExercise, Limits, Note, Outcome
from spinecoach.screening.questions import Change, Group, Questions, Row
from spinecoach.screening.rules import blocked_by, met, today

GRAVITY = tuple(Outcome)
CLOSING = (Outcome.EMERGENCY, Outcome.URGENT)


def clear(questions: Questions, answers: Answers, day: date) -> Clearance:
    """The clearance of the day. A question that is not answered counts as no and is named in ``unanswered``.

    EMERGENCY and URGENT block every code. Reasons stand gravest first, then in the order of the questions.
    """
    now = today(answers, day)
    reached: dict[str, Outcome] = {}
    blocks: dict[str, dict[str, None]] = {code: {} for code in questions.codes}
    changes: dict[str, list[Change]] = {code: [] for code in questions.codes}
    for row in questions.rows.values():
        for effect in met(row, answers.rows.get(row.id), now):
            reached[row.id] = _gravest([effect.outcome, *([reached[row.id]] if row.id in reached else [])])
            for code in questions.codes if effect.outcome in CLOSING else blocked_by(effect, questions, now):
                blocks[code][row.id] = None
            for code in questions.codes:
                changes[code] += effect.changes_of(code)
    unanswered = tuple(row.id for row in questions.in_scope(answers.regions) if not is_answered(row, answers))
    return Clearance(
        outcome=_gravest(reached.values()),
        screened=not unanswered,
        unanswered=unanswered,
        cleared=tuple(ClearedExercise(code, limits(changes[code])) for code in questions.codes if not blocks[code]),
        blocked=tuple((code, tuple(rows)) for code, rows in blocks.items() if rows),
        advice=tuple(_advice(questions, answers, reached)),
        reasons=tuple(
            Note(row, questions.rows[row].text)
            for row in sorted(reached, key=lambda row: GRAVITY.index(reached[row]))
            if questions.rows[row].group is not Group.ADVICE
        ),
    )


def is_answered(row: Row, answers: Answers) -> bool:
    """Whether the row has an answer, or, where it asks for one fact only, whether the fact is given."""
    return row.id in answers.rows or (row.only_a_fact and getattr(answers, row.facts[0]) is not None)


def limits(changes: Iterable[Change]) -> Limits:
    """Changes of one exercise added up; of two with a number the stricter stays."""
    strictest: dict[str, Change] = {}
    for change in changes:
        other = strictest.get(change.name, change)
        values = sorted((change, other), key=lambda c: c.value or 0)
        strictest[change.name] = values[-1] if change.name == "rest_factor" else values[0]

    def number(name: str) -> float | None:
        return strictest[name].value if name in strictest else None

    effort = number("effort_max")
    return Limits(
        names=tuple(sorted(map(str, strictest.values()))),
        hold_s_max=number("hold_s_max"),
        effort_max=None if effort is None else int(effort),
        rest_factor=number("rest_factor") or 1.0,
        range_factor=number("range_factor") or 1.0,
        slow="slow" in strictest,
    )


def _gravest(outcomes: Iterable[Outcome]) -> Outcome:
    return min(outcomes, key=GRAVITY.index, default=Outcome.PROCEED)


def _advice(questions: Questions, answers: Answers, reached: Iterable[str]) -> Iterable[Note]:
    for row in questions.rows.values():
        if row.group is Group.ADVICE and row.id in reached:
            yield Note(row.id, row.text)
        elif answers.rows.get(row.id) is Said.UNSURE and not row.unsure_is_yes:
            yield Note(row.id, questions.words["ask_about"].format(ask=row.ask))
