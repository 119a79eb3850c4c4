"""What the types of a plan cannot say: numbers that the programme knows, and names that it has."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from spinecoach.planning.wishes import LEAST_MINUTES, MOST_MINUTES
from spinecoach.protocol.changes import CHANGES
from spinecoach.protocol.exercise import Dose, Exercise
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.clearance import Outcome
from spinecoach.session.plan import DayPlan, Work
from spinecoach.wire.errors import WireError, shown

MINUTES = (LEAST_MINUTES, MOST_MINUTES)
SECONDS = (0, 3600)
TEMPO = (0.1, 10)


class Wrong(NamedTuple):
    """A place, what was found there, what would be right."""

    place: str
    found: object
    right: str


def check(plan: DayPlan, where: str, protocol: Protocol) -> None:
    """Raises WireError for the first thing that is wrong."""
    for wrong in (*_plan(plan, protocol), *_items(plan, protocol)):
        raise WireError(where, wrong.place, shown(wrong.found), wrong.right)


def _plan(plan: DayPlan, protocol: Protocol) -> Iterator[Wrong]:
    yield from _within("minutes", plan.minutes, *MINUTES)
    yield from _within("seconds", plan.seconds, 0, MINUTES[1] * 60)
    if plan.outcome not in list(Outcome):
        yield Wrong("outcome", plan.outcome, _one_of(Outcome))
    for region, pain in plan.pain.items():
        yield from _within(f"pain.{region}", pain, 0, 10)
    for at, left in enumerate(plan.left_out):
        if left.code not in protocol.exercises:
            yield Wrong(f"left_out[{at}].code", left.code, _one_of(protocol.exercises))


def _items(plan: DayPlan, protocol: Protocol) -> Iterator[Wrong]:
    for at, item in enumerate(plan.items):
        yield from _work(f"items[{at}]", item.work, protocol)
        yield from _within(f"items[{at}].seconds", item.seconds, *SECONDS)
        for number, link in enumerate(item.if_it_hurts):
            yield from _work(f"items[{at}].if_it_hurts[{number}]", link, protocol)


def _work(place: str, work: Work, protocol: Protocol) -> Iterator[Wrong]:
    exercise = protocol.exercises.get(work.code)
    if exercise is None:
        yield Wrong(f"{place}.code", work.code, _one_of(protocol.exercises))
        return
    variants = sorted({dose.variant for dose in exercise.levels.values()})
    if work.variant not in variants:
        yield Wrong(f"{place}.variant", work.variant, _one_of(variants))
    if work.level not in exercise.levels:
        yield Wrong(f"{place}.level", work.level, _one_of(map(str, sorted(exercise.levels))))
    if (work.reps is None) == (work.duration_s is None):
        found = "neither" if work.reps is None else "both"
        yield Wrong(place, found, "either reps or duration_s")
    yield from _known(f"{place}.reps", work.reps, 1, exercise, lambda dose: dose.reps)
    yield from _known(f"{place}.duration_s", work.duration_s, 1, exercise, lambda dose: dose.duration_s)
    yield from _known(f"{place}.hold_s", work.hold_s, 0, exercise, lambda dose: dose.hold_s)
    if work.effort is not None:
        # A file may name an effort where the programme asks for none.
        known = max((dose.effort for dose in exercise.levels.values() if dose.effort is not None), default=10)
        yield from _within(f"{place}.effort", work.effort, 0, known)
    yield from _known(f"{place}.zones", work.zones, 1, exercise, lambda dose: dose.zones)
    yield from _within(f"{place}.rest_s", work.rest_s, 0, 300)
    yield from _within(f"{place}.tempo", work.tempo, *TEMPO)
    yield from _within(f"{place}.range_factor", work.range_factor, 0, 1)
    if work.sides != exercise.sides:
        yield Wrong(f"{place}.sides", work.sides, str(exercise.sides))
    for at, change in enumerate(work.changes):
        if change.partition(":")[0] not in CHANGES:
            yield Wrong(f"{place}.changes[{at}]", change, _one_of(CHANGES))


def _known(
    place: str, value: float | None, low: float, exercise: Exercise, of: Callable[[Dose], float | None]
) -> Iterator[Wrong]:
    """At most what some level of the exercise has; null where none has any."""
    if value is None:
        return
    most = max((most for dose in exercise.levels.values() if (most := of(dose)) is not None), default=None)
    if most is None:
        yield Wrong(place, _as_written(value), f"null, for no level of {exercise.code} has any")
    else:
        yield from _within(place, value, low, most)


def _within(place: str, value: float, low: float, high: float) -> Iterator[Wrong]:
    if not low <= value <= high:
        whole = "a whole number" if isinstance(value, int) else "a number"
        yield Wrong(place, _as_written(value), f"{whole} from {low:g} to {high:g}")


def _as_written(value: float) -> float:
    """As it stood in the file."""
    return int(value) if value == int(value) else value


def _one_of(words: object) -> str:
    return f"one of {', '.join(words)}"  # type: ignore[arg-type]
