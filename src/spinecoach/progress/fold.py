"""Folds what was done into the Progress of a day (clinical.md 3.2-3.4)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from spinecoach.body import Region
from spinecoach.progress.choice import DoseChoice, Reach
from spinecoach.progress.course import BEGINNING, Course, Taken, advance, base_of, choose, regions_of, waited
from spinecoach.progress.history import DoneDay, by_day
from spinecoach.progress.pause import Pause, pause_on
from spinecoach.progress.progress import Progress
from spinecoach.progress.step import Step
from spinecoach.protocol.protocol import Protocol


def progress_of(
    protocol: Protocol,
    history: Iterable[DoneDay],
    day: date,
    opt_in: Collection[str] = frozenset(),
    *,
    choices: Iterable[DoseChoice] = (),
    pauses: Sequence[Pause] = (),
) -> Progress:
    """The Progress on ``day`` from what came up to it, in any order. ``opt_in`` may go above the article's dose."""
    always = [DoseChoice(date.min, code, Reach.BEYOND) for code in opt_in]
    course, _ = course_of(protocol, history, day, choices=[*always, *choices], pauses=pauses)
    return progress_at(protocol, course, day, pauses)


def course_of(
    protocol: Protocol,
    history: Iterable[DoneDay],
    day: date,
    *,
    choices: Iterable[DoseChoice] = (),
    pauses: Sequence[Pause] = (),
    course: Course = BEGINNING,
) -> Taken:
    """``course`` after every day and choice up to ``day``, and all steps on the way. Of a day's choices the last holds.

    A choice holds for the sessions of its own day too, whichever came first.
    """
    history = [done for done in history if done.date <= day]
    days = by_day(history)
    chosen = sorted((choice for choice in choices if choice.day <= day), key=lambda choice: choice.day)
    steps: list[Step] = []
    order = {code: place for place, code in enumerate(protocol.exercises)}
    codes = {
        done.date: tuple(sorted({item.code for item in done.items}, key=order.__getitem__))
        for done in days
        if done.items
    }
    for done in days:
        while chosen and chosen[0].day <= done.date:
            course, more = choose(protocol, course, chosen.pop(0))
            steps += more
        course, more = advance(protocol, course, done, pauses)
        steps += more
    for choice in chosen:
        course, more = choose(protocol, course, choice)
        steps += more
    sessions: dict[date, tuple[tuple[str, ...], ...]] = {}
    for done in history:
        if done.held:
            sessions[done.date] = tuple(sorted((*sessions.get(done.date, ()), done.held)))
    return replace(course, done={**course.done, **codes}, sessions={**course.sessions, **sessions}), tuple(steps)


def progress_at(protocol: Protocol, course: Course, day: date, pauses: Sequence[Pause] = ()) -> Progress:
    """What ``course`` means on ``day``."""
    course, _ = waited(protocol, course, day, pauses)
    told = timedelta(days=protocol.dosing.drift.told_days)
    return Progress(
        levels={code: rung.level for code, rung in course.rungs.items()},
        done=course.done,
        sessions=course.sessions,
        last_light=course.lights,
        base={r: base for r in Region if (m := course.mornings.get(r)) and (base := m.base) is not None},
        flare_since=course.flare_since,
        retired_until={code: r.retired_until for code, r in course.rungs.items() if r.retired_until},
        why=course.why,
        drifting=tuple(r for r in Region if r in course.drifted and day - course.drifted[r] < told),
        plateau=_plateau(protocol, course, day),
        pause=pause_on(pauses, day),
    )


def _plateau(protocol: Protocol, course: Course, day: date) -> tuple[Region, ...]:
    """Regions with an exercise that has stood at one level for long, while the pain is what it was."""
    rules = protocol.dosing.plateau
    found = set()
    for code, rung in course.rungs.items():
        name = protocol.exercises[code].complex
        base = base_of(protocol, course, name)
        stood = 0 if rung.since is None else (day - rung.since).days
        if stood < rules.days or stood % rules.days >= rules.told_days or rung.times < rules.done:
            continue
        if (
            base is not None
            and rung.pain is not None
            and base >= rules.pain_from
            and abs(base - rung.pain) < rules.change
        ):
            found.add(regions_of(protocol, name)[0])
    return tuple(region for region in Region if region in found)
