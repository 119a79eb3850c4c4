"""About: what this is and is not, what stays private, and how far each claim may be trusted."""

from collections import Counter
from importlib.metadata import version

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from spinecoach.protocol.exercise import Mark
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)


@router.get("/about")
def about(request: Request, room: Room, pages: Pages) -> Response:
    """What this is, and what it is not."""
    exercises = room.protocol.exercises.values()
    sources = {**room.protocol.sources, **room.questions.sources}
    marks = Counter(source.mark for source in sources.values())
    return pages(
        request, "about.html", version=version("spinecoach"), data=room.settings.database, exercises=len(exercises),
        reviewed=sum(exercise.review is not None for exercise in exercises), questions=room.questions,
        marks=[(mark, marks[mark]) for mark in Mark], sources=sorted(sources.values(), key=lambda each: each.citation),
    )  # fmt: skip
