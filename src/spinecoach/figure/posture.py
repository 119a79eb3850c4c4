"""Start postures and the measures of props, metres. Bodies grow with their stature from 1.70 m, props do not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.vector import UPRIGHT, Axes
from spinecoach.protocol.movement import Posture

SEAT = 0.42
SEAT_HALF = 0.215
SEAT_BACK, SEAT_FRONT = -0.13, 0.27
CHAIR_TOP = 0.875
"""Top of the chair's back: about the lower edge of the shoulder blades."""
CHAIR_BACK = -0.108
ROLLER_RADIUS = 0.05
TOWEL_RADIUS = 0.035
MAT = 0.012
SKIN = 0.052
"""From the middle of a vertebra to the skin of the back [D]."""

_ON_BACK: Axes = ((0.0, 1.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Base:
    """Where the pelvis is and which way it looks, where the feet stand, how much of the spine's curves is left.

    ``under`` is the height of what the pelvis rests on and ``hips`` that of the hip joints above it. ``feet`` are the
    ankle's place from the hips along X and from the middle along Z; None = by angles. ``rests`` is the index of the
    vertebra that the back lies on, ``hand`` where the hands are unless told otherwise.
    """

    under: float
    hips: float
    axes: Axes
    curve: tuple[float, float, float]
    feet: tuple[float, float] | None
    rests: int | None = None
    both: Mapping[str, float] = field(default_factory=dict)
    """Angles of the limbs, the same on both sides."""
    hand: str = "free"


def _both(angles: Mapping[str, float]) -> Mapping[str, float]:
    return {name.replace(".", f".{side.value}.", 1): value for name, value in angles.items() for side in Side}


BASES: Mapping[Posture, Base] = {
    Posture.SITTING: Base(
        SEAT,
        0.082,
        UPRIGHT,
        (0.35, 0.75, 0.85),
        (0.425, 0.095),
        both=_both({"shoulder.abduction": 7, "shoulder.flexion": 4, "elbow.flexion": 14}),
    ),
    Posture.STANDING: Base(
        0.0,
        by.HIP_HEIGHT * 1.70,
        UPRIGHT,
        (1.0, 1.0, 1.0),
        None,
        both=_both({"shoulder.abduction": 8, "shoulder.flexion": 2, "elbow.flexion": 10}),
    ),
    Posture.CROOK_LYING: Base(
        MAT, 0.098, _ON_BACK, (0.45, 0.45, 0.5), (0.60, 0.10), rests=by.thoracic(7), hand="beside"
    ),
    Posture.LYING: Base(
        MAT,
        0.098,
        _ON_BACK,
        (0.45, 0.45, 0.5),
        None,
        rests=by.thoracic(7),
        both=_both({"hip.abduction": 5, "ankle.flexion": -12}),
        hand="beside",
    ),
}
