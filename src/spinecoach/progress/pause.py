"""A break for illness or holiday. It costs nothing: its days are neither planned nor missed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)


class Break(StrEnum):
    """What it is for."""

    SICK = "sick"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Pause:
    """From ``start`` to ``end``, both within; an ``end`` of None is not known yet."""

    start: date
    end: date | None
    why: Break

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in it."""
        return self.start <= day and (self.end is None or day <= self.end)


def ended_by(pauses: Iterable[Pause], days_done: Collection[date]) -> tuple[Pause, ...]:
    """Each pause ends before the first session after its first day; whoever moves again is back."""
    found = []
    for pause in pauses:
        back = min((day for day in days_done if day > pause.start and pause.holds(day)), default=None)
        found.append(pause if back is None else replace(pause, end=back - DAY))
    return tuple(found)


def pause_on(pauses: Iterable[Pause], day: date) -> Pause | None:
    """The pause that holds on ``day``, the one begun last."""
    return max((p for p in pauses if p.holds(day)), key=lambda p: p.start, default=None)


def paused_between(pauses: Iterable[Pause], after: date, before: date) -> int:
    """How many days between the two, neither of them counted, lie in any of the pauses."""
    first, last = after + DAY, before - DAY
    spans = sorted(
        (max(p.start, first), min(p.end or last, last)) for p in pauses if p.start <= last and (p.end or last) >= first
    )
    count, reached = 0, after
    for start, end in spans:
        count += max(0, (end - max(start - DAY, reached)).days)
        reached = max(reached, end)
    return count
