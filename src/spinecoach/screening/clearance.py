"""What screening answers: a Clearance. Only this package makes a ClearedExercise; planning takes nothing else."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """From the gravest to the best; the highest that any row reaches wins. PROCEED never means safe."""

    EMERGENCY = "EMERGENCY"
    URGENT = "URGENT"
    CLINICIAN_FIRST = "CLINICIAN_FIRST"
    MODIFY = "MODIFY"
    PROCEED = "PROCEED"


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence with the id of the row or rule that says it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The changes ordered for one exercise, added up; the stricter limit wins.

    ``names`` are the changes as ordered, sorted, e.g. ``no_forward_bend`` or ``hold_s_max:5``.
    """

    names: tuple[str, ...] = ()
    hold_s_max: float | None = None
    effort_max: int | None = None
    rest_factor: float = 1.0
    range_factor: float = 1.0
    slow: bool = False


@dataclass(frozen=True, slots=True)
class ClearedExercise:
    """Permission for one exercise, with its limits. Made by ``screening.clear`` alone (a test greps for it)."""

    code: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Clearance:
    """Allow, change, block or see someone now, with reasons.

    ``screened`` is true when every row in scope is answered; ``unanswered`` names the rest.
    ``blocked`` gives for each blocked code the rows that block it.
    """

    outcome: Outcome
    screened: bool
    unanswered: tuple[str, ...]
    cleared: tuple[ClearedExercise, ...]
    blocked: tuple[tuple[str, tuple[str, ...]], ...]
    advice: tuple[Note, ...]
    reasons: tuple[Note, ...]

    def of(self, code: str) -> ClearedExercise | None:
        """The permission for ``code``, or None when it is blocked."""
        return next((c for c in self.cleared if c.code == code), None)

    @property
    def changed(self) -> dict[str, tuple[str, ...]]:
        """Names of the ordered changes by code, for the codes that are not blocked and have any."""
        return {c.code: c.limits.names for c in self.cleared if c.limits.names}
