"""A referee for one view of an exercise: its signals made ready to read, and the state that a stream leaves behind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from spinecoach.body import HeadPose, Point, Side
from spinecoach.motion.head import HeadState, head_filler
from spinecoach.motion.sight import Facing, Lens, front_sign, side_sign
from spinecoach.motion.signals import Reader, reader_of
from spinecoach.motion.way import Gone, Way, WayState
from spinecoach.protocol.movement import View
from spinecoach.protocol.parse_signal import sided
from spinecoach.protocol.tracking import (
    Beyond,
    Count,
    FaultRule,
    Head,
    Measure,
    Mistimed,
    Sighted,
    Signal,
)
from spinecoach.protocol.tracking import (
    Tracking as Rules,
)
from spinecoach.protocol.tracking import (
    Way as Direction,
)

BOTH = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Channel:
    """One way that is followed: of one side where both are watched."""

    count: Count
    number: int
    """Of the count in the file, from 0."""
    side: Side | None
    """Whose signal it is; None where the signal has no side."""
    told: Side | None
    """The side to report."""
    read: Reader
    sign: float
    way: Way


@dataclass(frozen=True, slots=True)
class Watched:
    """A signal that is compared with its own rest: for each side, or once."""

    readers: Mapping[Side | None, Reader]


@dataclass(frozen=True, slots=True)
class Limit:
    """A fault told by a signal."""

    fault: FaultRule
    rule: Beyond
    watched: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A stance made ready."""

    read: Reader
    low: float
    high: float
    always: bool


@dataclass(frozen=True, slots=True)
class Referee:
    """Everything of a stream that does not change. Made once by ``referee_of``."""

    view: Sighted
    lens: Lens
    sign: Callable[[Sequence[Point]], float]
    fill: Callable[[HeadState, Sequence[Point], HeadPose | None, float], HeadPose | None] | None
    channels: tuple[Channel, ...]
    bounds: tuple[Bound, ...]
    watched: Mapping[str, Watched]
    limits: tuple[Limit, ...]
    lapses: tuple[tuple[FaultRule, Mistimed], ...]
    measures: tuple[Measure, ...]

    def begin(self) -> "Tracking":
        """The state before the first frame."""
        return Tracking(
            ways=[channel.way.begin() for channel in self.channels],
            rests={f"{name}.{side}": Level() for name, w in self.watched.items() for side in w.readers},
            limits=[Excess() for _ in self.limits],
            samples=[[] for _ in self.measures],
            stances=[Level() for _ in self.bounds],
        )


@dataclass(slots=True)
class Level:
    """A signal smoothed, and its rest."""

    value: float = 0.0
    rest: float = 0.0
    known: bool = False
    seen: bool = False
    """Whether this frame showed it."""


@dataclass(slots=True)
class Excess:
    """How long a limit has been passed on this way."""

    since: float | None = None
    last: float = 0.0
    over_s: float = 0.0
    told: bool = False


@dataclass(slots=True)
class Expected:
    """What the session asks for now; None where nobody says."""

    side: Side | None = None
    hold_s: float | None = None
    rest_s: float | None = None


@dataclass(slots=True)
class Tracking:
    """What a stream has left behind; plain values alone, so that ``snapshot`` is a value."""

    ways: list[WayState]
    rests: dict[str, Level]
    limits: list[Excess]
    samples: list[list[tuple[float, float]]]
    stances: list[Level]
    head: HeadState = field(default_factory=HeadState)
    facing: Facing = field(default_factory=Facing)
    expected: Expected = field(default_factory=Expected)
    t: float = -1.0
    seen_s: float = 0.0
    hidden_s: float = 0.0
    there: bool = False
    there_s: float = 0.0
    gone_s: float = 0.0
    placed: bool = False
    placed_s: float = 0.0
    void: bool = False
    """Whether the way under way broke a stance that must always hold."""
    halves: list[Gone] = field(default_factory=list)
    """Ways of a paired repetition that wait for the other side, with ``half_sides``."""
    half_sides: list[str] = field(default_factory=list)
    holds: list[float] = field(default_factory=list)
    """Seconds of the last holds."""
    rested: list[float] = field(default_factory=list)
    rest_since: float | None = None
    credited: float = 0.0
    progress: float = 0.0
    holding: int = -1
    """Number of the channel whose hold is told live, or -1."""


def referee_of(rules: Rules, view: str, image: tuple[int, int], *, mirrored: bool = False) -> Referee | None:
    """The referee for pictures of ``image`` pixels seen from ``view``; None where the exercise has no such view."""
    sighted = rules.views.get(view)
    if sighted is None:
        return None
    lens = Lens(float(image[0]), float(image[1]), mirrored)
    channels = tuple(_channels(sighted, lens))
    limits = tuple(
        Limit(fault, fault.rule, fault.rule.signal) for fault in sighted.faults if isinstance(fault.rule, Beyond)
    )
    lapses = tuple((fault, fault.rule) for fault in sighted.faults if isinstance(fault.rule, Mistimed))
    names = {limit.watched for limit in limits} | {measure.signal for measure in sighted.measures}
    watched = {name: _watched(sighted.signals[name], lens) for name in sorted(names)}
    bounds = tuple(Bound(reader_of(sighted.signals[s.signal], lens), s.low, s.high, s.always) for s in sighted.stances)
    heads = any(isinstance(signal, Head) for signal in sighted.signals.values())
    return Referee(
        sighted,
        lens,
        side_sign(lens) if view == View.SIDE else front_sign(lens),
        head_filler(lens) if heads else None,
        channels,
        bounds,
        watched,
        limits,
        lapses,
        sighted.measures,
    )


def _channels(sighted: Sighted, lens: Lens) -> list[Channel]:
    found = []
    out, whole = sighted.phases
    for number, count in enumerate(sighted.counts):
        signal = sighted.signals[count.signal]
        way = Way(count.range, count.least, out, whole, sighted.least_phase_s)
        sign = -1.0 if count.way is Direction.FALLS else 1.0
        for side in BOTH if count.each else (None,):
            told = count.side if side is None else side if count.named else None
            found.append(Channel(count, number, side, told, reader_of(signal, lens, side), sign, way))
    return found


def _watched(signal: Signal, lens: Lens) -> Watched:
    sides: tuple[Side | None, ...] = BOTH if sided(signal) else (None,)
    return Watched({side: reader_of(signal, lens, side) for side in sides})
