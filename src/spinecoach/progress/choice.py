"""How far an exercise may grow, as the person chose it. Staying is always offered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spinecoach.protocol.exercise import Exercise


class Reach(StrEnum):
    """Grow to the article's dose, stay where it is, or go beyond the article."""

    GROW = "grow"
    STAY = "stay"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class DoseChoice:
    """Chosen on ``day``; it holds until another. ``level`` is the one to stay at, else None."""

    day: date
    code: str
    reach: Reach
    level: int | None = None


def most_of(exercise: Exercise, choice: DoseChoice | None) -> int:
    """The highest level that the choice allows; without one, the article's dose."""
    match choice:
        case DoseChoice(reach=Reach.BEYOND):
            return max(exercise.levels)
        case DoseChoice(reach=Reach.STAY, level=int() as level):
            return level
        case _:
            return exercise.article_levels[1]
