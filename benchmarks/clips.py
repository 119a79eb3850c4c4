"""The rendered clips through the real models and the referee, against what their bodies truly did.

A rendered person is not a real one: a good figure here is needed, not sufficient. `results` gives the values, for the
accuracy card.
"""

import csv
import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median
from time import perf_counter
from typing import Any

from benchmarks.face_alone import carried, face_errors
from benchmarks.figure import Figure
from benchmarks.watched import Seen, clips, view_of, watched
from spinecoach.app.analysis import Footage, analyse
from spinecoach.app.catalogue import catalogue
from spinecoach.body import Side
from spinecoach.figure.truth import Held, Made
from spinecoach.motion.summary import Summary
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.faults import Faults
from spinecoach.protocol.parse_tracking import parse_tracking
from spinecoach.vision.models import FULL

SIDES = {"L": Side.LEFT, "R": Side.RIGHT}
PAIRED = frozenset({"C1"})
"""Left and right together are one repetition of ours; the clips count single turns."""
UNCOUNTED = frozenset({"C6", "L1"})
"""The movements of a massage are no dose, and a brace cannot be seen."""
HALF = "half_rep"
HALF_OF_OURS, SHORT_REST, SHORT = "half_range", "short_rest", 0.5
FAULTS: Mapping[str, frozenset[str]] = {
    "trunk_turn": frozenset({"trunk_turns"}),
    "head_moves": frozenset({"head_moves"}),
    "early_release": frozenset({"early_release"}),
    "head_lifts": frozenset({"neck_lifts"}),
    "wrong_side": frozenset({"same_side_hand"}),
}
"""Our names of a clip's faults. A half repetition is no fault of ours but an event of its own."""
ASKED = frozenset({("L3", "wrong_side")})
"""Faults against what was asked for alone: the body does the same as where it does right, so that none is to be
seen."""
RANGES: Mapping[str, tuple[str, float, str]] = {
    "neck_rotation_left": ("peak_head_yaw", 1.0, "L"),
    "neck_rotation_right": ("peak_head_yaw", -1.0, "R"),
    "neck_flexion": ("peak_head_pitch", 1.0, ""),
}
"""Of a measured range: the clip's column, its sign, and the side; the goal is that of motion.md."""
RANGE_GOALS_DEG = {"neck_rotation_left": 3.0, "neck_rotation_right": 3.0, "neck_flexion": 4.0}
HOLD_GOAL_S = 0.040
OWN_RULES = Path(__file__).with_name("backward_hold.toml")


@dataclass(frozen=True, slots=True)
class Done:
    """What a clip's body did. ``reps`` and ``half_reps`` are None where there is nothing to count."""

    reps: int | None
    half_reps: int | None
    holds: tuple[Held, ...]
    rom_deg: Mapping[str, float]
    faults: tuple[tuple[str, float, float], ...]
    """Our names joined by ``|``, first and last second of the repetition."""
    also: tuple[tuple[str, float, float], ...] = ()
    """What the clip does not call a fault and is one of ours: half the way of a half, a rest below half of the dose's.
    """


@dataclass(frozen=True, slots=True)
class Result:
    """One clip. ``body_seen`` and ``face_seen`` are shares of its frames."""

    clip: str
    code: str
    body: str
    view: str
    frames: int
    body_seen: float
    face_seen: float
    truth: Done
    found: Summary
    face_errors_deg: Mapping[str, float] = field(default_factory=dict)
    """Of each range that the face tells: what the face model alone errs, against the turn towards the camera."""
    carried_deg: Mapping[str, float] = field(default_factory=dict)
    """What the shoulders truly add to each: a camera sees the head's turn, and of the shoulders' only that there is one
    (a fault)."""

    @property
    def name(self) -> str:
        """For people."""
        return f"{self.code} {self.body} {self.view}"

    @property
    def judged(self) -> bool:
        """Whether the referee judged and there is something to count."""
        return self.found.abstained is None and self.truth.reps is not None

    @property
    def hold_errors_s(self) -> tuple[float, ...]:
        """Of each true hold that was found: how much too long it was held to be."""
        pairs = [(true, _overlapping(true, self.found.holds)) for true in self.truth.holds]
        return tuple(seen.end - seen.start - (true.end - true.start) for true, seen in pairs if seen is not None)

    @property
    def range_errors_deg(self) -> dict[str, float]:
        """Of each measured range whose truth is known."""
        return {
            key: self.found.rom_deg[key] - true for key, true in self.truth.rom_deg.items() if key in self.found.rom_deg
        }

    @property
    def faults_false(self) -> tuple[Made, ...]:
        """The faults that were told and not made, in order."""
        true = (*self.truth.faults, *self.truth.also)
        return tuple(made for made in self.found.faults if not any(_is(made, *each) for each in true))

    @property
    def faults_named(self) -> int:
        """How many of the true faults were named within their repetition."""
        return sum(
            any(_is(made, names, start, end) for made in self.found.faults) for names, start, end in self.truth.faults
        )


