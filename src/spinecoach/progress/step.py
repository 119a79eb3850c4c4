"""One change of a dose, or the reason why it stays: the rule that fired and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from spinecoach.progress.light import Light


@dataclass(frozen=True, slots=True)
class Step:
    """After ``day``: ``code`` goes from level ``before`` to ``level`` by ``rule``, a sentence of ``dosing.toml``.

    ``light`` is that of the day, the morning after included; None where no session was the cause. ``done`` counts
    calm days at the level, ``days`` missed ones.
    """

    day: date
    code: str
    rule: str
    before: int
    level: int
    light: Light | None = None
    done: int | None = None
    days: int | None = None

    def by(self, rule: str, level: int) -> "Step":
        """The same by another rule to another level."""
        return Step(self.day, self.code, rule, self.before, level, self.light, self.done, self.days)

    @property
    def gaps(self) -> Mapping[str, int]:
        """What its sentence may leave open, but for the number of days that the rules ask for."""
        known = {"level": self.level, "done": self.done, "days": self.days}
        return {name: value for name, value in known.items() if value is not None}
