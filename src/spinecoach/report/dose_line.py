"""A dose as clinicians print it: ``1 × 10, hold 5 s, daily, pain ≤ 2/10`` (clinical.md 7.1)."""

from collections.abc import Sequence

from spinecoach.protocol.exercise import Exercise
from spinecoach.session.light import GREEN
from spinecoach.session.plan import Work


def dose_line(exercise: Exercise, work: Work, lights: Sequence[str]) -> str:
    """Rounds × repetitions or time, sides, places, hold, rest, effort, how often, pain limit.

    ``lights`` is the protocol's table.
    """
    said = [f"1 × {_length(work.duration_s) if work.duration_s is not None else work.reps}"]
    if work.duration_s is None:
        if work.sides > 1:
            said[0] += " on each side"
        if work.zones > 1:
            said[0] += f" in each of {work.zones} places"
    if work.hold_s:
        said.append(f"hold {_length(work.hold_s)}")
    if work.rest_s:
        said.append(f"rest {_length(work.rest_s)}")
    if work.effort is not None:
        said.append(f"effort {work.effort}/10")
    said.append(how_often(exercise, work))
    said.append(f"pain ≤ {pain_limit(lights)}/10")
    return ", ".join(said)


def how_often(exercise: Exercise, work: Work) -> str:
    """The article's daily, or every other day where the level asks for a day between."""
    alternates = exercise.alternate_days_from_level
    return "every other day" if alternates is not None and work.level >= alternates else "daily"


def pain_limit(lights: Sequence[str]) -> int:
    """The most pain during an exercise that may still be green."""
    return max(row.rindex(GREEN) for row in lights if GREEN in row)


def _length(seconds: float) -> str:
    whole, rest = divmod(round(seconds, 1), 60)
    if not whole:
        return f"{rest:g} s"
    return f"{whole:g} min {rest:g} s" if rest else f"{whole:g} min"
