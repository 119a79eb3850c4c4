"""How much was done of what was planned, by week and by exercise. Days of a break are not planned."""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from spinecoach.progress.pause import DAY, Pause, pause_on

WEEK_DAYS = 7
LIKE_DAYS = 7
"""[D] So many begun days before a missed one say what it would have asked."""


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
    """On how many days an exercise was done, of the days that it was planned on; a missed day was planned too."""

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


def adherence_by_exercise(
    attended: Sequence[Attended],
    pauses: Sequence[Pause],
    days_a_week: int,
    today: date,
    order: Sequence[str],
    since: date = date.min,
) -> tuple[ExerciseAdherence, ...]:
    """In ``order``, those that were planned or done from ``since`` to ``today``.

    On a day that was begun an exercise is planned where a plan of that day had it; what was done without being planned
    counts as both. Of a missed day no plan was kept: it counts by the share of the ``LIKE_DAYS`` begun days before it
    that had the exercise, the sum rounded, a half upward. A break, and today before anything is done, cost nothing.
    """
    done, planned = _by_day(attended, pauses, today)
    missed = set(_missed_days(adherence_by_week(attended, pauses, days_a_week, today), pauses, done, planned, today))
    done_days, planned_days = Counter[str](), Counter[str]()
    like: Counter[tuple[str, int]] = Counter()
    lately: deque[frozenset[str]] = deque(maxlen=LIKE_DAYS)
    for day in sorted({*planned, *missed}):
        if day in planned:
            lately.append(planned[day])
        if day < since:
            continue
        if day in planned:
            planned_days.update(planned[day])
            done_days.update(done.get(day, ()))
        else:
            like.update((code, len(lately)) for codes in lately for code in codes)
    for code in {code for code, _ in like}:
        share = sum((Fraction(times, of) for (each, of), times in like.items() if each == code), Fraction(1, 2))
        planned_days[code] += floor(share)
    return tuple(ExerciseAdherence(code, done_days[code], planned_days[code]) for code in order if planned_days[code])


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


def _by_day(
    attended: Iterable[Attended], pauses: Sequence[Pause], today: date
) -> tuple[Mapping[date, frozenset[str]], Mapping[date, frozenset[str]]]:
    """What was done, and what was planned or done, by day: of all days but those on which a plan alone says nothing."""
    done: dict[date, frozenset[str]] = {}
    planned: dict[date, frozenset[str]] = {}
    for each in attended:
        done[each.day] = done.get(each.day, frozenset()) | {*each.done}
        planned[each.day] = planned.get(each.day, frozenset()) | {*each.planned, *each.done}
    for day in [day for day, codes in done.items() if not codes]:
        del done[day]
        if day == today or pause_on(pauses, day):
            del planned[day]
    return done, planned


def _missed_days(
    weeks: Iterable[WeekAdherence],
    pauses: Sequence[Pause],
    done: Collection[date],
    begun: Collection[date],
    today: date,
) -> Iterable[date]:
    """Days that were planned and on which nothing was begun. Of a week they are its last; till then there was time."""
    first = min(done, default=today)
    for week in weeks:
        days = [day for n in range(WEEK_DAYS) if (day := week.monday + n * DAY) >= first]
        missed = week.planned - sum(day in begun for day in days)
        if missed > 0:
            yield from [day for day in days if day < today and day not in begun and not pause_on(pauses, day)][-missed:]


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
