"""Says when it is time for a reminder, keeps that it was given, and keeps a "not now"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.progress_so_far import breaks
from spinecoach.app.reminder_log import STREAM, Kind, Reminding, wall
from spinecoach.app.sessions import sessions
from spinecoach.planning.reminders import Notice, Remind, ReminderDay, Wait, remind
from spinecoach.progress.pause import pause_on
from spinecoach.record.entry import Entry
from spinecoach.wire.json_value import JSON

NATURAL_BREAK_S = 300.0
"""[D] Away from the keys for this long is a break that came by itself."""
SHORT = 2
"""Minutes of the version that every reminder offers."""


@dataclass(frozen=True, slots=True)
class Note:
    """A reminder in words that tell nothing about anybody's health; ``short`` is the path of the two-minute version."""

    kind: Notice
    title: str
    body: str
    path: str
    short: str


def due(practice: Practice, *, busy: bool = False, idle_s: float | None = None) -> Note | Wait:
    """What to say now; kept as said. ``idle_s`` are seconds without a key, where that is known. Raises StoreError."""
    reminding, now = practice.reminders.now(), practice.clock.now()
    if idle_s is not None and idle_s >= NATURAL_BREAK_S and reminding.wishes.breaks_every is not None:
        _keep_rest(practice, reminding, now)
        reminding = practice.reminders.now()
        busy = True  # nobody is there to read it
    told = remind(reminding.wishes, day_of(practice, reminding, now), wall(now), busy=busy)
    match told:
        case Wait():
            return told
        case Remind(kind):
            _append(practice, Kind.SENT, now, {"kind": kind.value})
            return note_of(kind)


def not_now(practice: Practice) -> None:
    """The person puts it off. It costs nothing. Raises StoreError."""
    _append(practice, Kind.DECLINED, practice.clock.now())


def note_of(kind: Notice) -> Note:
    """The words of a reminder; others may read it over a shoulder."""
    match kind:
        case Notice.SESSION:
            title, body = "Your few minutes", "Ready when you are. Two minutes count too."
        case Notice.SECOND:
            title, body = "Still time for a few minutes", "Two minutes count too. This is the last reminder today."
        case Notice.BREAK:
            title, body = "A short break", "Two minutes away from the screen."
    path = f"/?minutes={SHORT}" if kind is Notice.BREAK else "/"
    return Note(kind, title, body, path, f"/?minutes={SHORT}")


def day_of(practice: Practice, reminding: Reminding, now: datetime) -> ReminderDay:
    """What has happened on the day of ``now``."""
    day = wall(now).date()
    all_done = sessions(practice)
    today = [each for each in all_done if each.day == day and each.done]
    lengths = practice.lengths.of([each.id for each in today])
    ends = (wall(each.begun_at) + timedelta(seconds=lengths.get(each.id, 0.0)) for each in today)
    me = practice.me()
    closed = gate(practice).closed
    return ReminderDay(
        day=day,
        sent=tuple((kind, wall(at)) for kind, at in reminding.sent if wall(at).date() == day),
        declined=_on(day, reminding.declined),
        rested=(*_on(day, reminding.rested), *ends),
        done=bool(today),
        paused=bool(closed) or pause_on(breaks(all_done, me.along), day) is not None,
    )


def _on(day: object, moments: tuple[datetime, ...]) -> tuple[datetime, ...]:
    return tuple(at for at in map(wall, moments) if at.date() == day)


def _keep_rest(practice: Practice, reminding: Reminding, now: datetime) -> None:
    """One entry for each stretch of being away, renewed while it goes on, not one for each look."""
    last = max(reminding.rested, default=None)
    if last is None or (now - last).total_seconds() >= NATURAL_BREAK_S:
        _append(practice, Kind.RESTED, now)


def _append(practice: Practice, kind: Kind, at: datetime, body: Mapping[str, JSON] | None = None) -> None:
    practice.store.append(practice.person, STREAM, [Entry(kind, at, body or {})])
