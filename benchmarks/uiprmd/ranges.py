"""The referee's ranges of motion from Kinect's joints against Vicon's markers in the same repetition."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.uiprmd.camera import frames
from benchmarks.uiprmd.counts import side_of
from benchmarks.uiprmd.movements import Movement, movements, referee
from benchmarks.uiprmd.recordings import FPS, JOINTS, VICON, Recording, kinect, paired, read
from spinecoach.body import Side
from spinecoach.motion.events import MotionKind
from spinecoach.motion.step import step

COLUMNS = ("movement", "angle", "n", "people", "mean error", "bias", "limits of agreement", "the same angle by Kinect")
MARKERS = tuple(f"{s}{name}" for s in "LR" for name in ("ASI", "PSI", "KNE", "ANK", "SHO", "ELB"))
REST_S = 1.5
LIMITS = 1.96
BELL = (0.14, 0.19, 0.30)
"""Inward, back and down from the front marker of the pelvis, in widths between the two front ones."""
JOINED = {
    "knee_flexion": ("HIP", "KNE", "ANK", ("upleg", "lowleg", "foot")),
    "hip_flexion": ("SHO", "HIP", "ANK", ("uparm", "upleg", "foot")),
    "shoulder_abduction": ("HIP", "SHO", "ELB", ("upleg", "uparm", "forearm")),
}
"""By measure: markers (HIP is reckoned) in the order end, joint, end, and Kinect's joints of the same."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One repetition, degrees: the referee's, Vicon's, and the same reckoning as Vicon's on Kinect's joints."""

    subject: int
    ours: float
    vicon: float
    kinect: float


def rows() -> tuple[tuple[str, ...], ...]:
    """Of every movement in whose exercise file a range of motion stands."""
    columns = [f"{name}_{axis}" for name in MARKERS for axis in "xyz"]
    markers = read(VICON, columns)
    made = []
    for movement in movements():
        measures = movement.rules[Side.LEFT].views.get("side"), movement.rules[Side.LEFT].views.get("front")
        for view in (v for v in measures if v is not None and v.measures):
            pairs = list(_pairs(movement, "side" if view is measures[0] else "front", view.measures[0].key, markers))
            made.append(_row(movement.name, view.measures[0].key, pairs))
    return tuple(made)


def _row(name: str, key: str, pairs: list[Pair]) -> tuple[str, ...]:
    off = np.asarray([pair.ours - pair.vicon for pair in pairs])
    raw = np.asarray([pair.kinect - pair.vicon for pair in pairs])
    bias, spread = float(off.mean()), LIMITS * float(off.std(ddof=1))
    return (
        name,
        key.replace("_", " "),
        str(len(pairs)),
        str(len({pair.subject for pair in pairs})),
        f"{np.abs(off).mean():.1f}",
        f"{bias:+.1f}",
        f"{bias - spread:+.1f} to {bias + spread:+.1f}",
        f"bias {raw.mean():+.1f}, mean error {np.abs(raw).mean():.1f}",
    )


def _pairs(movement: Movement, view: str, key: str, markers: Any) -> Iterator[Pair]:
    for recording in kinect():
        if recording.key[0] != movement.number or recording.key[2] != 1:
            continue
        side = side_of(movement, recording)
        told = _told(movement, side, view, recording)
        for rep, range_deg in told.items():
            if (*recording.key, rep) in paired() and rep in markers.get(recording.key, {}):
                yield Pair(
                    recording.subject,
                    range_deg,
                    range_of(_by_markers(markers[recording.key][rep], side, key)),
                    range_of(_by_joints(recording.reps[rep], side, key)),
                )


def _told(movement: Movement, side: Side, view: str, recording: Recording) -> dict[int, float]:
    """What the referee measured, by the repetition in which the stay began."""
    numbers = sorted(recording.reps)
    lead = np.repeat(recording.reps[numbers[0]][:1], round(REST_S * FPS), axis=0)
    places = np.concatenate([lead, *(recording.reps[rep] for rep in numbers)])
    ends = (len(lead) + np.cumsum([len(recording.reps[rep]) for rep in numbers])) / FPS
    judge = referee(movement, side, view)
    tracking, found = judge.begin(), {}
    for frame in frames(places, view):
        tracking, events = step(judge, tracking, frame)
        for event in events:
            if event.kind is MotionKind.RANGE_MEASURED and event.value is not None and event.start is not None:
                at = int(np.searchsorted(ends, event.start))
                if at < len(numbers):
                    found[numbers[at]] = abs(event.value)
    return found


def range_of(angles: Any) -> float:
    """How far an angle goes from where the repetition begins."""
    return float(np.abs(angles - np.median(angles[:3])).max())


def _by_markers(places: Any, side: Side, key: str) -> Any:
    letter = "L" if side is Side.LEFT else "R"
    return angle_deg(
        *(hip(places, letter) if name == "HIP" else _marker(places, letter + name) for name in JOINED[key][:3])
    )


def _marker(places: Any, name: str) -> Any:
    return places[:, MARKERS.index(name)]


def hip(places: Any, letter: str) -> Any:
    """The middle of a hip from the markers of the pelvis, by the shares of Bell, Pedersen and Brand 1990 [K]."""
    left, right = _marker(places, "LASI"), _marker(places, "RASI")
    own, other = (left, right) if letter == "L" else (right, left)
    wide = np.linalg.norm(left - right, axis=1, keepdims=True)
    inward = (other - own) / wide
    back = (_marker(places, "LPSI") + _marker(places, "RPSI") - left - right) / 2
    back -= (back * inward).sum(axis=1, keepdims=True) * inward
    back /= np.linalg.norm(back, axis=1, keepdims=True)
    down = np.cross(right - left, back)
    down /= np.linalg.norm(down, axis=1, keepdims=True)
    inner, behind, below = BELL
    return own + wide * (inner * inward + behind * back + below * down)


def _by_joints(places: Any, side: Side, key: str) -> Any:
    letter = "l" if side is Side.LEFT else "r"
    return angle_deg(*(places[:, JOINTS.index(f"{letter}_{name}")] for name in JOINED[key][3]))


def angle_deg(one: Any, at: Any, other: Any) -> Any:
    """Degrees at ``at``, in space."""
    a, b = one - at, other - at
    cos = (a * b).sum(axis=1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
    return np.degrees(np.arccos(np.clip(cos, -1.0, 1.0)))
