"""Every day as a square."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from spinecoach.progress.adherence import Attended
from spinecoach.progress.pause import Pause, pause_on
from spinecoach.report.chart import Cell, Chart, Column, Kind
from spinecoach.report.words import begun, count

WEEKS = 30
DAYS = 84
"""The days that the sentence speaks of."""
NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
TITLE = "Days"
LEGEND = (
    "A small square is up to 5 minutes, a middle one up to 15, a large one more. "
    "A dot is a day without a session, a dash a day of a break."
)


def calendar(attended: Iterable[Attended], pauses: Sequence[Pause], today: date) -> Chart:
    """The last weeks, from the week of the first session on. Cells are minutes, ``pause``, 0, or nothing yet."""
    minutes: dict[date, float] = {}
    for session in attended:
        if session.done:
            minutes[session.day] = minutes.get(session.day, 0.0) + session.seconds / 60
    if not minutes:
        said = "Nothing yet. After your first session its day stands here."
        return Chart("days", Kind.CALENDAR, TITLE, said)
    this = today - timedelta(days=today.weekday())
    first = min(minutes)
    start = max(first - timedelta(days=first.weekday()), this - timedelta(weeks=WEEKS - 1))
    rows: list[tuple[Cell, ...]] = []
    monday = start
    while monday <= this:
        week = [monday + timedelta(days=offset) for offset in range(7)]
        rows.append((monday, *(_cell(day, minutes, pauses, today) for day in week)))
        monday += timedelta(weeks=1)
    columns = (Column("monday", "Week of", number=False), *(Column(f"day{n}", name) for n, name in enumerate(NAMES)))
    return Chart("days", Kind.CALENDAR, TITLE, f"{_said(minutes, pauses, today)} {LEGEND}", columns, tuple(rows))


def _cell(day: date, minutes: dict[date, float], pauses: Sequence[Pause], today: date) -> Cell:
    if day in minutes:
        return max(1, round(minutes[day]))
    if day > today:
        return ""
    return "pause" if pause_on(pauses, day) else 0


def _said(minutes: dict[date, float], pauses: Sequence[Pause], today: date) -> str:
    first = max(min(minutes), today - timedelta(days=DAYS - 1))
    days = [first + timedelta(days=offset) for offset in range((today - first).days + 1)]
    done = sum(day in minutes for day in days)
    paused = sum(day not in minutes and pause_on(pauses, day) is not None for day in days)
    of_break = f"; {count(paused, 'day')} belonged to a break" if paused else ""
    return f"{begun(count(done, 'day'))} with a session in {count(len(days), 'day')}{of_break}."
