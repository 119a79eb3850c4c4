"""Signals read from spots that were put down by hand, so that angles and lengths are known."""

import math
from collections.abc import Callable

import pytest

from spinecoach.body import HeadPose, Landmark, Point, Side
from spinecoach.motion.sight import Facing, Lens, Sight, front_sign, marks_of, side_sign
from spinecoach.motion.signals import reader_of
from spinecoach.protocol.tracking import Along, Angle, Distance, Head, Ratio, Signal, Tilt, Turn

Spot = tuple[float, float]
LENS = (800.0, 500.0)


def picture(**spots: Spot) -> tuple[Point, ...]:
    """Landmarks at these pixels, right and up; others far off."""
    wide, high = LENS
    far = (-31.0, -17.0)
    return tuple(
        Point(x / wide, -y / high, 0.0, 1.0) for x, y in (spots.get(mark.name.lower(), far) for mark in Landmark)
    )


def read(signal: Signal, spots: dict[str, Spot], facing: float = 1.0) -> float | None:
    lens = Lens(*LENS)
    reader = reader_of(signal, lens)
    return reader(Sight(lens.reader()(picture(**spots)), facing, None))


def along(at: Spot, deg: float, length: float) -> Spot:
    return at[0] + length * math.cos(math.radians(deg)), at[1] + length * math.sin(math.radians(deg))


AT = (210.0, -130.0)
ROUND = tuple(range(0, 360, 15))


def test_a_spot_is_in_pixels_with_up_as_up_and_the_middle_of_its_landmarks() -> None:
    points = [Point(0.0, 0.0, 0.0, 1.0)] * 33
    points[Landmark.LEFT_WRIST] = Point(0.5, 0.1, 0.0, 1.0)
    points[Landmark.RIGHT_WRIST] = Point(0.3, 0.2, 0.0, 1.0)
    points[Landmark.LEFT_PINKY], points[Landmark.LEFT_INDEX] = Point(0.7, 0.3, 0.0, 1.0), Point(0.9, 0.8, 0.0, 1.0)
    for mirrored, sign in ((False, 1.0), (True, -1.0)):
        lens = Lens(800.0, 500.0, mirrored)
        numbers = [lens.spot(name) for name in ("wrist.left", "wrists", "hand.left", "wrists")]
        assert numbers == [0, 1, 2, 1]
        one, two, three = lens.reader()(points)
        assert one == pytest.approx((sign * 400.0, -50.0))
        assert two == pytest.approx((sign * 320.0, -75.0))
        assert three == pytest.approx((sign * 560.0, -200.0))


def test_spots_of_the_side_that_works_and_of_the_other_are_found() -> None:
    left, right = (Landmark.LEFT_KNEE,), (Landmark.RIGHT_KNEE,)
    assert marks_of("knees", None) == (*left, *right)
    assert (marks_of("knee.left", None), marks_of("knee.right", None)) == (left, right)
    assert (marks_of("knee.same", Side.LEFT), marks_of("knee.same", Side.RIGHT)) == (left, right)
    assert (marks_of("knee.other", Side.LEFT), marks_of("knee.other", Side.RIGHT)) == (right, left)


@pytest.mark.parametrize("deg", range(0, 181, 12))
def test_an_angle_is_told_however_it_lies(deg: int) -> None:
    signal = Angle("knees", "hips", "ankles")
    for turned in ROUND:
        for sign in (1, -1):
            hip, ankle = along(AT, turned, 90.0), along(AT, turned + sign * deg, 40.0)
            spots = {"left_knee": AT, "right_knee": AT, "left_hip": hip, "right_hip": hip}
            spots |= {"left_ankle": ankle, "right_ankle": ankle}
            assert read(signal, spots) == pytest.approx(deg, abs=1e-4)


