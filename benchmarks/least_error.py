"""How well anybody could time holds under the noise of the pose models: a bound, to compare the engine with.

A reach of known shape, length and levels is shifted in noise that wanders (Ornstein and Uhlenbeck's process, as
docs/noise.md fits it). Its Fisher information is h^2 / (2 s^2) times the integral of v^2 / T + T a^2 over the reach,
for a height h, a spread s, a memory T and the speed v and acceleration a of a reach of height one (Cramer and Rao). The
engine has to find shape, length and levels too, so that it must stay above.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from statistics import median, pstdev

from benchmarks.decisions import heights_of
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, fitted_noise, simulate
from spinecoach.motion.reach import reach_of
from spinecoach.motion.referee import referee_of
from spinecoach.motion.trace import Trace
from spinecoach.protocol.movement import View

SEED = 1801
SPEED_2, ACCELERATION_2 = 10.0 / 7.0, 120.0 / 7.0
"""Integrals of the squared speed and acceleration of the reach of least jerk, of height and length one."""
MEAN = math.sqrt(2.0 / math.pi)
"""The mean size of a normal error of spread one."""


def least_errors_s() -> Iterator[tuple[str, float]]:
    """Of every exercise and view whose holds are timed: the mean error of a hold's length that no method could beat."""
    memory = fitted_noise().wander_s
    for exercise in catalogue().exercises.values():
        for view, sighted in (exercise.tracking.views if exercise.tracking else {}).items():
            if exercise.tracking is None or not any(count.hold and count.counts for count in sighted.counts):
                continue
            asked = Asked(exercise, view=View(view), reps=1, hold_s=3.0, rest_s=3.0, seed=SEED)
            seen, true = simulate(catalogue(), asked), simulate(catalogue(), replace(asked, noise_deg=0.0))
            referee = referee_of(exercise.tracking, view, seen.camera.image)
            held = true.truth.holds[0]
            if referee is None:
                continue
            right = heights_of(referee, true.frames)
            noisy = heights_of(referee, seen.frames)
            best = math.inf
            for path, heard in zip(right, noisy, strict=True):
                stay = [x for t, x in path if held.start < t < held.end]
                rest = median([x for t, x in path if t < 2.0])
                high = median(stay) if stay else rest
                out = [(t, x) for t, x in path if t < held.start + 0.5]
                reach = reach_of(Trace([t for t, _ in out], [x for _, x in out]), rest, high)
                known = dict(heard)
                strays = [known[t] - x for t, x in path if t in known]
                if reach is None or high - rest <= 0.0 or len(strays) < 2:
                    continue
                length = reach.seconds
                told = SPEED_2 / (length * memory) + memory * ACCELERATION_2 / length**3
                spread = pstdev(strays) / (high - rest)
                best = min(best, MEAN * math.sqrt(2.0 * 2.0 * spread**2 / told))
            if best < math.inf:
                yield f"{exercise.code} {view}", best
