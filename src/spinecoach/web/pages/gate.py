"""Welcome and the safety questions: pages of "tick what applies", and a second look before anything grave is stored."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.answer_gate import Form, WhichOnes, concerns, fill, keep, standing_form
from spinecoach.app.changed_answers import last_time
from spinecoach.app.gate import gate
from spinecoach.app.my_answers import whole_page
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.app.set_wishes import set_wishes
from spinecoach.body import Region
from spinecoach.screening.questions import Page, Row
from spinecoach.web.forms import Sent, first
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)


@router.get("/welcome")
def welcome(request: Request, room: Room, pages: Pages) -> Response:
    """What this is, and which parts of the body it is about."""
    chosen = gate(room).status.answers.regions
    return pages(
        request, "gate/welcome.html", chosen=chosen, regions=_regions(room), reviewed=room.questions.reviewed,
        count=len(room.questions.pages),
    )  # fmt: skip


@router.post("/welcome")
def begin(room: Room, form: Sent) -> Response:
    """Keep the regions and go to the questions."""
    regions = [region for region in form.get("regions", ()) if region]
    concerns(room, regions)
    set_wishes(room, {"regions": regions})
    return RedirectResponse("/gate", status_code=303)


@router.get("/gate")
def next_page(room: Room) -> Response:
    """The first page that still has something to ask."""
    found = gate(room)
    if found.closed:
        return RedirectResponse("/see-someone", status_code=303)
    if not found.status.pages:
        return RedirectResponse("/", status_code=303)
    return RedirectResponse(f"/gate/{found.status.pages[0].id}", status_code=303)


@router.get("/gate/{name}")
def ask(request: Request, room: Room, pages: Pages, name: str, again: bool = False) -> Response:
    """One page of questions; ``again``: the whole page, on purpose, though its answers still stand."""
    page = _page(room, name, again=again)
    return (
        next_page(room)
        if page is None
        else _asked(request, room, pages, page, standing_form(room, page) if again else {})
    )


@router.post("/gate/{name}")
def answer(request: Request, room: Room, pages: Pages, name: str, form: Sent) -> Response:
    """Keep the page; ask once more before anything that only a clinician could lift again."""
    again = first(form, "again") == "yes"
    page = _page(room, name, again=again)
    if page is None:
        return next_page(room)
    rows = [room.questions.rows[row] for row in page.rows]
    if first(form, "confirmed") == "no":
        return _asked(request, room, pages, page, form)
    try:
        filled = fill(room.questions, rows, form, room.clock.today())
    except Refused as fault:
        return _asked(request, room, pages, page, form, fault.do)
    if isinstance(filled, WhichOnes):
        return _items(request, room, pages, page, filled.rows, form)
    if filled.confirm and first(form, "confirmed") != "yes":
        return pages(
            request, "gate/confirm.html", page=page, rows=filled.confirm, words=room.questions.words, form=form,
            sent=_hidden(form, {"confirmed"}),
        )  # fmt: skip
    keep(room, filled.entries)
    if again and not gate(room).closed:
        return RedirectResponse(f"/answers?page={page.id}", status_code=303)
    return next_page(room)


def _page(room: Practice, name: str, *, again: bool = False) -> Page | None:
    known = next((page for page in room.questions.pages if page.id == name), None)
    if known is None:
        raise Refused(Why.UNKNOWN, f"gate: found no page {name!r}")
    if again:
        return known.only({row.id for row in whole_page(room, known)})
    return next((page for page in gate(room).status.pages if page.id == name), None)


def _items(request: Request, room: Practice, pages: Pages, page: Page, rows: Sequence[Row], form: Form) -> Response:
    """The items of lines that are ticked, on a page of their own: for browsers that do not open them in place."""
    fault = "Each line needs an answer." if form.get("items_asked") else ""
    return pages(
        request, "gate/items.html", status=422 if fault else 200, page=page, rows=rows, words=room.questions.words,
        form=form, sent=_hidden(form, {"items_asked"}), today=room.clock.today(), fault=fault,
    )  # fmt: skip


def _asked(request: Request, room: Practice, pages: Pages, page: Page, form: Form, fault: str = "") -> Response:
    status = gate(room).status
    left = [asked.id for asked in status.pages]
    again = form.get("again", ()) == ["yes"]
    context: Mapping[str, Any] = {
        "page": page,
        "rows": {row: room.questions.rows[row] for row in page.rows},
        "words": room.questions.words,
        "again": again,
        "left": 0 if again else len(left) - left.index(page.id),
        "held": status.held,
        "form": form,
        "last_time": last_time(room.questions, room.me()),
        "cleared": status.cleared,
        "facts": status.answers,
        "today": room.clock.today(),
        "fault": fault,
    }
    return pages(request, "gate/page.html", status=422 if fault else 200, **context)


def _hidden(form: Form, without: AbstractSet[str]) -> Sequence[tuple[str, str]]:
    left_out = {"csrf", *without}
    return [(name, value) for name, values in form.items() if name not in left_out for value in values]


def _regions(room: Practice) -> list[tuple[Region, str]]:
    phrases = room.protocol.phrases["en"]
    return [(region, phrases[f"region.{region}"]) for region in Region]
