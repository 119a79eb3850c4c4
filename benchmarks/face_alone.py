"""What the face model alone makes of a clip's ranges, and what the shoulders add: without pose, fusion and referee."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from spinecoach.body import Frame

TURNS: Mapping[str, tuple[str, float, str]] = {
    "neck_rotation_left": ("yaw", -1.0, "L"),
    "neck_rotation_right": ("yaw", 1.0, "R"),
    "neck_flexion": ("pitch", 1.0, ""),
}
"""Of a range: the turn of the face, our sign of it, and the clip's side."""
CLIP_SIGN = {"yaw": -1.0, "pitch": 1.0}
"""Of the clip's own turns beside ours."""


def face_errors(clip: Path, frames: Sequence[Frame], keys: Iterable[str]) -> dict[str, float]:
    """Of each range the face model's error, degrees: over the frames of true holds, less its own rest, against the
    true turn towards the camera in the same frames. A range that it saw no hold of is left out."""
    return dict(_errors(list(zip(_rows(clip), frames, strict=False)), keys))


def carried(clip: Path, keys: Iterable[str]) -> dict[str, float]:
    """Of each range what the shoulders add, degrees: the true turn towards the camera less that on the trunk, as the
    middle of the repetitions."""
    rows = _rows(clip)
    return {key: _turned(rows, key, "cam") - _turned(rows, key, "head") for key in keys}


def _turned(rows: Sequence[Mapping[str, str]], key: str, of: str) -> float:
    turn, sign, side = TURNS[key]
    column = f"{of}_{turn}"
    reps: dict[str, list[float]] = {}
    for row in rows:
        if row["hold"] == "1" and side in {"", row["side"]}:
            reps.setdefault(row["rep"], []).append(float(row[column]))
    if not reps:
        return 0.0
    rest = median([float(row[column]) for row in rows if row["rep"] == "-1"])
    return (median(map(median, reps.values())) - rest) * sign * CLIP_SIGN[turn]


def _rows(clip: Path) -> list[dict[str, str]]:
    with clip.with_suffix(".csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _errors(both: list[tuple[dict[str, str], Frame]], keys: Iterable[str]) -> Iterator[tuple[str, float]]:
    for key in keys:
        turn, sign, side = TURNS[key]
        told: dict[str, list[float]] = {"rest": [], "hold": []}
        for row, frame in both:
            when = "rest" if row["rep"] == "-1" else "hold" if row["hold"] == "1" and side in {"", row["side"]} else ""
            if when and frame.head is not None:
                told[when].append(getattr(frame.head, turn) * sign - float(row[f"cam_{turn}"]) * sign * CLIP_SIGN[turn])
        if told["rest"] and told["hold"]:
            yield key, median(told["hold"]) - median(told["rest"])
