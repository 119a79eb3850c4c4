"""When the right moment for a reminder is: at most one for the session, one more, and a few short breaks a day.

Rests on clinical.md 3.6: a break every 60 minutes of work unless the person wants another length, six a day at most,
"not now" costs nothing. Moments are the person's own wall clock (naive datetimes of one place).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

BREAKS_EVERY = (30, 45, 60, 90)
"""Minutes of work to choose from."""
MOST_BREAKS = 6
"""A day."""
SECOND_AFTER = timedelta(minutes=90)
"""[D] From the first reminder of the session to the only other one."""
WORKING_DAYS = frozenset(range(5))
"""Monday is 0."""


class Notice(StrEnum):
    """What a reminder is for."""

    SESSION = "session"
    SECOND = "second"
    BREAK = "break"


class Why(StrEnum):
    """Why nothing is said now."""

    OFF = "off"
    PAUSED = "paused"
    NOT_TODAY = "not_today"
    QUIET_HOURS = "quiet_hours"
    NOT_YET = "not_yet"
    ENOUGH = "enough"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class ReminderWishes:
    """What the person wants; nothing is on until they say so.

    ``session_at`` and ``breaks_every`` (minutes, one of ``BREAKS_EVERY``) are None where that kind is off.
    From ``quiet_from`` to ``quiet_until``, over midnight where that is the earlier of the two, nothing is said; the
    same time twice means no quiet hours.
    """

    session_at: time | None = None
    second: bool = True
    breaks_every: int | None = None
    days: frozenset[int] = WORKING_DAYS
    work_from: time = time(9)
    work_until: time = time(17)
    quiet_from: time = time(20)
    quiet_until: time = time(8)

    @property
    def on(self) -> bool:
        """Whether anything is ever to be said."""
        return self.session_at is not None or self.breaks_every is not None


@dataclass(frozen=True, slots=True)
class ReminderDay:
    """What has happened on ``day`` so far. ``rested`` are ends of sessions and of pauses that came by themselves."""

    day: date
    sent: tuple[tuple[Notice, datetime], ...] = ()
    declined: tuple[datetime, ...] = ()
    rested: tuple[datetime, ...] = ()
    done: bool = False
    paused: bool = False

    def sent_of(self, kind: Notice) -> tuple[datetime, ...]:
        """Moments at which this kind was sent."""
        return tuple(at for each, at in self.sent if each is kind)


@dataclass(frozen=True, slots=True)
class Remind:
    """Say it now."""

    kind: Notice


@dataclass(frozen=True, slots=True)
class Wait:
    """Say nothing. ``until`` is the next moment at which that can change, None when not on this day."""

    why: Why
    until: datetime | None = None


def remind(wishes: ReminderWishes, day: ReminderDay, now: datetime, *, busy: bool = False) -> Remind | Wait:
    """What to do at ``now``, which lies on ``day.day``. ``busy``: a call, a full screen or "do not disturb"."""
    if now.date() != day.day:
        raise ValueError(f"now: found {now.date()}; right would be a moment of {day.day}")
    if not wishes.on:
        return Wait(Why.OFF)
    if day.paused:
        return Wait(Why.PAUSED)
    if now.weekday() not in wishes.days:
        return Wait(Why.NOT_TODAY)
    wanted = sorted(_wanted(wishes, day), key=lambda each: (each[0], list(Notice).index(each[1])))
    if not wanted:
        return Wait(Why.ENOUGH)
    quiet = quiet_until(wishes, now)
    if quiet is not None:
        return Wait(Why.QUIET_HOURS, quiet if quiet.date() == day.day else None)
    due = [kind for at, kind in wanted if at <= now < _ends(wishes, day.day, kind)]
    if due:
        return Wait(Why.BUSY) if busy else Remind(due[0])
    ahead = [at for at, kind in wanted if now < at < _ends(wishes, day.day, kind)]
    return Wait(Why.NOT_YET, ahead[0]) if ahead else Wait(Why.ENOUGH)


def quiet_until(wishes: ReminderWishes, now: datetime) -> datetime | None:
    """When the quiet hours that hold ``now`` end, None outside them."""
    start, end = wishes.quiet_from, wishes.quiet_until
    clock = now.time()
    if start == end:
        return None
    if start < end:
        inside, next_day = start <= clock < end, False
    else:
        inside, next_day = clock >= start or clock < end, clock >= start
    return datetime.combine(now.date() + timedelta(days=next_day), end) if inside else None


def session_is_quiet(wishes: ReminderWishes) -> bool:
    """Whether the quiet hours swallow the reminder of the session."""
    at = wishes.session_at
    return at is not None and quiet_until(wishes, datetime.combine(date.min, at)) is not None


def break_times(wishes: ReminderWishes, day: date) -> tuple[datetime, ...]:
    """The breaks of a day on which nothing else happens, for a calendar, which cannot know more."""
    if wishes.breaks_every is None:
        return ()
    first, last = datetime.combine(day, wishes.work_from), datetime.combine(day, wishes.work_until)
    step = timedelta(minutes=wishes.breaks_every)
    times = (first + n * step for n in range(1, MOST_BREAKS + 1))
    return tuple(at for at in times if at < last and quiet_until(wishes, at) is None)


def _wanted(wishes: ReminderWishes, day: ReminderDay) -> list[tuple[datetime, Notice]]:
    """What may still be said on this day, and from when on."""
    wanted = []
    first = day.sent_of(Notice.SESSION)
    if wishes.session_at is not None and not day.done:
        if not first:
            wanted.append((datetime.combine(day.day, wishes.session_at), Notice.SESSION))
        elif wishes.second and not day.sent_of(Notice.SECOND) and not any(at >= first[0] for at in day.declined):
            wanted.append((first[0] + SECOND_AFTER, Notice.SECOND))
    if wishes.breaks_every is not None and len(day.sent_of(Notice.BREAK)) < MOST_BREAKS:
        begun = datetime.combine(day.day, wishes.work_from)
        last = max((begun, *(at for _, at in day.sent), *day.declined, *day.rested))
        wanted.append((last + timedelta(minutes=wishes.breaks_every), Notice.BREAK))
    return wanted


def _ends(wishes: ReminderWishes, day: date, kind: Notice) -> datetime:
    """From when on this kind is too late for ``day``."""
    if kind is Notice.BREAK:
        return datetime.combine(day, wishes.work_until)
    return datetime.combine(day + timedelta(days=1), time())
