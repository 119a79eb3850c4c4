"""What a pose model adds to the truth: wander, jitter, doubt, lost faces and lost bodies. Fitted; see docs/noise.md.

Lengths are shares of the torso (middle of the shoulders to middle of the hips, 0.3 of stature) so that they hold for
every distance from the camera.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Landmarks that a model follows alike."""

    FACE = "face"
    SHOULDER = "shoulder"
    ELBOW = "elbow"
    WRIST = "wrist"
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"


PARTS: tuple[Part, ...] = (
    *(Part.FACE,) * 11,
    *(Part.SHOULDER,) * 2,
    *(Part.ELBOW,) * 2,
    *(Part.WRIST,) * 8,
    *(Part.HIP,) * 2,
    *(Part.KNEE,) * 2,
    *(Part.ANKLE,) * 6,
)
"""The part of each landmark."""


@dataclass(frozen=True, slots=True)
class Trust:
    """One part. ``torso`` is the spread of a landmark in plain view, ``hidden_times`` how much wider behind something.

    The rest are visibilities: in plain view, behind something, and outside the picture.
    """

    torso: float
    hidden_times: float
    seen: float
    hidden: float
    outside: float


@dataclass(frozen=True, slots=True)
class Noise:
    """``deg`` is the standard deviation of head angles and limb directions that the spreads of the parts belong to.

    ``wander`` is the share of the variance that wanders over ``wander_s``, the rest is new in each frame.
    ``face_own`` is the share of the torso by which a face's single landmarks stray beside the face as a whole.
    ``depth_times`` is how much wider z spreads than x; ``head_depth_mm`` the spread of the head's depth.
    ``face_lost_deg`` is the turn from the camera at which the face is lost, give or take ``face_spread_deg``, and
    ``face_back_s`` how long it takes to be found again; ``face_drop`` and ``body_drop`` are shares of the frames
    without face and without body for no reason, each time for ``drop_s``.
    """

    deg: float
    wander: float
    wander_s: float
    face_own: float
    depth_times: float
    head_depth_mm: float
    face_lost_deg: float
    face_spread_deg: float
    face_back_s: float
    face_drop: float
    body_drop: float
    drop_s: float
    parts: Mapping[Part, Trust]

    def wander_at(self, deg: float) -> float:
        """The share that wanders when ``deg`` is asked for: what goes beyond the fit is new in each frame."""
        return self.wander * min(1.0, (self.deg / deg) ** 2) if deg > 0 else self.wander
