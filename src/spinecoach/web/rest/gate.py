"""The safety questions for programs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter

from spinecoach.app.answer_gate import keep
from spinecoach.app.gate import Gate, gate
from spinecoach.app.gate_log import answer_json
from spinecoach.app.tell_pain import tell_pain
from spinecoach.screening.answers import Answers
from spinecoach.screening.clear import is_answered
from spinecoach.screening.entries import Checked, Entry, FactAnswer, GateAnswer, StoredFact, due_date
from spinecoach.web.rest.body import Body, fails, takes
from spinecoach.web.room import Room
from spinecoach.wire.clearance import clearance_json
from spinecoach.wire.errors import WireError
from spinecoach.wire.json_value import JSON
from spinecoach.wire.profile import take_answers

router = APIRouter(prefix="/api/v1/gate", tags=["gate"])


@router.get("", responses=fails())
def get_gate(room: Room) -> dict[str, Any]:
    """What stands today, what is to be asked, and what follows from it."""
    return gate_json(gate(room))


@router.put(
    "",
    responses=fails(),
    openapi_extra=takes(
        "A complete set of answers, in the form that `spinecoach screen --answers` reads: every question in scope "
        'with true, false, "unsure" or its items, the facts beside them. What only a clinician can lift stays held.',
        {"S01": False, "S11": ["tuberculosis"], "age": 52, "pregnant_weeks": 0, "rest_pain": {"neck": 2}},
    ),
)
def put_gate(room: Room, body: Body) -> dict[str, Any]:
    """Answer every question at once, the three before a session included. 422 when one is left out."""
    today = room.clock.today()
    answers = take_answers(body, "answers", "", room.questions, today)
    missing = [row.id for row in room.questions.in_scope(answers.regions) if not is_answered(row, answers)]
    if missing:
        raise WireError("answers", "", f"no answer to {', '.join(missing)}", "an answer to each")
    keep(room, _entries(answers, today))
    if answers.rest_pain:
        tell_pain(room, {region.value: value for region, value in answers.rest_pain.items()})
    return gate_json(gate(room))


def gate_json(found: Gate) -> dict[str, JSON]:
    """The gate as a program reads it."""
    status = found.status
    return {
        "complete": status.complete,
        "fresh": not status.ask,
        "check_due": status.check_due,
        "ready": status.ready and not found.closed,
        "ask": list(status.ask),
        "held": list(status.held),
        "cleared": {row: {"by": c.by, "on": c.on.isoformat()} for row, c in status.cleared.items()},
        "answers": answers_json(status.answers),
        "clearance": clearance_json(found.clearance),
    }


def answers_json(answers: Answers) -> dict[str, JSON]:
    """Answers in the form of an answer file."""
    made: dict[str, JSON] = {row: answer_json(value) for row, value in answers.rows.items()}
    if answers.age is not None:
        made["age"] = answers.age
    if answers.pregnant_weeks is not None:
        made["pregnant_weeks"] = answers.pregnant_weeks
    if answers.regions:
        made["regions"] = [region.value for region in answers.regions]
    if answers.rest_pain:
        made["rest_pain"] = {region.value: value for region, value in answers.rest_pain.items()}
    if answers.injury_date is not None:
        made["injury_date"] = answers.injury_date.isoformat()
    if answers.surgery:
        made["surgery"] = {site: day.isoformat() for site, day in answers.surgery.items()}
    return made


def _entries(answers: Answers, today: date) -> Sequence[Entry]:
    due = due_date(answers.pregnant_weeks, today) if answers.pregnant_weeks else None
    facts: list[Entry] = [FactAnswer(StoredFact.REGIONS, answers.regions, today)]
    if answers.age is not None:
        facts.append(FactAnswer(StoredFact.AGE, answers.age, today))
    if answers.pregnant_weeks is not None:
        facts.append(FactAnswer(StoredFact.DUE_DATE, due, today))
    if answers.injury_date is not None:
        facts.append(FactAnswer(StoredFact.INJURY_DATE, answers.injury_date, today))
    facts += [FactAnswer(StoredFact.SURGERY, day, today, site) for site, day in answers.surgery.items()]
    rows = [GateAnswer(row, value, today) for row, value in answers.rows.items()]
    return [*facts, *rows, Checked(today, new=False, dizzy=False, pain=answers.rest_pain)]
