"""My answers: what stands, since when, when it is asked again; and each page of questions once more on purpose."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from spinecoach.app.my_answers import just_changed, my_answers
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)


@router.get("/answers")
def show(request: Request, room: Room, pages: Pages, page: str | None = None) -> Response:
    """All that stands. ``page`` was answered a moment ago: what that changed comes first."""
    regions = [room.protocol.phrases["en"][f"region.{region}"] for region in room.me().wishes.regions]
    return pages(
        request, "answers.html", pages=my_answers(room), kept=page is not None, words=room.questions.words,
        changed=just_changed(room, page) if page else (), validity=room.questions.validity, regions=regions,
    )  # fmt: skip
