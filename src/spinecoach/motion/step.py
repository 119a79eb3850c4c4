"""One frame further: what the referee reports of it."""

from spinecoach.body import Frame
from spinecoach.motion.counting import close
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.hold import follow_hold
from spinecoach.motion.levels import follow_levels, sample
from spinecoach.motion.limits import follow_limits
from spinecoach.motion.position import in_position
from spinecoach.motion.referee import Referee, Tracking
from spinecoach.motion.sight import Sight
from spinecoach.motion.stage import REST
from spinecoach.motion.way import GAP_S

FOUND_S, LOST_S = 0.3, 0.6
"""Seconds until a body counts as found, and as lost [D]."""


def step(referee: Referee, tracking: Tracking, frame: Frame) -> tuple[Tracking, tuple[MotionEvent, ...]]:
    """The state after ``frame``, and what it showed. The tracking handed in is used up.

    ``Frame.t`` is the only time there is; a frame that is not later than the last one is passed over.
    """
    t = frame.t
    if t <= tracking.t:
        return tracking, ()
    seconds = t - tracking.t if tracking.t >= 0.0 else 0.0
    tracking.t = t
    events: list[MotionEvent] = []
    if not frame.points:
        _unseen(tracking, t, seconds, events)
        return tracking, tuple(events)
    seen_s = seconds if seconds <= GAP_S else 0.0
    tracking.seen_s += seen_s
    tracking.hidden_s += seconds - seen_s
    tracking.gone_s = 0.0
    if not tracking.there:
        tracking.there_s += seen_s
        if tracking.there_s >= FOUND_S:
            tracking.there = True
            events.append(MotionEvent(t, MotionKind.BODY_FOUND))
    sight = _sight(referee, tracking, frame, seen_s)
    follow_levels(referee, tracking, sight, seen_s)
    if in_position(referee, tracking, sight, t, seen_s, events):
        _ways(referee, tracking, sight, t, events)
        if tracking.expected.work:
            follow_limits(referee, tracking, t, seen_s, events)
            follow_hold(referee, tracking, t, seen_s, events)
    return tracking, tuple(events)


def _unseen(tracking: Tracking, t: float, seconds: float, events: list[MotionEvent]) -> None:
    tracking.hidden_s += seconds
    tracking.gone_s += seconds
    tracking.there_s = 0.0
    if tracking.there and tracking.gone_s >= LOST_S:
        tracking.there = False
        events.append(MotionEvent(t, MotionKind.BODY_LOST))


def _sight(referee: Referee, tracking: Tracking, frame: Frame, seconds: float) -> Sight:
    spots = referee.spots(frame.points)
    facing = tracking.facing.see(referee.sign(spots), seconds)
    head = frame.head
    if referee.fill is not None:
        head = referee.fill(tracking.head, spots, head, seconds)
    return Sight(spots, facing, head)


def _ways(referee: Referee, tracking: Tracking, sight: Sight, t: float, events: list[MotionEvent]) -> None:
    """Follows every way; when the last one that counts is back, the repetition is over."""
    back = away = False
    for number, channel in enumerate(referee.channels):
        value, way = channel.read(sight), tracking.ways[number]
        was = way.stage
        if value is not None:
            height = value * channel.sign
            gone = channel.way.step(way, t, height)
            if gone is not None:
                tracking.group.append(gone)
            if way.stage > REST:
                sample(referee, tracking, channel, height, begins=was <= REST, near=way.near)
        if channel.count.counts:
            if way.stage > REST:
                away = True
            elif was > REST:
                back = True
        elif tracking.group and tracking.group[-1].channel == channel.way.number:
            close(referee, tracking, [tracking.group.pop()], t, events)
    if back and not away:
        group, tracking.group = tracking.group, []
        close(referee, tracking, group, t, events)
