"""Where a body is on a way out and back, what is remembered of it, and what is told once it is over."""

from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum

from spinecoach.motion.filters import Mean, Smooth
from spinecoach.motion.reach import Reach
from spinecoach.motion.trace import Trace


class Stage(IntEnum):
    """Where the body is on its way."""

    UNKNOWN = 0
    REST = 1
    OUT = 2
    STAY = 3
    BACK = 4


UNKNOWN, REST, OUT, STAY, BACK = Stage
"""By names of their own: to look up a member of an enumeration costs ten times as much, which tells in every frame."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A way that is over. ``channel`` is its number.

    ``share`` is its height in the person's range, ``height`` in the signal's unit, ``level`` where it ended. ``start``
    and ``end`` of the stay, ``seconds`` the seen ones of it; ``home`` when it was back. ``halt`` is how far the way out
    slowed down on its way, ``dip`` how far it sprang back from its end; ``out_s`` and ``back_s`` its seconds (None
    where they were not seen whole), ``sank`` when the stay had lost a fifth.
    """

    channel: int
    left: float
    t: float
    share: float
    height: float
    level: float
    error: float
    full: bool
    start: float
    end: float
    home: float
    seconds: float
    halt: float
    out_s: float | None
    back_s: float | None
    dip: float
    sank: float | None


@dataclass(frozen=True, slots=True)
class Outward:
    """What is known of a way out and of its stay once the way back has begun: found then, not only when it is over.

    ``top`` are the heights of the stay in rising order, ``middle`` is their median; ``first`` the reach up to it,
    ``before`` and ``after`` the levels right before and after that, and ``told`` the reach between them; None where
    they are not seen.
    """

    top: list[float]
    middle: float
    first: Reach | None
    before: float | None
    after: float | None
    told: Reach | None


@dataclass(slots=True)
class WayState:
    """State of one way; plain values only."""

    stage: Stage = UNKNOWN
    rest: float = 0.0
    range: float = 0.0
    own: bool = False
    """Whether the range is the person's own."""
    reached: list[float] = field(default_factory=list)
    smooth: Smooth = field(default_factory=Smooth)
    mean: Mean = field(default_factory=Mean)
    outs: list[float] = field(default_factory=list)
    backs: list[float] = field(default_factory=list)
    """Seconds of the last ways out and back."""
    outward: Outward | None = field(default=None, metadata={"found_again": True})
    """Of the way back under way."""
    settle: deque[tuple[float, float]] = field(default_factory=deque)
    path: Trace = field(default_factory=Trace)
    back: Trace = field(default_factory=Trace)
    stay: Trace = field(default_factory=Trace)
    stride: int = 1
    skipped: int = 0
    t: float = -1.0
    share: float = 0.0
    left: float = 0.0
    peak: float = 0.0
    dip: float = 0.0
    low: float | None = None
    """The lowest height since it was at the end of the way, while it is not."""
    still: bool = False
    """Whether the body rests, and its rest is followed."""
    gaps: list[tuple[float, float]] = field(default_factory=list)
    """Unseen stretches of this way."""
    mark: float = 0.0
    marked: float = 0.0
    """The last height that went clearly beyond the one before, and when."""
    near: bool = False
    """Whether the last height was at the end of the way."""
    settled: bool = False
    """Whether it has arrived and stays there."""
    armed: bool = True
    """Whether it was near its rest since the last way, so that another may begin."""

    def seen_since(self, since: float, t: float) -> float:
        """Seconds from ``since`` to ``t`` in which this way was seen."""
        return t - since - sum([max(0.0, min(b, t) - max(a, since)) for a, b in self.gaps])
