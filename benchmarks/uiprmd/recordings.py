"""What Kinect saw of subjects 1 to 7, read from ../shared/data where it lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb
import numpy as np

from benchmarks.watched import ROOT

FOLDER = ROOT.parent / "shared" / "data" / "uiprmd"
KINECT, VICON, INDEX = (FOLDER / name for name in ("kinect_30hz.parquet", "vicon_50hz.parquet", "rep_index.csv"))
FPS, VICON_FPS = 30.0, 50.0
JOINTS = (
    "neck", "head", "headtip", "l_uparm", "r_uparm", "l_forearm", "r_forearm", "l_hand", "r_hand",
    "l_upleg", "r_upleg", "l_lowleg", "r_lowleg", "l_foot", "r_foot",
)  # fmt: skip
BAD = frozenset({(10, 5, 0, 1), (10, 5, 0, 9), (1, 1, 0, 6), (9, 5, 0, 7), (9, 5, 1, 7)})
"""Movement, subject, correct, repetition: known bad by the data's README, of the last one both sorts."""
UNLIKE = 0.2
"""Durations by Kinect and Vicon that differ by more than this share are no pair."""
Key = tuple[int, int, int]
"""Movement, subject, correct (1) or wrong on purpose (0)."""
Reps = Mapping[int, Any]
"""Repetition to frames x joints x 3, millimetres: x to the person's left, y up, z forward."""


@dataclass(frozen=True, slots=True)
class Recording:
    """All good repetitions of one person and movement, in order."""

    key: Key
    reps: Reps

    @property
    def subject(self) -> int:
        return self.key[1]


def here() -> bool:
    """Whether the data is on this machine."""
    return KINECT.exists() and VICON.exists() and INDEX.exists()


@cache
def kinect() -> tuple[Recording, ...]:
    """Every recording, without the repetitions that are known to be bad."""
    columns = [f"{joint}_{axis}" for joint in JOINTS for axis in "xyz"]
    return tuple(Recording(key, reps) for key, reps in read(KINECT, columns).items())


def read(path: Any, columns: list[str]) -> dict[Key, dict[int, Any]]:
    """Of a Parquet file: by key and repetition, frames x points x 3."""
    asked = ", ".join(f'"{name}"' for name in columns)
    query = f"select movement, subject, correct, rep, {asked} from '{path}' order by 1, 2, 3, 4, frame"
    table = duckdb.connect().execute(query).fetchnumpy()
    ids = np.stack([np.asarray(table[name], int) for name in ("movement", "subject", "correct", "rep")], axis=1)
    places = np.stack([np.asarray(table[name], float) for name in columns], axis=1).reshape(len(ids), -1, 3)
    cuts: Any = np.flatnonzero(np.any(np.diff(ids, axis=0) != 0, axis=1)) + 1
    found: dict[Key, dict[int, Any]] = {}
    for part, block in zip(np.split(ids, cuts), np.split(places, cuts), strict=True):
        movement, subject, correct, rep = (int(number) for number in part[0])
        if (movement, subject, correct, rep) not in BAD:
            found.setdefault((movement, subject, correct), {})[rep] = block
    return found


@cache
def paired() -> frozenset[tuple[int, int, int, int]]:
    """The repetitions whose durations by both systems agree."""
    query = f"select movement, subject, correct, rep, n_kinect, vicon50_n from '{INDEX}'"
    return frozenset(
        (int(m), int(s), int(c), int(r))
        for m, s, c, r, frames, others in duckdb.connect().execute(query).fetchall()
        if others and abs(frames / FPS - others / VICON_FPS) <= UNLIKE * max(frames / FPS, others / VICON_FPS)
    )
