"""A body that does one dose of an exercise, right or with a fault, and the truth about what it did."""

from dataclasses import dataclass
from statistics import median

from spinecoach.app.cast import Cast, Role
from spinecoach.body import Side
from spinecoach.figure.passage import Passage, Stance, alike, partway, share_at
from spinecoach.figure.proportions import Build
from spinecoach.figure.ranges import LEAST
from spinecoach.figure.truth import Held, Made, Truth
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.form import ResolvedForm, resolve_shape
from spinecoach.protocol.movement import FaultyCourse, Manner
from spinecoach.protocol.protocol import Protocol
from spinecoach.session.ease import Ease
from spinecoach.session.plan import Work
from spinecoach.session.timing import Measure, Part, Stretch, measure_form, nominal_run, visit_ends
from spinecoach.session.vocabulary import SegmentKind

LEAD_S, TAIL_S = 3.0, 2.0
"""Seconds of rest before and after: enough for a referee to find the neutral [D]."""
MOVE_S = 1.5
"""Seconds in which hands go to a spot or the body to another side [D]."""
LEAST_HOLD_S = 0.2
FULL = 0.65
"""The share of the range from which a repetition is a whole one, as the referee counts (motion.md)."""
SUNK = 0.2
"""The share of the way back at which a hold that sinks is over: four fifths are kept (clinical.md 1)."""


@dataclass(frozen=True, slots=True)
class Enactment:
    """The way of the body from the first to the last second, and the truth about it."""

    passages: tuple[Passage, ...]
    truth: Truth


def enact(
    protocol: Protocol, exercise: Exercise, work: Work, fault: str | None = None, build: Build | None = None
) -> Enactment:
    """``work`` done from its first to its last second, resting for a moment before and after.

    The ``fault`` is in every second repetition or spot, or in the only one; one that leaves out a side is there once.
    Raises ``NoMovementError``, ``NothingAlteredError``.
    """
    form = resolve_shape(exercise, work.variant, work.changes)
    measure = measure_form(protocol.timing, protocol.softening, form, work)
    return _Actor(Cast(exercise, work, fault, build or Build()), form, measure).run()


