"""A virtual camera before Kinect's joints: frames as the pose model would give them, from the prescribed view.

The person stands as prescribed: turned by the line of the shoulders and hips at the start of the stream. Kinect has no
face; a nose is put before the head, so that the referee knows where forward is.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks.uiprmd.recordings import FPS, JOINTS
from spinecoach.body import Frame, Landmark, Point

FIELD_MM = 3000.0
"""What the picture shows from side to side."""
NOSE_MM = 100.0
START = 10
"""Frames in which it is seen how the person stands."""
PLACES = {
    Landmark.LEFT_SHOULDER: "l_uparm", Landmark.RIGHT_SHOULDER: "r_uparm",
    Landmark.LEFT_ELBOW: "l_forearm", Landmark.RIGHT_ELBOW: "r_forearm",
    Landmark.LEFT_WRIST: "l_hand", Landmark.RIGHT_WRIST: "r_hand",
    Landmark.LEFT_HIP: "l_upleg", Landmark.RIGHT_HIP: "r_upleg",
    Landmark.LEFT_KNEE: "l_lowleg", Landmark.RIGHT_KNEE: "r_lowleg",
    Landmark.LEFT_ANKLE: "l_foot", Landmark.RIGHT_ANKLE: "r_foot",
    Landmark.LEFT_EAR: "head", Landmark.RIGHT_EAR: "head", Landmark.NOSE: "head",
}  # fmt: skip


def frames(places: Any, view: str) -> Iterator[Frame]:
    """``places`` (frames x JOINTS x 3, mm) seen from the front, or from the person's right."""
    turned = facing_camera(places)
    across = turned[:, :, 0] if view == "front" else turned[:, :, 2]
    x, y = across / FIELD_MM + 0.5, 0.5 - turned[:, :, 1] / FIELD_MM
    columns = [JOINTS.index(PLACES[mark]) if mark in PLACES else 0 for mark in Landmark]
    ahead = NOSE_MM / FIELD_MM if view != "front" else 0.0
    for n, (row, high) in enumerate(zip(x[:, columns].tolist(), y[:, columns].tolist(), strict=True)):
        row[Landmark.NOSE] += ahead
        yield Frame(n / FPS, tuple(Point(a, b, 0.0, 1.0) for a, b in zip(row, high, strict=True)), None)


def facing_camera(places: Any) -> Any:
    """Turned about the upright axis so that at the start x is to the person's left and z forward."""
    left = sum(_at(places, f"l_{joint}") - _at(places, f"r_{joint}") for joint in ("uparm", "upleg"))
    x, _, z = np.median(left[:START], axis=0)
    length = float(np.hypot(x, z))
    cos, sin = x / length, z / length
    middle = np.median(places[:START].mean(axis=1), axis=0)
    moved = places - middle
    out = moved.copy()
    out[:, :, 0] = cos * moved[:, :, 0] + sin * moved[:, :, 2]
    out[:, :, 2] = -sin * moved[:, :, 0] + cos * moved[:, :, 2]
    return out


def _at(places: Any, joint: str) -> Any:
    return places[:, JOINTS.index(joint)]
