"""A referee counts its own exercise: it watches all others that are done in its view and posture, and counts none."""

from functools import cache

import pytest
from refereed import footage

from spinecoach.app.analysis import Footage, analyse
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.movement import View

EXERCISES = list(catalogue().exercises.values())
SEEDS = (2, 9)


def counts(exercise: Exercise, view: View) -> bool:
    rules = exercise.tracking.views.get(view) if exercise.tracking else None
    return rules is not None and any(count.counts for count in rules.counts)


@cache
def done(code: str, view: View, seed: int) -> Footage:
    exercise = catalogue().exercises[code]
    timed = any(dose.duration_s is not None for dose in exercise.levels.values())
    hold_s, rest_s = (None, None) if timed else (2.0, 4.0)
    asked = Asked(exercise, view=view, seed=seed, reps=1 if timed else 2, hold_s=hold_s, rest_s=rest_s, fps=15.0)
    made = footage(asked)[0]
    return Footage(list(made.frames), made.image, made.view)


WATCHED = [
    (watcher.code, other.code, view)
    for watcher in EXERCISES
    for other in EXERCISES
    for view in View
    if watcher is not other and counts(watcher, view) and set(watcher.positions) & set(other.positions)
    if other.tracking and view in other.tracking.views
]


@pytest.mark.parametrize(
    ("watcher", "other", "view"), WATCHED, ids=[f"{a}-watching-{b}-{view}" for a, b, view in WATCHED]
)
def test_no_repetition_is_counted_of_another_exercise(watcher: str, other: str, view: View) -> None:
    assert [analyse(catalogue().exercises[watcher], done(other, view, seed)).reps for seed in SEEDS] == [0, 0]
