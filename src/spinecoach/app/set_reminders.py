"""Changes what a person wants of reminders: moments, their own plan, where notices go, the calendar's address."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from spinecoach.app.notice_addresses import judge_addresses
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.app.reminder_log import IF_THEN, STREAM, WISHES, Kind
from spinecoach.planning.if_then import IfThen
from spinecoach.planning.reminders import BREAKS_EVERY, ReminderWishes, break_times, session_is_quiet
from spinecoach.record.entry import Entry
from spinecoach.wire.json_value import JSON

LONGEST = 200
"""Letters of one part of the person's own plan."""
SECRET_BYTES = 24
CLOCKS = ("work_from", "work_until", "quiet_from", "quiet_until")


def set_reminders(practice: Practice, raw: Mapping[str, str | Sequence[str]]) -> None:
    """Keep moments, days and hours as a form or JSON sends them; others stay. Raises Refused in one line."""
    before = practice.reminders.now().wishes
    after = before
    for name, value in raw.items():
        after = replace(after, **{name: _wish(name, value)})  # type: ignore[arg-type]  # judged by its name
    if after.work_from >= after.work_until:
        raise Refused(
            Why.WRONG,
            f"work: found {after.work_from:%H:%M} to {after.work_until:%H:%M}; right would be an end after its start",
        )
    _must_be_heard(after)
    if after != before:
        _append(practice, Kind.WISHED, WISHES.fields(after, nones=True))


def tell_plan(practice: Practice, raw: Mapping[str, str]) -> None:
    """Keep the person's own if-then plan. Raises Refused in one line."""
    plan = judge_plan(raw)
    _append(practice, Kind.IF_THEN_TOLD, {**IF_THEN.fields(plan), "day": practice.clock.today().isoformat()})


def judge_plan(raw: Mapping[str, str]) -> IfThen:
    """The plan, if it can be kept. Raises Refused in one line."""
    told = {name: " ".join(raw.get(name, "").split()) for name in IfThen.__dataclass_fields__}
    for name, text in told.items():
        if len(text) > LONGEST:
            raise Refused(Why.WRONG, f"{name}: found {len(text)} letters; right would be at most {LONGEST} letters")
    return IfThen(**told)


def address_notices(practice: Practice, addresses: Sequence[str], *, in_page: bool) -> None:
    """Keep where notices go. Raises Refused in one line that does not repeat a secret."""
    wanted = judge_addresses(addresses)
    _append(practice, Kind.ADDRESSED, {"addresses": [*wanted], "in_page": in_page})


def open_calendar(practice: Practice) -> str:
    """A new secret address of the feed; the one before stops. Raises StoreError."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    _append(practice, Kind.CALENDAR_OPENED, {"secret": secret})
    return secret


def close_calendar(practice: Practice) -> None:
    """No feed any more. Raises StoreError."""
    _append(practice, Kind.CALENDAR_CLOSED, {})


def _must_be_heard(wishes: ReminderWishes) -> None:
    """What the quiet hours would swallow is no reminder: both are named, whichever was told last. Raises Refused."""
    quiet, free = _span(wishes.quiet_from, wishes.quiet_until), _span(wishes.quiet_until, wishes.quiet_from)
    if session_is_quiet(wishes):
        at = f"{wishes.session_at:%H:%M}"
        raise Refused(
            Why.WRONG,
            f"session at: found {at}, within the quiet hours from {quiet}; right would be a time from {free}, "
            "or other quiet hours",
            f"Your session at {at} lies within your quiet hours, {quiet}. Choose another time, or other quiet hours.",
        )
    if wishes.breaks_every is not None and not break_times(wishes, date.min):
        work = _span(wishes.work_from, wishes.work_until)
        raise Refused(
            Why.WRONG,
            f"breaks every: found {wishes.breaks_every} minutes, with work from {work} and quiet hours from {quiet} "
            "never; right would be longer work, other quiet hours, or no breaks",
            f"No short break fits: you work from {work}, and your quiet hours are from {quiet}. "
            "Change one of the two, or choose no breaks.",
        )


def _span(start: time, end: time) -> str:
    return f"{start:%H:%M} to {end:%H:%M}"


def _wish(name: str, value: str | Sequence[str]) -> object:
    match name, value:
        case "session_at", str():
            return _clock(name, value) if value else None
        case "breaks_every", str():
            if value not in {"", *map(str, BREAKS_EVERY)}:
                right = ", ".join(map(str, BREAKS_EVERY))
                raise Refused(Why.WRONG, f"breaks every: found {value!r}; right would be {right}, or nothing")
            return int(value) if value else None
        case "second", str():
            return value == "yes"
        case "days", _ if not isinstance(value, str):
            if not all(day in set("0123456") for day in value if day):
                raise Refused(Why.WRONG, f"days: found {', '.join(value)}; right would be 0 (Monday) to 6 (Sunday)")
            return frozenset(int(day) for day in value if day)
        case _, str() if name in CLOCKS:
            return _clock(name, value)
        case _:
            known = ", ".join(ReminderWishes.__dataclass_fields__)
            raise Refused(Why.WRONG, f"reminders: found {name!r}; right would be one of {known}")


def _clock(name: str, value: str) -> time:
    try:
        hour, minute = value.split(":")[:2]
        return time(int(hour), int(minute))
    except ValueError as fault:
        line = f"{name.replace('_', ' ')}: found {value!r}; right would be a time such as 12:30"
        raise Refused(Why.WRONG, line) from fault


def _append(practice: Practice, kind: Kind, body: Mapping[str, JSON]) -> None:
    practice.store.append(practice.person, STREAM, [Entry(kind, practice.clock.now(), body)])
