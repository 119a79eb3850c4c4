"""A hold is told while it lasts, and credited with the seconds in which it was held, not with those of letting go."""

import pytest
from refereed import told_live

from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked
from spinecoach.figure.truth import Truth
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.protocol.exercise import Exercise

HOLD_S = 3.0
HELD = [
    exercise
    for exercise in catalogue().exercises.values()
    if exercise.tracking and any(count.hold for count in exercise.tracking.views[exercise.camera.view].counts)
    if all(dose.duration_s is None for dose in exercise.levels.values())
]


def told(exercise: Exercise) -> tuple[Truth, list[MotionEvent]]:
    return told_live(Asked(exercise, reps=2, hold_s=HOLD_S, rest_s=3.0, fps=20.0, seed=12))


@pytest.mark.parametrize("exercise", HELD, ids=[exercise.code for exercise in HELD])
def test_a_hold_told_live_is_as_long_as_it_was(exercise: Exercise) -> None:
    truth, events = told(exercise)
    ended = [event.seconds for event in events if event.kind is MotionKind.HOLD_ENDED]
    true = [hold.end - hold.start for hold in truth.holds]
    assert ended == pytest.approx(true, abs=0.6)


@pytest.mark.parametrize("exercise", HELD, ids=[exercise.code for exercise in HELD])
def test_letting_go_adds_little_to_a_hold(exercise: Exercise) -> None:
    truth, events = told(exercise)
    for hold in truth.holds:
        within = [
            event.seconds or 0.0
            for event in events
            if event.kind is MotionKind.HOLD_PROGRESS and hold.start <= event.t <= hold.end + 1.0
        ]
        assert within == sorted(within)
        assert 0.5 * (hold.end - hold.start) < max(within) <= hold.end - hold.start + 0.8
