"""Handouts as PDF, for the print buttons."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from spinecoach.app.handouts import own_handout, today_handout
from spinecoach.app.refused import Refused, Why
from spinecoach.report.paper import BY_NAME, Paper
from spinecoach.web.figures import exercise_named
from spinecoach.web.room import Room

router = APIRouter(include_in_schema=False)

POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""A PDF loads nothing; what is left is for the viewer that the browser lays over it."""


def _paper(paper: Annotated[str, Query()] = "a4") -> Paper:
    if paper not in BY_NAME:
        raise Refused(Why.WRONG, f"paper: found {paper[:40]!r}; right would be one of {', '.join(BY_NAME)}")
    return BY_NAME[paper]


Asked = Annotated[Paper, Depends(_paper)]


@router.get("/handout.pdf")
def of_today(room: Room, paper: Asked) -> Response:
    """Today's plan."""
    return _pdf(today_handout(room, paper), f"spinecoach-{room.clock.today().isoformat()}.pdf")


@router.get("/exercises/{code}/handout.pdf")
def of_one(room: Room, paper: Asked, code: str) -> Response:
    """One exercise, as the person's answers have it."""
    exercise = exercise_named(room, code.upper())
    return _pdf(own_handout(room, exercise, paper), f"spinecoach-{exercise.id}.pdf")


def _pdf(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Content-Security-Policy": POLICY}
    return Response(content, media_type="application/pdf", headers=headers)
