"""Where a hand rests when it touches something: a point, the way the skin faces there, the fingers and the elbow.

Points are metres of a body 1.70 m tall, in the frame of the part touched, told for the right hand; own choices [D]
fitted to the flesh of the figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.figure.vector import Vec

PALM = 0.080
"""From wrist to the middle of the palm."""
TIPS = 0.150
"""From wrist to the finger pads."""
HAND_DEPTH = 0.013
"""From the skin touched to the middle of the hand."""


@dataclass(frozen=True, slots=True)
class Place:
    """``part`` is head, thorax, loin, thigh, other_thigh or floor. ``reach`` is from the wrist to what touches.

    ``faces`` points away from the part touched, ``fingers`` from the wrist to the fingertips, ``pole`` (thorax frame)
    to where the elbow points. On a thigh: across, along as a share of its length, in front.
    """

    part: str
    point: Vec
    faces: Vec
    fingers: Vec
    pole: Vec
    reach: float = PALM


PLACES: Mapping[str, Place] = {
    "forehead": Place("head", (0.098, 0.106, 0.010), (1.0, 0.35, 0.1), (0.0, 1.0, -0.45), (0.8, -1.0, 0.35)),
    "temple": Place("head", (0.045, 0.080, 0.069), (0.15, 0.28, 1.0), (-0.15, 1.0, -0.15), (0.35, -0.75, 1.0)),
    "back_of_head": Place("head", (-0.078, 0.042, 0.024), (-1.0, -0.1, 0.3), (-0.25, 0.35, -1.0), (0.35, -0.1, 1.0)),
    "skull_edge_outer": Place(
        "head", (-0.058, -0.004, 0.045), (-1.0, -0.2, 0.6), (-0.12, -0.12, -1.0), (0.6, -0.3, 0.8), TIPS
    ),
    "skull_edge_inner": Place(
        "head", (-0.072, -0.004, 0.014), (-1.0, -0.2, 0.3), (-0.12, -0.12, -1.0), (0.6, -0.3, 0.8), TIPS
    ),
    "neck_side": Place("head", (0.018, -0.062, 0.052), (0.45, -0.1, 1.0), (-0.35, 0.35, -0.2), (0.6, -0.8, 0.6), TIPS),
    "opposite_shoulder": Place(
        "thorax", (0.098, -0.075, -0.085), (1.0, 0.25, -0.15), (0.1, 0.55, -1.0), (0.55, -1.0, 0.6)
    ),
    "thigh": Place("thigh", (0.0, 0.60, 0.072), (0.0, 0.0, 1.0), (-0.25, 1.0, 0.0), (-1.0, -0.4, 0.45)),
    "knee": Place("thigh", (0.0, 0.86, 0.062), (0.0, 0.0, 1.0), (-0.25, 1.0, 0.0), (0.3, -0.4, 0.6)),
    "opposite_knee": Place("other_thigh", (0.0, 0.86, 0.062), (0.0, 0.0, 1.0), (-0.35, 1.0, 0.0), (0.3, -0.5, 1.0)),
    "opposite_thigh": Place("other_thigh", (0.0, 0.64, 0.066), (0.0, 0.0, 1.0), (-0.35, 1.0, 0.0), (0.3, -0.5, 1.0)),
    "belly": Place("loin", (0.135, -0.02, 0.055), (1.0, 0.0, 0.15), (0.0, -0.25, -1.0), (-0.3, -0.2, 1.0)),
    "low_back": Place("loin", (-0.042, 0.01, 0.06), (-1.0, 0.0, 0.0), (0.0, 0.1, -1.0), (0.0, -0.4, 1.0)),
    "beside": Place("floor", (0.04, 0.0, 0.27), (0.0, 1.0, 0.0), (1.0, 0.0, -0.05), (0.0, 0.0, 1.0)),
}