def _is(made: Made, names: str, start: float, end: float) -> bool:
    return made.id in names.split("|") and made.start < end and start < made.end


def results(
    pose: str = FULL, chosen: Iterable[Path] | None = None, see: Callable[[Path, str], Seen] = watched
) -> Iterator[Result]:
    """Each clip, or the ``chosen`` ones, judged by its own exercise from its own view; ``see`` gives what was seen."""
    for clip in clips() if chosen is None else chosen:
        code, body, view, *_ = clip.stem.split("_")
        header, frames = see(clip, pose)
        found = analyse(judged_as(code), Footage(frames, header.image, header.view))
        bodies = sum(bool(frame.points) for frame in frames) / len(frames)
        faces = sum(frame.head is not None for frame in frames) / len(frames)
        truth = truth_of(clip)
        alone = face_errors(clip, frames, truth.rom_deg) if view == "front" else {}
        shoulders = carried(clip, truth.rom_deg)
        yield Result(clip.stem, code, body, view, len(frames), bodies, faces, truth, found, alone, shoulders)


@cache
def judged_as(code: str) -> Exercise:
    """The product's exercise, with the tracking of `backward_hold.toml` where that has some. Raises ValueError."""
    exercise = catalogue().exercises[code]
    table = tomllib.loads(OWN_RULES.read_text(encoding="utf-8")).get(code)
    if table is None:
        return exercise
    faults = Faults(OWN_RULES.name)
    rules = parse_tracking(table, code, faults, 1)
    if rules is None or faults.found:
        raise ValueError("\n".join(map(str, faults.found)))
    return replace(exercise, tracking=rules)


def truth_of(clip: Path) -> Done:
    """What the files beside a clip say, counted as we count."""
    code = clip.stem.split("_")[0]
    told: dict[str, Any] = json.loads(clip.with_suffix(".summary.json").read_text(encoding="utf-8"))
    reps = told["reps"]
    whole = [rep for rep in reps if rep["fault"] != HALF]
    pairs = len(whole) // 2 if code in PAIRED else len(whole)
    counted = code not in UNCOUNTED
    return Done(
        pairs if counted else None,
        len(reps) - len(whole) if counted else None,
        tuple(
            Held(rep["hold_start_s"], rep["hold_start_s"] + rep["hold_s"], SIDES.get(rep["side"]))
            for rep in whole if rep["hold_s"] and counted
        ),
        dict(_ranges(code, clip, whole)),
        tuple(
            ("|".join(FAULTS[rep["fault"]]), rep["start_s"], rep["end_s"]) for rep in reps
            if rep["fault"] in FAULTS and (code, rep["fault"]) not in ASKED
        ),
        tuple(_also(reps, catalogue().exercises[code].levels[1].rest_s)),
    )  # fmt: skip


def _also(reps: list[dict[str, Any]], rest_s: float) -> Iterator[tuple[str, float, float]]:
    yield from ((HALF_OF_OURS, rep["start_s"], rep["end_s"]) for rep in reps if rep["fault"] == HALF)
    for one, after in pairwise(reps):
        if after["start_s"] - one["end_s"] < SHORT * rest_s:
            yield SHORT_REST, one["start_s"], after["end_s"]


