"""What must never change what the referee says: snapshots, shifts of time, sizes, mirrors; and what unseen time is."""

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from refereed import footage

from spinecoach.app.analysis import Footage, analyse
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked
from spinecoach.body import Frame, HeadPose, Landmark, Point, Side
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.referee import Referee, referee_of
from spinecoach.motion.snapshot import restore, snapshot
from spinecoach.motion.stage import Gone
from spinecoach.motion.step import step
from spinecoach.motion.way import SLACK, Way
from spinecoach.protocol.exercise import Exercise

EXERCISES = catalogue().exercises
CODES = tuple(
    code
    for code, exercise in EXERCISES.items()
    if exercise.tracking and any(count.counts for count in exercise.tracking.views[exercise.camera.view].counts)
)
"""Every exercise that a camera counts."""
some = st.sampled_from(CODES)
quick = settings(max_examples=20, deadline=None)


@cache
def recorded(code: str) -> Footage:
    return footage(Asked(EXERCISES[code], reps=2, hold_s=2.0, rest_s=3.0, fps=11.3, seed=5))[0]


def referee(exercise: Exercise, seen: Footage) -> Referee:
    assert exercise.tracking is not None
    made = referee_of(exercise.tracking, seen.view, seen.image, mirrored=seen.mirrored)
    assert made is not None
    return made


@cache
def events_of(code: str) -> tuple[MotionEvent, ...]:
    seen = recorded(code)
    return told(code, list(seen.frames))


def told(code: str, frames: list[Frame]) -> tuple[MotionEvent, ...]:
    seen = recorded(code)
    judge = referee(EXERCISES[code], seen)
    tracking = judge.begin()
    events: list[MotionEvent] = []
    for frame in frames:
        tracking, found = step(judge, tracking, frame)
        events += found
    return tuple(events)


@quick
@given(code=some, data=st.data())
def test_a_stream_goes_on_from_a_snapshot_at_any_frame(code: str, data: st.DataObject) -> None:
    frames = list(recorded(code).frames)
    at = data.draw(st.integers(0, len(frames)))
    judge = referee(EXERCISES[code], recorded(code))
    tracking = judge.begin()
    events: list[MotionEvent] = []
    for frame in frames[:at]:
        tracking, found = step(judge, tracking, frame)
        events += found
    kept = json.loads(json.dumps(snapshot(tracking)))
    tracking = restore(judge, kept)
    assert snapshot(tracking) == kept
    for frame in frames[at:]:
        tracking, found = step(judge, tracking, frame)
        events += found
    assert tuple(events) == events_of(code)


@quick
@given(code=some, shift=st.floats(0.0, 500.0))
def test_only_time_between_frames_counts(code: str, shift: float) -> None:
    later = told(code, [replace(frame, t=frame.t + shift) for frame in recorded(code).frames])
    assert [(e.kind, e.side, e.fault) for e in later] == [(e.kind, e.side, e.fault) for e in events_of(code)]
    for a, b in zip(later, events_of(code), strict=True):
        assert a.t == pytest.approx(b.t + shift, abs=1e-6)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("times", [0.4, 0.8])
def test_how_far_away_the_camera_is_changes_nothing(code: str, times: float) -> None:
    def smaller(point: Point) -> Point:
        return Point(0.5 + (point.x - 0.5) * times, 0.5 + (point.y - 0.5) * times, point.z * times, point.visibility)

    frames = [replace(frame, points=tuple(map(smaller, frame.points))) for frame in recorded(code).frames]
    assert [(e.kind, e.side) for e in told(code, frames)] == [(e.kind, e.side) for e in events_of(code)]


def other_way(frame: Frame) -> Frame:
    """The same frame in a mirror, with left and right called by their new names."""

    def twin(mark: Landmark) -> int:
        name = mark.name
        pairs = (("LEFT", "RIGHT"), ("RIGHT", "LEFT"))
        return next((Landmark[name.replace(a, b)] for a, b in pairs if a in name), mark)

    points = tuple(frame.points[twin(mark)] for mark in Landmark) if frame.points else ()
    head = frame.head
    turned = None if head is None else HeadPose(-head.yaw, head.pitch, -head.roll, head.depth_mm)
    return Frame(frame.t, tuple(Point(1.0 - p.x, p.y, p.z, p.visibility) for p in points), turned)


@pytest.mark.parametrize("code", CODES)
def test_a_mirror_changes_the_sides_and_nothing_else(code: str) -> None:
    swap = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, None: None}
    mirrored = told(code, [other_way(frame) for frame in recorded(code).frames])
    assert [(e.kind, swap[e.side]) for e in mirrored] == [(e.kind, e.side) for e in events_of(code)]


@pytest.mark.parametrize("code", CODES)
def test_a_picture_that_the_camera_has_mirrored_is_read_as_it_was(code: str) -> None:
    seen = recorded(code)
    frames = [
        replace(frame, points=tuple(Point(1.0 - p.x, p.y, p.z, p.visibility) for p in frame.points))
        for frame in seen.frames
    ]
    again = analyse(EXERCISES[code], Footage(frames, seen.image, seen.view, mirrored=True))
    assert again == analyse(EXERCISES[code], seen)


