"""What the referee tells of movements drawn by hand: as it was when it was found right.

When a change is meant, the golden files are what ``python tests/motion/test_motion_golden.py`` writes now; their
difference shows what changed for whom.
"""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from handmade import BOTH, LAPSES, LEFT, LIMITS, Moves, frame, noise, referee, sighted, times

from spinecoach.body import Frame, Side
from spinecoach.motion.calibration import calibrate, expect
from spinecoach.motion.step import step
from spinecoach.motion.way import Way
from spinecoach.protocol.tracking import Count, Measure, Stance
from spinecoach.protocol.tracking import Way as Direction

GOLDEN = Path(__file__).parent / "golden"

WAYS: dict[str, tuple[Moves, float]] = {
    "usual": (Moves(((2, 1.2, 1), (6, 1.4, 0), (9, 1.1, 0.95), (13, 1.2, 0), (16, 1.3, 1.02), (20, 1.3, 0))), 24),
    "quick": (Moves(((2, 0.5, 1), (4, 0.5, 0), (6, 0.4, 0.9), (6.4, 0.4, 0), (9, 0.5, 1), (9.5, 0.5, 0))), 12),
    "slow": (Moves(((2, 3, 1), (8, 3, 0), (14, 5, 1), (21, 6, 0), (29, 2, 1), (33, 4, 0))), 40),
    "sinks": (Moves(((2, 1.2, 1), (5, 1.2, 0), (8, 1.2, 1), (11, 5.5, 0), (19, 1.2, 1), (21, 9, 0))), 33),
    "bounces": (Moves(((2, 1, 1), (4, 0.5, 0.8), (5, 0.5, 1), (7, 0.5, 0.5), (8, 0.6, 1), (11, 1, 0))), 14),
    "halts": (Moves(((2, 0.7, 0.5), (3.2, 0.7, 1), (6, 1, 0), (9, 0.6, 0.4), (9.9, 0.8, 1), (13, 1, 0))), 16),
    "small": (
        Moves(((2, 1, 0.45), (5, 1, 0), (8, 1, 0.2), (11, 1, 0), (14, 1, 1), (17, 1, 0), (20, 1, 0.5), (23, 1, 0))),
        26,
    ),
    "grows": (
        Moves(((2, 1, 0.6), (5, 1, 0), (8, 1, 1.2), (11, 1, 0), (14, 1, 1.8), (17, 1, 0), (20, 1, 1), (23, 1, 0))),
        26,
    ),
    "stays away": (Moves(((2, 1, 0.2), (24, 1, 1.2), (28, 1, 0.2), (31, 1, -0.4), (36, 1, 0.6), (40, 1, -0.4))), 44),
    "creeps": (Moves(((2, 12, 0.5), (17, 1, 1.5), (21, 1, 0.5), (24, 1, 1.5), (24.9, 1.5, 0.5))), 29),
    "again": (Moves(((2, 0.6, 1), (2.9, 0.3, 0.55), (3.3, 0.4, 1.1), (6, 0.7, 0.6), (7, 0.4, 1.15), (9, 1, 0))), 12),
}
"""Movements in usual ranges, and how long they are watched."""
SEEN: dict[str, dict[str, float]] = {
    "clear": {"fps": 30, "noise": 0, "hidden": 0},
    "shaking": {"fps": 20, "noise": 0.02, "hidden": 0},
    "unsteady": {"fps": 15, "noise": 0.045, "hidden": 0},
    "broken": {"fps": 12, "noise": 0.01, "hidden": 1.3},
}


def heights(moves: Moves, until: float, fps: float, noisy: float, hidden: float) -> list[tuple[float, float]]:
    """The stream; where ``hidden``, so many seconds are not seen every five."""
    shake = noise(noisy, 7)
    found = [(t, moves(t) + shake()) for t in times(until, fps, 11)]
    return [(t, x) for t, x in found if not hidden or t % 5.0 > hidden]


