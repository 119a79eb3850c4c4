"""What lasts longer than a way: a fault that may come at any time, a side that is still to come, a state put away."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from handmade import BOTH, LEFT, LIMITS, Moves, frame, referee, sighted, times

from spinecoach.app.analysis import Footage, analyse
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate
from spinecoach.body import Frame, Landmark, Side
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.referee import Referee, Tracking, referee_of
from spinecoach.motion.snapshot import restore, snapshot
from spinecoach.motion.step import step
from spinecoach.motion.summary import SWITCH_S, summarise
from spinecoach.motion.way import Way
from spinecoach.protocol.tracking import Measure, Stance

ARM = Moves(((3.0, 1.2, 1.0), (6.0, 1.2, 0.0), (7.6, 1.2, 1.0), (10.5, 1.2, 0.0)))


def parts(state: Any) -> Any:
    """Everything that is put away, with its kinds: a pair is no list of two."""
    if is_dataclass(state):
        return {one.name: parts(getattr(state, one.name)) for one in fields(state) if "found_again" not in one.metadata}
    return [parts(one) for one in state] if isinstance(state, list) and state and is_dataclass(state[0]) else state


def watched(asked: Referee, until: float, lean: Moves) -> tuple[Tracking, list[MotionEvent]]:
    tracking = asked.begin()
    events: list[MotionEvent] = []
    for t in times(until, 20.0, 3):
        tracking, found = step(asked, tracking, frame(t, left=ARM(t), lean=lean(t)))
        events += found
    return tracking, events


def test_a_fault_that_may_come_at_any_time_is_told_once_however_many_ways_it_lasts() -> None:
    asked = referee(sighted(LEFT, faults=LIMITS))
    _, events = watched(asked, 20.0, Moves(((2.0, 0.6, -0.9), (12.0, 0.6, 0.0))))
    told = [(event.kind, round(event.t)) for event in events if event.fault == "wanders"]
    assert [kind for kind, _ in told] == [MotionKind.FAULT_SEEN, MotionKind.FAULT_ENDED]
    assert told[0][1] in {2, 3}
    assert told[1][1] in {12, 13}
    assert sum(event.kind is MotionKind.REP_COUNTED for event in events) == 2


@pytest.mark.parametrize("until", [2.0, 4.5, 9.0, 11.0, 16.0])
def test_a_tracking_that_was_put_away_is_the_same_to_the_last_part(until: float) -> None:
    asked = referee(sighted(BOTH, faults=LIMITS, measures=(Measure("arm_{side}", "arm", 1, 100.0, 2.0),)))
    tracking, _ = watched(asked, until, Moves(()))
    assert parts(restore(asked, snapshot(tracking))) == parts(tracking)


@pytest.mark.parametrize(("rested", "missed"), [(SWITCH_S - 0.5, False), (SWITCH_S, True), (60.0, True)])
def test_a_side_is_missed_only_after_a_rest_that_is_long_enough_for_a_change(rested: float, missed: bool) -> None:
    exercise = next(each for each in catalogue().exercises.values() if each.code == "L3")
    assert exercise.tracking is not None
    asked = referee_of(exercise.tracking, "side", (640, 480))
    assert asked is not None
    reps = [MotionEvent(t, MotionKind.REP_COUNTED, Side.LEFT, t - 3.0, t) for t in (6.0, 14.0, 22.0)]
    tracking = asked.begin()
    tracking.t = 22.0 + rested
    found = summarise(exercise, "side", tracking, reps).faults
    assert [(fault.id, fault.start, fault.end) for fault in found] == (
        [("only_one_side", 22.0, 22.0 + rested)] if missed else []
    )


@pytest.mark.parametrize(("always", "reps"), [(True, 1), (False, 2)])
def test_a_way_on_which_the_body_leaves_what_must_always_hold_is_none(always: bool, reps: int) -> None:
    asked = referee(sighted(LEFT, stances=(Stance("lean", -0.5, 0.5, always=always),)))
    # Out of bounds in the middle of the first way, and back before it ends.
    _, events = watched(asked, 14.0, Moves(((4.0, 0.3, 0.8), (5.2, 0.3, 0.0))))
    assert sum(event.kind is MotionKind.REP_COUNTED for event in events) == reps


def test_a_twitch_that_is_shorter_than_a_way_can_be_counts_nothing_however_late_it_comes() -> None:
    way = Way(0, usual=1.0, least=0.5, out=0.3, whole=0.6, least_s=0.5)
    state, gone = way.begin(), []
    twitch = Moves(((20.0, 0.1, 1.0), (20.15, 0.1, 0.0), (30.0, 1.0, 1.0), (32.0, 1.0, 0.0)))
    for n in range(36 * 50):
        found = way.step(state, n / 50.0, twitch(n / 50.0))
        gone += [found] if found else []
    assert [round(each.t) for each in gone] == [33]


def test_ways_that_are_far_too_small_bring_the_own_range_no_lower_than_half_of_the_least() -> None:
    way = Way(0, usual=1.0, least=0.5, out=0.3, whole=0.6, least_s=0.5)
    state = way.begin()
    way.learn(state, 0.28)
    assert (state.own, state.range) == (True, 0.28)
    for _ in range(3):
        way.learn(state, 0.2)
    assert state.range == 0.25


def test_where_noise_hides_the_ends_of_a_way_it_takes_what_the_persons_ways_take_and_no_less() -> None:
    way = Way(0, usual=1.0, least=0.5, out=0.3, whole=0.6, least_s=0.5)
    state, gone = way.begin(), []
    state.outs, state.backs = [1.0] * 5, [1.0] * 5
    slow = Moves(((3.0, 1.5, 1.0), (8.0, 1.5, 0.0)))
    for n in range(360):
        t = n / 30
        shaking = 0.15 if 4.6 < t < 8.0 and n // 20 % 2 else 0.0
        ended = way.step(state, t, slow(t) + shaking)
        if ended is not None:
            gone.append(ended)
    (only,) = gone
    assert only.error > 0.0
    assert only.out_s == pytest.approx(1.0)
    assert only.back_s == pytest.approx(1.0)


@pytest.mark.parametrize(("narrower", "told"), [(0.042, False), (0.08, True)])
def test_shoulders_that_the_model_lets_narrow_a_little_with_every_turn_do_not_turn_along(
    narrower: float, told: bool
) -> None:
    exercise = next(each for each in catalogue().exercises.values() if each.code == "C1")
    made = simulate(catalogue(), Asked(exercise, reps=2, noise_deg=0.0))
    frames = list(made.frames)
    farthest = max(abs(frame.head.yaw) for frame in frames if frame.head)
    # As the light model saw a rendered woman whose shoulders never turned: narrower by 0.042 of the trunk at the end of
    # a turn of some 50 degrees.
    squeezed = [
        replace(
            narrowed(frame, narrower * abs(frame.head.yaw) / farthest),
            head=frame.head._replace(yaw=0.75 * frame.head.yaw),
        )
        for frame in frames
        if frame.head
    ]
    seen = analyse(exercise, Footage(squeezed, made.camera.image, "front"))
    assert seen.reps == 2
    assert any(fault.id == "trunk_turns" for fault in seen.faults) is told


def narrowed(frame: Frame, share: float) -> Frame:
    """With shoulders narrower by that share of the trunk's length. The picture is 640 by 480 pixels."""
    points = list(frame.points)
    left, right = points[Landmark.LEFT_SHOULDER], points[Landmark.RIGHT_SHOULDER]
    hips = (points[Landmark.LEFT_HIP].y + points[Landmark.RIGHT_HIP].y) / 2
    by = share * (hips - (left.y + right.y) / 2) * 480 / 640 / 2
    points[Landmark.LEFT_SHOULDER] = left._replace(x=left.x - by if left.x > right.x else left.x + by)
    points[Landmark.RIGHT_SHOULDER] = right._replace(x=right.x + by if left.x > right.x else right.x - by)
    return replace(frame, points=tuple(points))
