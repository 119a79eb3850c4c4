"""How far somebody has come, from the sessions in the record and what was told along the way."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from spinecoach.app.along import Along
from spinecoach.app.summary import DoneExercise, Summary
from spinecoach.body import Region
from spinecoach.progress.choice import Reach
from spinecoach.progress.course import Course, regions_of
from spinecoach.progress.fold import course_of, progress_at
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.pause import Pause, ended_by
from spinecoach.progress.progress import Progress
from spinecoach.progress.step import Step
from spinecoach.protocol.exercise import Complex
from spinecoach.protocol.protocol import Protocol

DAY = timedelta(days=1)


def progress_so_far(protocol: Protocol, summaries: Sequence[Summary], along: Along, day: date) -> Progress:
    """The Progress on ``day``."""
    course, _ = course_so_far(protocol, summaries, along, day)
    return progress_at(protocol, course, day, breaks(summaries, along))


def course_so_far(
    protocol: Protocol, summaries: Sequence[Summary], along: Along, day: date
) -> tuple[Course, tuple[Step, ...]]:
    """Where every exercise stands after the sessions up to ``day``, and every step on the way."""
    return course_of(
        protocol,
        done_days(protocol, summaries, along),
        day,
        choices=[choice for choice in along.choices if choice.code in protocol.exercises],
        pauses=breaks(summaries, along),
    )


def breaks(summaries: Sequence[Summary], along: Along) -> tuple[Pause, ...]:
    """The breaks; each ends with the first session after its first day."""
    return ended_by(along.pauses, {each.day for each in summaries if each.done}) if along.pauses else ()


def beyond(protocol: Protocol, along: Along) -> frozenset[str]:
    """The exercises that may go above the article's dose: by choice, or because they are to stay up there."""
    found = set()
    for code, exercise in protocol.exercises.items():
        choice = along.choice_of(code)
        if choice is not None and (
            choice.reach is Reach.BEYOND or (choice.level is not None and choice.level > exercise.article_levels[1])
        ):
            found.add(code)
    return frozenset(found)


def done_days(
    protocol: Protocol, summaries: Sequence[Summary], along: Along, *, after: date = date.min
) -> tuple[DoneDay, ...]:
    """One entry a session, with the pain of the morning after it, and one for each morning after a day without any.

    Those after the day ``after``. Exercises that the programme lost are left out. A complex of which no region was
    told that morning is an open answer.
    """
    days = [_done_day(protocol, summary, along) for summary in summaries if summary.day > after]
    met = {day.date for day in days}
    told = sorted(day for day in {*along.early, *along.mornings} if (day - DAY > after) and day - DAY not in met)
    return (*days, *(DoneDay(day - DAY, (), along.morning_of(day)) for day in told))


def regions_met(protocol: Protocol, done: Collection[str], came_for: Sequence[Region]) -> tuple[Region, ...]:
    """The regions that these exercises matter to: those the person came for, and one of each complex; else all."""
    regions = list(came_for)
    for name in _complexes(protocol, done):
        own = regions_of(protocol, name)
        if not set(own) & set(regions):
            regions.append(own[0])
    return tuple(region for region in Region if region in regions) or tuple(Region)


def _done_day(protocol: Protocol, summary: Summary, along: Along) -> DoneDay:
    morning = along.morning_of(summary.day + DAY)
    items = tuple(_item(each) for each in summary.exercises if _counts(protocol, each))
    told = set(morning)
    untold = [regions_of(protocol, name) for name in _complexes(protocol, {item.code for item in items})]
    unanswered = tuple(region for own in untold if told and not told & set(own) for region in own)
    planned = tuple(code for n, code in enumerate(summary.planned) if n not in summary.rested)
    return DoneDay(summary.day, items, morning, unanswered, planned)


def _complexes(protocol: Protocol, codes: Collection[str]) -> Iterator[Complex]:
    done = {protocol.exercises[code].complex for code in codes if code in protocol.exercises}
    return (name for name in Complex if name in done)


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
        softened=exercise.softened,
        stands_for=exercise.stands_for,
    )
