"""One frame further: what the referee reports of it."""

from math import exp
from statistics import median, median_low

from spinecoach.body import Frame, Side
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.referee import Channel, Excess, Level, Limit, Referee, Tracking
from spinecoach.motion.sight import Sight
from spinecoach.motion.way import GAP_S, Gone, Stage
from spinecoach.protocol.tracking import FaultRule, Lapse, Mistimed, Moment, Way

FOUND_S, LOST_S = 0.3, 0.6
"""Seconds until a body counts as found, and as lost [D]."""
PLACED_S, STRAYED_S = 0.4, 1.0
"""Seconds until a body counts as in position, and as out of it [D]."""
SMOOTH_S = 0.12
REST_S = 1.5
AT_END = 0.93
PROGRESS_S = 0.25
"""How often a hold tells its seconds."""
LEAST_HOLD_S = 0.1
MOST_SAMPLES = 240
REMEMBERED = 9


def step(referee: Referee, tracking: Tracking, frame: Frame) -> tuple[Tracking, tuple[MotionEvent, ...]]:
    """The state after ``frame``, and what it showed. The tracking handed in is used up.

    ``Frame.t`` is the only time there is; a frame that is not later than the last one is passed over.
    """
    t = frame.t
    if t <= tracking.t:
        return tracking, ()
    begun = tracking.t >= 0.0
    seconds = t - tracking.t if begun else 0.0
    tracking.t = t
    events: list[MotionEvent] = []
    if not frame.points:
        _unseen(tracking, t, seconds, events)
        return tracking, tuple(events)
    seen_s = seconds if seconds <= GAP_S else 0.0
    tracking.seen_s += seen_s
    tracking.hidden_s += seconds - seen_s
    tracking.gone_s = 0.0
    tracking.there_s += seen_s
    if not tracking.there and tracking.there_s >= FOUND_S:
        tracking.there = True
        events.append(MotionEvent(t, MotionKind.BODY_FOUND))
    sight = _sight(referee, tracking, frame, seen_s)
    _levels(referee, tracking, sight, seen_s)
    if _placed(referee, tracking, sight, t, seen_s, events):
        _ways(referee, tracking, sight, t, events)
        _limits(referee, tracking, t, seen_s, events)
        _progress(referee, tracking, t, seen_s, events)
    return tracking, tuple(events)


def _unseen(tracking: Tracking, t: float, seconds: float, events: list[MotionEvent]) -> None:
    tracking.hidden_s += seconds
    tracking.gone_s += seconds
    tracking.there_s = 0.0
    if tracking.there and tracking.gone_s >= LOST_S:
        tracking.there = False
        events.append(MotionEvent(t, MotionKind.BODY_LOST))


def _sight(referee: Referee, tracking: Tracking, frame: Frame, seconds: float) -> Sight:
    points = frame.points
    facing = tracking.facing.see(referee.sign(points), seconds)
    head = frame.head
    if referee.fill is not None:
        head = referee.fill(tracking.head, points, head, seconds)
    return Sight(points, facing, head)


def _levels(referee: Referee, tracking: Tracking, sight: Sight, seconds: float) -> None:
    """Smooths every watched signal, and follows its rest while the body is at rest."""
    keep = exp(-seconds / SMOOTH_S)
    quiet = all(way.stage <= Stage.REST and way.still for way in tracking.ways)
    pace = seconds / REST_S if quiet else 0.0
    for name, watched in referee.watched.items():
        for side, read in watched.readers.items():
            level = tracking.rests[f"{name}.{side}"]
            value = read(sight)
            if value is None:
                level.seen = False
                continue
            level.seen = True
            if not level.known:
                level.known, level.value, level.rest = True, value, value
            level.value = value + (level.value - value) * keep
            level.rest += (level.value - level.rest) * pace


