"""The head told on by landmarks where the face is lost, on heads whose landmarks are exactly where they belong."""

import math

import pytest

from spinecoach.body import HeadPose
from spinecoach.motion.head import HeadState, head_filler
from spinecoach.motion.sight import Lens

EARS, SHOULDERS = 60.0, 150.0
Spot = tuple[float, float]


def spots_of(lens: Lens, yaw: float, pitch: float, nose: float, ahead: float, above: float) -> list[Spot]:
    """A head whose nose lies ``nose`` distances of the ears ahead, its eyes ``ahead`` and ``above`` widths of the
    shoulders; shoulders lie aslant."""
    turn, bow = math.radians(yaw), math.radians(pitch)
    x, y = 320.0, -190.0
    eyes = y + SHOULDERS * (above * math.cos(bow) - ahead * math.sin(bow))
    places = {
        lens.spot("ear.left"): (x + EARS * math.cos(turn) / 2, y + 4.0),
        lens.spot("ear.right"): (x - EARS * math.cos(turn) / 2, y - 4.0),
        lens.spot("nose"): (x - nose * EARS * math.sin(turn), y - 9.0),
        lens.spot("eyes"): (x, eyes),
        lens.spot("shoulder.left"): (400.0, -260.0),
        lens.spot("shoulder.right"): (400.0 - 0.8 * SHOULDERS, -260.0 - 0.6 * SHOULDERS),
    }
    return [places[number] for number in sorted(places)]


def told(
    state: HeadState, yaw: float, pitch: float, face: HeadPose | None, seconds: float = 0.1, nose: float = 0.79,
    ahead: float = 0.4, above: float = 0.15,
) -> HeadPose:  # fmt: skip
    lens = Lens(640.0, 480.0)
    return head_filler(lens)(state, spots_of(lens, yaw, pitch, nose, ahead, above), face, seconds)


def test_before_a_face_was_seen_the_nose_tells_the_turn_alone() -> None:
    for yaw in (-70.0, -20.0, 0.0, 35.0, 80.0):
        found = told(HeadState(), yaw, 12.0, None)
        assert found.yaw == pytest.approx(yaw)
        assert math.isnan(found.pitch)
        assert math.isnan(found.roll)
        assert found.depth_mm is None


def test_while_the_face_is_seen_it_is_told_as_it_is() -> None:
    face = HeadPose(33.0, -4.0, 2.0, 511.0)
    assert told(HeadState(), 20.0, 0.0, face) == face


def test_after_a_face_was_seen_turn_and_bow_are_recovered_for_any_head() -> None:
    for nose, ahead, above in ((0.79, 0.4, 0.15), (0.5, 0.3, 0.0), (1.1, 0.6, -0.2)):
        state = HeadState()
        for n in range(120):
            yaw, pitch = 40.0 * math.sin(n / 7), 10.0 + 20.0 * math.sin(n / 11)
            told(state, yaw, pitch, HeadPose(yaw, pitch, 3.0, 420.0), nose=nose, ahead=ahead, above=above)
        for yaw, pitch in ((75.0, 0.0), (-80.0, 25.0), (10.0, -20.0)):
            found = told(state, yaw, pitch, None, nose=nose, ahead=ahead, above=above)
            assert found == pytest.approx(HeadPose(yaw, pitch, 3.0, 420.0), abs=0.05)


def test_what_the_face_tells_otherwise_than_the_landmarks_is_followed_within_half_a_second() -> None:
    state = HeadState()
    told(state, 5.0, 0.0, HeadPose(9.0, 8.0, 6.0, 400.0))
    assert (state.yaw_off, state.pitch, state.roll) == pytest.approx((4.0, 8.0, 6.0))
    told(state, 5.0, 0.0, HeadPose(4.0, 2.0, -2.0, 300.0), 0.2)
    keep = math.exp(-0.4)
    assert told(state, 50.0, 0.0, None).yaw == pytest.approx(50.0 + state.yaw_off)
    assert state.yaw_off == pytest.approx(-1.0 + 5.0 * keep)
    assert (state.pitch, state.roll, state.depth) == pytest.approx((2.0 + 6.0 * keep, -2.0 + 8.0 * keep, 300.0))


