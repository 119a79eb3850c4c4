"""Tells a hold while it lasts: begun, its seconds, ended."""

from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.referee import Referee, Tracking
from spinecoach.motion.way import Stage

PROGRESS_S = 0.25
"""How often a hold tells its seconds."""


def follow_hold(referee: Referee, tracking: Tracking, t: float, seconds: float, events: list[MotionEvent]) -> None:
    """One frame of the hold under way; only seen seconds are credited."""
    if tracking.holding >= 0:
        channel, way = referee.channels[tracking.holding], tracking.ways[tracking.holding]
        if way.stage is not Stage.STAY:
            tracking.holding = -1
            events.append(MotionEvent(t, MotionKind.HOLD_ENDED, channel.told, seconds=round(tracking.credited, 3)))
            return
        tracking.credited += seconds
        tracking.progress += seconds
        if tracking.progress >= PROGRESS_S:
            tracking.progress = 0.0
            events.append(MotionEvent(t, MotionKind.HOLD_PROGRESS, channel.told, seconds=round(tracking.credited, 3)))
        return
    for number, (channel, way) in enumerate(zip(referee.channels, tracking.ways, strict=True)):
        if channel.count.hold and way.stage is Stage.STAY and way.settled:
            tracking.holding, tracking.credited, tracking.progress = number, 0.0, 0.0
            events.append(MotionEvent(t, MotionKind.HOLD_STARTED, channel.told))
            return
