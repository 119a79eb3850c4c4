"""How long a work takes: the one place where seconds are added up, for the plan and for the session alike."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spinecoach.body import Side
from spinecoach.protocol.exercise import Phase, Position, Spot
from spinecoach.protocol.form import ResolvedForm, resolve_shape
from spinecoach.protocol.protocol import Protocol, Softening, Timing
from spinecoach.session.ease import Ease, effort_at, hold_at, range_at, tempo_at
from spinecoach.session.plan import Work
from spinecoach.session.vocabulary import EventKind, SegmentKind

SIT_AFTER_LYING = "sit_30_s_after_lying"
"""The ordered change that adds ``sit_up_s`` after an exercise done lying."""


def ms(seconds: float) -> float:
    """Seconds to the millisecond. Everything that is added up is rounded first, so that sums agree everywhere."""
    return round(float(seconds), 3)


def lies_after(positions: Sequence[Position], before: bool | None) -> bool:
    """Whether the body lies in an exercise of these positions: as it did before where both ways will do.

    ``before``: whether it lay in the exercise before; None at the start, where the first position is taken.
    """
    both = Position.LYING in positions and len(positions) > 1
    if both and before is not None:
        return before
    return bool(positions) and positions[0] is Position.LYING if both else Position.LYING in positions


def moves(before: bool | None, positions: Sequence[Position]) -> bool:
    """Whether the body has to get up or to lie down for an exercise of these positions."""
    return before is not None and lies_after(positions, before) is not before


def set_up_s(timing: Timing, *, moved: bool) -> float:
    """Seconds to get ready; longer where the body gets up from the floor, or down to it."""
    return ms(max(timing.get_ready_s, timing.change_position_s) if moved else timing.get_ready_s)


TOO_SOON = 0.4
"""[D] A repetition of which less than this is done is not counted, so a tap and the pace never count one twice."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one repetition: a phase, or the hold after it."""

    phase: str
    offset: float
    seconds: float
    side: Side | None
    hold: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of one repetition at which a fact is stored; ``seconds`` is a hold's full time."""

    offset: float
    kind: EventKind
    side: Side | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Pace:
    """One repetition at one ease: its parts, its moments, its seconds. Timed works have no parts."""

    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    seconds: float
    hold_s: float
    tempo: float
    range_factor: float
    effort: int | None

    @property
    def counts_from(self) -> float:
        """Seconds from which on a tap counts the repetition."""
        return ms(TOO_SOON * self.seconds)


