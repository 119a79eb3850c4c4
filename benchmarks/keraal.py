"""Ranges of one healthy person's shoulder line by BlazePose against Vicon in the same trial (KERAAL)."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks.watched import ROOT

FILE = ROOT.parent / "shared" / "data" / "keraal" / "keraal_sample.npz"
WIDE, HIGH = 960, 544
"""Pixels of the picture, by which BlazePose's places are shares."""
ENDS = (2.0, 98.0)
"""Per cent of the frames between which a range is taken, as an outermost frame is no range."""
SHOULDERS = {"vicon": (7, 8), "blazepose": (12, 11)}
"""Right and left, by the order of each system."""
COLUMNS = ("trial", "angle", "Vicon (deg)", "BlazePose (deg)", "BlazePose less Vicon (deg)")


def rows() -> tuple[tuple[str, ...], ...]:
    """Tilt in the plane of the picture in the side stretch, turn by depth in the trunk rotation; nothing where the data
    is absent."""
    if not FILE.exists():
        return ()
    data = np.load(FILE)
    made = []
    for trial, what, turn in (("ELK", "tilt in the plane of the picture", False), ("RTK", "turn by depth", True)):
        found = {name: _range_deg(data[f"{trial}_{name}"], name, turn=turn) for name in SHOULDERS}
        off = found["blazepose"] - found["vicon"]
        made.append((trial, what, *(f"{found[name]:.1f}" for name in SHOULDERS), f"{off:+.1f}"))
    return tuple(made)


def _range_deg(places: Any, system: str, *, turn: bool) -> float:
    """Of the line from the right shoulder to the left one."""
    right, left = SHOULDERS[system]
    across, up, deep = _axes(places[:, left, :3] - places[:, right, :3], system)
    angles = np.degrees(np.unwrap(np.arctan2(deep if turn else up, across)))
    low, high = np.percentile(angles, ENDS)
    return math.fabs(float(high - low))


def _axes(line: Any, system: str) -> Sequence[Any]:
    """Across, up and along the view: Vicon has y across and z up, BlazePose x across and y down."""
    x, y, z = line[:, 0], line[:, 1], line[:, 2]
    return (y, z, x) if system == "vicon" else (x * WIDE, y * HIGH, z * WIDE)
