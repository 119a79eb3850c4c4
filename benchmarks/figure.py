"""One measured figure, and how it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` in ``unit``; ``goal`` is an upper bound where there is one, ``least`` a lower one."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    least: float | None = None

    def __str__(self) -> str:
        goal = ""
        if self.goal is not None:
            goal = f"goal {self.goal:g}  {'met' if self.value <= self.goal else 'MISSED'}"
        if self.least is not None:
            goal = f"goal {self.least:g}  {'met' if self.value >= self.least else 'MISSED'}"
        return f"{self.name:<58}{self.value:>10.2f} {self.unit:<6}{goal}"


def quantile(sorted_values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie; ``sorted_values`` ascending, not empty."""
    return sorted_values[min(len(sorted_values) - 1, int(share * len(sorted_values)))]
