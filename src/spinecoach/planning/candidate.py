"""An exercise that may stand in today's plan, at each level of its form that the minutes could hold."""

from dataclasses import dataclass

from spinecoach.planning.judge import ordered_level, works_of
from spinecoach.planning.today import Today
from spinecoach.planning.work import seconds_of
from spinecoach.protocol.exercise import Complex, Exercise, Kind, Place, Position
from spinecoach.protocol.form import resolve_shape
from spinecoach.screening.clearance import ClearedExercise
from spinecoach.session.plan import Reason, Work

KINDS = (Kind.MASSAGE, Kind.MOBILITY, Kind.ISOMETRIC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """``works`` go from the gentlest to the one for today, each no longer than the minutes; ``ms`` their lengths."""

    exercise: Exercise
    ordered: int
    gentlest: Work
    """Also where it is too long for the minutes."""
    works: tuple[Work, ...]
    ms: tuple[int, ...]
    least_ms: int
    """Of the shortest, also where it is too long for the minutes."""
    positions: tuple[Position, ...]
    reasons: tuple[Reason, ...]
    """Why it is done in this form."""

    @property
    def briefest(self) -> int:
        """The index of the shortest work."""
        return self.ms.index(min(self.ms))


def candidate_of(today: Today, cleared: ClearedExercise) -> Candidate:
    """``works`` is empty when even the shortest is longer than the minutes."""
    exercise = today.protocol.exercises[cleared.code]
    ordered, reasons = ordered_level(today, exercise)
    works = works_of(today, cleared, ordered)
    timed = [(work, round(seconds_of(today.protocol, work) * 1000)) for work in works]
    fitting = [(work, ms) for work, ms in timed if ms <= today.wishes.minutes * 60_000]
    form = resolve_shape(exercise, works[0].variant, works[0].changes)
    return Candidate(
        exercise=exercise,
        ordered=ordered,
        gentlest=works[0],
        works=tuple(work for work, _ in fitting),
        ms=tuple(ms for _, ms in fitting),
        least_ms=min(ms for _, ms in timed),
        positions=form.positions,
        reasons=reasons,
    )


def plan_order(today: Today, candidate: Candidate) -> tuple[int, ...]:
    """Massage, mobility, isometrics; the floor last; positions together; then the article's order."""
    exercise = candidate.exercise
    return (
        list(Place).index(exercise.place),
        KINDS.index(exercise.kind),
        list(Position).index(candidate.positions[0]),
        list(Complex).index(exercise.complex),
        list(today.protocol.exercises).index(exercise.code),
    )
