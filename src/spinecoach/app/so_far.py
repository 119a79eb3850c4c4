"""Everything that charts, the report and exports tell of the time so far, folded from the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spinecoach.app.practice import Practice
from spinecoach.app.progress_so_far import breaks, course_so_far, done_days
from spinecoach.app.sessions import sessions
from spinecoach.app.summary import Summary
from spinecoach.body import Region
from spinecoach.progress.adherence import (
    Attended,
    ExerciseAdherence,
    WeekAdherence,
    adherence_by_exercise,
    adherence_by_week,
    habit_series,
)
from spinecoach.progress.change import Change, pain_change
from spinecoach.progress.light import Light
from spinecoach.progress.measures import MeasureAnswer, MeasureChange, changes
from spinecoach.progress.pain import PainDay, pain_series
from spinecoach.progress.pause import Pause
from spinecoach.progress.range_of_motion import RangeChange, RangeReading, range_changes
from spinecoach.progress.step import Step


@dataclass(frozen=True, slots=True)
class SoFar:
    """Sequences have the earliest first.

    ``habit`` is 0-1 at the end of each day. ``steps`` are all changes of dose and the reasons why it stayed, ``levels``
    by code the level from a day on, ``lights`` by code that of each day, the morning after included.
    """

    today: date
    first_day: date | None
    attended: tuple[Attended, ...]
    weeks: tuple[WeekAdherence, ...]
    exercises: tuple[ExerciseAdherence, ...]
    habit_series: tuple[tuple[date, float], ...]
    pain: Mapping[Region, tuple[PainDay, ...]]
    pain_changes: Mapping[Region, Change]
    steps: tuple[Step, ...]
    levels: Mapping[str, tuple[tuple[date, int], ...]]
    lights: Mapping[str, tuple[tuple[date, Light], ...]]
    pauses: tuple[Pause, ...]
    readings: tuple[RangeReading, ...]
    ranges: Mapping[str, RangeChange]
    told: tuple[MeasureAnswer, ...]
    changes: tuple[MeasureChange, ...]

    @property
    def habit(self) -> float:
        """How strong the habit is now, 0-1."""
        return self.habit_series[-1][1] if self.habit_series else 0.0


def so_far(practice: Practice) -> SoFar:
    """Of the time up to today. Raises StoreError."""
    today, me, done = practice.clock.today(), practice.me(), sessions(practice)
    protocol, along = practice.protocol, me.along
    attended = _attended(done, practice.lengths.of([each.id for each in done]))
    days_done = frozenset(each.day for each in attended if each.done)
    pauses = breaks(done, along)
    _, steps = course_so_far(protocol, done, along, today)
    pain = pain_series(protocol, done_days(protocol, done, along), along.pain)
    told = tuple(answer for answer in along.measures if isinstance(answer, MeasureAnswer))
    measures = protocol.measures
    seen = practice.ranges.now({each.id: each.day for each in done}, measures.range.noise)
    readings = tuple(sorted((*along.readings, *seen), key=lambda reading: reading.day))
    lately = protocol.dosing.morning.lately
    return SoFar(
        today=today,
        first_day=min(days_done, default=None),
        attended=attended,
        weeks=adherence_by_week(attended, pauses, me.wishes.days, today),
        exercises=adherence_by_exercise(attended, pauses, me.wishes.days, today, tuple(protocol.exercises)),
        habit_series=habit_series(days_done, pauses, me.wishes.days, protocol.dosing.habit_days, today),
        pain=pain,
        pain_changes={r: c for r, days in pain.items() if (c := pain_change(measures.pain, r, days, lately))},
        steps=steps,
        levels=_levels(steps),
        lights=_lights(steps),
        pauses=pauses,
        readings=readings,
        ranges=range_changes(measures.range, readings),
        told=told,
        changes=changes(measures.measures, told),
    )


def _attended(done: Sequence[Summary], seconds: Mapping[str, float]) -> tuple[Attended, ...]:
    found = []
    for each in reversed(done):
        codes = tuple(dict.fromkeys(exercise.code for exercise in each.done))
        found.append(Attended(each.day, each.planned, codes, seconds.get(each.id, 0.0)))
    return tuple(sorted(found, key=lambda attended: attended.day))


def _levels(steps: Sequence[Step]) -> Mapping[str, tuple[tuple[date, int], ...]]:
    found: dict[str, list[tuple[date, int]]] = {}
    for step in steps:
        known = found.setdefault(step.code, [(step.day, step.before)])
        if known[-1][1] != step.level:
            known.append((step.day, step.level))
    return {code: tuple(levels) for code, levels in found.items()}


def _lights(steps: Sequence[Step]) -> Mapping[str, tuple[tuple[date, Light], ...]]:
    found: dict[str, list[tuple[date, Light]]] = {}
    for step in steps:
        if step.light is not None:
            found.setdefault(step.code, []).append((step.day, step.light))
    return {code: tuple(lights) for code, lights in found.items()}
