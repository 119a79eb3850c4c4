"""A break for illness or holiday: nothing is planned, nothing is missed, nothing is counted."""

from datetime import date

from spinecoach.app.along import AlongKind
from spinecoach.app.practice import Practice
from spinecoach.app.progress_so_far import breaks
from spinecoach.app.refused import Refused, Why
from spinecoach.app.sessions import sessions
from spinecoach.progress.pause import Break, Pause, pause_on
from spinecoach.wire.json_value import JSON


def break_now(practice: Practice) -> Pause | None:
    """The break that holds today. Raises StoreError."""
    along = practice.me().along
    return pause_on(breaks(sessions(practice), along), practice.clock.today()) if along.pauses else None


def take_break(practice: Practice, why: str, until: str = "") -> None:
    """From today on, to the day ``until`` (within it) if it is known. Raises Refused, StoreError."""
    today = practice.clock.today()
    if why not in list(Break):
        raise Refused(Why.WRONG, f"break: found {why!r}; right would be one of {', '.join(Break)}")
    body: dict[str, JSON] = {"day": today.isoformat(), "why": why}
    if until:
        body["until"] = _day(until, today).isoformat()
    practice.note([(AlongKind.PAUSED, body)])


def end_break(practice: Practice) -> None:
    """From today on nothing is paused any more. Raises StoreError."""
    if break_now(practice) is not None:
        practice.note([(AlongKind.PAUSE_ENDED, {"day": practice.clock.today().isoformat()})])


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused(Why.WRONG, f"until: found {text!r}; right would be a date such as {today}") from None
    if day < today:
        raise Refused(Why.WRONG, f"until: found {day}, a day that is over; right would be {today} or later")
    return day
