"""See someone: what to do now and whom to call, then why. It stays until a clinician has cleared what was ticked."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.waiting import waiting
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.questions import Group
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)


@router.get("/see-someone")
def see_someone(request: Request, room: Room, pages: Pages) -> Response:
    """What to do now. Without an answer that asks for it there is nothing to see here, and the day's page comes."""
    found = waiting(room)
    if not found.closing:
        return RedirectResponse("/", status_code=303)
    number = room.me().preferences.emergency_number
    text = room.questions.groups[Group(found.outcome.lower())]
    return pages(
        request, "see_someone.html", text=text, do_now=text.what_to_do(number), number=number,
        emergency=found.outcome is Outcome.EMERGENCY, told=found.closing, words=room.questions.words,
    )  # fmt: skip
