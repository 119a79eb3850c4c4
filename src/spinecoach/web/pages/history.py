"""History: weeks as quiet rows, and one session with what was planned and what was done."""

from collections.abc import Mapping
from datetime import date, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from spinecoach.app.history import Account, Line, Week, account, weeks
from spinecoach.app.practice import Practice
from spinecoach.protocol.exercise import Variant, Words
from spinecoach.protocol.form import ENGLISH, resolve
from spinecoach.report.charts.movement import NAMES
from spinecoach.web.room import Pages, Room
from spinecoach.web.words import MONTHS

router = APIRouter(include_in_schema=False)

WEEKS = 12
"""So many on one page."""


@router.get("/history")
def all_weeks(request: Request, room: Room, pages: Pages, before: date | None = None) -> Response:
    """The latest weeks; ``before`` a day, the weeks that began earlier."""
    today = room.clock.today()
    found = weeks(room, before, WEEKS + 1)
    shown = found[:WEEKS]
    return pages(
        request, "history/weeks.html", place="history", today=today, weeks=[(title(w, today), w) for w in shown],
        earlier=shown[-1].monday if len(found) > WEEKS else None,
        later=before is not None,
    )  # fmt: skip


@router.get("/history/{session}")
def one_session(request: Request, room: Room, pages: Pages, session: str) -> Response:
    """One session: its day, each exercise, how it ended."""
    found = account(room, session)
    preferences = room.me().preferences
    phrases = _phrases(room, preferences.language)
    sign = room.protocol.stop_signs.get(found.past.summary.ended or "")
    said = ""
    if sign is not None:
        said = sign.do_now.get(found.language, sign.do_now[ENGLISH])
    elif f"stopped.{found.past.summary.ended}" in phrases:
        said = phrases[f"stopped.{found.past.summary.ended}"]
    return pages(
        request, "history/session.html", place="history", account=found, past=found.past,
        ended=found.past.summary.ended,
        sign=sign.label.get(found.language, sign.label[ENGLISH]) if sign else "",
        said=said.replace("{emergency_number}", found.emergency_number),
        lines=[(line, _words(room, line, preferences.language)) for line in found.lines],
        names=_names(room, found, preferences.language), movements=NAMES,
        pain=[(phrases[f"region.{region}"], value) for region, value in found.pain.items()],
        rested=[phrases[f"region.{region}"] for region in found.rested],
    )  # fmt: skip


def title(week: Week, today: date) -> str:
    """``This week``, ``Last week``, ``9 to 15 November``, ``29 December 2025 to 4 January 2026``."""
    ago = (today - timedelta(days=today.weekday()) - week.monday).days // 7
    if ago in (0, 1):
        return "This week" if ago == 0 else "Last week"
    first, last = week.days[0], week.days[-1]
    end = f"{last.day} {MONTHS[last.month - 1]}" + (f" {last.year}" if last.year != today.year else "")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    begin = f"{first.day} {MONTHS[first.month - 1]}" + (f" {first.year}" if first.year != last.year else "")
    return f"{begin} to {end}"


def _words(room: Practice, line: Line, language: str) -> Words | None:
    """The words of the form that was done; None when the programme no longer has the exercise."""
    exercise = room.protocol.exercises.get(line.code)
    if exercise is None or line.variant not in list(Variant):
        return None
    return resolve(exercise, Variant(line.variant), line.planned.changes if line.planned else (), language).words


def _names(room: Practice, found: Account, language: str) -> Mapping[str, str]:
    """Names of the exercises that others stood in for."""
    replaced = {line.done.stands_for for line in found.lines if line.done and line.done.stands_for}
    known = {code: room.protocol.exercises[code] for code in replaced if code in room.protocol.exercises}
    return {
        code: known[code].text.get(language, known[code].text[ENGLISH])[Variant.STANDARD].name
        if code in known
        else code
        for code in replaced
    }


def _phrases(room: Practice, language: str) -> Mapping[str, str]:
    return {**room.protocol.phrases[ENGLISH], **room.protocol.phrases.get(language, {})}
