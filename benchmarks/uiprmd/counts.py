"""How often the referee counts right on UI-PRMD, beside two usual counters and the mean."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from benchmarks.uiprmd.camera import frames
from benchmarks.uiprmd.fold import Case, best_setting, judged, mae, mean_count, within
from benchmarks.uiprmd.movements import Movement, movements, referee
from benchmarks.uiprmd.recordings import Recording, kinect
from benchmarks.uiprmd.rivals import COUNTERS
from benchmarks.uiprmd.streams import Stream, streams_of
from spinecoach.body import Frame, Side
from spinecoach.motion.events import MotionKind
from spinecoach.motion.referee import Referee
from spinecoach.motion.sight import Sight
from spinecoach.motion.step import step

SCALES = (1.0, 0.7, 0.5)
"""What the ranges of the file may be multiplied by: fitted on the other persons, as is the view."""
OURS = "the referee, frame by frame"
MEAN = "the mean of the other persons, whatever is seen"


@dataclass(frozen=True, slots=True)
class Scored:
    """Found and true counts of one counter on one movement."""

    counter: str
    movement: str
    pairs: tuple[tuple[int, int], ...]


@cache
def scored(correct: int = 1) -> tuple[Scored, ...]:
    """Every counter on every movement; ``correct`` 0 takes the repetitions done wrong on purpose."""
    return tuple(one for movement in movements() for one in _scored(movement, correct))


def _scored(movement: Movement, correct: int) -> Iterator[Scored]:
    cases: dict[str, list[Case]] = {OURS: [], **{name: [] for name in COUNTERS}}
    for recording in kinect():
        if (recording.key[0], recording.key[2]) != (movement.number, correct):
            continue
        side = side_of(movement, recording)
        for stream in streams_of(recording):
            for counter, made in counts(movement, side, stream).items():
                cases[counter].append(Case(stream.subject, stream.truth, made))
    for counter, all_of_it in cases.items():
        yield Scored(counter, movement.name, tuple(judged(all_of_it, best_setting)))
    yield Scored(MEAN, movement.name, tuple(judged(cases[OURS], mean_count)))


def side_of(movement: Movement, recording: Recording) -> Side:
    """The side that was asked for, which a session knows and the data set does not tell: the one that moves in every
    repetition."""

    def moves(side: Side) -> float:
        total = 0.0
        for view, sighted in movement.rules[side].views.items():
            judge = referee(movement, side, view)
            least = min(float(np.ptp(signal_of(judge, list(frames(rep, view))))) for rep in recording.reps.values())
            total += least / sighted.counts[0].range
        return total

    return max(Side, key=moves)


def counts(movement: Movement, side: Side, stream: Stream) -> dict[str, dict[Hashable, int]]:
    """What every counter makes of a stream with every setting."""
    found: dict[str, dict[Hashable, int]] = {OURS: {}, **{name: {} for name in COUNTERS}}
    for view in movement.rules[side].views:
        seen = list(frames(stream.places, view))
        for scale in SCALES:
            found[OURS][view, scale] = counted(referee(movement, side, view, scale), seen)
        signal = signal_of(referee(movement, side, view), seen)
        for name, (count, settings) in COUNTERS.items():
            for setting in settings:
                found[name][view, *setting] = count(signal, setting)
    return found


def counted(judge: Referee, seen: list[Frame]) -> int:
    """Repetitions that the referee tells, causally, frame by frame."""
    tracking, reps = judge.begin(), 0
    for frame in seen:
        tracking, events = step(judge, tracking, frame)
        for event in events:
            if event.kind is MotionKind.REP_COUNTED:
                reps += 1
    return reps


def signal_of(judge: Referee, seen: list[Frame]) -> Any:
    """What the referee's one way reads, whole; it rises on its way out."""
    (channel,) = judge.channels
    row: list[float] = []
    for frame in seen:
        spots = judge.spots(frame.points)
        value = channel.read(Sight(spots, judge.sign(spots) or 1.0, None))
        row.append(value * channel.sign if value is not None else row[-1])
    return np.asarray(row)


def of(counter: str, correct: int = 1) -> list[tuple[int, int]]:
    """All pairs of one counter."""
    return [pair for one in scored(correct) if one.counter == counter for pair in one.pairs]


def cells(pairs: list[tuple[int, int]]) -> tuple[str, str, str]:
    """Exact, off by at most one, and MAE."""
    exact, near = within(pairs, 0) / len(pairs), within(pairs, 1) / len(pairs)
    return f"{exact:.3f}", f"{near:.3f}", f"{mae(pairs):.3f}"
