"""How much was done of what was planned, by week and by exercise. Days of a break are not planned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spinecoach.progress.pause import DAY, Pause, pause_on

WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Attended:
    """One session: the codes that its plan had, those of which something was done, and its seconds without pauses."""

    day: date
    planned: tuple[str, ...]
    done: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class WeekAdherence:
    """From ``monday`` on: days with something done, of days planned. ``paused`` days were planned by nobody."""

    monday: date
    done: int
    planned: int
    paused: int
    seconds: float
    sessions: int

    @property
    def share(self) -> float | None:
        """0-1; None where nothing was planned. More than planned is all of it."""
        return min(1.0, self.done / self.planned) if self.planned else None


@dataclass(frozen=True, slots=True)
class ExerciseAdherence:
    """How often an exercise was done, of the times that the plan of a session had it."""

    code: str
    done: int
    planned: int


def adherence_by_week(
    attended: Sequence[Attended], pauses: Sequence[Pause], days_a_week: int, today: date
) -> tuple[WeekAdherence, ...]:
    """Every week from the first session's to this one. Today is planned only once something of it is done."""
    done_on = {each.day for each in attended if each.done}
    if not done_on:
        return ()
    by_monday: dict[date, list[Attended]] = {}
    for each in attended:
        by_monday.setdefault(monday_of(each.day), []).append(each)
    first, weeks = min(done_on), []
    for monday in _mondays(monday_of(first), today):
        days = [day for n in range(WEEK_DAYS) if first <= (day := monday + n * DAY) <= today]
        paused = [day for day in days if day not in done_on and pause_on(pauses, day)]
        open_days = len(days) - len(paused) - (today in days and today not in done_on and today not in paused)
        sessions = by_monday.get(monday, [])
        weeks.append(
            WeekAdherence(
                monday=monday,
                done=sum(day in done_on for day in days),
                planned=_planned(days_a_week, open_days),
                paused=len(paused),
                seconds=sum(each.seconds for each in sessions),
                sessions=sum(bool(each.done) for each in sessions),
            )
        )
    return tuple(weeks)


def adherence_by_exercise(attended: Iterable[Attended], order: Sequence[str]) -> tuple[ExerciseAdherence, ...]:
    """In ``order``, those that were planned or done. What was done without being planned counts as both."""
    planned: dict[str, int] = {}
    done: dict[str, int] = {}
    for each in attended:
        for code in {*each.planned, *each.done}:
            planned[code] = planned.get(code, 0) + 1
        for code in set(each.done):
            done[code] = done.get(code, 0) + 1
    return tuple(ExerciseAdherence(code, done.get(code, 0), planned[code]) for code in order if code in planned)


def habit_series(
    days_done: Mapping[date, object] | frozenset[date],
    pauses: Sequence[Pause],
    days_a_week: int,
    memory_days: int,
    today: date,
) -> tuple[tuple[date, float], ...]:
    """How strong the habit is at the end of each day, 0-1: an exponentially weighted share of what was planned.

    A day with movement adds a little and a planned day without takes a little away; a break changes nothing, and
    neither does today as long as it is not over. It never breaks.
    """
    if not days_done:
        return ()
    step, wanted = 2 / (memory_days + 1), days_a_week / WEEK_DAYS
    raw, found = 0.0, []
    day = min(days_done)
    while day <= today:
        moved = day in days_done
        if moved or not (day == today or (pauses and pause_on(pauses, day))):
            raw += step * (moved - raw)
        found.append((day, min(1.0, raw / wanted)))
        day += DAY
    return tuple(found)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def _mondays(first: date, last: date) -> Iterable[date]:
    while first <= last:
        yield first
        first += WEEK_DAYS * DAY


def _planned(days_a_week: int, open_days: int) -> int:
    """Of a week with so many open days, rounded to the nearest, a half upward."""
    return (2 * days_a_week * open_days + WEEK_DAYS) // (2 * WEEK_DAYS)
