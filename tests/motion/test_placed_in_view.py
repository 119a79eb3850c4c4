"""The hint that helps a person into view, for bodies put into the picture by hand."""

import math

import pytest

from spinecoach.body import Landmark, Point
from spinecoach.motion.placement import Hint, Needs, needs_of, placement, too_far
from spinecoach.protocol.tracking import Along as Way
from spinecoach.protocol.tracking import Distance, Head, Sighted, Signal, Tilt, Turn

IMAGE = (1000, 500)
SEEN = (Landmark.NOSE, Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
FRONT = Needs(SEEN, front=True, head=True)
SIDE = Needs((Landmark.NOSE, Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_KNEE), front=False, head=False)
Spot = tuple[float, float]


def body(width: float, trunk: float, *, shoulders: float = 0.4, middle: float = 0.5, **more: Spot) -> list[Point]:
    """Shoulders ``width`` of the picture's width apart at height ``shoulders``, hips ``trunk`` of its height below."""
    places = {
        "NOSE": (middle, shoulders - 0.2), "LEFT_SHOULDER": (middle + width / 2, shoulders),
        "RIGHT_SHOULDER": (middle - width / 2, shoulders), "LEFT_HIP": (middle, shoulders + trunk),
        "RIGHT_HIP": (middle, shoulders + trunk), "LEFT_KNEE": (middle, 0.9),
    } | more  # fmt: skip
    return [Point(*places.get(mark.name, (0.5, 0.5)), 0.0, 0.9) for mark in Landmark]


def hint(needs: Needs, points: list[Point], *, people: int = 1, light: float = 0.5, face: bool = True) -> Hint | None:
    return placement(needs, points, IMAGE, people=people, light=light, face=face)


GOOD = body(0.2, 0.5)
ASIDE = body(0.05, 0.4)


def test_who_is_well_in_view_gets_no_hint() -> None:
    assert hint(FRONT, GOOD) is None
    assert hint(SIDE, ASIDE) is None


@pytest.mark.parametrize(
    ("people", "points", "light", "found"),
    [
        (2, GOOD, 0.5, Hint.PEOPLE), (2, [], 0.0, Hint.PEOPLE), (1, [], 0.5, Hint.NOBODY), (0, [], 0.15, Hint.NOBODY),
        (0, [], 0.13, Hint.DARK), (1, GOOD, 0.13, Hint.DARK), (1, GOOD, 0.15, None),
    ],
)  # fmt: skip
def test_others_darkness_and_an_empty_picture_come_first(
    people: int, points: list[Point], light: float, found: Hint | None
) -> None:
    assert hint(FRONT, points, people=people, light=light) is found


@pytest.mark.parametrize(
    ("points", "found"),
    [
        (body(0.56, 0.5), Hint.FARTHER), (body(0.54, 0.5), None), (body(0.12, 0.25), Hint.NEARER),
        (body(0.135, 0.25), None), (body(0.2, 0.5, NOSE=(0.5, 0.05)), Hint.TILT_UP),
        (body(0.2, 0.5, NOSE=(0.5, 0.065)), None), (body(0.2, 0.5, NOSE=(0.5, 0.005)), Hint.TILT_UP),
        (body(0.2, 0.5, shoulders=0.79), None), (body(0.2, 0.5, shoulders=0.81), Hint.TILT_DOWN),
        (body(0.2, 0.5, shoulders=0.79, NOSE=(0.5, 0.05)), Hint.TILT_UP),
        (body(0.2, 0.5, shoulders=0.81, NOSE=(0.5, 0.05)), Hint.FARTHER),
        (body(0.2, 0.5, middle=0.108), Hint.WHOLE), (body(0.2, 0.5, middle=0.112), None),
        (body(0.2, 0.5, middle=0.892), Hint.WHOLE), (body(0.2, 0.5, middle=0.888), None),
        (body(0.2, 0.5, LEFT_SHOULDER=(0.995, 0.4), NOSE=(0.005, 0.2)), Hint.FARTHER),
        (body(0.2, 0.5, LEFT_SHOULDER=(0.55, 0.995), NOSE=(0.5, 0.005)), Hint.FARTHER),
        (body(0.2, 0.5, LEFT_SHOULDER=(0.6, 0.995), RIGHT_SHOULDER=(0.4, 0.4)), Hint.WHOLE),
        (body(0.2, 0.5, LEFT_KNEE=(0.5, 1.4)), None),
    ],
)  # fmt: skip
def test_from_the_front_size_and_place_are_told(points: list[Point], found: Hint | None) -> None:
    assert hint(FRONT, points) is found


@pytest.mark.parametrize(
    ("points", "found"),
    [
        (body(0.02, 0.19), Hint.NEARER), (body(0.02, 0.21), None), (body(0.02, 0.4, NOSE=(0.5, 0.05)), None),
        (body(0.02, 0.1, shoulders=0.82), Hint.NEARER), (body(0.02, 0.25, LEFT_KNEE=(0.5, 0.985)), None),
        (body(0.02, 0.25, LEFT_KNEE=(0.5, 0.995)), Hint.WHOLE), (body(0.02, 0.25, LEFT_KNEE=(0.995, 0.5)), Hint.WHOLE),
        (body(0.02, 0.25, LEFT_KNEE=(0.005, 0.5)), Hint.WHOLE), (body(0.02, 0.25, NOSE=(0.5, 0.005)), Hint.TILT_UP),
    ],
)  # fmt: skip
def test_from_the_side_size_and_place_are_told(points: list[Point], found: Hint | None) -> None:
    assert hint(SIDE, points) is found


def test_too_small_in_pixels_is_too_far_however_small_the_picture_is() -> None:
    for image in ((640, 480), (320, 240)):
        assert not too_far(body(0.21, 0.4), image)
        assert too_far(body(0.06, 0.11), image)
    assert too_far(body(0.19, 0.36), (320, 240)), "61 and 86 pixels"
    assert not too_far(body(0.05, 0.36), (640, 480)), "who turns is as near as before"
    assert not too_far(body(0.2, 0.1), (640, 480)), "and so is who bows"
    assert not too_far([], (640, 480))


@pytest.mark.parametrize("lean", [0.0, 0.1, -0.12])
def test_who_does_not_face_the_camera_is_asked_to(lean: float) -> None:
    for share, found in ((0.39, Hint.FACE), (0.41, None)):
        hips = (0.5 + lean, 0.9)
        trunk = math.hypot(lean * 1000, 0.5 * 500) / 1000
        points = body(share * trunk, 0.5, LEFT_HIP=hips, RIGHT_HIP=hips)
        # What is too far away is told before.
        needs = Needs(SEEN, front=True, head=False)
        near = hint(needs, points)
        assert near is found or near is Hint.NEARER
    for share, found in ((0.39, Hint.FACE), (0.41, None)):
        hips = (0.5 + lean, 1.4)
        trunk = math.hypot(lean * 1000, 500) / 1000
        points = body(share * trunk, 1.0, LEFT_HIP=hips, RIGHT_HIP=hips)
        assert hint(Needs(SEEN, front=True, head=False), points) is found
    assert hint(FRONT, GOOD, face=False) is Hint.FACE
    assert hint(Needs(SEEN, front=True, head=False), GOOD, face=False) is None


def test_shoulders_lie_aslant_as_wide_as_they_are() -> None:
    aslant = body(0.0, 0.5, LEFT_SHOULDER=(0.55, 0.5), RIGHT_SHOULDER=(0.45, 0.3), NOSE=(0.5, 0.2))
    assert hint(FRONT, aslant) is None, "0.1 across and 0.1 up, in widths of the picture"
    assert hint(Needs(SEEN, front=True, head=False), body(0.1, 0.5)) is Hint.NEARER


def test_who_shows_the_chest_to_a_camera_at_the_side_is_asked_to_turn() -> None:
    for share, found in ((0.46, Hint.SIDE), (0.44, None)):
        assert hint(SIDE, body(share * 0.4 / 2, 0.4)) is found
        leaning = body(share * math.hypot(0.2, 0.15), 0.3, LEFT_HIP=(0.7, 0.7), RIGHT_HIP=(0.7, 0.7))
        assert hint(SIDE, leaning) is found


def test_a_body_without_a_length_tells_nothing_of_its_turn() -> None:
    flat = body(0.3, 0.0)
    assert hint(FRONT, flat, face=False) is None


def test_what_is_hidden_is_told_from_the_side_where_it_is_more_than_half() -> None:
    def hidden(points: list[Point], marks: tuple[Landmark, ...], shown: float) -> list[Point]:
        return [p._replace(visibility=shown) if mark in marks else p for mark, p in zip(Landmark, points, strict=True)]

    assert hint(FRONT, hidden(GOOD, SEEN[:1], 0.49)) is Hint.WHOLE
    assert hint(FRONT, hidden(GOOD, SEEN[:1], 0.51)) is None
    assert hint(SIDE, hidden(ASIDE, SIDE.marks[:2], 0.49)) is None
    assert hint(SIDE, hidden(ASIDE, SIDE.marks[:3], 0.49)) is Hint.WHOLE
    assert hint(SIDE, hidden(ASIDE, SIDE.marks[:3], 0.51)) is None


def sighted(**signals: Signal) -> Sighted:
    return Sighted(signals, (), (), (), ())


LIMBS = sighted(
    arm=Distance("wrist.left", "elbow.left", Way.ANY, ("shoulder.left", "hip.left")), bow=Tilt("ears", "knees")
)


def test_what_a_view_needs_follows_from_its_signals() -> None:
    ears = {Landmark.LEFT_EAR, Landmark.RIGHT_EAR}
    knees = {Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE}
    whole = {Landmark.NOSE, Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, *ears, *knees}
    side = needs_of(LIMBS, "side", lying=False)
    assert (set(side.marks), side.front, side.head) == (whole, False, False)
    assert list(side.marks) == sorted(side.marks)
    front = needs_of(LIMBS, "front", lying=False)
    assert (set(front.marks), front.front) == ({*SEEN, *ears}, True)
    assert set(needs_of(LIMBS, "front", lying=True).marks) == whole | {Landmark.RIGHT_SHOULDER}
    assert set(needs_of(LIMBS, "side", lying=True).marks) == whole
    assert needs_of(sighted(turn=Head(Turn.YAW), bow=Tilt("ears", "nose")), "front", lying=False).head
    assert needs_of(sighted(bow=Tilt("ears", "nose"), turn=Head(Turn.YAW)), "front", lying=False).head
    assert not needs_of(sighted(bow=Tilt("ears", "nose")), "front", lying=False).head


def test_a_body_that_lies_across_the_picture_is_as_long_as_one_that_stands() -> None:
    lying = body(0.05, 0.0, shoulders=0.6, LEFT_HIP=(0.75, 0.6), RIGHT_HIP=(0.75, 0.6))
    assert hint(SIDE, lying) is None
    assert not too_far(lying, IMAGE)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.39])
def test_who_is_turned_aside_is_asked_to_turn_and_not_to_come_nearer(share: float) -> None:
    trunk = 0.5
    width = share * trunk * IMAGE[1] / IMAGE[0]
    assert width < 0.13
    assert hint(FRONT, body(width, trunk), face=False) is Hint.FACE
    assert hint(FRONT, body(0.12, 0.3), face=False) is Hint.NEARER
