"""How long one pose takes, and how many frames a second the simulator makes."""

from collections.abc import Iterator
from time import perf_counter

from benchmarks.figure import Figure, quantile
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate
from spinecoach.figure.course import keys_of
from spinecoach.figure.landmarks import marks_of
from spinecoach.figure.pose import posed
from spinecoach.wire.replay import Header, replay_bytes

GOAL_US = 150.0
ROUNDS = 40


def poses() -> list[float]:
    """Microseconds of a pose in each phase of each exercise, at shares of the way, sorted."""
    every = [
        (keys, phase)
        for e in catalogue().exercises.values()
        for keys in [keys_of(e, "standard")]
        for phase in keys.order
    ]
    taken = []
    for round_ in range(ROUNDS):
        for keys, phase in every:
            began = perf_counter()
            posed(keys, phase, round_ / ROUNDS, None, 0)
            taken.append((perf_counter() - began) * 1e6)
    return sorted(taken)


def measure() -> Iterator[Figure]:
    """Pose, landmarks, and whole recordings."""
    taken = poses()
    yield Figure("pose, median over all phases", quantile(taken, 0.5), "us", GOAL_US)
    yield Figure("pose, 95 % of all phases", quantile(taken, 0.95), "us", GOAL_US)
    exercises = list(catalogue().exercises.values())
    pose = posed(keys_of(exercises[0], "standard"), None)
    began = perf_counter()
    for _ in range(1000):
        marks_of(pose)
    yield Figure("33 landmarks of a pose", (perf_counter() - began) * 1e3, "us")
    frames = size = 0
    began = perf_counter()
    for exercise in exercises:
        recording = simulate(catalogue(), Asked(exercise))
        seen = list(recording.frames)
        frames += len(seen)
        size += len(replay_bytes(Header((640, 480), recording.view.value), seen, gzipped=False))
    yield Figure("simulate, all exercises, written as replay", frames / (perf_counter() - began), "fps")
    yield Figure("replay file, bytes a frame", size / frames, "B")