def followed(name: str, seen: str, *, calibrated: bool = False, lead: float = 0.0) -> list[dict[str, Any]]:
    """Every change of stage with when it let go and arrived, and every way that is over."""
    moves, until = WAYS[name]
    way = Way(0, 1.0, 0.5, 0.35, 0.65, 0.25, lead, halts=True)
    state = way.begin()
    if calibrated:
        way.calibrated(state, 0.9)
    found: list[dict[str, Any]] = []
    how = SEEN[seen]
    for t, x in heights(moves, until, how["fps"], how["noise"], how["hidden"]):
        was = state.stage, state.settled
        gone = way.step(state, t, x)
        if gone is not None:
            found.append(asdict(gone))
            if gone.full:
                way.learn(state, gone.height)
        elif (state.stage, state.settled) != was:
            found.append({"t": t, "stage": int(state.stage), "settled": state.settled, "rest": state.rest})
            if state.stage > 1 and state.stay.times:
                found[-1] |= {"let_go": way.let_go(state), "arrived": way.arrived(state)}
    return found


MEASURES = (Measure("arm_{side}", "arm", 1, 100.0, 2.0, "leans"), Measure("lean", "lean", 1, -50.0, 1.0))
VIEWS = {
    "one": sighted(LEFT, faults=(*LIMITS, *LAPSES), measures=(Measure("arm", "left", 1, 90.0, 3.0),),
                   stances=(Stance("lean", -0.9, 0.9, always=True), Stance("left", -0.5, 0.6))),
    "each": sighted(BOTH, faults=(*LIMITS[:2], *LAPSES), measures=MEASURES),
    "paired": sighted(BOTH, faults=LAPSES, measures=MEASURES, paired=True),
    "silent": sighted(Count("left", Direction.RISES, 1.0, 0.5, hold=True, counts=False), faults=(*LIMITS, *LAPSES)),
    "down": sighted(Count("left", Direction.FALLS, 1.0, 0.5, side=Side.LEFT, end=-0.8, lead=0.1),
                    Count("right", Direction.RISES, 0.8, 0.4, counts=False, hold=True), faults=LAPSES,
                    measures=(Measure("other", "right", 2, 10.0, 0.5),)),
    "nothing": sighted(faults=LIMITS),
}  # fmt: skip
REST = Moves(())
ACTS: dict[str, tuple[Moves, Moves, Moves, float]] = {
    "left": (WAYS["usual"][0], REST, REST, 24),
    "turns": (Moves(((2, 1, 1), (6, 1, 0), (14, 1, 1), (18, 1, 0))), Moves(((8, 1, 1), (12, 1, 0), (20, 1, 1),
        (24, 1, 0))), REST, 28),
    "leaning": (WAYS["usual"][0], REST, Moves(((9, 1, 0.3), (13, 1, 0), (16.5, 1, 0.16), (19, 1, 0),
        (21.5, 0.5, -0.7), (23, 0.5, 0))), 26),
    "away": (WAYS["usual"][0], REST, Moves(((4, 0.5, 1.1), (6, 0.5, 0), (16, 1, 0.85), (20, 1, 0))), 26),
    "together": (WAYS["small"][0], WAYS["usual"][0], REST, 27),
    "quick": (WAYS["quick"][0], REST, Moves(((3, 4, 0.1),)), 13),
    "sinking": (WAYS["sinks"][0], REST, REST, 33),
    "bouncing": (WAYS["bounces"][0], REST, REST, 15),
    "halting": (WAYS["halts"][0], Moves(((8.8, 1, 0.7), (13, 1, 0))), REST, 17),
    "lowering": (Moves(((2, 1, -1), (5, 1, 0), (8, 1, -0.7), (11, 1, 0), (14, 1, -1.1), (18, 1, 0)), 0.1),
        WAYS["usual"][0], REST, 24),
    "other": (Moves(((2, 1, 1), (6, 1, 0), (9, 1, 0.5), (12, 1, 0), (15, 0.6, 1), (15.8, 0.6, 0), (17, 1, 1),
        (21, 1, 0))), Moves(((9, 1, 0.6), (12, 1, 0))), REST, 24),
    "own": (Moves(((2, 1, 1), (5, 1, 0), (8, 1, 1), (11, 1, 0), (14, 1, 1), (17, 1, 0))),
        REST, Moves(((2, 1, 0.05), (5, 1, 0), (8, 1, 0.05), (11, 1, 0), (14, 1, 0.15), (17, 1, 0))), 21),
}  # fmt: skip


