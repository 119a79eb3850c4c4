"""The calendar shows right local times across a change to daylight saving, in two parsers."""

import json
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from spinecoach.planning.reminders import BREAKS_EVERY, ReminderWishes
from spinecoach.progress.pause import Break, Pause
from spinecoach.report.calendar import CalendarOf, calendar_bytes

ROOT = Path(__file__).parents[2]
ZONES = [("Europe/Berlin", 3, 29), ("America/New_York", 3, 8), ("Australia/Lord_Howe", 4, 5), ("Asia/Kolkata", 3, 29)]
"""With a Sunday on which the clock changes there in 2026 (nowhere in India)."""
READ = """
const ICAL = require(process.argv[1]).default ?? require(process.argv[1]);
const calendar = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const from = Number(process.argv[2]), until = Number(process.argv[3]), found = [];
for (const each of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(each);
  const steps = event.iterator();
  for (let next = steps.next(); next !== null; next = steps.next()) {
    const at = next.toUnixTime();
    if (at >= until) break;
    if (at >= from) found.push([event.summary, at]);
  }
}
console.log(JSON.stringify(found.sort((a, b) => a[1] - b[1])));
"""


def told(zone: str, **wishes: Any) -> CalendarOf:
    changed = datetime(2026, 1, 5, 8, tzinfo=UTC)
    return CalendarOf(
        ReminderWishes(**wishes), "me", changed, changed, 1, minutes=10, zone=zone, home="http://127.0.0.1:8420/"
    )


def by_python(file: bytes, start: datetime, end: datetime) -> list[list[Any]]:
    events = recurring_ical_events.of(Calendar.from_ical(file)).between(start, end)
    return sorted(([str(e["SUMMARY"]), int(e["DTSTART"].dt.timestamp())] for e in events), key=lambda each: each[1])


def by_javascript(file: bytes, start: datetime, end: datetime) -> Any:
    package = ROOT / "node_modules" / "ical.js" / "dist" / "ical.es5.min.cjs"
    command = ["node", "-e", READ, str(package), str(start.timestamp()), str(end.timestamp())]
    return json.loads(subprocess.run(command, input=file, capture_output=True, check=True).stdout)


@pytest.mark.parametrize(("zone", "month", "sunday"), ZONES)
def test_the_wall_clock_shows_the_same_time_before_and_after_the_change(zone: str, month: int, sunday: int) -> None:
    here = ZoneInfo(zone)
    file = calendar_bytes(told(zone, session_at=time(12, 30), breaks_every=90, days=frozenset(range(7))))
    start, end = datetime(2026, month, sunday - 3, tzinfo=here), datetime(2026, month, sunday + 2, tzinfo=here)
    one, other = by_python(file, start, end), by_javascript(file, start, end)
    assert sorted(one) == sorted(other)
    noons = [datetime.fromtimestamp(at, here) for title, at in one if title == "A few minutes for me"]
    assert [(noon.hour, noon.minute) for noon in noons] == [(12, 30)] * 5
    breaks = {
        (at.hour, at.minute) for title, t in one if title == "A short break" for at in [datetime.fromtimestamp(t, here)]
    }
    assert breaks == {(10, 30), (12, 0), (13, 30), (15, 0), (16, 30)}


def test_on_days_of_a_break_with_a_known_end_nothing_rings_in_either_parser() -> None:
    days = frozenset(range(7))
    usual = told("Europe/Berlin", session_at=time(12, 30), days=days)
    away = (
        Pause(date(2026, 3, 27), date(2026, 3, 30), Break.HOLIDAY),  # over the change to summer time
        Pause(date(2026, 4, 6), None, Break.SICK),
    )
    here = ZoneInfo("Europe/Berlin")
    start, end = datetime(2026, 3, 25, tzinfo=here), datetime(2026, 4, 2, tzinfo=here)
    file = calendar_bytes(replace(usual, pauses=away))
    left = [datetime(2026, month, day, 12, 30, tzinfo=here) for month, day in ((3, 25), (3, 26), (3, 31), (4, 1))]
    expected = [["A few minutes for me", int(moment.timestamp())] for moment in left]
    assert by_python(file, start, end) == expected
    assert by_javascript(file, start, end) == expected
    assert b"SEQUENCE:2" in file, "a calendar that follows takes the change up"


@settings(deadline=None)  # the first of each zone is slow
@given(
    st.sampled_from([zone for zone, _, _ in ZONES]),
    st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.none() | st.sampled_from(BREAKS_EVERY),
    st.frozensets(st.integers(0, 6)),
)
def test_every_calendar_can_be_read_and_is_the_same_again(
    zone: str, session_at: time | None, breaks: int | None, days: frozenset[int]
) -> None:
    wanted = told(zone, session_at=session_at, breaks_every=breaks, days=days)
    file = calendar_bytes(wanted)
    assert calendar_bytes(wanted) == file
    read = Calendar.from_ical(file)
    events = list(read.walk("VEVENT"))
    ids = [str(event["UID"]) for event in events]
    assert len(ids) == len(set(ids))
    quiet = session_at is not None and not time(8) <= session_at < time(20)
    silent = [str(event["SUMMARY"]) for event in events if not list(event.walk("VALARM"))]
    assert silent == ["A few minutes for me"] * (quiet and bool(days)), "nothing rings in the quiet hours"
    if not days or (session_at is None and breaks is None):
        assert not events
    text = file.decode().lower()
    assert not any(word in text for word in ("pain", "neck", "back", "health", "exercise"))


def test_a_change_keeps_the_ids_and_counts_the_sequence_up() -> None:
    before = told("Europe/Berlin", session_at=time(12, 30))
    changed = datetime(2026, 2, 2, 8, tzinfo=UTC)
    after = CalendarOf(
        ReminderWishes(session_at=time(9)), "me", before.begun, changed, 2, 10, "Europe/Berlin", before.home
    )
    (one,), (other,) = (list(Calendar.from_ical(calendar_bytes(each)).walk("VEVENT")) for each in (before, after))
    assert one["UID"] == other["UID"]
    assert (one["SEQUENCE"], other["SEQUENCE"]) == (0, 1)
