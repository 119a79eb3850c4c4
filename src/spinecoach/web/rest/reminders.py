"""Reminders for an open page and for programs."""

from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Query

from spinecoach.app.notices import send
from spinecoach.app.remind import Note, due, not_now
from spinecoach.planning.reminders import Wait
from spinecoach.web.rest.body import fails
from spinecoach.web.room import Room

router = APIRouter(prefix="/api/v1/reminders", tags=["reminders"])


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
