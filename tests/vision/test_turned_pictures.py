"""A turned picture's body is told as it is in the picture before the turn."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.body import Landmark, Point
from spinecoach.vision.turn import QUARTERS, matrix_back, quarter_of, turned_back, unturned

SHARE = st.floats(0.0, 1.0)
POINT = st.builds(Point, SHARE, SHARE, st.floats(-2.0, 2.0), SHARE)
IMAGE = st.tuples(st.integers(64, 2000), st.integers(64, 2000))


def turned_once(point: Point, image: tuple[int, int]) -> Point:
    """By hand: the whole picture turned a quarter counterclockwise; what was at the right edge is at the top."""
    wide, high = image
    x, y = point.x * wide, point.y * high
    return Point(y / high, (wide - x) / wide, point.z * wide / high, point.visibility)


@given(point=POINT, image=IMAGE, quarter=st.integers(0, 3))
def test_points_come_back_to_where_they_were(point: Point, image: tuple[int, int], quarter: int) -> None:
    turned, size = point, image
    for _ in range(quarter):
        turned, size = turned_once(turned, size), (size[1], size[0])
    (back,) = turned_back([turned], quarter, image)
    assert back == pytest.approx(point, abs=1e-9)
    assert unturned(size, quarter) == image


@given(angle=st.floats(-math.pi, math.pi), quarter=st.integers(0, 3))
def test_directions_come_back_to_where_they_pointed(angle: float, quarter: int) -> None:
    turned = angle + quarter * math.pi / 2
    column = [[math.cos(turned), 0.0, 0.0], [math.sin(turned), 0.0, 0.0], [0.0, 0.0, 1.0]]
    back = matrix_back(column, quarter)
    assert [row[0] for row in back] == pytest.approx([math.cos(angle), math.sin(angle), 0.0], abs=1e-9)
    assert back[2] == [0.0, 0.0, 1.0]


def body(head_deg: float, image: tuple[int, int]) -> list[Point]:
    """A trunk whose head points ``head_deg`` clockwise from up, 100 pixels long."""
    wide, high = image
    made = [Point(0.5, 0.5, 0.0, 1.0)] * len(Landmark)
    x, y = math.sin(math.radians(head_deg)) * 100, -math.cos(math.radians(head_deg)) * 100
    for mark in (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER):
        made[mark] = Point(0.5 + x / wide, 0.5 + y / high, 0.0, 1.0)
    return made


@pytest.mark.parametrize("image", [(640, 480), (480, 640)])
@pytest.mark.parametrize(
    ("head_deg", "now", "wanted"),
    [(0, 0, 0), (50, 0, 0), (-50, 0, 0), (90, 0, 1), (-90, 0, 3), (70, 0, 1), (-70, 0, 3),
     (90, 1, 1), (40, 1, 1), (20, 1, 0), (-90, 3, 3), (-40, 3, 3), (0, 3, 0), (90, 3, 1)],
)  # fmt: skip
def test_a_picture_is_turned_when_the_body_lies_and_stays_so_until_it_is_up(
    head_deg: float, now: int, wanted: int, image: tuple[int, int]
) -> None:
    assert quarter_of(body(head_deg, image), image, now) == wanted


@given(head_deg=st.floats(-180, 180), now=st.sampled_from(QUARTERS))
def test_the_chosen_turn_is_settled(head_deg: float, now: int) -> None:
    chosen = quarter_of(body(head_deg, (640, 480)), (640, 480), now)
    if abs(head_deg) < 145:  # nobody is looked for upside down
        assert quarter_of(body(head_deg, (640, 480)), (640, 480), chosen) == chosen
