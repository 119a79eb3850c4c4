"""Faults told by a signal that goes beyond its limit."""

from statistics import median

from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.levels import level_of
from spinecoach.motion.referee import Channel, Excess, Level, Limit, Referee, Tracking
from spinecoach.motion.stage import REST, WayState
from spinecoach.protocol.tracking import Way

REMEMBERED = 9
MOST_SAMPLES = 120
RISES, FALLS = Way.RISES, Way.FALLS
"""By names of their own, as the stages are."""
OVER_S = 0.5
"""How long a signal is back within its limit before a fault outside a repetition is over [D]."""


def follow_limits(referee: Referee, tracking: Tracking, t: float, seconds: float, events: list[MotionEvent]) -> None:
    """One frame of every limit; a fault is told at once unless another one may explain it."""
    active = _active(referee, tracking)
    ending = active[0].ending if active else ""
    for number, limit in enumerate(referee.limits):
        rule = limit.rule
        if not limit.always:
            if active is None:
                continue
            if limit.at_end and not active[1].near:
                continue
        level = level_of(referee, tracking, rule.signal, ending)
        if level is None:
            continue
        excess = tracking.limits[number]
        if limit.own:
            _keep(excess, level.value - level.rest)
            continue
        most = rule.limit
        if rule.scaled and active:
            most = max(most, rule.scaled * active[0].way.span(active[1]) / active[0].way.usual)
        if limit.zero:
            passed = level.value < most if rule.way is FALLS else beyond(rule.way, level.value, most)
        else:
            passed = beyond(rule.way, level.value - level.rest, most)
        if passed:
            _passed(limit, excess, t, seconds, events)
        elif limit.always and excess.since is not None and t - excess.last > OVER_S:
            end_limit(limit, excess, t, events)
        if limit.always and excess.since is not None:
            _hold_rest(level, seconds)


def _active(referee: Referee, tracking: Tracking) -> tuple[Channel, WayState] | None:
    """The first way under way that counts."""
    for number, way in enumerate(tracking.ways):
        if way.stage > REST:
            channel = referee.channels[number]
            if channel.count.counts or referee.silent:
                return channel, way
    return None


def beyond(way: Way, value: float, most: float) -> bool:
    """Whether ``value`` passes ``most`` that way; downward a positive limit is how far it falls."""
    if way is RISES:
        return value > most
    return value < -most if way is FALLS else abs(value) > most


def _keep(excess: Excess, value: float) -> None:
    excess.now.append(value)
    if len(excess.now) > MOST_SAMPLES:
        del excess.now[::2]


def _hold_rest(level: Level, seconds: float) -> None:
    """A fault must not become the rest that it is compared with: what was followed is taken back."""
    level.rest -= (level.value - level.rest) * seconds / 12.0


def _passed(limit: Limit, excess: Excess, t: float, seconds: float, events: list[MotionEvent]) -> None:
    if excess.since is None:
        excess.since, excess.over_s = t, 0.0
    excess.last = t
    excess.over_s += seconds
    if not excess.told and not limit.rule.unless and not limit.rule.void and excess.over_s >= limit.rule.least_s:
        excess.told = True
        events.append(MotionEvent(t, MotionKind.FAULT_SEEN, start=excess.since, fault=limit.fault.id))


def settle_limits(
    referee: Referee, tracking: Tracking, start: float, t: float, events: list[MotionEvent], *, full: bool
) -> None:
    """The body is back: what waited for the end of the way is judged now."""
    pairs = _pairs(referee, tracking)
    told = {limit.fault.id for limit, excess in pairs if excess.told}
    for limit, excess in pairs:
        rule = limit.rule
        compared = limit.own and excess.now and excess.own and full and not told
        if compared and beyond(rule.way, median(excess.now) - median(excess.own), rule.limit):
            excess.since, excess.last, excess.over_s = start, t, rule.least_s
        late = not excess.told and excess.since is not None and excess.over_s >= rule.least_s
        if late and rule.void:
            tracking.void = True
        elif late and rule.unless not in told:
            excess.told = True
            told.add(limit.fault.id)
            events.append(MotionEvent(t, MotionKind.FAULT_SEEN, start=excess.since, fault=limit.fault.id))
    if full and not told:
        for limit, excess in pairs:
            if limit.own and excess.now:
                excess.own.append(median(excess.now))
                del excess.own[:-REMEMBERED]


def end_limits(referee: Referee, tracking: Tracking, t: float, events: list[MotionEvent]) -> None:
    """Ends every fault that was told on this way, and forgets the rest."""
    for limit, excess in _pairs(referee, tracking):
        if not limit.always:
            end_limit(limit, excess, t, events)


def told_now(referee: Referee, tracking: Tracking) -> frozenset[str]:
    """The faults that were told on this way."""
    return frozenset(limit.fault.id for limit, excess in _pairs(referee, tracking) if excess.told)


def whole_anyway(referee: Referee, tracking: Tracking) -> bool:
    """Whether a fault was told that makes a whole way look small."""
    return any(limit.rule.whole and excess.told for limit, excess in _pairs(referee, tracking))


def end_limit(limit: Limit, excess: Excess, t: float, events: list[MotionEvent]) -> None:
    """Ends one fault, if it was told."""
    if excess.told and excess.since is not None:
        events.append(MotionEvent(t, MotionKind.FAULT_ENDED, start=excess.since, end=excess.last, fault=limit.fault.id))
    excess.since, excess.over_s, excess.told = None, 0.0, False
    excess.now.clear()


def _pairs(referee: Referee, tracking: Tracking) -> list[tuple[Limit, Excess]]:
    return list(zip(referee.limits, tracking.limits, strict=True))
