"""From Start to the live page: the three taps, then the session."""

import asyncio
from typing import assert_never
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.gate import gate
from spinecoach.app.live import Live
from spinecoach.app.models import readiness
from spinecoach.app.practice import Practice
from spinecoach.app.preferences import Camera
from spinecoach.app.refused import Refused, Why
from spinecoach.app.session_log import Stored, plan_of, read_session
from spinecoach.app.start import CheckFirst, GateFirst, PlanChanged, keep_check, ready_to_start, strong
from spinecoach.protocol.form import ENGLISH
from spinecoach.session.plan import DayPlan
from spinecoach.session.vocabulary import Command, Withdrawal
from spinecoach.web.forms import Sent, first
from spinecoach.web.pages.exercises import words
from spinecoach.web.room import Pages, Room
from spinecoach.wire.live import ClientMessage

router = APIRouter(include_in_schema=False)

CAMERA_FILES = "/static/camera/"


@router.post("/start")
async def start(request: Request, room: Room, form: Sent) -> Response:
    """Begin, or go to what comes first."""
    seen, minutes = first(form, "plan"), first(form, "minutes")
    answer = await asyncio.to_thread(ready_to_start, room, seen, minutes)
    match answer:
        case DayPlan():
            live: Live = request.app.state.live
            running = await live.begin(answer, waiting=True)
            return RedirectResponse(f"/live/{running.id}", status_code=303)
        case CheckFirst():
            return RedirectResponse(f"/check?{urlencode({'plan': seen, 'minutes': minutes})}", status_code=303)
        case GateFirst():
            return RedirectResponse("/gate", status_code=303)
        case PlanChanged():
            return RedirectResponse("/?again=1", status_code=303)
        case _:
            assert_never(answer)


@router.get("/check")
def ask(request: Request, room: Room, pages: Pages, plan: str = "", minutes: str = "") -> Response:
    """The three taps."""
    answer = ready_to_start(room, plan, minutes)
    if not isinstance(answer, CheckFirst):
        return RedirectResponse("/gate" if isinstance(answer, GateFirst) else "/", status_code=303)
    return _check_page(request, room, pages, answer, {"plan": plan, "minutes": minutes})


@router.post("/check")
async def keep(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Keep the three taps and begin, unless they change what can be done."""
    new, dizzy = first(form, "new"), first(form, "dizzy")
    pain = {name.removeprefix("pain."): first(form, name) for name in form if name.startswith("pain.")}
    asked = await asyncio.to_thread(ready_to_start, room, first(form, "plan"), first(form, "minutes"))
    if isinstance(asked, CheckFirst):
        missing = [region for region in asked.regions if region not in pain]
        if {new, dizzy} - {"yes", "no"} or missing:
            kept = {name: first(form, name) for name in form}
            fault = "Each question needs an answer."
            return _check_page(request, room, pages, asked, kept, fault)
        await asyncio.to_thread(keep_check, room, new=new == "yes", dizzy=dizzy == "yes", pain=pain)
        if not strong(room, pain):
            # A little pain may bring an exercise in or out. That is no reason to send anybody back.
            form = {**form, "plan": ("",)}
    return await start(request, room, form)


@router.post("/leave")
async def leave(request: Request, form: Sent) -> Response:
    """End a session that was left in the middle; what was done is kept."""
    live: Live = request.app.state.live
    session = first(form, "session")
    try:
        await live.tell(session, ClientMessage(Command.STOP))
    except Refused as fault:
        if fault.why is not Why.NOT_NOW:
            raise
    return RedirectResponse("/", status_code=303)


@router.get("/live/{session}")
async def live_page(request: Request, room: Room, pages: Pages, session: str) -> Response:
    """The live session; or what comes in its place, where the answers no longer allow it or it is over."""
    stored = await asyncio.to_thread(read_session, room, session)
    if not stored.over:
        live: Live = request.app.state.live
        if (await live.open(session)).over:
            stored = await asyncio.to_thread(read_session, room, session)
    if (await asyncio.to_thread(gate, room)).closed:
        return RedirectResponse("/see-someone", status_code=303)
    if stored.over:
        changed = stored.ended == Withdrawal.CHANGED and stored.day == room.clock.today()
        return RedirectResponse("/?ended=1" if changed else f"/history/{session}", status_code=303)
    return await asyncio.to_thread(_live_page, request, room, pages, stored)


def _live_page(request: Request, room: Practice, pages: Pages, stored: Stored) -> Response:
    plan, preferences = plan_of(room, stored), room.me().preferences
    exercises = room.protocol.exercises
    codes = dict.fromkeys(work.code for item in plan.items for work in (item.work, *item.if_it_hurts))
    return pages(
        request,
        "live.html",
        session=stored.id,
        voice=preferences.voice,
        number=stored.emergency_number,
        camera=CAMERA_FILES if preferences.camera is Camera.ON and readiness(request.app.state.shelf).ready else "",
        signs=[
            {
                "id": sign.id,
                "text": sign.label.get(stored.language, sign.label[ENGLISH]),
                "outcome": sign.outcome,
                "codes": [code for code, exercise in exercises.items() if sign.id in exercise.stop_signs],
            }
            for sign in room.protocol.stop_signs.values()
        ],
        names=[(code, words(exercises[code], stored.language).name) for code in codes],
    )


def _check_page(
    request: Request, room: Practice, pages: Pages, asked: CheckFirst, kept: dict[str, str], fault: str = ""
) -> Response:
    language = room.me().preferences.language
    phrases = {**room.protocol.phrases[ENGLISH], **room.protocol.phrases.get(language, {})}
    pain, came_for = room.me().pain_on(room.clock.today()), room.me().wishes.regions
    told = {**pain, **{region: kept[name] for region in asked.regions if (name := f"pain.{region}") in kept}}
    return pages(
        request,
        "check.html",
        status=422 if fault else 200,
        # What hurts is seen; the rest stands behind one line, and its answer is kept all the same.
        first=[r for r in asked.regions if not came_for or r in came_for or str(told.get(r, 0)) != "0"],
        regions=[(region, phrases[f"region.{region}"]) for region in asked.regions],
        pain=pain,
        came_for=came_for,
        words=room.questions.check,
        kept=kept,
        fault=fault,
    )