def _placed(
    referee: Referee, tracking: Tracking, sight: Sight, t: float, seconds: float, events: list[MotionEvent]
) -> bool:
    """Whether the body is in position; on a way only what must always hold is asked."""
    away = any(way.stage > Stage.REST for way in tracking.ways)
    keep = exp(-seconds / 0.3)
    good = True
    for bound, level in zip(referee.bounds, tracking.stances, strict=True):
        value = bound.read(sight)
        if value is not None:
            level.value = value if not level.known else value + (level.value - value) * keep
            level.known = True
        inside = level.known and bound.low <= level.value <= bound.high
        if away and bound.always and not inside:
            tracking.void = True
        good = good and (inside or away)
    if away:
        return True
    if good is tracking.placed:
        tracking.placed_s = 0.0
        return tracking.placed
    tracking.placed_s += seconds
    if tracking.placed_s >= (PLACED_S if good else STRAYED_S) or (good and not referee.bounds):
        tracking.placed, tracking.placed_s = good, 0.0
        events.append(MotionEvent(t, MotionKind.IN_POSITION if good else MotionKind.OUT_OF_POSITION))
        for way in tracking.ways:
            way.stage = Stage.UNKNOWN
            way.settle.clear()
        for level in tracking.rests.values():
            level.rest = level.value
    return tracking.placed


def _ways(referee: Referee, tracking: Tracking, sight: Sight, t: float, events: list[MotionEvent]) -> None:
    for number, (channel, way) in enumerate(zip(referee.channels, tracking.ways, strict=True)):
        value = channel.read(sight)
        if value is None:
            continue
        was = way.stage
        gone = channel.way.step(way, t, value * channel.sign)
        if way.stage > Stage.REST:
            if was <= Stage.REST:
                _left(referee, tracking, number)
            elif way.near:
                _sample(referee, tracking, channel, value * channel.sign)
        if channel.count.hold and tracking.holding < 0 and way.stage is Stage.STAY and way.near:
            _hold_starts(tracking, number, channel, t, events)
        elif tracking.holding == number and way.stage is not Stage.STAY:
            _hold_ends(tracking, channel, t, events)
        if was > Stage.REST and way.stage is Stage.REST:
            if gone is not None and not tracking.void:
                _over(referee, tracking, channel, gone, t, events)
            _close(referee, tracking, t, events)


def _left(referee: Referee, tracking: Tracking, number: int) -> None:
    of = referee.channels[number].number + 1
    for measure, samples in zip(referee.measures, tracking.samples, strict=True):
        if measure.of == of:
            samples.clear()
    tracking.void = False


def _sample(referee: Referee, tracking: Tracking, channel: Channel, height: float) -> None:
    for measure, samples in zip(referee.measures, tracking.samples, strict=True):
        if measure.of != channel.number + 1:
            continue
        level = _level(referee, tracking, measure.signal, channel.side)
        if level is not None:
            samples.append((height, level.value - level.rest))
            if len(samples) > MOST_SAMPLES:
                del samples[::2]


def _level(referee: Referee, tracking: Tracking, signal: str, side: Side | None) -> Level | None:
    readers = referee.watched[signal].readers
    level = tracking.rests[f"{signal}.{side if side in readers else next(iter(readers))}"]
    return level if level.seen else None


def _hold_starts(tracking: Tracking, number: int, channel: Channel, t: float, events: list[MotionEvent]) -> None:
    tracking.holding, tracking.credited, tracking.progress = number, 0.0, 0.0
    events.append(MotionEvent(t, MotionKind.HOLD_STARTED, side=channel.told))


def _hold_ends(tracking: Tracking, channel: Channel, t: float, events: list[MotionEvent]) -> None:
    tracking.holding = -1
    events.append(MotionEvent(t, MotionKind.HOLD_ENDED, side=channel.told, seconds=round(tracking.credited, 3)))


