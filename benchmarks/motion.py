"""How long one step of the motion engine takes, and how many live sessions a core could judge."""

import gc
from collections.abc import Iterator
from time import thread_time_ns

from benchmarks.figure import Figure, quantile
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate
from spinecoach.motion.referee import referee_of
from spinecoach.motion.step import step

FPS = 30.0
GOAL_P50_US, GOAL_P999_US, GOAL_SESSIONS = 12.0, 60.0, 2000.0


def measure() -> Iterator[Figure]:
    """Every exercise done three times, seen from its own view with the noise of real pose models.

    Processor time of this thread, so that other work on the machine does not count.
    """
    streams = []
    for exercise in catalogue().exercises.values():
        recording = simulate(catalogue(), Asked(exercise, reps=3, fps=FPS))
        frames = list(recording.frames)
        rules = exercise.tracking
        referee = referee_of(rules, recording.view.value, recording.camera.image) if rules else None
        if referee is not None:
            streams.append((referee, frames))
    spent: list[float] = []
    gc.collect()
    gc.freeze()
    for referee, frames in streams:
        tracking = referee.begin()
        for frame in frames:
            began = thread_time_ns()
            tracking, _ = step(referee, tracking, frame)
            spent.append((thread_time_ns() - began) / 1000)
    gc.unfreeze()
    spent.sort()
    yield Figure(
        f"motion step p50, {len(spent)} frames of {len(streams)} exercises", quantile(spent, 0.5), "us", GOAL_P50_US
    )
    yield Figure("motion step p99", quantile(spent, 0.99), "us")
    yield Figure("motion step p99.9", quantile(spent, 0.999), "us", GOAL_P999_US)
    yield Figure(
        f"live sessions a core at {FPS:g} fps, engine alone",
        1e6 / FPS / (sum(spent) / len(spent)),
        "",
        least=GOAL_SESSIONS,
    )
