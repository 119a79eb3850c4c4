"""How long the server takes to read one camera frame off the live socket."""

import gc
import json
from collections.abc import Callable, Iterator
from random import Random
from time import perf_counter_ns

from benchmarks.figure import Figure, quantile
from spinecoach.body import Frame, HeadPose, Landmark, Point
from spinecoach.wire.sighting import Sighting, read_sighting, write_sighting

FRAMES = 20_000


def measure() -> Iterator[Figure]:
    """A frame with body and head, in binary; beside it what reading the same numbers as JSON would cost."""
    chance = Random(1)
    points = tuple(Point(*(chance.random() for _ in range(4))) for _ in Landmark)
    data = write_sighting(Sighting(Frame(1.5, points, HeadPose(10.0, -4.0, 2.0, 31.0)), 7, (640, 480), 1, 0.5))
    text = json.dumps({"t": 1.5, "p": points, "head": [10.0, -4.0, 2.0, 31.0]})
    yield Figure("camera frame, bytes", len(data), "bytes")
    taken = _timed(lambda: read_sighting(data))
    yield Figure("camera frame read p50", quantile(taken, 0.5), "us")
    yield Figure("camera frame read p99.9", quantile(taken, 0.999), "us")
    yield Figure("the same numbers by json.loads p50", quantile(_timed(lambda: json.loads(text)), 0.5), "us")


def _timed(act: Callable[[], object]) -> list[float]:
    """Microseconds of each call, ascending."""
    act()
    gc.collect()
    gc.freeze()
    taken = []
    for _ in range(FRAMES):
        began = perf_counter_ns()
        act()
        taken.append((perf_counter_ns() - began) / 1000)
    gc.unfreeze()
    return sorted(taken)
