"""Finds the best set within the time: exact, by walking the candidates once and keeping what nothing else beats."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

AT_LEVEL, SHORTER, OUT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Option:
    """One candidate in the plan's order. ``shorter_ms`` is None where there is nothing shorter.

    ``group`` earns ``group_value`` once, however many of it are in. ``positions`` are those it can be done in.
    """

    ms: int
    value: int
    shorter_ms: int | None
    shorter_value: int
    group: int | None
    group_value: int
    positions: tuple[Hashable, ...]


_Entry = tuple[int, int, tuple[int, ...]]
"""Milliseconds, the value with its sign turned, and what was picked so far: the least is the best."""
_Place = tuple[int, Hashable]
"""Groups that are in, one bit each, and the present position."""


Moving = Callable[[Hashable, Hashable], int]
"""Milliseconds to go from one position to another."""


def choose(options: Sequence[Option], budget_ms: int, change_cost: int, moving: Moving) -> tuple[int, ...]:
    """AT_LEVEL, SHORTER or OUT for each option; their times with those of ``moving`` are at most ``budget_ms``.

    The best set has the most value, then takes the least time, then has what stands earlier in the plan at its level.
    Of two partial sets with the same groups and position, the one that takes no more time and is worth no less can
    be completed in every way that the other can, so the other is dropped.
    """
    walked: dict[_Place, list[_Entry]] = {(0, None): [(0, 0, ())]}
    for option in options:
        reached: dict[_Place, list[_Entry]] = {}
        for (groups, position), entries in walked.items():
            stay = [(ms, cost, (*picks, OUT)) for ms, cost, picks in entries]
            reached.setdefault((groups, position), []).extend(stay)
            place, earned, moving_ms = _step(option, groups, position, change_cost, moving)
            to = reached.setdefault(place, [])
            for more, value, pick in (
                (option.ms, option.value, AT_LEVEL),
                (option.shorter_ms, option.shorter_value, SHORTER),
            ):
                if more is not None:
                    taken, gain = more + moving_ms, value + earned
                    room = budget_ms - taken
                    to += [(ms + taken, cost - gain, (*picks, pick)) for ms, cost, picks in entries if ms <= room]
        walked = {place: _unbeaten(entries) for place, entries in reached.items()}
    return min((cost, ms, picks) for entries in walked.values() for ms, cost, picks in entries)[2]


def _step(option: Option, groups: int, position: Hashable, change_cost: int, moving: Moving) -> tuple[_Place, int, int]:
    """Where an option leads, what it earns or costs on the way besides its own value, and the time of the way."""
    earned = 0
    if option.group is not None and not groups & 1 << option.group:
        groups |= 1 << option.group
        earned += option.group_value
    if position is None:
        return (groups, option.positions[0]), earned, 0
    if position in option.positions:
        return (groups, position), earned, 0
    # The nearest one, and of those that are as near the first.
    to = min(option.positions, key=lambda one: moving(position, one))
    return (groups, to), earned - change_cost, moving(position, to)


def _unbeaten(entries: Iterable[_Entry]) -> list[_Entry]:
    kept: list[_Entry] = []
    for entry in sorted(entries):
        if not kept or entry[1] < kept[-1][1]:
            kept.append(entry)
    return kept
