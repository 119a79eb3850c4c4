"""A referee for one view of an exercise: its signals made ready to read, and the state that a stream leaves behind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spinecoach.body import HeadPose, Point, Side
from spinecoach.motion.head import HeadState, head_filler
from spinecoach.motion.sight import Facing, Lens, Spot, front_sign, side_sign
from spinecoach.motion.signals import Reader, reader_of
from spinecoach.motion.stage import Gone, WayState
from spinecoach.motion.way import Way
from spinecoach.protocol.movement import View
from spinecoach.protocol.parse_signal import sided
from spinecoach.protocol.tracking import (
    Against,
    Beyond,
    Count,
    FaultRule,
    Head,
    Lapse,
    Measure,
    Mistimed,
    Moment,
    Sighted,
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
    ending: str
    """Of the names of its side's signals."""
    read: Reader
    sign: float
    way: Way


@dataclass(frozen=True, slots=True)
class Limit:
    """A fault told by a signal."""

    fault: FaultRule
    rule: Beyond
    always: bool
    """Whether it holds in rest too."""
    at_end: bool
    """Whether it is looked at only at the end of a way."""
    own: bool
    """Whether it is compared with the person's own ways before, else with rest, or with ``zero``."""
    zero: bool


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
    spots: Callable[[Sequence[Point]], list[Spot]]
    sign: Callable[[Sequence[Spot]], float]
    fill: Callable[[HeadState, Sequence[Spot], HeadPose | None, float], HeadPose] | None
    channels: tuple[Channel, ...]
    bounds: tuple[Bound, ...]
    reads: tuple[tuple[str, Reader], ...]
    """What faults and ranges of motion need, by name; a sided signal once for each side."""
    sided: frozenset[str]
    limits: tuple[Limit, ...]
    lapses: tuple[tuple[FaultRule, Mistimed], ...]
    measures: tuple[Measure, ...]
    silent: bool
    """Whether nothing counts, so that faults belong to the ways that are only followed."""

    def begin(self) -> "Tracking":
        """The state before the first frame."""
        return Tracking(
            ways=[channel.way.begin() for channel in self.channels],
            rests={name: Level() for name, _ in self.reads},
            limits=[Excess() for _ in self.limits],
            samples=[[] for _ in self.measures],
            stances=[Level() for _ in self.bounds],
        )


@dataclass(slots=True)
class Level:
    """A signal smoothed, and its rest."""

    value: float = 0.0
    rest: float = 0.0
    rested: float = 0.0
    """Seconds from which the rest is known, at most as many as are remembered."""
    known: bool = False
    seen: bool = False
    """Whether this frame showed it."""


@dataclass(slots=True)
class Excess:
    """How long a limit has been passed on this way; ``own`` are the ends of ways before, ``now`` of this one."""

    since: float | None = None
    last: float = 0.0
    over_s: float = 0.0
    told: bool = False
    own: list[float] = field(default_factory=list)
    now: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Expected:
    """What the session asks for now; None where nobody says."""

    side: str | None = None
    hold_s: float | None = None
    rest_s: float | None = None
    work: bool = True
    """Whether what is done counts: in a question, a rest or while getting ready nothing is judged."""


@dataclass(slots=True)
class Tracking:
    """What a stream has left behind; plain values alone, so that ``snapshot`` is a value."""

    ways: list[WayState]
    rests: dict[str, Level]
    limits: list[Excess]
    samples: list[list[tuple[float, float, float]]]
    """Of each measure: seconds, height of the way, and the signal less its rest."""
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
    looked_s: float = 0.0
    """Seconds since the position was looked at."""
    void: bool = False
    """Whether the way under way broke a stance that must always hold."""
    group: list[Gone] = field(default_factory=list, metadata={"of": Gone})
    """Ways that are over while another of the same repetition is not."""
    waits: list[Gone] = field(default_factory=list, metadata={"of": Gone})
    """The way of a paired repetition that waits for the other side."""
    held: list[float] = field(default_factory=list)
    """Seconds of the last holds."""
    rested: list[float] = field(default_factory=list)
    rest_since: float | None = None
    holding: int = -1
    """Number of the channel whose hold is told live, or -1."""
    credited: float = 0.0
    doubted: float = 0.0
    """Seconds of the hold in which it may have been let go already; credited when it was not."""
    progress: float = 0.0


def referee_of(rules: Rules, view: str, image: tuple[int, int], *, mirrored: bool = False) -> Referee | None:
    """The referee for pictures of ``image`` pixels seen from ``view``; None where the exercise has no such view."""
    sighted = rules.views.get(view)
    if sighted is None:
        return None
    lens = Lens(float(image[0]), float(image[1]), mirrored)
    channels = tuple(_channels(sighted, lens))
    limits = tuple(_limit(fault, fault.rule) for fault in sighted.faults if isinstance(fault.rule, Beyond))
    lapses = tuple((fault, fault.rule) for fault in sighted.faults if isinstance(fault.rule, Mistimed))
    names = sorted({limit.rule.signal for limit in limits} | {measure.signal for measure in sighted.measures})
    sides = frozenset(name for name in names if sided(sighted.signals[name]))
    reads = [(name, reader_of(sighted.signals[name], lens)) for name in names if name not in sides]
    for name in sorted(sides):
        reads += [(f"{name}.{side}", reader_of(sighted.signals[name], lens, side)) for side in BOTH]
    bounds = tuple(Bound(reader_of(sighted.signals[s.signal], lens), s.low, s.high, s.always) for s in sighted.stances)
    heads = any(isinstance(signal, Head) for signal in sighted.signals.values())
    sign = side_sign(lens) if view == View.SIDE else front_sign(lens)
    fill = head_filler(lens) if heads else None
    return Referee(
        sighted,
        lens.reader(),
        sign,
        fill,
        channels,
        bounds,
        tuple(reads),
        sides,
        limits,
        lapses,
        sighted.measures,
        not any(count.counts for count in sighted.counts),
    )


def _limit(fault: FaultRule, rule: Beyond) -> Limit:
    own = rule.against is Against.OWN
    at_end = own or rule.moment is Moment.STAY
    return Limit(fault, rule, rule.moment is Moment.ALWAYS, at_end, own, rule.against is Against.ZERO)


def _channels(sighted: Sighted, lens: Lens) -> list[Channel]:
    found: list[Channel] = []
    out, whole = sighted.phases
    halts = any(isinstance(fault.rule, Mistimed) and fault.rule.lapse is Lapse.JERKY for fault in sighted.faults)
    for number, count in enumerate(sighted.counts):
        signal = sighted.signals[count.signal]
        sign = -1.0 if count.way is Direction.FALLS else 1.0
        for side in BOTH if count.each else (None,):
            told = count.side if side is None else side if count.named else None
            way = Way(len(found), count.range, count.least, out, whole, sighted.least_phase_s, count.lead, halts)
            ending = f".{side}" if side else ""
            found.append(Channel(count, number, side, told, ending, reader_of(signal, lens, side), sign, way))
    return found
