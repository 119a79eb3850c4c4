"""Follows one way out and back: from rest out, staying, back, by two thresholds of the person's own range.

While the signal is not seen nothing moves on; unseen seconds are credited to no stay.
"""

from dataclasses import dataclass
from statistics import median, median_low

from spinecoach.motion.reach import Reach, halt_of, leave_of, levels_of, reach_of
from spinecoach.motion.stage import Gone, Stage, WayState

SETTLE_S = 0.8
"""How long a body is still before its rest is known."""
STILL = 0.3
"""Of the least range: how far a still signal may stray."""
QUIET = 0.06
"""Usual ranges a second: slower than this, the body rests."""
REST_S = 2.0
"""How slowly the rest follows the body."""
SLACK = 0.1
"""Below the first threshold by this share of the range the body is back: jitter never counts twice."""
ARRIVED = 0.85
"""The share of its own height at which a way is at its end."""
OVER = 0.42
"""Of its own height: below, a way is over; so much of the way back tells when it began."""
LEFT = 0.65
"""The share of its own height below which a stay is over."""
MEMORY_S = 3.0
"""How much of the way is remembered before it has left the rest."""
MOST_SAMPLES = 240
GROWN = 1.03
ARRIVAL_S = 0.7
"""A way that has not grown by a little for so long has arrived; what comes then is the stay."""
AGAIN = 0.6
"""Of its height: what falls lower may arrive a second time."""
KEPT = 9
"""How many ranges are remembered."""
LONG_S = 15.0
"""Something between rest and whole range for longer than this is a new rest [D]."""
SETTLED = 0.15
"""Usual ranges a second: slower than this, a way has arrived."""
BEFORE_S = 1.5
"""How much of the stay is kept before a way back."""
THERE, FLAT = 0.99, 0.12
"""A smooth reach goes through the first share of its height when this share of its time is left."""
CLEARLY_S = 0.25
STAY_S = 0.3
LEAST_STAY = 3
"""From so long and so many values on, a stay tells its own height."""
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
KEEPS = 0.8
"""Of its height: below, a stay that sinks is over (clinical.md 1)."""
QUARTER, QUARTER_AT = 0.25, 0.3594
"""A smooth reach has gone a quarter of its height at this share of its time."""
GAP_S = 0.5
"""Frames farther apart than this have unseen time between them."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a way is judged. ``number`` is its channel's.

    ``usual`` and ``least`` are ranges in the signal's unit, ``out`` and ``whole`` shares of the person's own, ``lead``
    that of a reach by which the signal is at its end before the body.
    """

    number: int
    usual: float
    least: float
    out: float
    whole: float
    least_s: float
    lead: float = 0.0

    def begin(self) -> WayState:
        """Before the first frame."""
        return WayState(range=self.least)

    def calibrated(self, state: WayState, own: float) -> None:
        """The person's own range is known from before."""
        state.range, state.own, state.reached = max(own, self.least * 0.5), True, [own]

    def learn(self, state: WayState, height: float) -> None:
        """A whole way tells the person's own range."""
        state.reached.append(height)
        del state.reached[:-KEPT]
        state.range, state.own = max(median_low(state.reached), self.least * 0.5), True

    def span(self, state: WayState) -> float:
        """The person's own range, or the usual one while that is not known."""
        return state.range if state.own else self.usual

    def step(self, state: WayState, t: float, x: float) -> Gone | None:
        """One seen value, which rises on the way out. Answers when a way is over."""
        seconds = t - state.t
        begun = state.t >= 0.0
        state.t = t
        gap = begun and seconds > GAP_S
        if gap:
            state.smooth.restart()
            state.mean.restart()
        f = state.smooth.step(x, seconds if begun else 1.0, self.usual)
        at, z = state.mean.step(t, x)
        if state.stage is Stage.UNKNOWN:
            self._settle(state, t, f)
            return None
        seen = 0.0 if gap or not begun else seconds
        state.share = share = (f - state.rest) / state.range
        if gap:
            state.gaps.append((t - seconds, t))
        if state.stage is not Stage.REST:
            return self._away(state, t, at, z, share)
        path = state.path
        path.append((at, z))
        if share > self.out and state.armed:
            self._leave(state, t, z)
        else:
            state.armed = state.armed or share < self.out - SLACK
            while at - path[0][0] > MEMORY_S:
                path.popleft()
            state.still = -self.out < share and state.smooth.quiet(QUIET)
            if state.still:
                state.rest += (f - state.rest) * min(1.0, seen / REST_S)
        return None

    @staticmethod
    def _leave(state: WayState, t: float, z: float) -> None:
        state.still = False
        # A way may have begun, and arrived, while it was not seen.
        state.gaps[:] = [(since, until) for since, until in state.gaps if until > t - MEMORY_S]
        state.stage, state.left, state.peak, state.dip = Stage.OUT, t, z, 0.0
        state.stay.clear()
        state.back.clear()
        state.stride, state.skipped = 1, 0
        state.mark, state.marked, state.low = z, t, None
        state.near = state.settled = False

    def _settle(self, state: WayState, t: float, f: float) -> None:
        """Finds the rest: the median of a still second."""
        settle = state.settle
        settle.append((t, f))
        while t - settle[0][0] > SETTLE_S:
            settle.popleft()
        if len(settle) < 4 or t - settle[0][0] < SETTLE_S * 0.8:
            return
        values = [value for _, value in settle]
        if max(values) - min(values) < STILL * self.least:
            state.rest = median(values)
            state.stage = Stage.REST
            settle.clear()

    def _away(self, state: WayState, t: float, at: float, z: float, share: float) -> Gone | None:
        height = z - state.rest
        rises = z > state.peak
        if rises:
            state.peak = z
        peak = state.peak - state.rest
        near = height >= ARRIVED * peak
        if z > state.mark:
            state.mark, state.marked = state.rest + height * GROWN, at
        if near:
            self._near(state, at, z, peak)
        else:
            state.low = z if state.low is None else min(state.low, z)
        state.back.append((at, z))
        if len(state.back) > MOST_SAMPLES:
            del state.back[1::2]
        state.near = near
        state.settled = near and state.smooth.quiet(SETTLED)
        match state.stage:
            case Stage.OUT if share >= self.whole:
                state.stage = Stage.STAY
            case Stage.STAY if height < LEFT * peak:
                state.stage = Stage.BACK
            case Stage.BACK if near:
                state.stage = Stage.STAY
        # Until the person's own range is known, and whenever a way goes beyond it, it is its own measure.
        if share * state.range < (self.out - SLACK) * max(state.range, peak) and height < OVER * peak:
            return self._over(state, t)
        if state.stage is Stage.OUT and t - state.left > LONG_S:
            self._rebase(state)
        return None

    @staticmethod
    def _stay(
        state: WayState, out: Reach | None, back: Reach | None, rest: float, height: float, t: float, lost: float
    ) -> tuple[float, float]:
        """When the stay began and ended: by the reaches, unless the stay itself was seen to be longer."""
        there = [at for at, x in state.stay if x >= rest + THERE * height] if lost < 1.0 else []
        start = out.end if out else state.left
        end = back.begin if back else there[-1] if there else t
        if there and out and start - there[0] - FLAT * (out.end - out.begin) > CLEARLY_S:
            start = there[0] + FLAT * (out.end - out.begin)
        if there and back and there[-1] - FLAT * (back.end - back.begin) - end > CLEARLY_S:
            end = there[-1] - FLAT * (back.end - back.begin)
        return start, end

    def let_go(self, state: WayState) -> float:
        """When the way back that has begun most likely began: as far before its first quarter as reaches of the
        person's length are."""
        height = self._height(state)
        line = state.rest + (1.0 - QUARTER) * height
        at = state.t
        for (t0, x0), (t1, x1) in zip(state.back, state.back[1:], strict=False):
            if x0 >= line > x1:
                at = t0 + (t1 - t0) * (x0 - line) / (x0 - x1)
        if state.backs:
            # Noise makes a reach longer, never shorter.
            length = min(median(state.backs), median(state.outs or state.backs))
        else:
            out = reach_of(list(state.path), state.rest, state.rest + height)
            length = out.end - out.begin if out else 0.0
        return at - (QUARTER_AT + self.lead) * length

    def arrived(self, state: WayState) -> float:
        """When the stay that is under way began."""
        out = reach_of(list(state.path), state.rest, state.rest + self._height(state))
        return state.t if out is None else min(state.t, out.end + self.lead * (out.end - out.begin))

    def _height(self, state: WayState) -> float:
        return median(self._top(state) or [state.peak]) - state.rest

    def _near(self, state: WayState, at: float, z: float, peak: float) -> None:
        """At the end of the way, as far as that is known: the way out grows, or the stay."""
        if state.low is not None:
            low = (state.low - state.rest) / peak
            state.dip = max(state.dip, 1.0 - low)
            if low < AGAIN:
                state.path.extend(state.back)
            state.low = None
        if at - state.marked < ARRIVAL_S:
            state.path.append((at, z))
        while len(state.path) > MOST_SAMPLES:
            state.path.popleft()
        while state.back and at - state.back[0][0] > BEFORE_S:
            del state.back[0]
        self._keep(state, at, z)

    def _rebase(self, state: WayState) -> None:
        state.rest = median([x for _, x in state.stay]) if state.stay else state.rest
        state.stage = Stage.REST

    def _keep(self, state: WayState, at: float, z: float) -> None:
        state.skipped += 1
        if state.skipped >= state.stride:
            state.skipped = 0
            state.stay.append((at, z))
            if len(state.stay) > MOST_SAMPLES:
                del state.stay[::2]
                state.stride *= 2

    @staticmethod
    def _top(state: WayState) -> list[float]:
        """The samples of the stay without those of arriving and leaving."""
        line = state.rest + 0.93 * (state.peak - state.rest)
        return [x for _, x in state.stay if x >= line] or [x for _, x in state.stay]

    def _over(self, state: WayState, t: float) -> Gone | None:
        state.stage, state.armed = Stage.REST, False
        top = self._top(state)
        last_rest = state.rest
        if not top or t - state.left < self.least_s:
            return None
        path = list(state.path)
        middle = median(top)
        out, back = reach_of(path, last_rest, middle), leave_of(state.back, last_rest, middle)
        if out and back and back.begin - out.end > STAY_S:
            stay = [x for at, x in state.stay if out.end <= at <= back.begin]
            if len(stay) >= LEAST_STAY:
                top, middle = stay, median(stay)
        if out:
            out = reach_of(path, *levels_of(path, out, last_rest, middle)) or out
        if back:
            before = [(at, x) for at, x in state.back if at <= back.end - 0.5 * back.seconds]
            _, high = levels_of([(-at, x) for at, x in before], back.turned(), last_rest, middle)
            back = leave_of(state.back, last_rest, high) or back
        height = middle - last_rest
        share = height / state.range
        doubt = median([abs(x - middle) for x in top]) / height if height > 0.0 else 1.0
        lost, full = min(1.0, (doubt / DOUBT) ** 2), share >= self.whole
        out, back = _likely(out, state.outs, lost, keep=full), _likely(back, state.backs, lost, keep=full)
        spread = median([abs(x - middle) for x in top]) * 1.4826
        start, end = self._stay(state, out, back, last_rest, height, t, lost)
        start += self.lead * (out.end - out.begin) if out else 0.0
        end -= self.lead * (back.end - back.begin) if back else 0.0
        sank = None
        if out and back and back.seconds > (1.0 + UNSURE * lost) * max(SINKS * out.seconds, SINK_S):
            sank = max([at for at, x in state.back if x >= last_rest + KEEPS * height], default=end)
            end = sank
        # Who springs straight back was never there, however late the way out looks.
        start, end = min(start, t), min(max(start, end), t)
        state.path.clear()
        return Gone(
            channel=self.number,
            left=out.begin if out else state.left,
            t=t,
            share=share,
            height=height,
            level=middle,
            error=spread / max(1.0, len(top) ** 0.5),
            full=full,
            start=start,
            end=end,
            home=back.end if back else t,
            seconds=state.seen_since(start, end),
            halt=halt_of(path, last_rest, middle),
            out_s=out.end - out.begin if out else None,
            back_s=back.end - back.begin if back else None,
            dip=state.dip,
            sank=sank,
        )


def _likely(reach: Reach | None, before: list[float], lost: float, *, keep: bool) -> Reach | None:
    """A reach whose ends are lost in noise takes about as long as the person's others; its middle is sure."""
    if reach is None:
        return None
    length = reach.seconds
    known = [*before, length]
    if keep:
        before[:] = known[-KEPT:]
    usual = median(known) if lost < LOST else median([*known, USUAL_S, USUAL_S])
    if lost < CLEAR and abs(length - usual) > UNLIKE * usual:
        return reach
    if length > (1.0 + UNSURE) * SINK_S:
        return reach
    if length > 2.0 * USUAL_S:
        usual, lost = min(usual, USUAL_S), 1.0 if lost >= CLEAR else lost
    return reach.lasting(length + (usual - length) * lost)