def _progress(referee: Referee, tracking: Tracking, t: float, seconds: float, events: list[MotionEvent]) -> None:
    if tracking.holding < 0:
        return
    tracking.credited += seconds
    tracking.progress += seconds
    if tracking.progress >= PROGRESS_S:
        tracking.progress = 0.0
        told = referee.channels[tracking.holding].told
        events.append(MotionEvent(t, MotionKind.HOLD_PROGRESS, side=told, seconds=round(tracking.credited, 3)))


def _over(
    referee: Referee, tracking: Tracking, channel: Channel, gone: Gone, t: float, events: list[MotionEvent]
) -> None:
    """A way is over: its hold, its ranges, its lapses, and what it counts."""
    if channel.count.hold and gone.end - gone.start >= LEAST_HOLD_S:
        events.append(MotionEvent(t, MotionKind.HOLD_MEASURED, channel.told, gone.start, gone.end, gone.seconds))
    if gone.full:
        _ranges(referee, tracking, channel, gone, t, events)
    if not channel.count.counts:
        return
    _lapses(referee, tracking, channel, gone, t, events)
    if referee.view.paired:
        _pair(referee, tracking, channel, gone, t, events)
    else:
        _count(referee, [gone], channel.told, t, events)
    held = gone.end - gone.start
    if gone.full and not _short(tracking.holds, tracking.expected.hold_s, held, 0.6):
        tracking.holds.append(held)
        del tracking.holds[:-REMEMBERED]
    tracking.rest_since = gone.end + (gone.back_s or 0.0)


def _ranges(
    referee: Referee, tracking: Tracking, channel: Channel, gone: Gone, t: float, events: list[MotionEvent]
) -> None:
    for measure, samples in zip(referee.measures, tracking.samples, strict=True):
        if measure.of != channel.number + 1 or not samples:
            continue
        line = max([height for height, _ in samples])
        rest = line - gone.height
        line = rest + AT_END * gone.height
        top = [value for height, value in samples if height >= line] or [value for _, value in samples]
        middle = median(top)
        spread = 1.4826 * median([abs(value - middle) for value in top]) / max(1.0, len(top)) ** 0.5
        events.append(
            MotionEvent(
                t,
                MotionKind.RANGE_MEASURED,
                channel.told,
                gone.start,
                gone.end,
                key=measure.key.replace("{side}", channel.told.value if channel.told else ""),
                value=middle * measure.scale,
                error=measure.error + 1.96 * spread * abs(measure.scale),
            )
        )


def _pair(
    referee: Referee, tracking: Tracking, channel: Channel, gone: Gone, t: float, events: list[MotionEvent]
) -> None:
    side = channel.told.value if channel.told else ""
    if tracking.half_sides and tracking.half_sides[0] != side:
        _count(referee, [*tracking.halves, gone], None, t, events)
        tracking.halves.clear()
        tracking.half_sides.clear()
    else:
        tracking.halves[:], tracking.half_sides[:] = [gone], [side]


def _count(referee: Referee, ways: list[Gone], side: Side | None, t: float, events: list[MotionEvent]) -> None:
    full = all(gone.full for gone in ways)
    kind = MotionKind.REP_COUNTED if full else MotionKind.HALF_REP_COUNTED
    events.append(MotionEvent(t, kind, side, ways[0].left, t))
    if not full:
        for fault, rule in referee.lapses:
            if rule.lapse is Lapse.HALF:
                _tell(fault, ways[0].left, t, t, events)


def _lapses(
    referee: Referee, tracking: Tracking, channel: Channel, gone: Gone, t: float, events: list[MotionEvent]
) -> None:
    for fault, rule in referee.lapses:
        found = _lapsed(tracking, channel, gone, rule)
        if found is not None:
            _tell(fault, found[0], found[1], t, events)


