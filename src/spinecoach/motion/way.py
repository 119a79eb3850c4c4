"""Follows one way out and back: from rest out, staying, back, by two thresholds of the person's own range.

While the signal is not seen nothing moves on; unseen seconds are credited to no stay.
"""

from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from statistics import median, median_low

from spinecoach.motion.filters import Mean, Smooth
from spinecoach.motion.reach import leave_of, reach_of

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
LEFT = 0.65
"""The share of its own height below which a stay is over."""
MEMORY_S = 3.0
"""How much of the way is remembered before it has left the rest."""
MOST_SAMPLES = 240
KEPT = 9
"""How many ranges are remembered."""
LONG_S = 15.0
"""Something between rest and whole range for longer than this is a new rest [D]."""
SINK_S = 0.85
"""From nine tenths of the height to a half: longer is no return but a stay that sinks [D]."""
GAP_S = 0.5
"""Frames farther apart than this have unseen time between them."""


class Stage(IntEnum):
    """Where the body is on its way."""

    UNKNOWN = 0
    REST = 1
    OUT = 2
    STAY = 3
    BACK = 4


@dataclass(frozen=True, slots=True)
class Gone:
    """A way that is over. ``share`` is its height in the person's range, ``height`` in the signal's unit.

    ``start`` and ``end`` of the stay, ``seconds`` the seen ones of it; ``rough`` how far from smooth the way out was,
    ``out_s`` and ``back_s`` its seconds (None where they were not seen whole), ``rested_s`` the rest before it,
    ``dip`` how far it sprang back before the end of the way out, ``sank`` when the stay had lost a fifth.
    """

    left: float
    t: float
    share: float
    height: float
    error: float
    full: bool
    start: float
    end: float
    seconds: float
    rough: float
    out_s: float | None
    back_s: float | None
    rested_s: float | None
    dip: float
    sank: float | None


