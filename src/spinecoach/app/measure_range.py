"""Keeps a reading of the range of motion, one trial at a time."""

from spinecoach.app.along import AlongKind
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.wire.json_value import JSON

MOST_DEGREES = 180


def measure_range(practice: Practice, movement: str, degrees: float, confidence: float, session: str = "") -> None:
    """``degrees`` of a known movement, and how far they are to be trusted, 0-1. Raises Refused, StoreError."""
    known = practice.protocol.measures.range.noise
    if movement not in known:
        raise Refused(Why.WRONG, f"movement: found {movement[:40]!r}; right would be one of {', '.join(known)}")
    if not -MOST_DEGREES <= degrees <= MOST_DEGREES:
        raise Refused(Why.WRONG, f"degrees: found {degrees:g}; right would be from -{MOST_DEGREES} to {MOST_DEGREES}")
    if not 0 <= confidence <= 1:
        raise Refused(Why.WRONG, f"confidence: found {confidence:g}; right would be from 0 to 1")
    body: dict[str, JSON] = {
        "day": practice.clock.today().isoformat(),
        "movement": movement,
        "degrees": float(degrees),
        "confidence": float(confidence),
    }
    if session:
        body["session"] = session
    practice.note([(AlongKind.RANGE_MEASURED, body)])
