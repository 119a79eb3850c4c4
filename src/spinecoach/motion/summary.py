"""What a whole stream showed: counted, timed and measured, with how sure that is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from spinecoach.body import Side
from spinecoach.figure.ranges import LEAST
from spinecoach.figure.truth import Held, Made
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.referee import Tracking
from spinecoach.motion.stage import Stage
from spinecoach.protocol.exercise import Exercise, Trust
from spinecoach.protocol.movement import View
from spinecoach.protocol.tracking import Lapse, Mistimed, Sighted

WEIGHTS: Mapping[Trust, float] = {
    Trust.GOOD: 1.0,
    Trust.FAIR: 0.7,
    Trust.COUNT_ONLY: 0.5,
    Trust.TIME_ONLY: 0.4,
    Trust.NONE: 0.0,
}
"""How far a view may be trusted, as a number [D]."""
SWITCH_S = 5.0
"""Rest after the last repetition from which on a second side is missed [D]."""


@dataclass(frozen=True, slots=True)
class Summary:
    """``rom_deg`` is the median over the whole repetitions of a side, of two sides the farther one; ``abstained`` says
    why the camera does not judge. A simulated body's truth has the same names."""

    reps: int
    half_reps: int
    holds: tuple[Held, ...]
    rom_deg: Mapping[str, float]
    faults: tuple[Made, ...]
    seen_s: float
    hidden_s: float
    confidence: float
    abstained: str | None


def summarise(exercise: Exercise, view: str, tracking: Tracking, events: Sequence[MotionEvent]) -> Summary:
    """The summary of all ``events`` of a stream seen from ``view``, which the exercise's tracking must have."""
    trust = exercise.camera.front if view == View.FRONT else exercise.camera.side
    sighted = exercise.tracking.views[view] if exercise.tracking else None
    if sighted is None:
        return abstained(unjudged(exercise, view), tracking.seen_s, tracking.hidden_s)
    why = _why(exercise, sighted, tracking, events)
    whole = tracking.seen_s + tracking.hidden_s
    sure = WEIGHTS[trust] * tracking.seen_s / whole if whole > 0.0 and why is None else 0.0
    return Summary(
        sum(event.kind is MotionKind.REP_COUNTED for event in events),
        sum(event.kind is MotionKind.HALF_REP_COUNTED for event in events),
        tuple(_holds(events)),
        _ranges(events),
        tuple(_faults(sighted, tracking.t, events)),
        round(tracking.seen_s, 3),
        round(tracking.hidden_s, 3),
        round(sure, 3),
        why,
    )


def abstained(why: str, seen_s: float, hidden_s: float) -> Summary:
    """Nothing judged, and why."""
    return Summary(0, 0, (), {}, (), round(seen_s, 3), round(hidden_s, 3), 0.0, why)


def unjudged(exercise: Exercise, view: str) -> str:
    """Why an exercise is not judged from a view that its tracking has not."""
    views = [*exercise.tracking.views] if exercise.tracking else []
    name = exercise.text["en"]["standard"].name
    if not views:
        return f"{name}: no camera can judge it; it is paced"
    return f"{name}: not judged from the {view}; place the camera at the {' or at the '.join(views)}"


def _why(exercise: Exercise, view: Sighted, tracking: Tracking, events: Sequence[MotionEvent]) -> str | None:
    if tracking.seen_s == 0.0:
        return "nobody was seen"
    if not view.counts:
        return f"not visible: the camera misses {exercise.text['en']['standard'].camera_misses.lower().rstrip('.')}"
    if not any(event.kind is MotionKind.IN_POSITION for event in events):
        return "nobody was seen in the starting position"
    if all(way.stage is Stage.UNKNOWN for way in tracking.ways):
        return "no rest was seen: the body never kept still, or the picture is too unsteady for so small a movement"
    return None


def _holds(events: Sequence[MotionEvent]) -> list[Held]:
    return sorted(
        (
            Held(round(event.start, 3), round(event.end, 3), event.side)
            for event in events
            if event.kind is MotionKind.HOLD_MEASURED and event.start is not None and event.end is not None
        ),
        key=lambda held: held.start,
    )


def _ranges(events: Sequence[MotionEvent]) -> dict[str, float]:
    found: dict[str, dict[Side | None, list[float]]] = {}
    for event in events:
        if event.kind is MotionKind.RANGE_MEASURED and event.key is not None and event.value is not None:
            found.setdefault(event.key, {}).setdefault(event.side, []).append(event.value)
    usual = {key: [median(values) for values in sides.values()] for key, sides in found.items()}
    farthest = {key: max(values, key=math.fabs) for key, values in usual.items()}
    return {key: round(value, 1) for key, value in farthest.items() if abs(value) >= LEAST}


def _faults(view: Sighted, last: float, events: Sequence[MotionEvent]) -> list[Made]:
    made = [
        Made(event.fault, round(event.start, 3), round(event.end, 3))
        for event in events
        if event.kind is MotionKind.FAULT_ENDED and event.fault and event.start is not None and event.end is not None
    ]
    for fault in view.faults:
        if isinstance(fault.rule, Mistimed):
            made += [Made(fault.id, start, end) for start, end in _of_sides(fault.rule.lapse, last, events)]
    return sorted(made, key=lambda fault: (fault.start, fault.id))


def _of_sides(lapse: Lapse, last: float, events: Sequence[MotionEvent]) -> list[tuple[float, float]]:
    """Faults of sides, when nobody said which side was asked for: as many on one side, then on the other."""
    reps = [e for e in events if e.kind in (MotionKind.REP_COUNTED, MotionKind.HALF_REP_COUNTED) and e.side]
    if not reps:
        return []
    sides = [rep.side for rep in reps]
    missed = len(set(sides)) == 1 and last - reps[-1].t >= SWITCH_S
    if lapse is Lapse.ONE_SIDE:
        return [(reps[-1].t, last)] if missed else []
    if lapse is not Lapse.WRONG_SIDE or missed or len(sides) % 2 or all(a is not b for a, b in pairwise(sides)):
        return []
    half = len(sides) // 2
    asked = [sides[0]] * half + [Side.LEFT if sides[0] is Side.RIGHT else Side.RIGHT] * half
    return [
        (rep.start, rep.t)
        for rep, side in zip(reps, asked, strict=True)
        if rep.side is not side and rep.start is not None
    ]
