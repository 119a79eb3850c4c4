"""Finds the best set within the time: exact, by walking the candidates once and keeping what nothing else beats."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

OUT, SHORTER, AT_LEVEL = 0, 1, 2


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


@dataclass(frozen=True, slots=True)
class Rank:
    """How good a set is: more value, then less time, then what stands earlier in the plan at its level."""

    value: int
    ms: int
    picks: tuple[int, ...]

    @property
    def key(self) -> tuple[int, int, tuple[int, ...]]:
        """The greatest is the best."""
        return (self.value, -self.ms, self.picks)


_Entry = tuple[int, int, tuple[int, ...]]
"""Milliseconds, value less changes of position, and what was picked so far."""
_Place = tuple[int, Hashable]
"""Groups that are in, one bit each, and the present position."""


def choose(options: Sequence[Option], budget_ms: int, change_cost: int) -> tuple[int, ...]:
    """OUT, SHORTER or AT_LEVEL for each option; the sum of their times is at most ``budget_ms``.

    Of two partial sets with the same groups and position, the one that takes no more time and is worth no less can
    be completed in every way that the other can, so the other is dropped.
    """
    walked: dict[_Place, list[_Entry]] = {(0, None): [(0, 0, ())]}
    for option in options:
        reached: dict[_Place, list[_Entry]] = {}
        for (groups, position), entries in walked.items():
            reached.setdefault((groups, position), []).extend(
                (ms, value, (*picks, OUT)) for ms, value, picks in entries
            )
            place, extra = _step(option, groups, position, change_cost)
            to = reached.setdefault(place, [])
            for ms, value, picks in entries:
                if ms + option.ms <= budget_ms:
                    to.append((ms + option.ms, value + option.value + extra, (*picks, AT_LEVEL)))
                if option.shorter_ms is not None and ms + option.shorter_ms <= budget_ms:
                    to.append((ms + option.shorter_ms, value + option.shorter_value + extra, (*picks, SHORTER)))
        walked = {place: _unbeaten(entries) for place, entries in reached.items()}
    return max((Rank(value, ms, picks) for es in walked.values() for ms, value, picks in es), key=lambda r: r.key).picks


def _step(option: Option, groups: int, position: Hashable, change_cost: int) -> tuple[_Place, int]:
    """Where an option leads, and what it earns or costs on the way besides its own value."""
    extra = 0
    if option.group is not None and not groups & 1 << option.group:
        groups |= 1 << option.group
        extra += option.group_value
    if position not in option.positions:
        extra -= change_cost if position is not None else 0
        position = option.positions[0]
    return (groups, position), extra


def _unbeaten(entries: Iterable[_Entry]) -> list[_Entry]:
    kept: list[_Entry] = []
    for entry in sorted(entries, key=lambda e: (e[0], -e[1], [-p for p in e[2]])):
        if not kept or entry[1] > kept[-1][1]:
            kept.append(entry)
    return kept
