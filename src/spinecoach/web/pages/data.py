"""Your data: take it with you, or remove it."""

import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from spinecoach.app.export import export
from spinecoach.app.formats import ENDINGS, MEDIA, Format
from spinecoach.record.copies import remove_before
from spinecoach.record.forget import forget_while_serving
from spinecoach.record.replays import kept_replays, remove_replay
from spinecoach.web.forms import Sent, first
from spinecoach.web.handouts import Asked
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)

BLOCK = 2**16
SURE = "forget"
ALL = "all"


@router.get("/data/export/{form}")
def take(room: Room, form: Format, paper: Asked) -> Response:
    """Everything in one form, as a file to keep; ``paper`` is for the PDF."""
    # Made whole first: what fails half-way must not look like an export, and a slow reader must not hold the record.
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it is sent
    try:
        export(room, form, file, paper)
    except BaseException:
        file.close()
        raise
    size = file.tell()
    file.seek(0)
    name = f"spinecoach-{room.clock.today()}.{ENDINGS[form]}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(size),
        "Cache-Control": "no-store",
    }
    return StreamingResponse(
        _blocks(file), media_type=MEDIA[form], headers=headers, background=BackgroundTask(file.close)
    )


@router.get("/forget")
def ask(request: Request, pages: Pages, room: Room) -> Response:
    """What would be removed, and whether the person is sure."""
    return pages(request, "forget.html", place="settings", data=room.settings.data_dir, unsure=False)


@router.post("/forget")
def forget(request: Request, pages: Pages, room: Room, form: Sent) -> Response:
    """Remove everything, if the box is ticked."""
    if first(form, "sure") != SURE:
        return pages(request, "forget.html", place="settings", status=422, data=room.settings.data_dir, unsure=True)
    forget_while_serving(room.settings.data_dir)
    return RedirectResponse("/forgotten", status_code=303)


@router.get("/forgotten")
def forgotten(request: Request, pages: Pages, room: Room) -> Response:
    """That it is done."""
    return pages(request, "forgotten.html", data=room.settings.data_dir)


@router.post("/data/landmarks/remove")
def remove_landmarks(room: Room, form: Sent) -> Response:
    """Remove one kept replay file, or all of them."""
    data, name = room.settings.data_dir, first(form, "name")
    for kept in kept_replays(data):
        if name in {kept.name, ALL}:
            remove_replay(data, kept.name)
    return RedirectResponse("/settings#landmarks", status_code=303)


@router.post("/data/before/remove")
def remove_older(room: Room) -> Response:
    """Remove the record that a restore has replaced."""
    remove_before(room.settings.data_dir)
    return RedirectResponse("/settings#data", status_code=303)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block
