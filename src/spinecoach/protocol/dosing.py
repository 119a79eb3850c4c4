"""How the dose follows pain, as ``dosing.toml`` says: progress has no number of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.protocol.planning import Sentence


@dataclass(frozen=True, slots=True)
class MorningRules:
    """``lately`` mornings make up the usual one, ``first`` the first one; pain this much over it is amber or red."""

    lately: int
    first: int
    amber_over: int
    red_over: int


@dataclass(frozen=True, slots=True)
class DriftRules:
    """So many mornings in a row ``over`` the first ones. It is told for ``told_days``."""

    over: int
    mornings: int
    down: int
    told_days: int


@dataclass(frozen=True, slots=True)
class UpRules:
    """What one level more takes. ``reps_done`` is a share; ``effort`` 0-10 where the level has no target of its own."""

    days: int
    reps_done: float
    effort: int
    a_week: int
    isometric_a_week: int


@dataclass(frozen=True, slots=True)
class GapRules:
    """``missed``: (from so many missed days on, levels down), the longest first. From ``again_from`` on: start again.

    Days of a pause are no missed days, as far as ``pause_keeps_days``.
    """

    missed: tuple[tuple[int, int], ...]
    again_from: int
    pause_keeps_days: int

    @property
    def least(self) -> int:
        """Fewer missed days change nothing."""
        return min([self.again_from, *(least for least, _ in self.missed)])


@dataclass(frozen=True, slots=True)
class RetireRules:
    """So many reds of the last ``of`` times rest an exercise for ``days``."""

    reds: int
    of: int
    days: int


@dataclass(frozen=True, slots=True)
class PlateauRules:
    """``days`` at one level, done on ``done`` of them, with a usual morning from ``pain_from`` on that has not changed.

    ``change`` is the least difference, 0-10, that counts as one. It is told for ``told_days`` of every ``days``.
    """

    days: int
    done: int
    pain_from: int
    told_days: int
    change: int


@dataclass(frozen=True, slots=True)
class Dosing:
    """The whole file."""

    morning: MorningRules
    drift: DriftRules
    up: UpRules
    red_down: int
    flare_down: int
    start_level: int
    gap: GapRules
    retire: RetireRules
    plateau: PlateauRules
    habit_days: int
    sentences: Mapping[str, Sentence]
