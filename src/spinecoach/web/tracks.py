"""Joint tracks for the moving figure, baked when first asked for and kept."""

from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from spinecoach.app.kept import Kept
from spinecoach.app.refused import Refused, Why
from spinecoach.body import Side
from spinecoach.figure.course import NoMovementError
from spinecoach.figure.tracks import Tracks, bake
from spinecoach.protocol.exercise import Variant
from spinecoach.web.figures import changes_named, exercise_named
from spinecoach.web.room import Room
from spinecoach.wire.adapter import Adapter

router = APIRouter(include_in_schema=False)

_TRACKS: Adapter[Tracks] = Adapter(Tracks)


@router.get("/figures/{code}/tracks.json")
def tracks(
    request: Request,
    room: Room,
    code: str,
    form: Variant = Variant.STANDARD,
    side: Side | None = None,
    zone: Annotated[int | None, Query(ge=0, le=9)] = None,
    changes: str = "",
) -> Response:
    """The tracks of a form on one side and zone (from 0). They change with the program only, so a page asks again."""
    exercise, names, language = exercise_named(room, code), changes_named(changes), room.me().preferences.language
    kept: Kept[str] = request.app.state.figures
    key = ("tracks", code, form, names, side, zone, language)
    baked = kept.get(key)
    if baked is None:
        try:
            baked = _TRACKS.text(bake(exercise, form.value, names, side, zone, language))
        except NoMovementError as fault:
            raise Refused(Why.UNKNOWN, f"tracks: {fault}") from fault
        kept.put(key, baked)
    content = baked.encode()
    headers = {"Cache-Control": "private, no-cache", "ETag": f'"{sha256(content).hexdigest()[:20]}"'}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)