@pytest.mark.parametrize(
    ("yaw", "nose", "learns"),
    [
        (14.0, 1.0, False), (16.0, 1.0, True), (-14.0, 1.0, False), (-16.0, 1.0, True), (59.0, 1.0, True),
        (61.0, 1.0, False), (30.0, 0.29, False), (30.0, 0.31, True), (30.0, 1.98, True), (30.0, 2.02, False),
    ],
)  # fmt: skip
def test_only_a_clear_turn_of_a_likely_head_tells_how_far_the_nose_lies_ahead(
    yaw: float, nose: float, *, learns: bool
) -> None:
    state = HeadState()
    told(state, yaw, 0.0, HeadPose(yaw, 0.0, 0.0), 0.2, nose=nose)
    assert state.ahead == pytest.approx(0.79 + (nose - 0.79) * (1.0 - math.exp(-0.4)) if learns else 0.79)


def test_a_head_whose_ears_lie_one_behind_the_other_teaches_nothing() -> None:
    lens = Lens(640.0, 480.0)
    fill = head_filler(lens)
    ears = [lens.spot("ear.left"), lens.spot("ear.right")]
    for apart, learns in ((0.9, False), (1.1, True)):
        state = HeadState()
        spots = spots_of(lens, 30.0, 0.0, 0.79, 0.4, 0.15)
        spots[ears[0]], spots[ears[1]] = (300.0 + apart, 0.0), (300.0, 0.0)
        spots[lens.spot("nose")] = (300.0 + apart / 2 - apart * math.tan(math.radians(30.0)), 0.0)
        fill(state, spots, HeadPose(30.0, 0.0, 0.0), 0.5)
        assert (state.ahead > 0.8) == learns


def test_what_was_learned_of_the_bow_fades_in_twenty_seconds() -> None:
    state = HeadState()
    for n in range(3):
        told(state, 0.0, 30.0, HeadPose(0.0, 30.0, 0.0), 2.0 + n)
    weights = [2.0 * math.exp(-7.0 / 20.0), 3.0 * math.exp(-4.0 / 20.0), 4.0]
    s, c = math.sin(math.radians(30.0)), math.cos(math.radians(30.0))
    up = 0.15 * c - 0.4 * s
    assert state.sums == pytest.approx([sum(weights) * x for x in (s * s, s * c, c * c, s * up, c * up)])


def learned(half: float, ahead: float = 0.4) -> HeadState:
    """Of as many bows by ``half`` degrees as of the other way."""
    state = HeadState()
    for pitch in (half, -half):
        told(state, 0.0, pitch, HeadPose(0.0, pitch, 0.0), 1e-6, ahead=ahead)
    state.pitch = 1.0
    return state


def test_bows_that_hardly_differ_or_eyes_that_do_not_sink_tell_no_bow() -> None:
    assert told(learned(1.7), 70.0, 10.0, None).pitch == 1.0
    assert told(learned(1.9), 70.0, 10.0, None).pitch == pytest.approx(10.0, abs=0.01)
    assert told(learned(9.0, 0.045), 70.0, 10.0, None, ahead=0.045).pitch == 1.0
    assert told(learned(9.0, 0.055), 70.0, 10.0, None, ahead=0.055).pitch == pytest.approx(10.0, abs=0.01)


def test_eyes_higher_or_lower_than_any_bow_brings_them_stay_at_the_farthest() -> None:
    state = learned(9.0)
    aside = math.degrees(math.atan2(0.4, 0.15))
    for above, pitch in ((3.0, -aside), (-3.0, 180.0 - aside)):
        assert told(state, 0.0, 0.0, None, above=above).pitch == pytest.approx(pitch, abs=0.01)


def test_shoulders_one_behind_the_other_count_as_a_pixel_wide() -> None:
    lens = Lens(640.0, 480.0)
    fill = head_filler(lens)
    spots = spots_of(lens, 0.0, 0.0, 0.79, 0.4, 0.15)
    spots[lens.spot("shoulder.left")] = spots[lens.spot("shoulder.right")]
    spots[lens.spot("eyes")] = (320.0, -190.0 + 2.0)
    state = HeadState()
    fill(state, spots, HeadPose(0.0, 0.0, 0.0), 1.0)
    assert state.sums == pytest.approx([0.0, 0.0, 1.0, 0.0, 2.0])
