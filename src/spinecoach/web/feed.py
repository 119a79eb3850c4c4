"""The calendar's feed. Programs that follow it cannot log in, so its address is the key."""

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from spinecoach.app.calendar import calendar, is_feed
from spinecoach.web.room import Room

FOLDER = "/calendar/"
router = APIRouter(include_in_schema=False)


@router.get(FOLDER + "{secret}.ics")
def feed(room: Room, secret: str) -> Response:
    """The calendar, to whoever knows the address."""
    if not is_feed(room, secret):
        raise HTTPException(404)
    return Response(calendar(room), media_type="text/calendar", headers={"Cache-Control": "no-store"})
