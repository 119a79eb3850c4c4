"""Reminders for an open page and for programs."""

from datetime import time
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Query

from spinecoach.app.notices import send
from spinecoach.app.remind import Note, due, not_now
from spinecoach.app.set_reminders import judge_plan, set_reminders, tell_plan
from spinecoach.planning.if_then import IfThen
from spinecoach.planning.reminders import ReminderWishes, Wait
from spinecoach.web.rest.body import Body, fails, takes
from spinecoach.web.room import Room
from spinecoach.wire.errors import WireError, shown
from spinecoach.wire.json_value import JSON

router = APIRouter(prefix="/api/v1/reminders", tags=["reminders"])


PLAN = "if_then"
EXAMPLE = {"session_at": "12:30", "breaks_every": 45, "days": [0, 1, 2], "if_then": {"cue": "after lunch"}}


@router.get("", responses=fails())
def get_reminders(room: Room) -> dict[str, Any]:
    """What is set: moments, days (0 is Monday), hours, and the person's own plan. Addresses have their page only."""
    found = room.reminders.now()
    return {
        **{name: _plain(getattr(found.wishes, name)) for name in ReminderWishes.__dataclass_fields__},
        PLAN: {name: getattr(found.if_then, name) for name in IfThen.__dataclass_fields__},
    }


@router.put("", responses=fails(), openapi_extra=takes("As it is answered; what is left out stays.", EXAMPLE))
def put_reminders(room: Room, body: Body) -> dict[str, Any]:
    """Keep what is sent, all of it or nothing; null turns a kind off."""
    if not isinstance(body, dict):
        raise WireError("body", "", shown(body), "an object")
    plan = _plan(room, body[PLAN]) if PLAN in body else None
    set_reminders(room, {name: _told(name, value) for name, value in body.items() if name != PLAN})
    if plan is not None:
        tell_plan(room, plan)
    return get_reminders(room)


def _plain(value: object) -> JSON:
    match value:
        case time():
            return f"{value:%H:%M}"
        case frozenset():
            return sorted(value)
        case bool() | int() | None:
            return value
        case _:
            raise TypeError(value)


def _told(name: str, value: JSON) -> str | list[str]:
    """As a form sends it. What no form can say is refused here, the rest where forms are judged too."""
    match name, value:
        case (("session_at" | "breaks_every"), None):
            return ""
        case "breaks_every", int() if not isinstance(value, bool):
            return str(value)
        case "second", bool():
            return "yes" if value else "no"
        case "days", list() if all(type(day) is int for day in value):
            return [str(day) for day in value]
        case "breaks_every", _:
            right = "whole minutes, or null"
        case "second", _:
            right = "true or false"
        case "days", _:
            right = "a list of days, 0 (Monday) to 6 (Sunday)"
        case _, str():
            return value
        case _:
            right = 'a time such as "12:30"'
    raise WireError("body", name, shown(value), right)


def _plan(room: Room, told: JSON) -> dict[str, str]:
    """The whole plan, with what was told in it. Raises WireError, Refused."""
    kept = room.reminders.now().if_then
    parts = {name: getattr(kept, name) for name in IfThen.__dataclass_fields__}
    if not isinstance(told, dict):
        raise WireError("body", PLAN, shown(told), 'an object such as {"cue": "after lunch"}')
    for name, text in told.items():
        if name not in parts or not isinstance(text, str):
            raise WireError("body", f"{PLAN}: {name}", shown(text), f"words for one of {', '.join(parts)}")
        parts[name] = text
    judge_plan(parts)
    return parts


@router.post("/due", responses=fails())
def ask(
    room: Room,
    later: BackgroundTasks,
    busy: Annotated[bool, Query(description="A call, a full screen or do-not-disturb is on.")] = False,
    idle_s: Annotated[float | None, Query(ge=0, description="Seconds without a key.")] = None,
) -> dict[str, Any]:
    """Whether a reminder is right now. One that is answered counts as given, and goes to the addresses that are set."""
    told = due(room, busy=busy, idle_s=idle_s)
    match told:
        case Wait(why, until):
            return {"remind": None, "why": why.value, "until": None if until is None else until.isoformat()}
        case Note(kind, title, body, path, short):
            addresses = room.reminders.now().addresses
            later.add_task(send, told, addresses, room.settings.home, desktop=False)
            return {"remind": kind.value, "title": title, "body": body, "path": path, "short": short}


@router.post("/not-now", status_code=204, responses=fails())
def decline(room: Room) -> None:
    """Put it off. It costs nothing."""
    not_now(room)
