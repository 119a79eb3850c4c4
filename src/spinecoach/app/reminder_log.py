"""What a person wants of reminders, and what was sent and put off, folded from the stream ``reminders``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from threading import Lock
from typing import cast

from spinecoach.planning.if_then import IfThen
from spinecoach.planning.reminders import Notice, ReminderWishes
from spinecoach.record.entry import Recorded
from spinecoach.record.store import Store
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.json_value import JSON

STREAM = "reminders"
DESKTOP = "desktop://"
"""This machine's own notices."""
WISHES = Adapter[ReminderWishes](ReminderWishes)
IF_THEN = Adapter[IfThen](IfThen)


class Kind(StrEnum):
    """What is kept."""

    WISHED = "reminders_wished"
    IF_THEN_TOLD = "if_then_told"
    ADDRESSED = "notices_addressed"
    CALENDAR_OPENED = "calendar_opened"
    CALENDAR_CLOSED = "calendar_closed"
    SENT = "reminded"
    DECLINED = "reminder_declined"
    RESTED = "rested"


@dataclass(frozen=True, slots=True)
class Reminding:
    """``if_then_day`` is when the plan was written or looked at last. ``addresses`` are where notices go, as Apprise
    writes them; ``in_page`` lets an open page show them. ``calendar`` is the secret of the feed's address.

    ``sent``, ``declined`` and ``rested`` are aware moments of the last day on which there were any. ``begun`` is when
    anything was wanted first, ``changed`` when the moments were last, for the ``changes``-th time.
    """

    wishes: ReminderWishes = field(default_factory=ReminderWishes)
    if_then: IfThen = field(default_factory=IfThen)
    if_then_day: date | None = None
    addresses: tuple[str, ...] = ()
    in_page: bool = False
    calendar: str | None = None
    sent: tuple[tuple[Notice, datetime], ...] = ()
    declined: tuple[datetime, ...] = ()
    rested: tuple[datetime, ...] = ()
    begun: datetime | None = None
    changed: datetime | None = None
    changes: int = 0
    position: int = 0

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """The addresses that leave this machine."""
        return tuple(address for address in self.addresses if address != DESKTOP)


def fold(reminding: Reminding, entries: Sequence[Recorded]) -> Reminding:
    """``reminding`` with ``entries``, which follow what it has, added."""
    for entry in entries:
        reminding = replace(_folded(reminding, entry), position=entry.position, begun=reminding.begun or entry.at)
    return reminding


def _folded(reminding: Reminding, entry: Recorded) -> Reminding:
    body: Mapping[str, JSON] = entry.body
    match entry.kind:
        case Kind.WISHED:
            wishes = WISHES.take(dict(body), entry.kind)
            return replace(reminding, wishes=wishes, changed=entry.at, changes=reminding.changes + 1)
        case Kind.IF_THEN_TOLD:
            day = date.fromisoformat(cast("str", body["day"]))
            told = {name: value for name, value in body.items() if name != "day"}
            return replace(reminding, if_then=IF_THEN.take(told, entry.kind), if_then_day=day)
        case Kind.ADDRESSED:
            addresses = tuple(cast("Sequence[str]", body["addresses"]))
            return replace(reminding, addresses=addresses, in_page=bool(body["in_page"]))
        case Kind.CALENDAR_OPENED:
            return replace(reminding, calendar=cast("str", body["secret"]))
        case Kind.CALENDAR_CLOSED:
            return replace(reminding, calendar=None)
        case Kind.SENT:
            known = tuple(each for each in reminding.sent if _same_day(each[1], entry.at))
            return replace(reminding, sent=(*known, (Notice(cast("str", body["kind"])), entry.at)))
        case Kind.DECLINED:
            known_moments = tuple(at for at in reminding.declined if _same_day(at, entry.at))
            return replace(reminding, declined=(*known_moments, entry.at))
        case Kind.RESTED:
            known_moments = tuple(at for at in reminding.rested if _same_day(at, entry.at))
            return replace(reminding, rested=(*known_moments, entry.at))
        case _:
            return reminding


def wall(moment: datetime) -> datetime:
    """The person's own wall clock at an aware moment."""
    return moment.astimezone().replace(tzinfo=None)


def _same_day(one: datetime, other: datetime) -> bool:
    return wall(one).date() == wall(other).date()


class ReminderMemory:
    """What is wanted, as last read; only what was appended since is read again. May be asked from any thread."""

    def __init__(self, store: Store, person: str) -> None:
        self._store = store
        self._person = person
        self._lock = Lock()
        self._generation = 0
        self._reminding = Reminding()

    def now(self) -> Reminding:
        """As the record has it at this moment. Raises StoreError."""
        with self._lock:
            generation = self._store.generation()
            if generation != self._generation:
                self._generation, self._reminding = generation, Reminding()
            new = self._store.read(self._person, STREAM, after=self._reminding.position)
            self._reminding = fold(self._reminding, new)
            return self._reminding
