"""See someone: what to do now and whom to call, then why. It stays until a clinician has cleared what was ticked."""

import re
from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.waiting import Waiting, waiting
from spinecoach.protocol.form import ENGLISH
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.questions import Group, GroupText
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)


@router.get("/see-someone")
def see_someone(request: Request, room: Room, pages: Pages) -> Response:
    """What to do now. Without an answer that asks for it there is nothing to see here, and the day's page comes."""
    found = waiting(room)
    if not found.closing:
        return RedirectResponse("/", status_code=303)
    preferences = room.me().preferences
    number, language = preferences.emergency_number, preferences.language
    text = room.questions.groups[Group(found.outcome.lower())]
    return pages(
        request, "see_someone.html", text=text, do_now=_do_now(found, text, number, language), number=number,
        emergency=found.outcome is Outcome.EMERGENCY, told=found.closing, words=room.questions.words,
        tapped={held.row.id: [sign.label.get(language, sign.label[ENGLISH]) for sign in held.signs]
                for held in found.closing if held.signs},
    )  # fmt: skip


def _do_now(found: Waiting, text: GroupText, number: str, language: str) -> Sequence[str]:
    """What to do now, a line each. After stop signs it is what the session said, word for word, as History has it."""
    signs = found.closing[0].signs
    if not signs or len(found.closing) > 1:
        return text.what_to_do(number)
    said = " ".join(sign.do_now.get(language, sign.do_now[ENGLISH]) for sign in signs)
    return list(dict.fromkeys(re.split(r"(?<=[.?])\s+", said.replace("{emergency_number}", number))))