@dataclass(slots=True)
class WayState:
    """State of one way; plain values only."""

    stage: Stage = Stage.UNKNOWN
    rest: float = 0.0
    range: float = 0.0
    own: bool = False
    """Whether the range is the person's own."""
    reached: list[float] = field(default_factory=list)
    smooth: Smooth = field(default_factory=Smooth)
    mean: Mean = field(default_factory=Mean)
    settle: deque[tuple[float, float]] = field(default_factory=deque)
    path: deque[tuple[float, float]] = field(default_factory=deque)
    back: list[tuple[float, float]] = field(default_factory=list)
    stay: list[float] = field(default_factory=list)
    stride: int = 1
    skipped: int = 0
    t: float = -1.0
    share: float = 0.0
    left: float = 0.0
    peak: float = 0.0
    dip: float = 0.0
    still: bool = False
    """Whether the body rests, and its rest is followed."""
    gaps: list[tuple[float, float]] = field(default_factory=list)
    """Unseen stretches of this way."""
    near: bool = False
    """Whether the last height was at the end of the way."""
    stay_since: float | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How a way is judged. ``usual`` and ``least`` ranges in the signal's unit, ``out`` and ``whole`` shares."""

    usual: float
    least: float
    out: float
    whole: float
    least_s: float

    def begin(self) -> WayState:
        """Before the first frame."""
        return WayState(range=self.least)

    def calibrated(self, state: WayState, own: float) -> None:
        """The person's own range is known from before."""
        state.range, state.own, state.reached = max(own, self.least * 0.5), True, [own]

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
        if state.stage is not Stage.REST:
            if gap:
                state.gaps.append((t - seconds, t))
            return self._away(state, t, at, z, share)
        path = state.path
        path.append((at, z))
        if share > self.out:
            self._leave(state, t, z)
        else:
            while at - path[0][0] > MEMORY_S:
                path.popleft()
            state.still = -self.out < share and state.smooth.quiet(QUIET)
            if state.still:
                state.rest += (f - state.rest) * min(1.0, seen / REST_S)
        return None

    @staticmethod
    def _leave(state: WayState, t: float, z: float) -> None:
        state.still = False
        state.gaps.clear()
        state.stage, state.left, state.peak, state.dip = Stage.OUT, t, z, 0.0
        state.stay.clear()
        state.back.clear()
        state.stride, state.skipped = 1, 0
        state.near, state.stay_since = False, None

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
        if rises or not (near and state.near):
            state.path.append((at, z))
            if len(state.path) > MOST_SAMPLES:
                del state.path[1]
        state.near = near
        if near:
            if len(state.back) > 1:
                lowest = min(x for _, x in state.back) - state.rest
                state.dip = max(state.dip, 1.0 - lowest / peak)
            state.back[:] = [(at, z)]
            self._keep(state, z)
        else:
            state.back.append((at, z))
            if len(state.back) > MOST_SAMPLES:
                del state.back[1::2]
        match state.stage:
            case Stage.OUT if share >= self.whole:
                state.stage, state.stay_since = Stage.STAY, t
            case Stage.STAY if height < LEFT * peak:
                state.stage = Stage.BACK
            case Stage.BACK if near:
                state.stage = Stage.STAY
        if share < self.out - SLACK:
            return self._over(state, t)
        if state.stage is Stage.OUT and t - state.left > LONG_S:
            self._rebase(state)
        return None

    def _rebase(self, state: WayState) -> None:
        state.rest = median(state.stay) if state.stay else state.rest
        state.stage = Stage.REST

    def _keep(self, state: WayState, z: float) -> None:
        state.skipped += 1
        if state.skipped >= state.stride:
            state.skipped = 0
            state.stay.append(z)
            if len(state.stay) > MOST_SAMPLES:
                del state.stay[::2]
                state.stride *= 2

    @staticmethod
    def _top(state: WayState) -> list[float]:
        """The samples of the stay without those of arriving and leaving."""
        line = state.rest + 0.93 * (state.peak - state.rest)
        return [x for x in state.stay if x >= line] or state.stay

    def _over(self, state: WayState, t: float) -> Gone | None:
        state.stage = Stage.REST
        top = self._top(state)
        last_rest = state.rest
        if not top or t - state.left < self.least_s:
            return None
        middle = median(top)
        height = middle - last_rest
        share = height / state.range
        spread = median([abs(x - middle) for x in top]) * 1.4826
        out = reach_of(list(state.path), last_rest, middle)
        back = leave_of(state.back, last_rest, middle)
        start = out.end if out else state.left
        end = back.begin if back else state.back[0][0] if state.back else t
        sank = self._sank(state.back, last_rest, height)
        if sank is not None:
            end = sank
        full = share >= self.whole
        if full:
            state.reached.append(height)
            del state.reached[:-KEPT]
            state.range, state.own = max(median_low(state.reached), self.least * 0.5), True
        state.path.clear()
        return Gone(
            left=out.begin if out else state.left,
            t=t,
            share=share,
            height=height,
            error=spread / max(1.0, len(top) ** 0.5),
            full=full,
            start=start,
            end=end,
            seconds=end - start - sum([max(0.0, min(b, end) - max(a, start)) for a, b in state.gaps]),
            rough=out.rough if out else 0.0,
            out_s=out.end - out.begin if out else None,
            back_s=back.end - back.begin if back else None,
            rested_s=None,
            dip=state.dip,
            sank=sank,
        )

    @staticmethod
    def _sank(back: list[tuple[float, float]], rest: float, height: float) -> float | None:
        """When four fifths were lost slowly: from nine tenths to a half in more time than any return takes."""
        fell: dict[float, float] = {}
        for at, z in back:
            for level in (0.9, 0.8, 0.5):
                if level not in fell and z < rest + level * height:
                    fell[level] = at
        if 0.5 not in fell or fell[0.5] - fell[0.9] < SINK_S:
            return None
        return fell[0.8]
