"""What waits for a clinician, and what was cleared, by whom, when."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.clear_row import clear_row, undo_clearing
from spinecoach.app.flags import over
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused
from spinecoach.app.waiting import waiting
from spinecoach.protocol.exercise import Variant
from spinecoach.web.forms import Sent, first
from spinecoach.web.pages.exercises import words
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)

MOST_OVER = 3
"""Times of one question that are over and shown at once; the rest unfolds."""


@router.get("/cleared")
def show(request: Request, room: Room, pages: Pages, noted: bool = False) -> Response:
    """All that waits and all that was cleared. ``noted``: a note was taken a moment ago."""
    return _page(request, room, pages, noted=noted)


@router.post("/cleared")
def clear(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Note that a row was cleared."""
    row, by, on = first(form, "row"), first(form, "by"), first(form, "on")
    try:
        clear_row(room, row, by, on)
    except Refused as fault:
        return _page(request, room, pages, fault=fault.do, sent={"row": row, "by": by, "on": on})
    return RedirectResponse("/cleared?noted=1", status_code=303)


@router.post("/cleared/undo")
def undo(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Take a note back."""
    try:
        undo_clearing(room, first(form, "row"))
    except Refused as fault:
        return _page(request, room, pages, fault=fault.do)
    return RedirectResponse("/cleared?noted=1", status_code=303)


def _page(
    request: Request,
    room: Practice,
    pages: Pages,
    *,
    noted: bool = False,
    fault: str = "",
    sent: dict[str, str] | None = None,
) -> Response:
    found = waiting(room)
    language = room.me().preferences.language
    exercises = room.protocol.exercises
    return pages(
        request, "cleared.html", status=422 if fault else 200, noted=noted, fault=fault, sent=sent or {}, waiting=found,
        over=over(room), most_over=MOST_OVER,
        names={code: words(exercises[code], language, Variant.STANDARD).name for code in exercises},
        answer_days=room.questions.validity.answer_days, words=room.questions.words, today=room.clock.today(),
    )  # fmt: skip
