"""Drawings of the exercises, made when first asked for and kept."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from spinecoach.app.kept import Kept
from spinecoach.app.refused import Refused, Why
from spinecoach.body import Side
from spinecoach.figure.course import NoMovementError
from spinecoach.figure.drawing import draw_phase, draw_start_end
from spinecoach.protocol.changes import CHANGES
from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.web.room import Room

router = APIRouter(include_in_schema=False)

MOST_KEPT = 300
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A drawing carries its own colours in a style element and nothing else; opened by itself it can do nothing."""


@router.get("/figures/{code}.svg")
def one_pose(
    request: Request,
    room: Room,
    code: str,
    form: Variant = Variant.STANDARD,
    phase: str | None = None,
    side: Side | None = None,
    zone: Annotated[int | None, Query(ge=0, le=9)] = None,
    changes: str = "",
    mirror: bool = False,
) -> Response:
    """The end of a phase, or the start; as in a mirror where the body faces the person and that is asked for."""
    exercise, names, language = exercise_named(room, code), changes_named(changes), room.me().preferences.language
    key = (code, form, names, phase, side, zone, language, mirror)

    def draw() -> str:
        return draw_phase(exercise, form.value, names, phase, side, zone, language, mirror)

    return _drawn(request, key, draw)


@router.get("/figures/{code}/both.svg")
def start_and_end(
    request: Request, room: Room, code: str, form: Variant = Variant.STANDARD, changes: str = ""
) -> Response:
    """The two poses that tell the exercise, for lists."""
    exercise, names, language = exercise_named(room, code), changes_named(changes), room.me().preferences.language
    key = (code, form, names, language)

    def draw() -> str:
        return draw_start_end(exercise, form.value, names, language=language)

    return _drawn(request, key, draw)


def _drawn(request: Request, key: tuple[object, ...], draw: Callable[[], str]) -> Response:
    kept: Kept[str] = request.app.state.figures
    picture = kept.get(key)
    if picture is None:
        try:
            picture = draw()
        except NoMovementError as fault:
            raise Refused(Why.UNKNOWN, f"figure: {fault}") from fault
        kept.put(key, picture)
    return Response(
        picture,
        media_type="image/svg+xml",
        headers={"Cache-Control": "private, max-age=3600", "Content-Security-Policy": POLICY},
    )


def exercise_named(room: Room, code: str) -> Exercise:
    """The exercise of that code."""
    exercise = room.protocol.exercises.get(code)
    if exercise is None:
        raise Refused(
            Why.UNKNOWN, f"figure: found {code!r}; right would be one of {', '.join(room.protocol.exercises)}"
        )
    return exercise


def changes_named(sent: str) -> tuple[str, ...]:
    """Changes in the order sent, with commas between them."""
    names = tuple(name for name in sent.split(",") if name)
    for name in names:
        if name.partition(":")[0] not in CHANGES:
            raise Refused(
                Why.UNKNOWN, f"figure: changes: found {name[:40]!r}; right would be among {', '.join(CHANGES)}"
            )
    return names
