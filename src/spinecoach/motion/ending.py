"""What is told of a way once it is over: how far it went, and when the stay at its end began and ended."""

from bisect import bisect_left
from collections.abc import Sequence

from spinecoach.motion.halt import halt_of
from spinecoach.motion.middle import middle_of, stray_of
from spinecoach.motion.reach import Reach, leave_of, reach_of
from spinecoach.motion.stage import Gone, Outward, WayState

AT_TOP = 0.93
"""Of the highest: samples of the stay from here on are neither of arriving nor of leaving."""
KEPT = 9
"""How many ranges, and lengths of reaches, are remembered."""
STAY_S = 0.3
LEAST_STAY = 3
"""From so long and so many values on, a stay tells its own height."""
LEAST_LEVEL, LEAST_STEP = 3, 0.5
LEVEL_S, INSIDE = 0.5, 0.1
"""How much before and after a reach tells its levels, and which share of it counts as not yet gone [D]."""
THERE, FLAT = 0.99, 0.12
"""A smooth reach goes through the first share of its height when this share of its time is left."""
CLEARLY_S = 0.25
SINKS, SINK_S = 2.4, 3.8
"""Times of the way out, and seconds: a way back that takes longer is a stay that sinks [D]."""
UNLIKE = 0.4
"""Of the usual length: what differs more is another tempo and no noise."""
CLEAR, LOST = 0.15, 0.5
"""How far the ends of a reach are lost in noise, from 0 to 1: below the first another tempo is believed, from the
second on what reaches usually take counts too [D]."""
USUAL_S = 1.8
"""How long a reach of an exercise takes; where noise hides its ends this counts as much
as two of the person's own [D]."""
UNSURE = 0.4
"""By so much more a way back must be slow where its ends are lost [D]."""
DOUBT = 0.05
"""Median stray of a stay, as a share of its height, from which on the usual length is believed [D]."""
SPREAD = 1.4826
"""Spread of a normal error whose median size is one."""
KEEPS = 0.8
"""Of its height: below, a stay that sinks is over (clinical.md 1)."""


def outward_of(state: WayState) -> Outward:
    """What is known of the way out and of the stay once the way back has begun."""
    top, path, rest = top_of(state), state.path, state.rest
    middle = middle_of(top)
    first = reach_of(path, rest, middle)
    if first is None:
        return Outward(top, middle, None, None, None, None)
    inside = INSIDE * first.seconds
    before = _mean(path.between(first.begin - LEVEL_S, first.begin + inside))
    after = _mean(path.between(first.end - inside, first.end + LEVEL_S))
    told = None if before is None or after is None else reach_of(path, before, after)
    return Outward(top, middle, first, before, after, told)


def gone_of(state: WayState, t: float, number: int, whole: float, lead: float, *, halts: bool) -> Gone:
    """The way that is over at ``t``, of which some stay was seen. The rest is as in its ``Way``."""
    rest = state.rest
    outward = state.outward or outward_of(state)
    top, middle, out = outward.top, outward.middle, outward.first
    back = leave_of(state.back, rest, middle)
    if out and back and back.begin - out.end > STAY_S:
        stay = sorted(state.stay.between(out.end, back.begin))
        if len(stay) >= LEAST_STAY:
            top, middle = stay, middle_of(stay)
    if out:
        out = _told_by_its_levels(state, outward, middle) or out
    if back:
        back = leave_of(state.back, rest, _level_before(state, back, middle)) or back
    height = middle - rest
    share = height / state.range
    stray = stray_of(top, middle)
    doubt = stray / height if height > 0.0 else 1.0
    lost, full = min(1.0, (doubt / DOUBT) ** 2), share >= whole
    out, back = _likely(out, state.outs, lost, keep=full), _likely(back, state.backs, lost, keep=full)
    start, end = _stay(state, out, back, height, t, lost)
    start += lead * (out.end - out.begin) if out else 0.0
    end -= lead * (back.end - back.begin) if back else 0.0
    sank = None
    if out and back and back.seconds > (1.0 + UNSURE * lost) * max(SINKS * out.seconds, SINK_S):
        sank = end = _last_at(state, rest + KEEPS * height, end)
    # Who springs straight back was never there, however late the way out looks.
    start, end = min(start, t), min(max(start, end), t)
    return Gone(
        channel=number,
        left=out.begin if out else state.left,
        t=t,
        share=share,
        height=height,
        level=middle,
        error=stray * SPREAD / max(1.0, len(top) ** 0.5),
        full=full,
        start=start,
        end=end,
        home=back.end if back else t,
        seconds=state.seen_since(start, end),
        halt=halt_of(state.path, rest, middle) if halts else 0.0,
        out_s=out.end - out.begin if out else None,
        back_s=back.end - back.begin if back else None,
        dip=state.dip,
        sank=sank,
    )


