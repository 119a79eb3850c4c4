"""What a simulated body really did, against which a referee is measured."""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.body import Side


@dataclass(frozen=True, slots=True)
class Held:
    """A stay where the exercise asks for one; seconds from the start of the recording."""

    start: float
    end: float
    side: Side | None


@dataclass(frozen=True, slots=True)
class Made:
    """A fault from its first to its last second."""

    id: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Truth:
    """What was really done. ``reps`` are the whole ones of all sides and zones; ``rom_deg`` the median over these of
    how far each joint went from its rest."""

    reps: int
    half_reps: int
    holds: tuple[Held, ...]
    rom_deg: Mapping[str, float]
    faults: tuple[Made, ...]
