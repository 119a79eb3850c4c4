"""Baked tracks say what the figure says: at every moment, for every form, side and zone."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach import figure
from spinecoach.app.catalogue import catalogue
from spinecoach.body import Side
from spinecoach.figure.circling import circling
from spinecoach.figure.course import keys_of
from spinecoach.figure.numbers import FRAMES, POINTS, UNIT, WAYS, Sample, aligned, numbers, turn_of
from spinecoach.figure.pose import eased, posed
from spinecoach.figure.stage import moments
from spinecoach.figure.tracks import SHARES, STEPS, Tracks, bake
from spinecoach.figure.vector import UPRIGHT, Axes, turned
from spinecoach.protocol.exercise import Exercise, Variant

EXERCISES = catalogue().exercises
FORMS = [
    (exercise, form, changes)
    for exercise in EXERCISES.values()
    for form, changes in [
        *((variant.value, ()) for variant in Variant),
        *(("standard", (name,)) for name in exercise.text["en"] if name not in list(Variant)),
    ]
]
NAMES = [f"{e.code}-{form}{''.join('-' + c for c in changes)}" for e, form, changes in FORMS]


def played(tracks: Tracks, phase: str, fraction: float) -> Sample:
    """What the page does: ease the time, go straight from sample to sample."""
    samples = next(way.samples for way in tracks.phases if way.id == phase)
    at = eased(fraction) * (len(samples) - 1)
    low = min(int(at), max(0, len(samples) - 2))
    after = samples[min(low + 1, len(samples) - 1)]
    values = list(tracks.start)
    for place, a, b in zip(tracks.moving, samples[low], after, strict=True):
        values[place] = round(a + (b - a) * (at - low))
    return tuple(values)


def places(sample: Sample) -> dict[str, tuple[int, ...]]:
    """Where every frame and point is."""
    frames = {name: sample[i * 7 : i * 7 + 3] for i, name in enumerate(FRAMES)}
    first = len(FRAMES) * 7
    return frames | {name: sample[first + i * 3 : first + i * 3 + 3] for i, name in enumerate(POINTS)}


def strays(name: str) -> float:
    """Metres. An elbow snaps round its arc in the moment in which its arm gets straight."""
    return 0.013 if name.startswith("elbow") else 0.003


@pytest.mark.parametrize(("exercise", "form", "changes"), FORMS, ids=NAMES)
def test_what_is_played_strays_by_millimetres_from_the_pose(
    exercise: Exercise, form: str, changes: tuple[str, ...]
) -> None:
    keys = keys_of(exercise, form, changes)
    for side in Side if exercise.sides == 2 else (None,):
        for zone in range(len(keys.zones)) or (None,):
            tracks = bake(exercise, form, changes, side, zone)
            assert [way.id for way in tracks.phases] == list(keys.order)
            for phase in keys.order:
                for fraction in (0.0, 0.23, 0.5, 0.61, 1.0):
                    right = places(numbers(posed(keys, phase, fraction, side, zone)))
                    for name, place in places(played(tracks, phase, fraction)).items():
                        assert math.dist(place, right[name]) <= strays(name) * UNIT, name


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_each_way_begins_where_the_one_before_has_ended_and_the_last_leads_home(exercise: Exercise) -> None:
    tracks = bake(exercise)
    start = tuple(tracks.start[place] for place in tracks.moving)
    ways = [way.samples for way in tracks.phases] + ([tracks.home] if tracks.home else [])
    ends = [start, *(way[-1] for way in ways)]
    assert [way[0] for way in ways] == ends[:-1]
    assert ends[-1] == start


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_only_numbers_that_move_are_listed(exercise: Exercise) -> None:
    tracks = bake(exercise)
    assert len(tracks.start) == len(FRAMES) * 7 + (len(POINTS) + len(WAYS)) * 3
    ways = (*(way.samples for way in tracks.phases), *(way.circle for way in tracks.phases), tracks.home)
    every = [sample for way in ways for sample in way]
    for n, place in enumerate(tracks.moving):
        assert {sample[n] for sample in every} != {tracks.start[place]}
    for way in tracks.phases:
        assert len(way.samples) in (1, STEPS + 1)


def test_hands_of_a_massage_go_round_in_small_circles_on_their_spot_and_nothing_else_moves() -> None:
    found = set()
    for code, exercise in EXERCISES.items():
        keys = keys_of(exercise, "standard")
        for phase in keys.order:
            round_ = list(circling(keys, phase, None, None))
            if not round_:
                continue
            found.add(code)
            rests = posed(keys, phase)
            assert round_[0] == round_[-1]
            for pose in round_:
                assert (pose.spine, pose.legs) == (rests.spine, rests.legs)
                for side in Side:
                    assert math.dist(pose.arms[side].wrist, rests.arms[side].wrist) <= 2 * 0.008 + 1e-9
                    assert math.dist(pose.arms[side].elbow, pose.arms[side].wrist) == pytest.approx(
                        math.dist(rests.arms[side].elbow, rests.arms[side].wrist)
                    )
            widest = max(math.dist(pose.arms[Side.LEFT].wrist, rests.arms[Side.LEFT].wrist) for pose in round_)
            assert widest == pytest.approx(2 * 0.008, abs=1e-6)
            half = round_[len(round_) // 4]
            left, right = (half.arms[side].wrist for side in (Side.LEFT, Side.RIGHT))
            assert left == pytest.approx((right[0], right[1], -right[2]))
    assert found == {"C6"}


def test_the_circles_of_the_tracks_begin_where_the_hands_have_come_to() -> None:
    for way in bake(EXERCISES["C6"]).phases:
        assert way.circle[0] == way.circle[-1] == way.samples[-1]
    assert not any(way.circle for way in bake(EXERCISES["C1"]).phases)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_the_same_form_bakes_the_same_tracks(exercise: Exercise) -> None:
    assert bake(exercise) == bake(exercise)


def test_the_body_stands_in_the_same_picture_frame_as_in_the_drawing() -> None:
    for exercise in EXERCISES.values():
        keys, look = keys_of(exercise, "standard"), bake(exercise).look
        camera = figure.camera.camera_of(keys.view)
        for moment in moments(keys):
            x, y = camera.at(posed(keys, moment[0], 1.0, moment[1], moment[2]).spine.head.at)
            assert 0 < x * look.scale + look.left < look.wide
            assert 0 < y * look.scale + look.top < look.high


def test_the_words_of_a_phase_are_those_of_its_drawing() -> None:
    for exercise in EXERCISES.values():
        tracks = bake(exercise)
        for way in tracks.phases:
            assert way.words == figure.describe(exercise, "standard", way.id, way.side)


def test_where_a_body_presses_without_moving_the_tracks_say_it() -> None:
    ways = {(code, way.id): way for code, exercise in EXERCISES.items() for way in bake(exercise).phases}
    assert len(ways["C4", "press_in"].presses) == 2
    assert ways["L1", "tighten"].brace
    assert ways["C6", "left"].spots
    assert ways["C1", "turn_left"].arrows
    assert len(ways["T2", "lift"].arrows) == 2
    assert not ways["C1", "stay_left"].arrows


def test_the_press_of_one_side_is_the_mirror_image_of_the_other() -> None:
    left, right = (bake(EXERCISES["C5"], side=side).phases[0].presses for side in Side)
    for one, other in zip(left, right, strict=True):
        for (x, y, z), (u, v, w) in zip(one, other, strict=True):
            assert (x, y, z) == pytest.approx((u, v, -w), abs=2e-4)


def test_only_a_figure_that_faces_the_reader_may_be_mirrored() -> None:
    assert bake(EXERCISES["C1"]).look.faces
    assert not bake(EXERCISES["C6"]).look.faces
    assert not bake(EXERCISES["L1"]).look.faces


def test_shares_are_equal_steps_of_the_way() -> None:
    ways = [eased(share) for share in SHARES]
    assert [b - a for a, b in pairwise(ways)] == pytest.approx([1 / STEPS] * STEPS, abs=1e-9)


turns = st.floats(-180, 180)


def frame_of(x: float, y: float, z: float, w: float) -> Axes:
    return (
        (1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)),
        (2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)),
        (2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)),
    )


@given(turns, turns, turns)
def test_a_turn_is_the_frame_that_it_came_from(flexion: float, lateral: float, rotation: float) -> None:
    axes = turned(UPRIGHT, flexion, lateral, rotation)
    found = turn_of(axes)
    assert math.hypot(*found) == pytest.approx(1.0)
    assert found[3] >= 0
    for back, axis in zip(frame_of(*found), axes, strict=True):
        assert back == pytest.approx(axis, abs=1e-6)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_between_two_samples_no_turn_goes_the_long_way_round(exercise: Exercise) -> None:
    tracks = bake(exercise)
    for way in tracks.phases:
        whole = [played(tracks, way.id, share) for share in SHARES]
        for one, next_one in pairwise(whole):
            for first in range(3, len(FRAMES) * 7, 7):
                turns = zip(one[first : first + 4], next_one[first : first + 4], strict=True)
                assert sum(a * b for a, b in turns) > 0


def test_a_turn_told_the_other_way_round_is_the_same_turn() -> None:
    sample = numbers(posed(keys_of(EXERCISES["C1"], "standard"), "turn_left"))
    quaternions = [i for n in range(len(FRAMES)) for i in range(n * 7 + 3, n * 7 + 7)]
    other = tuple(-value if i in quaternions else value for i, value in enumerate(sample))
    assert aligned(other, sample) == sample
    assert aligned(sample, sample) == sample
