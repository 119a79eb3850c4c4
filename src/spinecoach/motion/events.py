"""What the referee reports. ``t`` is the time of the frame that decided it; ``start`` and ``end`` may lie before it."""

from dataclasses import dataclass
from enum import StrEnum

from spinecoach.body import Side


class MotionKind(StrEnum):
    """Past tense, by the session's own names where it has one."""

    BODY_FOUND = "body_found"
    BODY_LOST = "body_lost"
    IN_POSITION = "in_position"
    OUT_OF_POSITION = "out_of_position"
    REP_COUNTED = "rep_counted"
    HALF_REP_COUNTED = "half_rep_counted"
    HOLD_STARTED = "hold_started"
    HOLD_PROGRESS = "hold_progress"
    HOLD_ENDED = "hold_ended"
    HOLD_MEASURED = "hold_measured"
    RANGE_MEASURED = "range_measured"
    FAULT_SEEN = "fault_seen"
    FAULT_ENDED = "fault_ended"


@dataclass(frozen=True, slots=True)
class MotionEvent:
    """One report. Fields that do not belong to its kind are None.

    ``seconds`` of a hold are the seen ones. ``hold_ended`` comes at once; ``hold_measured`` follows when the way back
    is over, and knows start and end to a frame or so. ``value`` is a range of motion in degrees, ``error`` what it may
    be wrong by.
    """

    t: float
    kind: MotionKind
    side: Side | None = None
    start: float | None = None
    end: float | None = None
    seconds: float | None = None
    fault: str | None = None
    key: str | None = None
    value: float | None = None
    error: float | None = None
