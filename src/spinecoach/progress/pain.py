"""Pain of each region: before a session, the worst during it, and the morning after; by day and by week."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spinecoach.body import Region
from spinecoach.progress.adherence import monday_of
from spinecoach.progress.history import DoneDay, by_day
from spinecoach.progress.light import lower_median
from spinecoach.protocol.protocol import Protocol


@dataclass(frozen=True, slots=True)
class PainDay:
    """0-10, None where nobody told. ``morning`` is that of the day after ``day``; ``done``: something was
    done on ``day``.
    """

    day: date
    before: int | None = None
    during: int | None = None
    morning: int | None = None
    done: bool = True

    @property
    def next_morning(self) -> int | None:
        """The morning after a session; a morning after a day without one is no answer to it."""
        return self.morning if self.done else None


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, the lower median and the most of ``count`` values."""

    low: int
    median: int
    high: int
    count: int


@dataclass(frozen=True, slots=True)
class PainWeek:
    """A week's spreads, None where there was no value."""

    monday: date
    before: Spread | None
    during: Spread | None
    morning: Spread | None


def pain_series(
    protocol: Protocol, history: Iterable[DoneDay], told: Mapping[date, Mapping[Region, int]] | None = None
) -> Mapping[Region, tuple[PainDay, ...]]:
    """By region, the days on which anything is known, the first first. ``told`` is pain before a session by region.

    Pain during an exercise counts for the region that its complex is named for; without ``told``, so does that before.
    """
    told = told or {}
    found: dict[Region, dict[date, PainDay]] = {region: {} for region in Region}
    named_for: dict[str, Region] = {}
    for region, name in protocol.region_complex.items():
        named_for.setdefault(name, region)
    for day, values in told.items():
        for region, pain in values.items():
            found[region][day] = PainDay(day, before=pain)
    days = by_day(history)
    for session in days:
        for item in session.items:
            region = named_for[protocol.exercises[item.code].complex]
            known = found[region].get(session.date, PainDay(session.date))
            before = known.before
            if region not in told.get(session.date, {}):
                before = _most(before, item.pain_before)
            found[region][session.date] = replace(known, before=before, during=_most(known.during, item.pain_worst))
        for region, pain in session.next_morning.items():
            known = found[region].get(session.date, PainDay(session.date))
            found[region][session.date] = replace(known, morning=pain)
    done = {session.date for session in days if session.items}
    return {
        region: tuple(
            replace(day, done=day.day in done)
            for _, day in sorted(told_of.items())
            if (day.before, day.during, day.morning) != (None, None, None)
        )
        for region, told_of in found.items()
    }


def spread_of(values: Sequence[int]) -> Spread | None:
    """None of nothing."""
    middle = lower_median(values)
    return None if middle is None else Spread(min(values), middle, max(values), len(values))


def pain_weeks(days: Iterable[PainDay]) -> tuple[PainWeek, ...]:
    """The weeks in which anything is known, the first first. A morning counts for the session before it."""
    weeks: dict[date, list[PainDay]] = {}
    for day in days:
        weeks.setdefault(monday_of(day.day), []).append(day)
    return tuple(
        PainWeek(
            monday,
            spread_of([day.before for day in weeks[monday] if day.before is not None]),
            spread_of([day.during for day in weeks[monday] if day.during is not None]),
            spread_of([day.next_morning for day in weeks[monday] if day.next_morning is not None]),
        )
        for monday in sorted(weeks)
    )


def _most(first: int | None, second: int | None) -> int | None:
    return max((value for value in (first, second) if value is not None), default=None)
