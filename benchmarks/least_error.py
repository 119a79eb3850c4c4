"""How well anybody could time holds under the noise of the pose models: bounds, to compare the engine with.

A reach of least jerk stands in noise that in part wanders (Ornstein and Uhlenbeck's process, as docs/noise.md fits it)
and in part is new in each frame. No unbiased method times it better than the inverse of its Fisher information allows
(Cramer and Rao): with shape, length and levels known beforehand, or with length and levels to be found too, from what
has been seen when the repetition is told, as the engine has to.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from benchmarks.decisions import heights_of
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, fitted_noise, simulate
from spinecoach.motion.reach import leave_of, reach_of
from spinecoach.motion.referee import referee_of
from spinecoach.motion.trace import Trace
from spinecoach.motion.way import OVER, SLACK
from spinecoach.protocol.movement import View

SEED = 1801
HOLD_S, REST_S, FPS = 3.0, 3.0, 30.0
STEP = 1e-4
"""By which each unknown is moved to see what it changes."""
MEAN = math.sqrt(2.0 / math.pi)
"""The mean size of a normal error of spread one."""
Line: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Least:
    """Mean errors of a hold's length, in seconds, that no unbiased method could beat: with all but the moments known
    beforehand, and with lengths and levels unknown."""

    known_s: float
    unknown_s: float


@dataclass(frozen=True, slots=True)
class Hold:
    """Reaches out and back of ``out_s`` and ``back_s`` to height one, seen until back below ``over``, in noise of a
    spread ``wander`` and, new in each frame, ``new``, as shares of the height."""

    out_s: float
    back_s: float
    over: float
    wander: float
    new: float


def least_errors() -> Iterator[tuple[str, Least]]:
    """Of every exercise and view whose holds are timed; of several signals the one that tells most."""
    for exercise in catalogue().exercises.values():
        for view, sighted in (exercise.tracking.views if exercise.tracking else {}).items():
            if exercise.tracking is None or not any(count.hold and count.counts for count in sighted.counts):
                continue
            asked = Asked(exercise, view=View(view), reps=1, hold_s=HOLD_S, rest_s=REST_S, seed=SEED)
            seen, true = simulate(catalogue(), asked), simulate(catalogue(), replace(asked, noise_deg=0.0))
            referee = referee_of(exercise.tracking, view, seen.camera.image)
            if referee is None:
                continue
            held = true.truth.holds[0]
            right, noisy = heights_of(referee, true.frames), heights_of(referee, seen.frames)
            found = [
                least_of(hold)
                for channel, path, heard in zip(referee.channels, right, noisy, strict=True)
                if (hold := _hold(path, heard, held.start, held.end, min(channel.way.out - SLACK, OVER))) is not None
            ]
            if found:
                yield f"{exercise.code} {view}", min(found, key=lambda least: least.unknown_s)


def least_of(hold: Hold) -> Least:
    """Its bounds, at 30 frames a second and a hold of three seconds."""
    out, back = hold.out_s, hold.out_s + HOLD_S
    at = np.arange(-REST_S, back + hold.back_s, 1.0 / FPS)
    right = np.array([0.0, out, back, hold.back_s, 0.0, 1.0, 0.0])
    at = at[(at < back) | (_height(right, at) > hold.over)]
    changes = np.stack([(_height(right + d, at) - _height(right - d, at)) / (2 * STEP) for d in STEP * np.eye(7)], 1)
    apart = np.abs(at[:, None] - at[None, :])
    strays = hold.wander**2 * np.exp(-apart / fitted_noise().wander_s) + hold.new**2 * np.eye(len(at))
    told = changes.T @ np.linalg.solve(strays, changes)
    # The rest after the way is hardly seen: it is the one before, but for what wanders.
    same = np.zeros(7)
    same[4], same[6] = 1.0, -1.0
    told += np.outer(same, same) / (2.0 * hold.wander**2)
    length = np.array([-1.0, -1.0, 1.0, 0.0, 0.0, 0.0, 0.0])
    moments = [0, 2]
    known = length[moments] @ np.linalg.solve(told[np.ix_(moments, moments)], length[moments])
    return Least(MEAN * math.sqrt(known), MEAN * math.sqrt(length @ np.linalg.solve(told, length)))


def _height(of: Line, at: Line) -> Line:
    """By its seven unknowns: begin and seconds of the way out, of the way back, and the levels before, at the end and
    after."""
    out, back = _reach((at - of[0]) / of[1]), _reach((at - of[2]) / of[3])
    height: Line = of[4] * (1.0 - out) + of[5] * (out - back) + of[6] * back
    return height


def _reach(f: Line) -> Line:
    f = np.clip(f, 0.0, 1.0)
    curve: Line = f**3 * (10.0 - 15.0 * f + 6.0 * f * f)
    return curve


def _hold(
    path: list[tuple[float, float]], heard: list[tuple[float, float]], start: float, end: float, over: float
) -> Hold | None:
    """As a signal shows it; None where it does not go up and come back."""
    stay = [x for t, x in path if start < t < end]
    rest = median([x for t, x in path if t < 2.0])
    height = median(stay) - rest if stay else 0.0
    out, back = [(t, x) for t, x in path if t < start + 0.5], [(t, x) for t, x in path if t > end - 0.5]
    up = reach_of(Trace([t for t, _ in out], [x for _, x in out]), rest, rest + height)
    down = leave_of(Trace([t for t, _ in back], [x for _, x in back]), rest, rest + height)
    known = dict(heard)
    strays = np.array([known[t] - x for t, x in path if t in known])
    if up is None or down is None or height <= 0.0 or len(strays) < 2:
        return None
    # What is new in each frame is what neighbours differ by beyond what wanders between them.
    whole, step = float(strays.var()), float(np.diff(strays).var()) / 2.0
    new = max(0.0, step - whole * (1.0 - math.exp(-1.0 / FPS / fitted_noise().wander_s)))
    return Hold(up.seconds, down.seconds, over, math.sqrt(max(whole - new, 1e-12)) / height, math.sqrt(new) / height)