def top_of(state: WayState) -> list[float]:
    """The heights of the stay in rising order, without those of arriving and leaving."""
    heights = sorted(state.stay.heights)
    line = state.rest + AT_TOP * (state.peak - state.rest)
    return heights[bisect_left(heights, line) :] or heights


def _told_by_its_levels(state: WayState, outward: Outward, middle: float) -> Reach | None:
    """The way out between the levels right before and right after it. What wanders slowly shifts a reach with its own
    levels, so they tell its middle better than those of a whole stay."""
    low = state.rest if outward.before is None else outward.before
    high = middle if outward.after is None else outward.after
    if high - low <= LEAST_STEP * (middle - state.rest):
        return reach_of(state.path, state.rest, middle)
    if outward.before is None or outward.after is None:
        return reach_of(state.path, low, high)
    return outward.told


def _level_before(state: WayState, back: Reach, middle: float) -> float:
    """The level right before the way back; ``middle`` where it is not seen."""
    high = _mean(state.back.between(back.begin - LEVEL_S, back.begin + INSIDE * back.seconds))
    return middle if high is None or high - state.rest <= LEAST_STEP * (middle - state.rest) else high


def _mean(heights: Sequence[float]) -> float | None:
    return sum(heights) / len(heights) if len(heights) >= LEAST_LEVEL else None


def _likely(reach: Reach | None, before: list[float], lost: float, *, keep: bool) -> Reach | None:
    """A reach whose ends are lost in noise takes about as long as the person's others; its middle is sure."""
    if reach is None:
        return None
    length = reach.seconds
    known = [*before, length]
    if keep:
        before[:] = known[-KEPT:]
    usual = middle_of(sorted(known if lost < LOST else [*known, USUAL_S, USUAL_S]))
    if lost < CLEAR and abs(length - usual) > UNLIKE * usual:
        return reach
    if length > (1.0 + UNSURE) * SINK_S:
        return reach
    if length > 2.0 * USUAL_S:
        usual, lost = min(usual, USUAL_S), 1.0 if lost >= CLEAR else lost
    return reach.lasting(length + (usual - length) * lost)


def _stay(
    state: WayState, out: Reach | None, back: Reach | None, height: float, t: float, lost: float
) -> tuple[float, float]:
    """When the stay began and ended: by the reaches, unless the stay itself was seen to be longer."""
    start = out.end if out else state.left
    there = _there(state, state.rest + THERE * height) if lost < 1.0 else None
    if there is None:
        return start, back.begin if back else t
    end = back.begin if back else there[1]
    if out and start - there[0] - FLAT * (out.end - out.begin) > CLEARLY_S:
        start = there[0] + FLAT * (out.end - out.begin)
    if back and there[1] - FLAT * (back.end - back.begin) - end > CLEARLY_S:
        end = there[1] - FLAT * (back.end - back.begin)
    return start, end


def _there(state: WayState, line: float) -> tuple[float, float] | None:
    """The first and the last time at which the stay was not below ``line``."""
    times, heights = state.stay.times, state.stay.heights
    first, last = 0, len(heights) - 1
    while first <= last and heights[first] < line:
        first += 1
    while last >= first and heights[last] < line:
        last -= 1
    return (times[first], times[last]) if first <= last else None


def _last_at(state: WayState, line: float, else_at: float) -> float:
    """When the way back was last not below ``line``."""
    back = state.back
    return max([at for at, height in zip(back.times, back.heights, strict=True) if height >= line], default=else_at)
