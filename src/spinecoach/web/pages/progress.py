"""Progress: what changed over the weeks, as charts with their tables behind them."""

from base64 import b64decode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from spinecoach.app.charts import charts
from spinecoach.app.pictures import NARROW, WIDE, WIDTHS, Pictures, digest
from spinecoach.app.refused import Refused, Why
from spinecoach.report.draw import NotDrawn, draw
from spinecoach.report.dress import dressed, size_of
from spinecoach.report.order import Form
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)

POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; sandbox"
"""A chart carries its own colours and typeface and nothing else; opened by itself it can do nothing."""
KEEP = {"Cache-Control": "private, no-store"}
"""What hurts does not belong into the files of a browser."""


@router.get("/progress")
def progress(request: Request, room: Room, pages: Pages) -> Response:
    """Every chart, each in words, as a picture and as a table."""
    found = charts(room)
    name = digest(found)
    drawn = _pictures(request).ready(name) or {}
    sizes = {key: size_of(svg) for key, svg in drawn.items()}
    return pages(
        request, "progress.html", place="progress", charts=found, digest=name, sizes=sizes, narrow=NARROW, wide=WIDE,
        today=room.clock.today(),
    )  # fmt: skip


@router.get("/progress/{name}/{chart}-{width}.svg")
def picture(request: Request, room: Room, name: str, chart: str, width: int) -> Response:
    """One chart as a drawing for a page."""
    drawn = _pictures(request).ready(name)
    if drawn is None:
        found = charts(room)
        if width not in WIDTHS or not any(each.id == chart and each.rows for each in found):
            raise _unknown(chart)
        drawn = _pictures(request).drawn(found)
    if (chart, width) not in drawn:
        raise _unknown(chart)
    return Response(
        dressed(drawn[chart, width]),
        media_type="image/svg+xml",
        headers={**KEEP, "Content-Security-Policy": POLICY},
    )


@router.get("/progress/{chart}.png")
def png(room: Room, chart: str) -> Response:
    """One chart as a PNG to keep."""
    found = [each for each in charts(room) if each.id == chart and each.rows]
    if not found:
        raise _unknown(chart)
    try:
        (drawn,) = draw(found, WIDTHS[-1:], Form.PNG)
    except NotDrawn as fault:
        raise Refused(Why.BROKEN, str(fault)) from fault
    headers = {**KEEP, "Content-Disposition": f'attachment; filename="spinecoach-{chart}.png"'}
    return Response(b64decode(drawn.picture), media_type="image/png", headers=headers)


def _pictures(request: Request) -> Pictures:
    pictures: Pictures = request.app.state.pictures
    return pictures


def _unknown(chart: str) -> Refused:
    return Refused(Why.UNKNOWN, f"chart: found no {chart[:40]!r}; right would be one of the page of progress")
