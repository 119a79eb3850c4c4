"""How far somebody has come, from the sessions in the record and what was told on the mornings after."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from spinecoach.app.summary import DoneExercise, Summary
from spinecoach.body import Region
from spinecoach.progress.fold import progress_of
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.progress import Progress
from spinecoach.protocol.protocol import Protocol

Mornings = Mapping[date, Mapping[Region, int]]
"""What was told first on each day."""


def progress_so_far(protocol: Protocol, summaries: Sequence[Summary], mornings: Mornings, day: date) -> Progress:
    """The Progress on ``day``."""
    return progress_of(protocol, done_days(protocol, summaries, mornings), day)


def done_days(protocol: Protocol, summaries: Sequence[Summary], mornings: Mornings) -> tuple[DoneDay, ...]:
    """One entry a session, with the pain of the morning after it; exercises that the programme lost are left out."""
    return tuple(
        DoneDay(
            date=summary.day,
            items=tuple(_item(each) for each in summary.exercises if _counts(protocol, each)),
            next_morning=mornings.get(summary.day + timedelta(days=1), {}),
        )
        for summary in summaries
    )


def _counts(protocol: Protocol, exercise: DoneExercise) -> bool:
    known = protocol.exercises.get(exercise.code)
    return known is not None and exercise.level in known.levels and exercise.anything


def _item(exercise: DoneExercise) -> DoneItem:
    return DoneItem(
        code=exercise.code,
        level=exercise.level,
        reps_done=exercise.reps_done,
        pain_before=exercise.pain_before,
        pain_worst=exercise.pain_worst,
        effort=exercise.effort,
    )
