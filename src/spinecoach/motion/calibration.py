"""What a person's first repetitions tell about later days: their own ranges, kept by the app and given back."""

from collections.abc import Mapping

from spinecoach.body import Side
from spinecoach.motion.referee import Channel, Referee, Tracking

SETTLED = 2
"""Whole repetitions from which on a range is worth keeping [D]."""


def own_ranges(referee: Referee, tracking: Tracking) -> dict[str, float]:
    """The person's own ranges in the units of the signals, by signal and side, as far as they are known."""
    return {
        _name(channel): way.range
        for channel, way in zip(referee.channels, tracking.ways, strict=True)
        if way.own and len(way.reached) >= SETTLED
    }


def calibrate(referee: Referee, tracking: Tracking, ranges: Mapping[str, float]) -> None:
    """Begin with ranges that were kept from before; what is not among them is found from the stream."""
    for channel, way in zip(referee.channels, tracking.ways, strict=True):
        kept = ranges.get(_name(channel))
        if kept is not None:
            channel.way.calibrated(way, kept)


def expect(
    tracking: Tracking, *, side: Side | None = None, hold_s: float | None = None, rest_s: float | None = None
) -> None:
    """What the session asks for from now on, against which sides, holds and rests are judged."""
    asked = tracking.expected
    asked.side, asked.hold_s, asked.rest_s = side.value if side else None, hold_s, rest_s


def _name(channel: Channel) -> str:
    side = channel.side or channel.count.side
    return f"{channel.count.signal}.{side.value}" if side else channel.count.signal
