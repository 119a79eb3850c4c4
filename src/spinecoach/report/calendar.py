"""Reminders as a calendar (iCalendar, RFC 5545): weekly events at the person's own wall clock, each with an
alarm outside the quiet hours.

Titles tell nothing about anybody's health, for a calendar is often shared.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vRecur

from spinecoach.planning.reminders import ReminderWishes, break_times, session_is_quiet
from spinecoach.progress.pause import Pause

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BREAK_MINUTES = 2
READ_AGAIN = timedelta(hours=12)
"""[D] How often a program that follows the feed may read it again."""
ZONE_YEARS = 10
"""[D] So many years of daylight saving are written out."""


@dataclass(frozen=True, slots=True)
class CalendarOf:
    """What a calendar is made of.

    ``begun`` is when anything was wanted first and gives the ids, ``changed`` when the wishes were last changed, for
    the ``changes``-th time: the same wishes and ``pauses`` give the same bytes. On days of a pause of which the end is
    known nothing stands in the calendar. ``minutes`` is the length of a session, ``zone`` the
    IANA name of the wall clock, ``home`` the address of the first page.
    """

    wishes: ReminderWishes
    person: str
    begun: datetime | None
    changed: datetime | None
    changes: int
    minutes: int
    zone: str
    home: str
    pauses: tuple[Pause, ...] = ()


def calendar_bytes(told: CalendarOf) -> bytes:
    """The whole file."""
    zone = ZoneInfo(told.zone)
    changed = (told.changed or datetime(2026, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    first = changed.astimezone(zone).date()
    made = Calendar()
    made.add("prodid", "-//Spinecoach//Reminders//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", "A few minutes")
    made.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    events = [*_events(told, zone, first)]
    if any("TZID" in event["dtstart"].params for event in events):
        years = date(first.year - 1, 1, 1), date(first.year + ZONE_YEARS, 1, 1)
        made.add_component(Timezone.from_tzid(told.zone, first_date=years[0], last_date=years[1]))
    for event in events:
        event.add("dtstamp", changed)
        event.add("last-modified", changed)
        event.add("sequence", max(0, told.changes - 1) + len(told.pauses))
        event.add("url", told.home)
        made.add_component(event)
    return bytes(made.to_ical())


def _events(told: CalendarOf, zone: ZoneInfo, first: date) -> Iterable[Event]:
    wishes = told.wishes
    if not wishes.days:
        return
    start = next(day for n in range(7) if (day := first + timedelta(days=n)).weekday() in wishes.days)
    if wishes.session_at is not None:
        at = datetime.combine(start, wishes.session_at, zone)
        yield _event(
            told, "session", at, told.minutes, "A few minutes for me", busy=True, rings=not session_is_quiet(wishes)
        )
    for number, moment in enumerate(break_times(wishes, start), 1):
        yield _event(
            told, f"break-{number}", moment.replace(tzinfo=zone), BREAK_MINUTES, "A short break", busy=False, rings=True
        )


def _event(told: CalendarOf, name: str, at: datetime, minutes: int, title: str, *, busy: bool, rings: bool) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'spinecoach:{told.person}:{told.begun}:{name}')}")
    event.add("dtstart", at)
    event.add("duration", timedelta(minutes=minutes))
    event.add("rrule", vRecur({"FREQ": "WEEKLY", "BYDAY": [WEEKDAYS[day] for day in sorted(told.wishes.days)]}))
    off = [*_days_off(told, at)]
    if off:
        event.add("exdate", off)
    event.add("summary", title)
    event.add("description", f"Two minutes count too: {told.home}?minutes=2")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    if not rings:
        return event
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta())
    event.add_component(alarm)
    return event


def _days_off(told: CalendarOf, at: datetime) -> Iterable[datetime]:
    """The event's moments within pauses."""
    days = (
        pause.start + timedelta(days=n)
        for pause in told.pauses
        if pause.end is not None
        for n in range((pause.end - pause.start).days + 1)
    )
    for day in sorted({*days}):
        if day >= at.date() and day.weekday() in told.wishes.days:
            yield datetime.combine(day, at.timetz())
