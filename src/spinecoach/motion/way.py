"""Follows one way out and back: from rest out, staying, back, by two thresholds of the person's own range.

While the signal is not seen nothing moves on; unseen seconds are credited to no stay.
"""

from dataclasses import dataclass
from statistics import median, median_low

from spinecoach.motion.ending import KEPT, gone_of, outward_of, top_of
from spinecoach.motion.middle import middle_of
from spinecoach.motion.reach import reach_of
from spinecoach.motion.stage import BACK, OUT, REST, STAY, UNKNOWN, Gone, WayState

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
LONG_S = 15.0
"""Something between rest and whole range for longer than this is a new rest [D]."""
SETTLED = 0.15
"""Usual ranges a second: slower than this, a way has arrived."""
BEFORE_S = 1.5
"""How much of the stay is kept before a way back."""
QUARTER, QUARTER_AT = 0.25, 0.3594
"""A smooth reach has gone a quarter of its height at this share of its time."""
GAP_S = 0.5
"""Frames farther apart than this have unseen time between them."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a way is judged. ``number`` is its channel's.

    ``usual`` and ``least`` are ranges in the signal's unit, ``out`` and ``whole`` shares of the person's own, ``lead``
    that of a reach by which the signal is at its end before the body. ``halts`` is whether it is asked how far a way
    slows down on its way.
    """

    number: int
    usual: float
    least: float
    out: float
    whole: float
    least_s: float
    lead: float = 0.0
    halts: bool = False

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
        if state.stage is UNKNOWN:
            self._settle(state, t, f)
            return None
        seen = 0.0 if gap or not begun else seconds
        state.share = share = (f - state.rest) / state.range
        if gap:
            state.gaps.append((t - seconds, t))
        if state.stage is not REST:
            return self._away(state, t, at, z, share)
        path = state.path
        path.add(at, z)
        if share > self.out and state.armed:
            self._leave(state, t, z)
        else:
            state.armed = state.armed or share < self.out - SLACK
            path.forget(at, MEMORY_S)
            state.still = -self.out < share and state.smooth.quiet(QUIET)
            if state.still:
                state.rest += (f - state.rest) * min(1.0, seen / REST_S)
        return None

    @staticmethod
    def _leave(state: WayState, t: float, z: float) -> None:
        state.still = False
        # A way may have begun, and arrived, while it was not seen.
        state.gaps[:] = [(since, until) for since, until in state.gaps if until > t - MEMORY_S]
        state.stage, state.left, state.peak, state.dip = OUT, t, z, 0.0
        state.stay.clear()
        state.back.clear()
        state.stride, state.skipped = 1, 0
        state.mark, state.marked, state.low = z, t, None
        state.near = state.settled = False
        state.outward = None

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
            state.stage = REST
            settle.clear()

    def _away(self, state: WayState, t: float, at: float, z: float, share: float) -> Gone | None:
        height = z - state.rest
        rises = z > state.peak
        if rises:
            state.peak, state.outward = z, None
        peak = state.peak - state.rest
        near = height >= ARRIVED * peak
        if z > state.mark:
            state.mark, state.marked = state.rest + height * GROWN, at
        if near:
            self._near(state, at, z, peak)
        else:
            state.low = z if state.low is None else min(state.low, z)
        state.back.add(at, z)
        if len(state.back.times) > MOST_SAMPLES:
            state.back.drop(slice(1, None, 2))
        state.near = near
        state.settled = near and state.smooth.quiet(SETTLED)
        self._advance(state, share, height, peak)
        # Until the person's own range is known, and whenever a way goes beyond it, it is its own measure.
        if share * state.range < (self.out - SLACK) * max(state.range, peak) and height < OVER * peak:
            return self._over(state, t)
        if state.stage is OUT and t - state.left > LONG_S:
            self._rebase(state)
        return None

    def _advance(self, state: WayState, share: float, height: float, peak: float) -> None:
        stage = state.stage
        if stage is OUT:
            if share >= self.whole:
                state.stage = STAY
        elif stage is STAY:
            if height < LEFT * peak:
                state.stage = BACK
        elif state.near:
            state.stage, state.outward = STAY, None
        elif state.outward is None and state.stay.times:
            state.outward = outward_of(state)

    def let_go(self, state: WayState) -> float:
        """When the way back that has begun most likely began: as far before its first quarter as reaches of the
        person's length are."""
        height = self._height(state)
        line = state.rest + (1.0 - QUARTER) * height
        at = state.t
        times, heights = state.back.times, state.back.heights
        for i in range(len(heights) - 1, 0, -1):
            if heights[i - 1] >= line > heights[i]:
                at = times[i - 1] + (times[i] - times[i - 1]) * (heights[i - 1] - line) / (heights[i - 1] - heights[i])
                break
        if state.backs:
            # Noise makes a reach longer, never shorter.
            length = min(median(state.backs), median(state.outs or state.backs))
        else:
            out = reach_of(state.path, state.rest, state.rest + height)
            length = out.end - out.begin if out else 0.0
        return at - (QUARTER_AT + self.lead) * length

    def arrived(self, state: WayState) -> float:
        """When the stay that is under way began."""
        out = reach_of(state.path, state.rest, state.rest + self._height(state))
        return state.t if out is None else min(state.t, out.end + self.lead * (out.end - out.begin))

    def _height(self, state: WayState) -> float:
        return middle_of(top_of(state) or [state.peak]) - state.rest

    def _near(self, state: WayState, at: float, z: float, peak: float) -> None:
        """At the end of the way, as far as that is known: the way out grows, or the stay."""
        if state.low is not None:
            low = (state.low - state.rest) / peak
            state.dip = max(state.dip, 1.0 - low)
            if low < AGAIN:
                state.path.put(state.back)
            state.low = None
        if at - state.marked < ARRIVAL_S:
            state.path.add(at, z)
        if len(state.path.times) > MOST_SAMPLES:
            state.path.drop(slice(len(state.path.times) - MOST_SAMPLES))
        state.back.forget(at, BEFORE_S)
        self._keep(state, at, z)

    def _rebase(self, state: WayState) -> None:
        state.rest = median(state.stay.heights) if state.stay.heights else state.rest
        state.stage = REST

    def _keep(self, state: WayState, at: float, z: float) -> None:
        state.skipped += 1
        if state.skipped >= state.stride:
            state.skipped = 0
            state.stay.add(at, z)
            if len(state.stay.times) > MOST_SAMPLES:
                state.stay.drop(slice(None, None, 2))
                state.stride *= 2

    def _over(self, state: WayState, t: float) -> Gone | None:
        state.stage, state.armed = REST, False
        if not state.stay.times or t - state.left < self.least_s:
            return None
        gone = gone_of(state, t, self.number, self.whole, self.lead, halts=self.halts)
        state.path.clear()
        return gone