@pytest.mark.parametrize("lean", range(-170, 171, 20))
def test_a_tilt_leans_to_where_the_person_looks(lean: int) -> None:
    for facing in (1.0, -1.0):
        nose = along(AT, 90.0 - lean * facing, 77.0)
        assert read(Tilt("shoulder.left", "nose"), {"left_shoulder": AT, "nose": nose}, facing) == pytest.approx(lean)
        for turned in ROUND:
            nose = along(AT, turned - lean * facing, 77.0)
            spots = {"left_hip": (33.0, 21.0), "left_knee": along((33.0, 21.0), turned, 50.0)}
            off = Tilt("shoulder.left", "nose", ("hip.left", "knee.left"))
            assert read(off, spots | {"left_shoulder": AT, "nose": nose}, facing) == pytest.approx(lean, abs=1e-6)


@pytest.mark.parametrize("deg", ROUND)
def test_a_distance_is_in_lengths_of_the_body_whichever_way_it_is_taken(deg: int) -> None:
    per, hips = ("wrist.left", "wrist.right"), (40.0, -300.0)
    for facing in (1.0, -1.0):
        for trunk in (90.0, 15.0, -40.0, 180.0, 260.0):
            shoulders = along(hips, trunk, 120.0)
            spots = {
                "left_wrist": (300.0, -90.0), "right_wrist": along((300.0, -90.0), 2.0 * deg + 10.0, 50.0),
                "nose": AT, "left_ear": along(AT, deg, 30.0), "left_hip": hips, "right_hip": hips,
                "left_shoulder": shoulders, "right_shoulder": shoulders,
            }  # fmt: skip

            def far(along_: Along, facing: float = facing, spots: dict[str, Spot] = spots) -> float | None:
                return read(Distance("nose", "ear.left", along_, per), spots, facing)

            assert far(Along.ANY) == pytest.approx(0.6)
            assert far(Along.UP) == pytest.approx(0.6 * math.sin(math.radians(deg)), abs=1e-9)
            assert far(Along.FORWARD) == pytest.approx(0.6 * facing * math.cos(math.radians(deg)), abs=1e-9)
            assert far(Along.TRUNK) == pytest.approx(0.6 * math.cos(math.radians(deg - trunk)), abs=1e-9)
            assert far(Along.AHEAD) == pytest.approx(0.6 * facing * math.sin(math.radians(trunk - deg)), abs=1e-9)


@pytest.mark.parametrize("deg", ROUND)
def test_a_ratio_is_one_length_by_another(deg: int) -> None:
    spots = {"left_ear": AT, "nose": along(AT, deg, 30.0), "left_hip": AT, "left_knee": along(AT, 7.0 - deg, 120.0)}
    ratio = Ratio(("ear.left", "nose"), ("hip.left", "knee.left"))
    assert read(ratio, spots) == pytest.approx(0.25)


ONE, OTHER = ("ear.left", "nose"), ("hip.left", "knee.left")


@pytest.mark.parametrize(
    ("signal", "lines"),
    [
        (Angle("nose", "ear.left", "hip.left"), ("left_ear", "left_hip")),
        (Tilt("nose", "ear.left"), ("left_ear",)),
        (Tilt("nose", "ear.left", ("nose", "hip.left")), ("left_ear", "left_hip")),
        (Distance("nose", "ear.right", Along.ANY, ("nose", "ear.left")), ("left_ear",)),
        (Distance("nose", "ear.right", Along.UP, ("nose", "ear.left")), ("left_ear",)),
        (Ratio(("nose", "ear.right"), ("nose", "ear.left")), ("left_ear",)),
    ],
)
def test_a_line_shorter_than_a_pixel_tells_nothing(signal: Signal, lines: tuple[str, ...]) -> None:
    usual = dict.fromkeys(("left_ear", "right_ear", "left_hip"), (0.0, 16.0)) | {"nose": (0.0, 0.0)}
    for short in lines:
        for end in ((0.0, 0.9), (0.9, 0.0), (-0.9, 0.0), (0.0, -0.9)):
            assert read(signal, usual | {short: end}) is None
        for end in ((0.0, 1.1), (1.1, 0.0), (0.0, -1.1), (0.9, 0.9), (0.9, -0.9)):
            assert read(signal, usual | {short: end}) is not None


