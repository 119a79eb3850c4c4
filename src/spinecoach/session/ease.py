"""How much softer than planned an exercise is done now (clinical.md 3.3)."""

from enum import IntEnum

from spinecoach.protocol.protocol import Softening


class Ease(IntEnum):
    """As planned; the same dose more smoothly (amber); softened (red, or by wish)."""

    PLANNED = 0
    SMOOTHER = 1
    SOFTENED = 2


def tempo_at(ease: Ease, softening: Softening) -> float:
    """What the phases' seconds are multiplied by."""
    return 1.0 if ease is Ease.PLANNED else softening.tempo


def range_at(ease: Ease, softening: Softening) -> float:
    """What the amplitude is multiplied by."""
    return softening.range_factor if ease is Ease.SOFTENED else 1.0


def hold_at(ease: Ease, softening: Softening) -> float:
    """What the hold is multiplied by."""
    return softening.hold_factor if ease is Ease.SOFTENED else 1.0


def effort_at(ease: Ease, softening: Softening, effort: int | None) -> int | None:
    """The effort to aim for, 0-10."""
    if effort is None or ease is not Ease.SOFTENED:
        return effort
    return min(effort, max(softening.effort_least, effort - softening.effort_less))
