"""The neutral adult body: segment lengths as shares of stature.

Limbs: Drillis and Contini 1966, as tabled in Winter, Biomechanics and Motor Control of Human Movement [K].
Vertebral heights, resting curves of the spine and the offsets of trunk and head are rounded means of anatomy texts,
fitted so that the standing figure is as tall as its stature within 1 % [D].
"""

from dataclasses import dataclass

HIP_HEIGHT = 0.530  # Drillis and Contini [K], as are the next ten
THIGH = 0.245
SHANK = 0.246
ANKLE_HEIGHT = 0.039
FOOT = 0.152
UPPER_ARM = 0.186
FOREARM = 0.146
HAND = 0.108
HEAD_HEIGHT = 0.130
KNEE_HEIGHT = 0.285
BIACROMIAL = 0.228  # surface to surface; the joint centres lie nearer [K]
HIP_HALF = 0.050  # half the distance of the hip joint centres [D]
SHOULDER_HALF = 0.099  # half the distance of the shoulder joint centres [D]
SACRUM = (-0.022, 0.056)  # top of the sacrum from the middle of the hips, backward and up [D]

LUMBAR, THORACIC, CERVICAL = 5, 12, 7
HEIGHTS = (0.0200,) * LUMBAR + (0.0134,) * THORACIC + (0.0100,) * CERVICAL
"""Vertebra with its disc, from the lowest lumbar up to the atlas [D]."""

RESTING_TILT = (
    *(20.0, 11.0, 2.0, -6.0, -11.0),
    *(-13.0, -13.0, -11.0, -8.0, -4.0, 0.0, 4.0, 8.0, 12.0, 16.0, 19.0, 21.0),
    *(22.0, 20.0, 16.0, 11.0, 6.0, 2.0, 0.0),
)
"""Forward lean of each vertebra of a standing body, in degrees and in the same order: the curves of the spine [D]."""

CERVICAL_ROTATION = (0.03, 0.05, 0.06, 0.08, 0.08, 0.10, 0.60)
"""How a turn of the neck is shared, from below: more than half happens between axis and atlas [K]."""

NAMES = tuple(
    [f"L{i}" for i in range(LUMBAR, 0, -1)]
    + [f"T{i}" for i in range(THORACIC, 0, -1)]
    + [f"C{i}" for i in range(CERVICAL, 0, -1)]
)
"""Vertebrae from below, as all tuples here. Regions count their levels from above, as anatomy does."""


def lumbar(level: int) -> int:
    """Index of a lumbar vertebra, 1 to 5."""
    return LUMBAR - level


def thoracic(level: int) -> int:
    """Index of a thoracic vertebra, 1 to 12."""
    return LUMBAR + THORACIC - level


def cervical(level: int) -> int:
    """Index of a cervical vertebra, 1 to 7."""
    return LUMBAR + THORACIC + CERVICAL - level


@dataclass(frozen=True, slots=True)
class Build:
    """A body of one stature, in metres."""

    stature: float = 1.70

    def of(self, share: float) -> float:
        """A share of stature in metres."""
        return share * self.stature