@dataclass(frozen=True, slots=True)
class Measure:
    """Everything of a work that takes time. ``sides`` in the order in which they are done, left first."""

    reps: int | None
    sides: tuple[Side | None, ...]
    zones: int
    paces: tuple[Pace, Pace, Pace]
    """By ease: as planned, smoother, softened."""
    spots: tuple[Spot, ...]
    duration_s: float | None
    rest_s: float
    get_ready_s: float
    switch_s: float
    zone_move_s: float
    sit_up_s: float

    @property
    def sets(self) -> int:
        """How many runs of repetitions there are: one for each side and zone."""
        return len(self.sides) * self.zones

    @property
    def reps_in_all(self) -> int | None:
        """Repetitions over all sides and zones."""
        return None if self.reps is None else self.reps * self.sets

    def side_of(self, index: int) -> Side | None:
        """The side of a set; all zones of one side come before the other side."""
        return self.sides[index // self.zones]

    def zone_of(self, index: int) -> int | None:
        """The zone of a set, from 0; None where there is one place only."""
        return index % self.zones if self.zones > 1 else None

    def gap_before(self, index: int) -> float:
        """Seconds between the set before ``index`` and this one: the roller moves, or the sides change."""
        return self.switch_s if index % self.zones == 0 else self.zone_move_s


@dataclass(frozen=True, slots=True)
class Stretch:
    """One piece of the nominal run, as its segment will show it. ``rep`` counts from 1."""

    kind: SegmentKind
    seconds: float
    side: Side | None = None
    zone: int | None = None
    rep: int | None = None


def measure(protocol: Protocol, work: Work, *, moved: bool = False) -> Measure:
    """What ``work`` takes. Raises ValueError when it has neither repetitions nor a duration.

    ``moved``: the body gets up or lies down for it.
    """
    form = resolve_shape(protocol.exercises[work.code], work.variant, work.changes)
    return measure_form(protocol.timing, protocol.softening, form, work, moved=moved)


def measure_form(
    timing: Timing, softening: Softening, form: ResolvedForm, work: Work, *, moved: bool = False
) -> Measure:
    """As ``measure``, of a form that is already resolved."""
    timed = work.duration_s is not None
    if not timed and not work.reps:
        raise ValueError(f"{work.code}: found neither reps nor duration_s; right would be one of them above 0")
    lying = Position.LYING in form.positions and SIT_AFTER_LYING in work.changes
    paces = tuple(_pace(() if timed else form.phases, work, softening, ease) for ease in Ease)
    return Measure(
        reps=None if timed else work.reps,
        sides=(Side.LEFT, Side.RIGHT) if work.sides > 1 and not timed else (None,),
        zones=1 if timed else work.zones,
        paces=(paces[0], paces[1], paces[2]),
        spots=form.spots,
        duration_s=None if work.duration_s is None else ms(work.duration_s),
        rest_s=ms(work.rest_s),
        get_ready_s=set_up_s(timing, moved=moved),
        switch_s=ms(max(timing.switch_s, work.rest_s)),
        zone_move_s=ms(timing.zone_move_s),
        sit_up_s=ms(timing.sit_up_s) if lying else 0.0,
    )


def nominal_run(it: Measure) -> Iterator[Stretch]:
    """The undisturbed run, piece by piece, as the session plays it."""
    yield Stretch(SegmentKind.GET_READY, it.get_ready_s)
    if it.duration_s is not None:
        begins, visit = 0.0, 0
        while begins < it.duration_s:
            ends = visit_ends(it.spots, visit, it.duration_s)
            yield Stretch(SegmentKind.TIMED, ms(ends - begins))
            begins, visit = ends, visit + 1
    for index in range(it.sets if it.reps else 0):
        side, zone = it.side_of(index), it.zone_of(index)
        if index:
            yield Stretch(SegmentKind.SWITCH, it.gap_before(index), side, zone)
        for rep in range(1, (it.reps or 0) + 1):
            if rep > 1 and it.rest_s:
                yield Stretch(SegmentKind.REST, it.rest_s, side, zone)
            yield Stretch(SegmentKind.REP, it.paces[Ease.PLANNED].seconds, side, zone, rep)
    if it.sit_up_s:
        yield Stretch(SegmentKind.REST, it.sit_up_s)


def visit_at(spots: tuple[Spot, ...], seconds: float) -> int:
    """Which visit of a spot it is after ``seconds`` of a timed work, counted from 0 over all rounds."""
    visit = 0
    while spots and seconds >= visit_ends(spots, visit, math.inf):
        visit += 1
    return visit


def visit_ends(spots: tuple[Spot, ...], visit: int, duration_s: float) -> float:
    """The second of a timed work at which a visit ends. The spots are gone round till the time is over."""
    if not spots:
        return duration_s
    rounds, rest = divmod(visit + 1, len(spots))
    return ms(min(duration_s, rounds * sum(s.seconds for s in spots) + sum(s.seconds for s in spots[:rest])))


def seconds_of(it: Measure) -> float:
    """Seconds of the nominal run."""
    return ms(math.fsum(stretch.seconds for stretch in nominal_run(it)))


def item_seconds(protocol: Protocol, work: Work, *, moved: bool = False) -> float:
    """Seconds that ``work`` takes with get-ready, rests and changes of side, every question answered at once.

    ``moved``: the body gets up or lies down for it.
    """
    return seconds_of(measure(protocol, work, moved=moved))


def plan_seconds(protocol: Protocol, works: Iterable[Work]) -> tuple[float, ...]:
    """The seconds of each of a plan's works, in their order: who gets up or lies down between two has time for it."""
    found, lies = list[float](), None
    for work in works:
        positions = resolve_shape(protocol.exercises[work.code], work.variant, work.changes).positions
        found.append(item_seconds(protocol, work, moved=moves(lies, positions)))
        lies = lies_after(positions, lies)
    return tuple(found)


def _pace(phases: tuple[Phase, ...], work: Work, softening: Softening, ease: Ease) -> Pace:
    tempo = work.tempo * tempo_at(ease, softening)
    hold_s = ms(work.hold_s * hold_at(ease, softening))
    parts: list[Part] = []
    marks: list[Mark] = []
    offset = 0.0
    for phase in phases:
        seconds = ms(phase.seconds * tempo)
        parts.append(Part(phase.id, offset, seconds, phase.side, hold=False))
        offset = ms(offset + seconds)
        if phase.hold and hold_s > 0:
            parts.append(Part(phase.id, offset, hold_s, phase.side, hold=True))
            marks.append(Mark(offset, EventKind.HOLD_STARTED, phase.side, None))
            offset = ms(offset + hold_s)
            marks.append(Mark(offset, EventKind.HOLD_ENDED, phase.side, hold_s))
    marks.append(Mark(offset, EventKind.REP_COUNTED, None, None))
    return Pace(
        tuple(parts),
        tuple(marks),
        offset,
        hold_s,
        tempo,
        work.range_factor * range_at(ease, softening),
        effort_at(ease, softening, work.effort),
    )
