"""Today: one sentence, Start, and why."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)


@router.get("/")
def today(request: Request, room: Room, pages: Pages) -> Response:
    """The page that one opens every day."""
    return pages(request, "today.html", place="today", day=room.clock.today())