def test_along_a_trunk_without_length_there_is_no_distance() -> None:
    face = {"nose": (0.0, 0.0), "left_ear": (9.0, 4.0)}
    for way in (Along.TRUNK, Along.AHEAD):
        signal = Distance("nose", "ear.left", way, ("hip.left", "shoulder.left"))
        nowhere = dict.fromkeys(("left_hip", "right_hip", "left_shoulder", "right_shoulder"), (5.0, 5.0))
        assert read(signal, face | nowhere) is None
        for y, seen in ((1.1, True), (0.9, False)):
            low = {"left_hip": (5.0, 0.0), "right_hip": (5.0, 0.0)}
            high = {"left_shoulder": (5.0, y), "right_shoulder": (5.0, y)}
            assert (read(signal, face | low | high) is not None) == seen


def test_a_number_of_the_head_is_told_where_it_is_one() -> None:
    readers = [reader_of(Head(turn), Lens(*LENS)) for turn in (Turn.YAW, Turn.PITCH, Turn.ROLL, Turn.DEPTH)]

    def told(head: HeadPose | None) -> list[float | None]:
        return [reader(Sight([], 1.0, head)) for reader in readers]

    assert told(HeadPose(1.0, 2.0, 3.0, 4.0)) == [1.0, 2.0, 3.0, 4.0]
    assert told(HeadPose(1.0, math.nan, math.nan)) == [1.0, None, None, None]
    assert told(None) == [None] * 4


def sign_of(made: Callable[[Lens], Callable[..., float]], **spots: Spot) -> float:
    lens = Lens(*LENS)
    sign = made(lens)
    return sign(lens.reader()(picture(**spots)))


def test_from_the_front_the_right_shoulder_tells_the_side() -> None:
    assert sign_of(front_sign, left_shoulder=(100.0, 9.0), right_shoulder=(120.0, 5.0)) == 1.0
    assert sign_of(front_sign, left_shoulder=(120.0, 5.0), right_shoulder=(100.0, 9.0)) == -1.0


@pytest.mark.parametrize(("face", "sure"), [(0, True), (25, True), (50, True), (60, False), (85, False)])
@pytest.mark.parametrize("trunk", [90.0, 0.0, 180.0, 270.0])
@pytest.mark.parametrize("at", [(150.0, -60.0), (-400.0, 330.0), (12.0, 700.0)])
def test_from_the_side_a_face_that_looks_away_from_the_trunk_tells_forward(
    face: float, trunk: float, at: Spot, *, sure: bool
) -> None:
    shoulders = along(at, trunk, 100.0)
    ears = along(shoulders, trunk, 35.0)
    for sign in (1.0, -1.0):
        for bowed in (face, -face):
            nose = along(ears, trunk - sign * (90.0 + bowed), 20.0)
            both = {"left_hip": at, "right_hip": at, "left_shoulder": shoulders, "right_shoulder": shoulders}
            found = sign_of(side_sign, nose=nose, left_ear=ears, right_ear=ears, **both)
            assert found == (sign if sure else 0.0)


def test_who_looks_the_other_way_for_more_than_a_second_has_turned_round() -> None:
    facing = Facing()
    assert facing.see(0.0, 0.1) == 1.0
    assert facing.see(-1.0, 0.1) == -1.0
    assert [facing.see(1.0, 0.5) for _ in range(3)] == [-1.0, -1.0, 1.0]
    assert [facing.see(-1.0, 0.5), facing.see(0.0, 0.5), facing.see(-1.0, 0.5), facing.see(-1.0, 0.5)] == [1.0] * 4
    assert [facing.see(1.0, 0.5), *(facing.see(-1.0, 0.5) for _ in range(2))] == [1.0] * 3
    assert facing.see(-1.0, 0.1) == -1.0
    assert facing.see(0.0, 9.0) == -1.0
    assert [facing.see(1.0, 1.1), facing.see(-1.0, 0.9)] == [1.0, 1.0]
    assert facing.see(-1.0, 0.2) == -1.0