def _ranges(code: str, clip: Path, reps: list[dict[str, Any]]) -> Iterator[tuple[str, float]]:
    exercise = catalogue().exercises[code]
    sighted = exercise.tracking.views.get(view_of(clip)) if exercise.tracking else None
    for measure in sighted.measures if sighted else ():
        if measure.key in RANGES:
            column, sign, side = RANGES[measure.key]
            peaks = [sign * rep[column] for rep in reps if not side or rep["side"] == side]
            rest = median(_rests(clip, column.removeprefix("peak_")))
            yield measure.key, median(peaks) - sign * rest


def _rests(clip: Path, column: str) -> list[float]:
    with clip.with_suffix(".csv").open(encoding="utf-8") as file:
        return [float(row[column]) for row in csv.DictReader(file) if row["rep"] == "-1"]


def _overlapping(true: Held, seen: Iterable[Held]) -> Held | None:
    shared = [(min(true.end, held.end) - max(true.start, held.start), held) for held in seen]
    longest = max(shared, key=lambda pair: pair[0], default=None)
    return longest[1] if longest is not None and longest[0] > 0 else None


def measure() -> Iterator[Figure]:
    """Clip by clip, then all together."""
    if not clips():
        print("clips: found none; right would be those of ../shared/data; nothing is measured", file=sys.stderr)
        return
    every = []
    start = perf_counter()
    for result in results():
        every.append(result)
        yield from _of_one(result)
    yield from _of_all(every)
    yield Figure("all clips: read, watched and judged", sum(r.frames for r in every) / (perf_counter() - start), "fps")


def _of_one(result: Result) -> Iterator[Figure]:
    name, truth, found = result.name, result.truth, result.found
    yield Figure(f"{name}: body seen", 100 * result.body_seen, "%", least=99)
    yield Figure(f"{name}: face seen", 100 * result.face_seen, "%")
    if found.abstained is not None:
        print(f"{name}: not judged: {found.abstained}")
        return
    if truth.reps is not None and truth.half_reps is not None:
        yield Figure(f"{name}: repetitions too many, of {truth.reps}", found.reps - truth.reps, "")
        yield Figure(f"{name}: half repetitions too many, of {truth.half_reps}", found.half_reps - truth.half_reps, "")
    if truth.holds:
        errors = result.hold_errors_s
        yield Figure(f"{name}: holds found, of {len(truth.holds)}", len(errors), "", least=len(truth.holds))
        if errors:
            yield Figure(f"{name}: hold too long, mean", fmean(errors), "s")
    for key, error in result.range_errors_deg.items():
        yield Figure(f"{name}: {key.replace('_', ' ')} too large", error, "deg")
    if truth.faults:
        yield Figure(f"{name}: faults named, of {len(truth.faults)}", result.faults_named, "", least=len(truth.faults))


def _of_all(every: list[Result]) -> Iterator[Figure]:
    judged = [result for result in every if result.judged]
    off = [abs(result.found.reps - (result.truth.reps or 0)) for result in judged]
    errors = [abs(error) for result in judged for error in result.hold_errors_s]
    yield Figure("all clips: body seen, mean", 100 * fmean(result.body_seen for result in every), "%", least=99)
    yield Figure(f"all clips: judged, of {len(every)}", len(judged), "")
    if judged:
        yield Figure("judged clips: exact count", 100 * fmean(n == 0 for n in off), "%", least=99)
        yield Figure("judged clips: off by at most one", 100 * fmean(n <= 1 for n in off), "%", least=100)
    if errors:
        yield Figure("judged clips: hold error, mean", fmean(errors), "s", goal=HOLD_GOAL_S)
    for key, goal in RANGE_GOALS_DEG.items():
        found = [abs(r.range_errors_deg[key]) for r in judged if key in r.range_errors_deg]
        if found:
            yield Figure(f"judged clips: {key.replace('_', ' ')} error, mean", fmean(found), "deg", goal=goal)