@quick
@given(code=some, at=st.tuples(st.integers(0, 10_000), st.integers(1, 60)))
@example(code="C3", at=(129, 30))
@example(code="C2", at=(161, 28))
def test_unseen_seconds_are_never_credited_and_nothing_is_forgotten(code: str, at: tuple[int, int]) -> None:
    frames = list(recorded(code).frames)
    begin, long = at[0] % len(frames), at[1]
    hidden = [Frame(frame.t, (), None) if begin <= i < begin + long else frame for i, frame in enumerate(frames)]
    seen = recorded(code)
    found = analyse(EXERCISES[code], Footage(hidden, seen.image, seen.view))
    whole = analyse(EXERCISES[code], seen)
    assert found.reps + found.half_reps <= whole.reps + whole.half_reps + 1
    assert found.seen_s + found.hidden_s == pytest.approx(whole.seen_s + whole.hidden_s, abs=0.01)
    gap = (frames[begin].t, frames[min(begin + long, len(frames) - 1)].t)
    for event in told(code, hidden):
        if event.kind is MotionKind.HOLD_MEASURED:
            assert event.start is not None
            assert event.end is not None
            assert event.seconds is not None
            covered = max(0.0, min(event.end, gap[1]) - max(event.start, gap[0]))
            if gap[1] - gap[0] > 0.5:
                assert event.seconds <= event.end - event.start - covered + 0.25


def test_nobody_and_a_body_that_stands_still_are_nothing() -> None:
    for code in CODES:
        seen = recorded(code)
        frames = list(seen.frames)
        nobody = [Frame(i / 12.0, (), None) for i in range(600)]
        still = [replace(frames[12], t=i / 12.0) for i in range(600)]
        for given_, why in ((nobody, "nobody was seen"), (still, None)):
            found = analyse(EXERCISES[code], Footage(given_, seen.image, seen.view))
            assert (found.reps, found.half_reps, found.holds, found.faults) == (0, 0, (), ())
            assert found.abstained == why


def test_jitter_round_a_threshold_counts_nothing() -> None:
    """A head that swings between 28 % and 42 % of the range crosses the first threshold many times."""
    seen = recorded("C1")
    frames = list(seen.frames)
    quiet = next(frame for frame in frames if frame.t > 1.0 and frame.head)
    assert quiet.head is not None

    def turned(i: int) -> Frame:
        yaw = 0.0 if i < 24 else -26.0 * (0.28 if i % 4 < 2 else 0.42)
        return Frame(i / 12.0, quiet.points, HeadPose(yaw, 5.0, 0.0, 0.0))

    found = analyse(EXERCISES["C1"], Footage([turned(i) for i in range(700)], seen.image, seen.view))
    assert (found.reps, found.half_reps) == (0, 0)


def ways() -> list[Way]:
    return [channel.way for code in CODES for channel in referee(EXERCISES[code], recorded(code)).channels]


def followed(way: Way, shares: list[float], home_s: float) -> list[Gone]:
    """The ways that are over when a signal rests, goes through ``shares`` of the range, and rests again."""
    state = way.begin()
    span = state.range
    values = [0.0] * (2 * FPS) + [share * span for share in shares] + [0.0] * int(home_s * FPS)
    gone = [way.step(state, i / FPS, value) for i, value in enumerate(values)]
    return [one for one in gone if one is not None]


FPS = 15
HIGHEST = 1.3
shaking = st.lists(st.floats(0, 1), min_size=FPS, max_size=8 * FPS)


@quick
@given(st.sampled_from(ways()), shaking)
def test_jitter_below_the_second_threshold_is_no_whole_way(way: Way, jitter: list[float]) -> None:
    shares = [share * (way.whole - 0.02) for share in jitter]
    assert not any(gone.full for gone in followed(way, shares, 3.0))


@quick
@given(st.sampled_from(ways()), shaking)
def test_jitter_above_the_first_threshold_is_one_way_at_most(way: Way, jitter: list[float]) -> None:
    low = (way.out - SLACK) * HIGHEST + 0.02  # a way that goes beyond the known range is its own measure
    shares = [low + share * (HIGHEST - low) for share in jitter]
    assert followed(way, shares, 0.0) == []
    assert len(followed(way, shares, 3.0)) <= 1


@quick
@given(st.sampled_from(ways()), shaking)
@example(way=ways()[0], jitter=[0.27] * 13 + [1.3, 0.27, 1.3] + [0.27] * 5)
def test_no_stay_ends_before_it_began_whatever_the_signal_does(way: Way, jitter: list[float]) -> None:
    for gone in followed(way, [share * HIGHEST for share in jitter], 3.0):
        assert gone.start <= gone.end <= gone.t
        assert gone.seconds >= 0.0


def test_how_far_a_way_slows_down_is_told_where_that_is_asked() -> None:
    up = [0.05 * n for n in range(11)]
    jerky = [
        *up,
        *([0.5] * FPS),
        *(0.5 + share for share in up),
        *([1.0] * 2 * FPS),
        *(1.0 - 2.0 * share for share in up),
    ]
    way = next(way for way in ways() if not way.halts)
    (asked,) = followed(replace(way, halts=True), jerky, 3.0)
    (unasked,) = followed(way, jerky, 3.0)
    assert asked.halt > 0.8
    assert asked == replace(unasked, halt=asked.halt)


def test_a_frame_that_is_not_later_is_passed_over() -> None:
    seen = recorded("C1")
    frames = list(seen.frames)
    twice = [frame for frame in frames for _ in range(2)]
    assert told("C1", twice) == events_of("C1")