class _Actor:
    """Goes through the run and writes down where the body goes and what is true of it."""

    def __init__(self, cast: Cast, form: ResolvedForm, measure: Measure) -> None:
        self.cast, self.form, self.measure = cast, form, measure
        self.fault = cast.fault
        self.phases = {phase.id: phase for phase in form.phases}
        self.t = 0.0
        self.passages: list[Passage] = []
        self.number = 0
        self.total = measure.reps_in_all or 0
        self.reps = self.half_reps = 0
        self.holds: list[Held] = []
        self.faults: list[Made] = []
        self.reached: dict[Side | None, list[dict[str, float]]] = {}
        side, zone = measure.side_of(0), measure.zone_of(0)
        first = cast.role(side, zone, wrong=False)
        self.now = first.idle if measure.duration_s is not None else first.rest

    def run(self) -> Enactment:
        self.stay(LEAD_S)
        if self.measure.duration_s is not None:
            self.timed(self.measure.duration_s)
        else:
            for stretch in nominal_run(self.measure):
                if (
                    self.fault.one_side
                    and stretch.kind is SegmentKind.SWITCH
                    and stretch.side is not self.measure.sides[0]
                ):
                    self.made(self.t, self.t + stretch.seconds)
                    self.stay(stretch.seconds)
                    break
                self.stretch(stretch)
        self.stay(TAIL_S)
        truth = Truth(self.reps, self.half_reps, tuple(self.holds), self.rom(), tuple(self.faults))
        return Enactment(tuple(self.passages), truth)

    # ------------------------------------------------------------------ the body and the clock

    def stay(self, seconds: float) -> None:
        self.go(self.now, seconds)

    def go(self, to: Stance, seconds: float, manner: Manner = Manner.SMOOTH) -> None:
        if seconds > 0:
            self.passages.append(Passage(seconds, self.now, to, manner))
            self.t += seconds
        self.now = to

    def made(self, start: float, end: float) -> None:
        if self.cast.id is not None and end > start:
            self.faults.append(Made(self.cast.id, round(start, 3), round(end, 3)))

    def held(self, start: float, end: float, side: Side | None) -> None:
        if end - start >= LEAST_HOLD_S:
            self.holds.append(Held(round(start, 3), round(end, 3), side))

    def wrong(self, number: int, total: int) -> bool:
        """Whether the fault is made in this one of ``total``, counted from 1."""
        return self.cast.id is not None and not self.fault.one_side and (number % 2 == 0 or total == 1)

    # ------------------------------------------------------------------ the run

    def stretch(self, stretch: Stretch) -> None:
        match stretch.kind:
            case SegmentKind.REP:
                self.number += 1
                self.rep(stretch.side, stretch.zone, wrong=self.wrong(self.number, self.total))
            case SegmentKind.SWITCH:
                to = self.cast.role(stretch.side, stretch.zone, wrong=False).rest
                self.go(to, min(MOVE_S, stretch.seconds))
                self.stay(stretch.seconds - MOVE_S)
            case SegmentKind.REST:
                short = self.wrong(self.number + 1, self.total) and self.fault.rest_factor != 1.0
                seconds = stretch.seconds * (self.fault.rest_factor if short else 1.0)
                if short:
                    self.made(self.t, self.t + seconds)
                self.stay(seconds)
            case _:
                pass

    def rep(self, side: Side | None, zone: int | None, *, wrong: bool) -> None:
        role, right = (self.cast.role(side, zone, wrong=w) for w in (wrong, False))
        fault = self.fault if wrong else FaultyCourse()
        began, hold_from = self.t, self.t
        moved = astray = False
        altered: list[float] = []
        parts = self.measure.paces[Ease.PLANNED].parts
        for i, part in enumerate(parts):
            at, phase, stance = self.t, self.phases[part.phase], role.stance(part.phase)
            differs = astray
            if part.hold:
                self.held(hold_from, self.hold(part, role, fault), part.side or side)
                differs = differs or fault.hold_factor != 1.0 or fault.sinks > 0.0
            else:
                still = stance.body is self.now.body and alike(stance, self.now)
                hasty = fault.tempo if not still else fault.hold_factor if phase.hold else 1.0
                self.go(self.now if still else stance, part.seconds * hasty, fault.manner)
                hold_from = at if still and moved else self.t
                moved = moved or not still
                astray = not alike(stance, right.stance(part.phase))
                differs = differs or astray or hasty != 1.0 or fault.manner is not Manner.SMOOTH
                if phase.hold and not (i + 1 < len(parts) and parts[i + 1].hold):
                    self.held(hold_from, self.t, part.side or side)
            if differs:
                altered += [at, self.t]
        if wrong:
            self.note(began, altered)
        if fault.range_factor is not None and fault.range_factor < FULL:
            self.half_reps += 1
        else:
            self.reps += 1
            self.reached.setdefault(side, []).append(self.cast.reached(role))

    def note(self, began: float, altered: list[float]) -> None:
        """The fault of a repetition, from the first to the last part that differs."""
        if altered:
            self.made(min(altered), max(altered))
        elif self.fault.rest_factor == 1.0:
            self.made(began, self.t)

    def hold(self, part: Part, role: Role, fault: FaultyCourse) -> float:
        """Spends the seconds of a hold; answers when it was over."""
        began, seconds = self.t, part.seconds * fault.hold_factor
        if not fault.sinks:
            self.stay(seconds)
            return self.t
        self.go(partway(self.now, role.rest, fault.sinks), seconds)
        return began + seconds * _when(SUNK / fault.sinks)

    def rom(self) -> dict[str, float]:
        """The median over the whole repetitions of a side; of two sides the one that goes farther."""
        found: dict[str, float] = {}
        for reps in self.reached.values():
            for name in dict.fromkeys(name for rep in reps for name in rep):
                usual = median(rep.get(name, 0.0) for rep in reps)
                if abs(usual) >= LEAST:
                    farthest = max(found.get(name, 0.0), usual, key=abs)
                    found[name] = round(farthest, 1)
        return found

    def timed(self, duration_s: float) -> None:
        began, visit, ends = self.t + MOVE_S, 0, 0.0
        names = [spot.id for spot in self.form.spots]
        home = self.now
        visits = 0
        while visit_ends(self.form.spots, visits, duration_s) < duration_s:
            visits += 1
        while ends < duration_s:
            last, ends = ends, visit_ends(self.form.spots, visit, duration_s)
            wrong = self.wrong(visit + 1, visits + 1)
            role = self.cast.role(None, None, wrong=wrong)
            spot = role.stance(names[visit % len(names)]) if names else role.rest
            extra = MOVE_S if visit == 0 else 0.0
            at = self.t + extra
            moving = min(MOVE_S, ends - last)
            self.go(spot, moving)
            self.stay(ends - last + extra - moving)
            if wrong:
                self.made(at, self.t)
            visit += 1
        self.held(began, self.t, None)
        self.go(home, MOVE_S)


def _when(share: float) -> float:
    """The share of the time at which that share of a smooth way is gone."""
    low, high = 0.0, 1.0
    while high - low > 1e-6 and share < 1.0:
        middle = (low + high) / 2
        low, high = (middle, high) if share_at(middle, Manner.SMOOTH) < share else (low, middle)
    return high
