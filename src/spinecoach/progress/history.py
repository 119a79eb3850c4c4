"""What was done, as a profile tells it: one entry a session. Pain and effort are whole numbers 0-10."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spinecoach.body import Region


@dataclass(frozen=True, slots=True)
class DoneItem:
    """One exercise as done. ``reps_done`` over all sides and zones; None where it was not asked or goes by time.

    ``softened``: it went on more softly; ``stands_for`` the code whose place it took because that one hurt.
    ``session`` tells the sessions of one day apart; ``by_day`` numbers them.
    """

    code: str
    level: int
    reps_done: int | None = None
    pain_before: int | None = None
    pain_worst: int | None = None
    effort: int | None = None
    softened: bool = False
    stands_for: str | None = None
    session: int = 0


@dataclass(frozen=True, slots=True)
class DoneDay:
    """One session. ``next_morning`` is the pain of the morning after, empty when it was not answered.

    A region left out of an answered morning did not hurt, unless it stands in ``unanswered``. An entry without items
    holds the morning after a day without a session, or a session in which nothing of what was ``planned`` was done.
    """

    date: date
    items: tuple[DoneItem, ...] = ()
    next_morning: Mapping[Region, int] = field(default_factory=dict)
    unanswered: tuple[Region, ...] = ()
    planned: tuple[str, ...] = ()
    """The codes of the session's plan."""

    @property
    def held(self) -> tuple[str, ...]:
        """The codes that were planned or done."""
        return tuple(dict.fromkeys([*self.planned, *(item.code for item in self.items)]))


def by_day(history: Iterable[DoneDay]) -> tuple[DoneDay, ...]:
    """One entry a day, the first day first. What order a day's entries have makes no difference to what follows."""
    days: dict[date, list[DoneDay]] = {}
    for session in history:
        days.setdefault(session.date, []).append(session)
    return tuple(_merged(days[day]) for day in sorted(days))


def _merged(sessions: Sequence[DoneDay]) -> DoneDay:
    if len(sessions) == 1:
        return sessions[0]
    morning: dict[Region, int] = {}
    for session in sessions:
        for region, pain in session.next_morning.items():
            morning[region] = max(pain, morning.get(region, 0))
    unanswered = {region for session in sessions for region in session.unanswered} - set(morning)
    return DoneDay(
        sessions[0].date,
        tuple(replace(item, session=number) for number, session in enumerate(sessions) for item in session.items),
        morning,
        tuple(region for region in Region if region in unanswered),
    )