def _lapsed(tracking: Tracking, channel: Channel, gone: Gone, rule: Mistimed) -> tuple[float, float] | None:
    """From when to when the lapse lasted, or None."""
    asked = tracking.expected
    whole = gone.left, gone.end + (gone.back_s or 0.0)
    held = gone.end - gone.start
    match rule.lapse:
        case Lapse.HASTY:
            times = [s for s in (gone.out_s, gone.back_s) if s is not None]
            return whole if times and gone.rough < 0.1 and sum(times) / len(times) < rule.limit else None
        case Lapse.EARLY:
            short = gone.sank is None and gone.full and _short(tracking.holds, asked.hold_s, held, rule.limit)
            return (gone.start, gone.end) if short else None
        case Lapse.SINKS:
            return None if gone.sank is None else (gone.start, gone.t)
        case Lapse.JERKY:
            return whole if gone.rough > rule.limit else None
        case Lapse.BOUNCES:
            return whole if gone.dip > rule.limit else None
        case Lapse.SHORT_REST:
            if tracking.rest_since is None:
                return None
            rested = gone.left - tracking.rest_since
            if _short(tracking.rested, asked.rest_s, rested, rule.limit):
                return tracking.rest_since, gone.left
            tracking.rested.append(rested)
            return None
        case Lapse.WRONG_SIDE:
            return whole if asked.side is not None and channel.told is not asked.side else None
        case Lapse.HALF | Lapse.ONE_SIDE:
            return None


def _short(before: list[float], asked: float | None, now: float, share: float) -> bool:
    """Whether ``now`` is less than ``share`` of what is asked for, or of the person's own before."""
    usual = asked if asked is not None else median_low(before) if before else None
    return usual is not None and usual > 0.0 and now < share * usual


def _tell(fault: FaultRule, start: float, end: float, t: float, events: list[MotionEvent]) -> None:
    events.append(MotionEvent(t, MotionKind.FAULT_SEEN, start=start, fault=fault.id))
    events.append(MotionEvent(t, MotionKind.FAULT_ENDED, start=start, end=end, fault=fault.id))


def _limits(referee: Referee, tracking: Tracking, t: float, seconds: float, events: list[MotionEvent]) -> None:
    active = next(
        (
            (channel, way)
            for channel, way in zip(referee.channels, tracking.ways, strict=True)
            if way.stage > Stage.REST and channel.count.counts
        ),
        None,
    )
    for limit, excess in zip(referee.limits, tracking.limits, strict=True):
        moment = limit.rule.moment
        if moment is not Moment.ALWAYS and (active is None or (moment is Moment.STAY and not active[1].near)):
            continue
        side = active[0].side if active else None
        level = _level(referee, tracking, limit.watched, side)
        if level is None:
            continue
        most = limit.rule.limit
        if limit.rule.share and active:
            most = max(most, limit.rule.share * active[1].range)
        if not _beyond(limit, level, most):
            continue
        if excess.since is None:
            excess.since, excess.over_s = t, 0.0
        excess.last = t
        excess.over_s += seconds
        if not excess.told and excess.over_s >= limit.rule.least_s:
            excess.told = True
            events.append(MotionEvent(t, MotionKind.FAULT_SEEN, start=excess.since, fault=limit.fault.id))


def _beyond(limit: Limit, level: Level, most: float) -> bool:
    value = level.value if limit.rule.from_zero else level.value - level.rest
    match limit.rule.way:
        case Way.RISES:
            return value > most
        case Way.FALLS:
            return value < (most if limit.rule.from_zero else -most)
        case Way.STRAYS:
            return abs(value) > most


def _close(referee: Referee, tracking: Tracking, t: float, events: list[MotionEvent]) -> None:
    """The body is back: what was told of its faults ends, the rest is forgotten."""
    for limit, excess in zip(referee.limits, tracking.limits, strict=True):
        if excess.told and excess.since is not None:
            events.append(
                MotionEvent(t, MotionKind.FAULT_ENDED, start=excess.since, end=excess.last, fault=limit.fault.id)
            )
        _forget(excess)


def _forget(excess: Excess) -> None:
    excess.since, excess.over_s, excess.told = None, 0.0, False
