"""A repetition is over: its hold, its ranges of motion, its lapses, and what it counts."""

from bisect import bisect_left, bisect_right
from operator import itemgetter
from statistics import median_low

from spinecoach.body import Side
from spinecoach.motion.ending import SPREAD
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.limits import end_limits, settle_limits, told_now, whole_anyway
from spinecoach.motion.middle import middle_of, stray_of
from spinecoach.motion.referee import Channel, Referee, Tracking
from spinecoach.motion.stage import Gone
from spinecoach.protocol.tracking import FaultRule, Lapse, Mistimed

LEAST_HALF = 0.38
"""Of the person's own range: a smaller way is none. While that is not known there are no halves."""
AT_END = 0.93
"""Of the height: from here on a range of motion is taken."""
LAG_S = 0.15
"""By which a smoothed signal arrives later."""
LEAST_STAY = 3
LEAST_HOLD_S = 0.1
USUAL = 0.6
"""Of the usual hold: a shorter one does not change what is usual."""
REMEMBERED = 9
Z95 = 1.96
_AT = itemgetter(0)


def close(referee: Referee, tracking: Tracking, group: list[Gone], t: float, events: list[MotionEvent]) -> None:
    """All ways of ``group`` are over; those that overlap are one repetition, told by the first in the file."""
    gone = _first(group) if tracking.expected.work else None
    if gone is not None:
        channel = referee.channels[gone.channel]
        counts = channel.count.counts
        if counts or referee.silent:
            settle_limits(referee, tracking, gone.left, t, events, full=gone.full)
        whole = gone.full or (counts and whole_anyway(referee, tracking))
        if (
            not tracking.void
            and _arrived(channel, gone)
            and (whole or (tracking.ways[gone.channel].own and gone.share >= LEAST_HALF))
        ):
            _judge(referee, tracking, channel, gone, t, events, whole=whole)
    if gone is None or referee.channels[gone.channel].count.counts or referee.silent:
        end_limits(referee, tracking, t, events)
    tracking.void = False


def _arrived(channel: Channel, gone: Gone) -> bool:
    """Whether the way came to where it must end."""
    end = channel.count.end
    return end is None or gone.level >= end * channel.sign


def _first(group: list[Gone]) -> Gone | None:
    full = [gone for gone in group if gone.full]
    if full:
        return min(full, key=lambda gone: gone.channel)
    return max(group, key=lambda gone: gone.share, default=None)


def _judge(
    referee: Referee,
    tracking: Tracking,
    channel: Channel,
    gone: Gone,
    t: float,
    events: list[MotionEvent],
    *,
    whole: bool,
) -> None:
    if channel.count.hold and gone.end - gone.start >= LEAST_HOLD_S:
        events.append(
            MotionEvent(t, MotionKind.HOLD_MEASURED, channel.told, gone.start, gone.end, round(gone.seconds, 3))
        )
    if gone.full:
        channel.way.learn(tracking.ways[gone.channel], gone.height)
        _ranges(referee, tracking, channel, gone, t, events)
    if not channel.count.counts:
        return
    for fault, rule in referee.lapses:
        found = _lapsed(tracking, channel, gone, rule)
        if found is not None:
            _tell(fault, found[0], found[1], t, events)
    if gone.full and not _short(tracking.held, tracking.expected.hold_s, gone.end - gone.start, USUAL):
        tracking.held.append(gone.end - gone.start)
        del tracking.held[:-REMEMBERED]
    tracking.rest_since = gone.home
    if not referee.view.paired:
        _count(referee, channel.told, gone.left, t, events, whole=whole)
        return
    waits = tracking.waits
    if waits and referee.channels[waits[0].channel].told is not channel.told:
        _count(referee, None, waits[0].left, t, events, whole=whole and waits[0].full)
        waits.clear()
    else:
        waits[:] = [gone]


def _count(
    referee: Referee, side: Side | None, start: float, t: float, events: list[MotionEvent], *, whole: bool
) -> None:
    kind = MotionKind.REP_COUNTED if whole else MotionKind.HALF_REP_COUNTED
    events.append(MotionEvent(t, kind, side, start, t))
    if not whole:
        for fault, rule in referee.lapses:
            if rule.lapse is Lapse.HALF:
                _tell(fault, start, t, t, events)


def _ranges(
    referee: Referee, tracking: Tracking, channel: Channel, gone: Gone, t: float, events: list[MotionEvent]
) -> None:
    amiss = told_now(referee, tracking)
    for measure, samples in zip(referee.measures, tracking.samples, strict=True):
        if measure.of != channel.number + 1 or not samples or measure.unless in amiss:
            continue
        first, last = bisect_left(samples, gone.start + LAG_S, key=_AT), bisect_right(samples, gone.end, key=_AT)
        top = [value for _, _, value in samples[first:last]]
        if len(top) < LEAST_STAY:
            line = max([height for _, height, _ in samples]) - (1.0 - AT_END) * gone.height
            top = [value for _, height, value in samples if height >= line]
        top.sort()
        middle = middle_of(top)
        spread = SPREAD * stray_of(top, middle) / len(top) ** 0.5
        side = channel.told.value if channel.told else ""
        events.append(
            MotionEvent(
                t,
                MotionKind.RANGE_MEASURED,
                channel.told,
                gone.start,
                gone.end,
                key=measure.key.replace("{side}", side),
                value=middle * measure.scale,
                error=measure.error + Z95 * spread * abs(measure.scale),
            )
        )


def _lapsed(tracking: Tracking, channel: Channel, gone: Gone, rule: Mistimed) -> tuple[float, float] | None:
    """From when to when the lapse lasted, or None."""
    asked = tracking.expected
    whole = gone.left, gone.home
    match rule.lapse:
        case Lapse.HASTY:
            times = [s for s in (gone.out_s, gone.back_s) if s is not None]
            return whole if times and sum(times) / len(times) < rule.limit else None
        case Lapse.EARLY:
            held = gone.end - gone.start
            short = gone.sank is None and gone.full and _short(tracking.held, asked.hold_s, held, rule.limit)
            return (gone.start, gone.end) if short else None
        case Lapse.SINKS:
            return None if gone.sank is None else (gone.start, gone.t)
        case Lapse.JERKY:
            return whole if gone.full and gone.halt > rule.limit else None
        case Lapse.BOUNCES:
            return whole if gone.full and gone.dip > rule.limit else None
        case Lapse.SHORT_REST:
            return _rested(tracking, gone, rule.limit)
        case Lapse.WRONG_SIDE:
            told = channel.told.value if channel.told else None
            return whole if asked.side is not None and told != asked.side else None
        case Lapse.HALF | Lapse.ONE_SIDE:
            return None


def _rested(tracking: Tracking, gone: Gone, share: float) -> tuple[float, float] | None:
    since = tracking.rest_since
    if since is None:
        return None
    if _short(tracking.rested, tracking.expected.rest_s, gone.left - since, share):
        return since, gone.left
    tracking.rested.append(gone.left - since)
    del tracking.rested[:-REMEMBERED]
    return None


def _short(before: list[float], asked: float | None, now: float, share: float) -> bool:
    """Whether ``now`` is less than ``share`` of what is asked for, or of the person's own before."""
    usual = asked if asked is not None else median_low(before) if before else None
    return usual is not None and usual > 0.0 and now < share * usual


def _tell(fault: FaultRule, start: float, end: float, t: float, events: list[MotionEvent]) -> None:
    events.append(MotionEvent(t, MotionKind.FAULT_SEEN, start=start, fault=fault.id))
    events.append(MotionEvent(t, MotionKind.FAULT_ENDED, start=start, end=end, fault=fault.id))