def frames(act: str, seen: str) -> list[Frame]:
    """The act as this camera sees it; who is hidden is an empty frame."""
    left, right, lean, until = ACTS[act]
    how = SEEN[seen]
    shake = noise(how["noise"], 5)
    return [
        Frame(t, (), None) if how["hidden"] and 1.0 < t % 7.0 < 1.0 + how["hidden"]
        else frame(t, left(t) + shake(), right(t) + shake(), lean(t) + shake())
        for t in times(until, how["fps"], 3)
    ]  # fmt: skip


def told(view: str, act: str, seen: str, *, asked: bool) -> list[dict[str, Any]]:
    """Every event, as far as it says something."""
    judge = referee(VIEWS[view])
    tracking = judge.begin()
    if asked:
        expect(tracking, side=Side.LEFT, hold_s=3.5, rest_s=4.0)
        calibrate(judge, tracking, {"left": 0.8, "arm.left": 0.95})
    found = []
    for one in frames(act, seen):
        tracking, events = step(judge, tracking, one)
        found += [{name: value for name, value in asdict(event).items() if value is not None} for event in events]
    found.append({"seen_s": tracking.seen_s, "hidden_s": tracking.hidden_s, "placed": tracking.placed})
    levels = {name: [level.value, level.rest] for name, level in tracking.rests.items()}
    return [*found, {"rests": levels, "held": tracking.held, "rested": tracking.rested}]


CASES: dict[str, dict[str, Any]] = {f"{name}, {seen}": {"name": name, "seen": seen} for name in WAYS for seen in SEEN}
CASES |= {f"{name}, known": {"name": name, "seen": "shaking", "calibrated": True} for name in WAYS}
CASES |= {f"{name}, ahead": {"name": name, "seen": "clear", "lead": 0.2} for name in ("usual", "slow", "quick")}
SCENES: dict[str, dict[str, Any]] = {
    f"{view}, {act}, {seen}{', asked' if asked else ''}": {"view": view, "act": act, "seen": seen, "asked": asked}
    for view, act, seen, asked in (
        *(("one", act, "clear", False) for act in ACTS),
        *(("one", act, "shaking", True) for act in ACTS),
        *(("each", act, "shaking", False) for act in ("left", "turns", "together", "leaning")),
        *(("paired", act, "clear", True) for act in ("turns", "together", "left")),
        *(("silent", act, "shaking", False) for act in ("left", "leaning", "away", "other", "own")),
        *(("down", act, "shaking", False) for act in ("lowering", "turns")),
        *(("one", act, "broken", False) for act in ("left", "leaning", "sinking", "other")),
        ("one", "left", "unsteady", False), ("nothing", "leaning", "clear", False),
    )
}  # fmt: skip


def same(found: Any, before: Any) -> bool:
    """Whether the numbers are the same but for their last bits, and all else altogether."""
    match before:
        case dict():
            return bool(found.keys() == before.keys() and all(same(found[key], before[key]) for key in before))
        case list():
            return len(found) == len(before) and all(same(a, b) for a, b in zip(found, before, strict=True))
        case float():
            return bool(abs(found - before) < 2e-6)
        case _:
            return bool(found == before)


def shortened(found: Any) -> Any:
    """With six digits."""
    match found:
        case dict():
            return {key: shortened(value) for key, value in found.items()}
        case list():
            return [shortened(value) for value in found]
        case float():
            return round(found, 6)
        case _:
            return found


@cache
def golden(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("case", CASES)
def test_ways_are_told_as_before(case: str) -> None:
    assert same(followed(**CASES[case]), golden("ways")[case])


@pytest.mark.parametrize("scene", SCENES)
def test_acts_are_told_as_before(scene: str) -> None:
    assert same(told(**SCENES[scene]), golden("acts")[scene])


def write() -> None:
    """Both golden files anew."""
    GOLDEN.mkdir(exist_ok=True)
    for name, found in (
        ("ways", {case: followed(**more) for case, more in CASES.items()}),
        ("acts", {scene: told(**more) for scene, more in SCENES.items()}),
    ):
        lines = (
            f"{json.dumps(case)}: [\n" + ",\n".join(json.dumps(shortened(one)) for one in each) + "\n]"
            for case, each in found.items()
        )
        (GOLDEN / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    write()
