"""Sessions for programs. A session that is made here runs on the server's clock and needs no page."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request

from spinecoach.app.answer_gate import check
from spinecoach.app.live import Live
from spinecoach.app.refused import Refused, Why
from spinecoach.app.running import Running
from spinecoach.app.sessions import sessions
from spinecoach.app.summary import Summary
from spinecoach.app.tell_pain import scale
from spinecoach.body import Region
from spinecoach.session.machine import current_segment
from spinecoach.session.state import Asking, Done, GetReady, Paused, Resting, Session, Stopped, Working
from spinecoach.session.table import commands_now
from spinecoach.session.vocabulary import EventKind
from spinecoach.web.rest.body import Body, fails, takes
from spinecoach.web.room import Room
from spinecoach.wire.errors import WireError, shown
from spinecoach.wire.json_value import JSON
from spinecoach.wire.live import CLIENT_MESSAGE
from spinecoach.wire.plan import take_plan
from spinecoach.wire.session import EVENT, SEGMENT

router = APIRouter(prefix="/api/v1/sessions", tags=["sessions"])

STATES: Mapping[type, str] = {
    GetReady: "get_ready",
    Working: "working",
    Resting: "resting",
    Asking: "asking",
    Paused: "paused",
    Done: "done",
    Stopped: "stopped",
}

SessionId = Annotated[str, Path(description="The id that POST /api/v1/sessions answered.")]


def _live(request: Request) -> Live:
    live: Live = request.app.state.live
    return live


AtWork = Annotated[Live, Depends(_live)]


@router.get("", responses=fails())
def list_sessions(room: Room) -> list[Any]:
    """Every session, the latest first."""
    found = sessions(room)
    seconds = room.lengths.of([each.id for each in found])
    return [summary_json(each, seconds.get(each.id, 0.0)) for each in found]


@router.post(
    "",
    status_code=201,
    responses=fails(409),
    openapi_extra=takes(
        "A plan as `GET /api/v1/plan` and `spinecoach plan --json` print it. It is judged again against the stored "
        "gate. `check` beside it gives the three answers before a session, when they are still to come.",
        {"plan": 1, "outcome": "PROCEED", "minutes": 5, "seconds": 0, "items": [], "check": {"new": False}},
    ),
)
async def begin_session(room: Room, live: AtWork, body: Body) -> dict[str, Any]:
    """Begin a session of a plan. 409 when the gate is missing, closed or stale, or does not allow the plan."""
    if not isinstance(body, dict):
        raise WireError("plan", "", shown(body), 'an object with "plan": 1')
    plan = take_plan({key: part for key, part in body.items() if key != "check"}, "plan", room.protocol)
    if "check" in body:
        new, dizzy, pain = _check(body["check"])
        await asyncio.to_thread(check, room, new=new, dizzy=dizzy, pain=pain)
    running = await live.begin(plan, waiting=False)
    return session_json(running)


@router.get("/{session}", responses=fails(404))
async def get_session(live: AtWork, session: SessionId) -> dict[str, Any]:
    """Where a session stands: its state, what was counted, what to do now."""
    return session_json(await live.open(session))


@router.post(
    "/{session}/commands",
    responses=fails(404, 409),
    openapi_extra=takes(
        "A command: start, pause, resume, skip, back, count_rep, hurts, stop; `answered` with question and value; "
        "`stop_sign` with sign.",
        {"command": "answered", "question": "pain", "value": 3},
    ),
)
async def command_session(live: AtWork, session: SessionId, request: Request) -> dict[str, Any]:
    """Do what is asked, and answer where the session stands then and what was committed. 409 when it is refused."""
    message = CLIENT_MESSAGE.read(await request.body(), "body")
    running, events = await live.tell(session, message)
    refused = next((event for event in events if event.kind is EventKind.REFUSED), None)
    if refused is not None:
        possible = ", ".join(commands_now(running.script, running.session)) or "none"
        reason = (refused.reason or "not now").replace("_", " ")
        raise Refused(Why.NOT_NOW, f"command: found {message.command} ({reason}); right would be one of {possible}")
    return {**session_json(running), "events": [EVENT.plain(event) for event in events]}


def session_json(running: Running) -> dict[str, JSON]:
    """Where a session stands."""
    session: Session = running.session
    over = session.state.reason if isinstance(session.state, Stopped) else None
    return {
        "id": running.id,
        "state": STATES[type(session.state)],
        "t": round(session.t if session.over else running.now(), 3),
        "counts": dict(session.facts.counts),
        "pain": {region.value: value for region, value in session.facts.pain.items()},
        "can": [command.value for command in commands_now(running.script, session)],
        "segment": SEGMENT.plain(current_segment(running.script, session)),
        **({"reason": over} if over else {}),
    }


def summary_json(summary: Summary, seconds: float) -> dict[str, JSON]:
    """A session in the list; ``seconds`` of it without pauses and questions, as the pages tell it."""
    return {
        "id": summary.id,
        "day": summary.day.isoformat(),
        "begun_at": summary.begun_at.isoformat(),
        "ended": summary.ended,
        "seconds": round(seconds, 3),
        "items": [
            {
                "code": exercise.code,
                "variant": exercise.variant,
                "level": exercise.level,
                "reps_done": exercise.reps_done,
                "reps_planned": exercise.reps_planned,
                "seconds": exercise.seconds,
                "pain_before": exercise.pain_before,
                "pain_worst": exercise.pain_worst,
                "effort": exercise.effort,
                "light": exercise.light,
                "ended": exercise.ended,
                "softened": exercise.softened,
                "stands_for": exercise.stands_for,
            }
            for exercise in summary.exercises
        ],
    }


def _check(value: JSON) -> tuple[bool, bool, Mapping[Region, int]]:
    right = 'an object such as {"new": false, "dizzy": false, "pain": {"neck": 2}}'
    if not isinstance(value, dict) or not set(value) <= {"new", "dizzy", "pain"}:
        raise WireError("check", "", shown(value), right)
    new, dizzy, pain = value.get("new", False), value.get("dizzy", False), value.get("pain", {})
    known = isinstance(pain, dict) and set(pain) <= set(Region)
    if not isinstance(new, bool) or not isinstance(dizzy, bool) or not isinstance(pain, dict) or not known:
        raise WireError("check", "", shown(value), right)
    return new, dizzy, {Region(region): scale(region, told) for region, told in pain.items()}
