"""A summary of events made by hand."""

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Side
from spinecoach.figure.truth import Held
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.referee import referee_of
from spinecoach.motion.stage import Stage
from spinecoach.motion.summary import WEIGHTS, Summary, summarise


def summed(events: list[MotionEvent], seen_s: float = 30.0, hidden_s: float = 10.0) -> Summary:
    """Of head turns seen from the front."""
    exercise = next(each for each in catalogue().exercises.values() if each.code == "C1")
    assert exercise.tracking is not None
    asked = referee_of(exercise.tracking, "front", (640, 480))
    assert asked is not None
    tracking = asked.begin()
    tracking.t, tracking.seen_s, tracking.hidden_s = 40.0, seen_s, hidden_s
    return summarise(exercise, "front", tracking, events)


def ranged(key: str | None, value: float | None, side: Side | None) -> MotionEvent:
    return MotionEvent(5.0, MotionKind.RANGE_MEASURED, side, 3.0, 5.0, key=key, value=value, error=3.0)


def test_a_range_is_the_middle_of_its_side_and_of_two_sides_the_farther_one() -> None:
    events = [
        *(ranged("turn", value, Side.LEFT) for value in (50.04, 61.26, 58.0)),
        *(ranged("turn", value, Side.RIGHT) for value in (-70.0, -64.0)),
        *(ranged("nod", value, None) for value in (20.0, 22.14)),
    ]
    assert summed(events).rom_deg == {"turn": -67.0, "nod": 21.1}


def test_what_has_no_name_no_value_or_is_next_to_nothing_is_no_range() -> None:
    events = [ranged(None, 50.0, None), ranged("turn", None, None), ranged("nod", 0.2, None)]
    assert summed(events).rom_deg == {}


def test_holds_come_in_their_order_with_their_sides_and_repetitions_apart_from_halves() -> None:
    events = [
        MotionEvent(20.0, MotionKind.HOLD_MEASURED, Side.RIGHT, 15.00049, 18.0, 3.0),
        MotionEvent(10.0, MotionKind.HOLD_MEASURED, Side.LEFT, 5.0, 8.2506, 3.25),
        MotionEvent(10.0, MotionKind.REP_COUNTED, None, 4.0, 10.0),
        MotionEvent(20.0, MotionKind.HALF_REP_COUNTED, None, 14.0, 20.0),
        MotionEvent(30.0, MotionKind.REP_COUNTED, None, 24.0, 30.0),
    ]
    found = summed(events)
    assert found.holds == (Held(5.0, 8.251, Side.LEFT), Held(15.0, 18.0, Side.RIGHT))
    assert (found.reps, found.half_reps) == (2, 1)


@pytest.mark.parametrize(("seen_s", "hidden_s"), [(30.0, 10.0), (40.0, 0.0), (0.0, 0.0)])
def test_seconds_are_told_and_nothing_is_sure_that_was_never_in_position(seen_s: float, hidden_s: float) -> None:
    found = summed([], seen_s, hidden_s)
    assert (found.seen_s, found.hidden_s, found.confidence) == (seen_s, hidden_s, 0.0)
    assert found.abstained == ("nobody was seen in the starting position" if seen_s else "nobody was seen")


def sighted_views() -> list[tuple[str, str]]:
    """Every exercise's code with every view from which it is counted."""
    return [
        (exercise.code, view)
        for exercise in catalogue().exercises.values()
        if exercise.tracking is not None
        for view, sighted in exercise.tracking.views.items()
        if sighted.counts
    ]


@pytest.mark.parametrize(("code", "view"), sighted_views())
def test_how_sure_it_is_goes_by_what_the_view_is_trusted_and_by_the_seconds_seen(code: str, view: str) -> None:
    exercise = next(each for each in catalogue().exercises.values() if each.code == code)
    assert exercise.tracking is not None
    asked = referee_of(exercise.tracking, view, (640, 480))
    assert asked is not None
    tracking = asked.begin()
    tracking.t, tracking.seen_s, tracking.hidden_s = 40.0, 30.0, 10.0
    for way in tracking.ways:
        way.stage = Stage.REST
    trust = {"front": exercise.camera.front, "side": exercise.camera.side}[view]
    found = summarise(exercise, view, tracking, [MotionEvent(1.0, MotionKind.IN_POSITION)])
    assert (found.abstained, found.confidence) == (None, round(WEIGHTS[trust] * 0.75, 3))


def test_some_exercise_is_trusted_more_from_one_view_than_from_the_other() -> None:
    codes = [code for code, _ in sighted_views()]
    cameras = [each.camera for each in catalogue().exercises.values() if each.code in codes]
    assert any(camera.front is not camera.side for camera in cameras)
