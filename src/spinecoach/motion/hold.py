"""Tells a hold while it lasts: begun, its seconds, ended."""

from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.referee import Referee, Tracking
from spinecoach.motion.stage import STAY

PROGRESS_S = 0.25
"""How often a hold tells its seconds."""


def follow_hold(referee: Referee, tracking: Tracking, t: float, seconds: float, events: list[MotionEvent]) -> None:
    """One frame of the hold under way; only seen seconds are credited."""
    if tracking.holding >= 0:
        channel, way = referee.channels[tracking.holding], tracking.ways[tracking.holding]
        if way.stage is not STAY:
            tracking.holding = -1
            # It is known now that it was let go a while ago.
            held = max(0.0, tracking.credited + tracking.doubted + seconds - max(0.0, t - channel.way.let_go(way)))
            events.append(MotionEvent(t, MotionKind.HOLD_ENDED, channel.told, seconds=round(held, 3)))
            return
        tracking.doubted += seconds
        if not way.settled:
            return  # perhaps it is being let go
        tracking.credited += tracking.doubted
        tracking.progress += tracking.doubted
        tracking.doubted = 0.0
        if tracking.progress >= PROGRESS_S:
            tracking.progress = 0.0
            events.append(MotionEvent(t, MotionKind.HOLD_PROGRESS, channel.told, seconds=round(tracking.credited, 3)))
        return
    for number, way in enumerate(tracking.ways):
        channel = referee.channels[number]
        if way.settled and way.stage is STAY and channel.count.hold:
            already = way.seen_since(channel.way.arrived(way), t)
            tracking.holding, tracking.credited, tracking.progress, tracking.doubted = number, already, 0.0, 0.0
            events.append(MotionEvent(t, MotionKind.HOLD_STARTED, channel.told, seconds=round(already, 3)))
            return
