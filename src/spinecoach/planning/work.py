"""Makes a Work from a permission: the dose of a level inside the limits that screening ordered."""

from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.form import resolve_shape
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.clearance import ClearedExercise
from spinecoach.session.plan import Work
from spinecoach.session.timing import item_seconds


def make_work(protocol: Protocol, cleared: ClearedExercise, level: int) -> Work:
    """The only way to a Work. Holds and effort are cut to the limits, rests grow, slow is a tempo."""
    exercise, limits = protocol.exercises[cleared.code], cleared.limits
    dose = exercise.levels[level]
    hold = dose.hold_s if limits.hold_s_max is None else min(dose.hold_s, limits.hold_s_max)
    effort = dose.effort if dose.effort is None or limits.effort_max is None else min(dose.effort, limits.effort_max)
    return Work(
        code=cleared.code,
        variant=dose.variant,
        level=level,
        reps=dose.reps,
        hold_s=hold,
        rest_s=dose.rest_s * limits.rest_factor,
        effort=effort,
        sides=exercise.sides,
        zones=dose.zones,
        duration_s=dose.duration_s,
        changes=limits.names,
        tempo=protocol.planning.slow_tempo if limits.slow else 1.0,
        range_factor=limits.range_factor,
    )


def seconds_of(protocol: Protocol, work: Work) -> float:
    """What the session takes for it."""
    return item_seconds(protocol, work)


def lacking(exercise: Exercise, work: Work, things: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """What this form needs and is not at hand: all of these, each any of its members."""
    needs = resolve_shape(exercise, work.variant, work.changes).needs
    return tuple(tuple(need) for need in needs if not set(need) & things)
