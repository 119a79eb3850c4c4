"""How are you getting on: a few questions every few weeks, each of which may be left out."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.getting_on import getting_on, leave_out, name_activities, next_day, tell_measure
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused
from spinecoach.progress.measures import MeasureChange
from spinecoach.protocol.form import ENGLISH
from spinecoach.web.forms import Sent, SentForm, first
from spinecoach.web.room import Pages, Room

router = APIRouter(include_in_schema=False)


@router.get("/getting-on")
def show(request: Request, room: Room, pages: Pages, kept: bool = False) -> Response:
    """What is due, and what changed so far."""
    return _page(request, room, pages, kept=kept)


@router.post("/getting-on")
def answer(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Keep what was answered; what was asked and not answered is left out until its next time."""
    skipped = bool(first(form, "skip"))
    try:
        for name in form.get("asked", ()):
            values = {} if skipped else _values(room, name, form)
            if values:
                tell_measure(room, name, values)
            else:
                leave_out(room, name)
    except Refused as fault:
        return _page(request, room, pages, fault=fault.do, names=form.get("activities", ()))
    return RedirectResponse("/" if skipped else "/getting-on?kept=1", status_code=303)


@router.post("/getting-on/activities")
def rename(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Change the person's own activities."""
    try:
        name_activities(room, form.get("activities", ()))
    except Refused as fault:
        return _page(request, room, pages, fault=fault.do)
    return RedirectResponse("/getting-on?kept=1", status_code=303)


def _values(room: Practice, name: str, form: SentForm) -> dict[str, object]:
    """The answers to one measure, by item. Activities that are named with their first answers are kept on the way."""
    names = [said.strip() for said in form.get("activities", ())]
    new = {n: said for n, said in enumerate(names) if said and first(form, f"{name}-value.{n}")}
    measure = room.protocol.measures.measures.get(name)
    if measure is not None and measure.own_items and any(names):
        name_activities(room, names)
        ids = {said: id_ for id_, said in room.me().along.activities.items()}
        return {ids[said]: first(form, f"{name}-value.{n}") for n, said in new.items()}
    own = {key.removeprefix(f"{name}."): first(form, key) for key in form if key.startswith(f"{name}.")}
    return {**own, **({"": first(form, name)} if first(form, name) else {})}


def _page(
    request: Request, room: Practice, pages: Pages, *, kept: bool = False, fault: str = "", names: object = ()
) -> Response:
    found, language = getting_on(room), room.me().preferences.language
    return pages(
        request, "getting_on.html", status=422 if fault else 200, kept=kept, fault=fault, kept_names=names,
        due=found.due, activities=found.activities,
        last={key: answer.value for key, answer in found.last.items()},
        next_on=None if found.due else next_day(room),
        changes=[_told(room, change, language) for change in found.changes],
    )  # fmt: skip


def _told(room: Practice, change: MeasureChange, language: str) -> dict[str, Any]:
    """A row of the table."""
    measures = room.protocol.measures
    measure = measures.measures[change.measure]
    title, verdict = measure.title, measures.verdicts[change.change.verdict]
    whole = title.get(language, title[ENGLISH])
    if measure.own_items:
        whole = room.me().along.named.get(change.item, f"{whole}, all together")
    sign = "+g" if measure.against_start else "g"
    return {
        "name": whole,
        "before": "start" if measure.against_start else f"{round(change.change.before, 1):g}",
        "now": format(round(change.change.now, 1), sign),
        "verdict": verdict.get(language, verdict[ENGLISH]),
    }
