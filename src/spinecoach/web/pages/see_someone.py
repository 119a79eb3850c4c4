"""See someone: what to do now, then why. And what was cleared, by whom, when."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.clear_row import clear_row, undo_clearing
from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused
from spinecoach.screening.questions import Group
from spinecoach.web.forms import Sent, first
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)


@router.get("/see-someone")
def see_someone(request: Request, room: Room, pages: Pages) -> Response:
    """Stays until a clinician has cleared what was ticked."""
    found = gate(room)
    if not found.closed:
        return RedirectResponse("/", status_code=303)
    number = room.me().preferences.emergency_number
    text = room.questions.groups[Group(found.clearance.outcome.lower())]
    return pages(
        request, "see_someone.html", text=text, do_now=text.what_to_do(number), number=number,
        emergency=found.clearance.outcome == Group.EMERGENCY.name, reasons=found.clearance.reasons,
    )  # fmt: skip


@router.get("/cleared")
def cleared(request: Request, room: Room, pages: Pages) -> Response:
    """What waits for a clinician, and what was cleared."""
    return _page(request, room, pages)


@router.post("/cleared")
def clear(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Note that a row was cleared."""
    try:
        clear_row(room, first(form, "row"), first(form, "by"), first(form, "on"))
    except Refused as fault:
        return _page(request, room, pages, fault.line)
    return RedirectResponse("/cleared", status_code=303)


@router.post("/cleared/undo")
def undo(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Take a note back."""
    try:
        undo_clearing(room, first(form, "row"))
    except Refused as fault:
        return _page(request, room, pages, fault.line)
    return RedirectResponse("/cleared", status_code=303)


def _page(request: Request, room: Practice, pages: Pages, fault: str = "") -> Response:
    found = gate(room)
    rows = room.questions.rows
    return pages(
        request, "cleared.html", status=422 if fault else 200, fault=fault, closed=found.closed,
        held=[(rows[row], found.status.answers.rows.get(row)) for row in found.status.held],
        cleared=[(rows[row], note) for row, note in found.status.cleared.items()], today=room.clock.today(),
    )  # fmt: skip
