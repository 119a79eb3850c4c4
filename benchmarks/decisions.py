"""How long after the body truly went through the level at which a repetition is over the engine tells it.

The truth is the same body seen without noise and at a high frame rate: its signal crosses, on the way back, the share
of its own height at which the engine decides. The decision is the time of the frame on which it is told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median

from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate
from spinecoach.body import Frame
from spinecoach.motion.events import MotionKind
from spinecoach.motion.head import HeadState
from spinecoach.motion.referee import Referee, referee_of
from spinecoach.motion.sight import Facing, Sight
from spinecoach.motion.step import step
from spinecoach.motion.way import OVER, SLACK
from spinecoach.protocol.movement import View

TRUE_FPS, FPS = 120.0, 30.0
SEEDS = range(1701, 1707)
REPS, HOLD_S, REST_S = 3, 2.0, 4.0
BEFORE_S, AFTER_S = 3.0, 0.5
"""A decision belongs to the last crossing so long before it, or so soon after."""


def delays_s() -> Iterator[tuple[str, float]]:
    """Of every repetition of every exercise and view that counts: which, and by how much the decision came later."""
    for exercise in catalogue().exercises.values():
        for view, sighted in (exercise.tracking.views if exercise.tracking else {}).items():
            if not any(count.counts for count in sighted.counts) or exercise.tracking is None:
                continue
            asked = Asked(exercise, view=View(view), reps=REPS, hold_s=HOLD_S, rest_s=REST_S, fps=FPS, seed=SEEDS[0])
            true = simulate(catalogue(), replace(asked, fps=TRUE_FPS, noise_deg=0.0))
            referee = referee_of(exercise.tracking, view, true.camera.image)
            if referee is None:
                continue
            crossings = sorted(_crossings(referee, true.frames))
            for seed in SEEDS:
                for t in _told(referee, simulate(catalogue(), replace(asked, seed=seed)).frames):
                    near = [at for at in crossings if t - BEFORE_S <= at <= t + AFTER_S]
                    if near:
                        yield f"{exercise.code} {view}", t - near[-1]


def _told(referee: Referee, frames: Iterator[Frame]) -> Iterator[float]:
    tracking = referee.begin()
    for frame in frames:
        tracking, events = step(referee, tracking, frame)
        yield from (event.t for event in events if event.kind is MotionKind.REP_COUNTED)


def heights_of(referee: Referee, frames: Iterable[Frame]) -> list[list[tuple[float, float]]]:
    """Seconds and height of every channel's signal, which rises on the way out."""
    state, facing, last = HeadState(), Facing(), 0.0
    heights: list[list[tuple[float, float]]] = [[] for _ in referee.channels]
    for frame in frames:
        if not frame.points:
            continue
        spots, seconds = referee.spots(frame.points), frame.t - last
        last = frame.t
        head = frame.head if referee.fill is None else referee.fill(state, spots, frame.head, seconds)
        sight = Sight(spots, facing.see(referee.sign(spots), seconds), head)
        for channel, found in zip(referee.channels, heights, strict=True):
            value = channel.read(sight)
            if value is not None:
                found.append((frame.t, value * channel.sign))
    return heights


def _crossings(referee: Referee, frames: Iterable[Frame]) -> Iterator[float]:
    """When each way that counts comes back through the share of its height at which it is over."""
    for channel, found in zip(referee.channels, heights_of(referee, frames), strict=True):
        if channel.count.counts and found:
            rest = median([x for t, x in found if t < found[0][0] + 2.0])
            top = max(x for _, x in found)
            if top - rest < channel.count.least:
                continue
            level = rest + min(channel.way.out - SLACK, OVER) * (top - rest)
            for (t0, x0), (t1, x1) in pairwise(found):
                if x0 >= level > x1:
                    yield t0 + (t1 - t0) * (x0 - level) / (x0 - x1)
