"""Reminders: the person's own plan, when, how, and the calendar."""

import os

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from spinecoach.app.calendar import calendar, zone_here, zone_is_told
from spinecoach.app.notice_addresses import judge_addresses
from spinecoach.app.notices import send
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused
from spinecoach.app.remind import note_of
from spinecoach.app.reminder_log import DESKTOP, Reminding
from spinecoach.app.set_reminders import (
    address_notices,
    close_calendar,
    judge_plan,
    open_calendar,
    set_reminders,
    tell_plan,
)
from spinecoach.planning.if_then import IfThen, look_again
from spinecoach.planning.reminders import BREAKS_EVERY, MOST_BREAKS, Notice, session_is_quiet
from spinecoach.web.feed import FOLDER
from spinecoach.web.forms import Sent, SentForm, first
from spinecoach.web.room import Pages, Room
from spinecoach.web.words import WEEKDAYS

router = APIRouter(include_in_schema=False)

QUIET = ("quiet_from", "quiet_until")
CLOCKS = ("session_at", "breaks_every", "second", "work_from", "work_until", *QUIET)


@router.get("/reminders")
def show(request: Request, room: Room, pages: Pages, saved: bool = False) -> Response:
    """What is set."""
    return _page(request, room, pages, saved=saved)


@router.post("/reminders")
def change(request: Request, room: Room, pages: Pages, form: Sent) -> Response:
    """Save what was sent."""
    try:
        _save(room, form)
    except Refused as fault:
        return _page(request, room, pages, fault=fault.do, sent=form)
    return RedirectResponse("/reminders?saved=1", status_code=303)


@router.post("/reminders/try")
def attempt(request: Request, room: Room, pages: Pages) -> Response:
    """Send one now, so that the person sees whether it arrives."""
    failed = send(note_of(Notice.SESSION), room.reminders.now().addresses, room.settings.home, desktop=True)
    return _page(request, room, pages, tried=True, failed=failed)


@router.post("/reminders/calendar")
def address(room: Room, form: Sent) -> Response:
    """A new address, or none any more."""
    if first(form, "close"):
        close_calendar(room)
    else:
        open_calendar(room)
    return RedirectResponse("/reminders?saved=1#calendar", status_code=303)


@router.get("/reminders/spinecoach.ics")
def download(room: Room) -> Response:
    """The calendar as a file."""
    headers = {"Content-Disposition": 'attachment; filename="spinecoach.ics"', "Cache-Control": "no-store"}
    return Response(calendar(room), media_type="text/calendar", headers=headers)


def _save(room: Practice, form: SentForm) -> None:
    wishes: dict[str, str | list[str]] = {name: first(form, name) for name in CLOCKS if name in form}
    if "days" in form:
        wishes["days"] = [day for day in form["days"] if day]
    addresses = first(form, "addresses").splitlines()
    if "desktop" in form:
        addresses = [DESKTOP, *addresses]
    plan = {name: first(form, name) for name in IfThen.__dataclass_fields__ if name in form}
    judge_addresses(addresses)
    judge_plan(plan)
    set_reminders(room, wishes)
    if "addresses" in form:
        address_notices(room, addresses, in_page="in_page" in form)
    if plan and IfThen(**plan) != room.reminders.now().if_then:
        tell_plan(room, plan)


def _kept(reminding: Reminding, sent: SentForm | None) -> SentForm:
    """What is kept, as the form sends it. Of a form that was refused, what was typed stays."""
    wishes, plan = reminding.wishes, reminding.if_then
    moments = {name: getattr(wishes, name) for name in ("session_at", "work_from", "work_until", *QUIET)}
    ticks = {"in_page": reminding.in_page, "desktop": DESKTOP in reminding.addresses}
    return {
        **{name: [f"{at:%H:%M}" if at else ""] for name, at in moments.items()},
        **{name: [getattr(plan, name)] for name in IfThen.__dataclass_fields__},
        "second": ["yes" if wishes.second else "no"],
        "breaks_every": [str(wishes.breaks_every or "")],
        "days": [str(day) for day in sorted(wishes.days)],
        "addresses": ["\n".join(reminding.elsewhere)],
        **({name: ["yes"] for name, ticked in ticks.items() if ticked} if sent is None else sent),
    }


def _page(
    request: Request, room: Practice, pages: Pages, *, saved: bool = False, fault: str = "", tried: bool = False,
    failed: tuple[str, ...] = (), sent: SentForm | None = None,
) -> Response:  # fmt: skip
    reminding = room.reminders.now()
    home = room.settings.home
    return pages(
        request, "reminders.html", place="settings", status=422 if fault else 200, saved=saved, fault=fault,
        tried=tried, failed=failed, wishes=reminding.wishes, shown=_kept(reminding, sent),
        swallowed=session_is_quiet(reminding.wishes) and not fault,
        ask_again=look_again(reminding.if_then_day, room.clock.today()), weekdays=WEEKDAYS, every=BREAKS_EVERY,
        most=MOST_BREAKS, reaches=bool(reminding.addresses),
        feed=f"{home}{FOLDER}{reminding.calendar}.ics" if reminding.calendar else None,
        only_here=room.settings.only_this_machine, zone=zone_here(), zone_is_told=zone_is_told(os.environ),
    )  # fmt: skip
