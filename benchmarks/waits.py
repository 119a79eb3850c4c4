"""How long an exercise of a simulated life had to wait for its turn, in sessions in a row."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from benchmarks.lives import NO_TO_EVERYTHING, Life, Lived
from spinecoach.app.catalogue import catalogue
from spinecoach.planning.explain import MASSAGE_FIRST
from spinecoach.planning.judge import ordered_level
from spinecoach.planning.today import Today
from spinecoach.protocol.exercise import Complex
from spinecoach.session.timing import item_seconds
from spinecoach.wire.plan import work_at

FEW_MINUTES = 5
LEFT_OUT_OF_ITSELF = {"no-room", "behind-massage"}
"""The reasons to be left out that the planner itself makes up for by and by."""


@dataclass(slots=True)
class Waits:
    """Longest waits, one an exercise and life: in sessions that had room for it, and in those in which it was only the
    massage before it that left none. A session with neither counts for none of them and ends no wait; one in which it
    was done in the place of another that hurt ends it."""

    with_room: list[int] = field(default_factory=list)
    behind_massage: list[int] = field(default_factory=list)

    def __add__(self, other: "Waits") -> "Waits":
        return Waits(self.with_room + other.with_room, self.behind_massage + other.behind_massage)


def waits_of(life: Life) -> dict[tuple[bool, bool], Waits]:
    """By whether the group of the exercise is wanted, and whether the person has five minutes or more."""
    wanted, minutes = _wanted(life), life.wishes.minutes >= FEW_MINUTES
    found: dict[tuple[bool, bool], Waits] = {}
    for code, (with_room, behind) in longest_of(life).items():
        key = (catalogue().exercises[code].complex in wanted, minutes)
        found[key] = found.get(key, Waits()) + Waits([with_room], [behind])
    return found


def longest_of(life: Life) -> dict[str, tuple[int, int]]:
    """By code, the longest wait with room for it and the longest behind the massage, in sessions."""
    room, roomless = Counter[str](), Counter[str]()
    longest: dict[str, tuple[int, int]] = {}
    for lived in life.days:
        for item in lived.plan.items:
            room[item.work.code] = roomless[item.work.code] = 0
            longest.setdefault(item.work.code, (0, 0))
        stood_in = {item.code for item in lived.done.items}
        for code in stood_in:
            room[code] = roomless[code] = 0
        for left in lived.plan.left_out:
            code = left.code
            if code in stood_in or not {reason.id for reason in left.reasons} <= LEFT_OUT_OF_ITSELF:
                continue
            spare = 60 * life.wishes.minutes - _least(lived, code)
            room[code] += spare >= _massage(lived)
            roomless[code] += 0 <= spare < _massage(lived)
            most = longest.get(code, (0, 0))
            longest[code] = (max(most[0], room[code]), max(most[1], roomless[code]))
    return longest


def _massage(lived: Lived) -> float:
    """Seconds of the massage that pain asks for first; one that was chosen like any other took nobody's room."""
    return sum(item.seconds for item in lived.plan.items if MASSAGE_FIRST in {reason.id for reason in item.reasons})


def _least(lived: Lived, code: str) -> float:
    """Seconds of the shortest form that its level and the day allow."""
    protocol = catalogue()
    today = Today(protocol, NO_TO_EVERYTHING, lived.progress, lived.wishes, lived.day)
    return _shortest(code, ordered_level(today, protocol.exercises[code])[0])


@cache
def _shortest(code: str, ordered: int) -> float:
    levels = catalogue().exercises[code].levels
    form = levels[ordered].variant
    fitting = [n for n in levels if n == ordered or (1 <= n < ordered and levels[n].variant is form)]
    return min(item_seconds(catalogue(), work_at(catalogue().exercises[code], n)) for n in fitting)


def _wanted(life: Life) -> set[Complex]:
    """The groups that the person came for, and those linked to them; all when nothing hurts."""
    protocol = catalogue()
    own = {protocol.region_complex[region] for region in life.wishes.regions}
    return own | {other for name in own for other in protocol.linked[name]} or set(Complex)
