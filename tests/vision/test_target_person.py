"""Of several people, ours is the one who has been there."""

from hypothesis import given
from hypothesis import strategies as st

from spinecoach.body import Landmark, Point
from spinecoach.vision.target import FARTHEST, FORGOTTEN_S, Spot, Target, choose, first_choice, same_place, spot_of

PLACE = st.builds(Spot, st.floats(0.0, 2.0), st.floats(0.0, 1.0), st.floats(0.05, 0.6))


def seen(spot: Spot, t: float = 0.0) -> Target:
    return Target(spot, spot, t)


@given(spots=st.lists(PLACE, min_size=1, max_size=4))
def test_at_first_it_is_the_nearest_person(spots: list[Spot]) -> None:
    assert spots[first_choice(spots)].size == max(spot.size for spot in spots)


@given(spot=PLACE, others=st.lists(PLACE, max_size=3))
def test_who_sits_still_stays_ours_whoever_comes(spot: Spot, others: list[Spot]) -> None:
    found = choose(seen(spot), [*others, spot], 1.0)
    assert found is not None
    assert [*others, spot][found] == spot


@given(spot=PLACE, times=st.floats(0.0, 9.0))
def test_nobody_far_off_or_twice_the_size_is_ours(spot: Spot, times: float) -> None:
    far = Spot(spot.x + (FARTHEST + 0.01) * spot.size, spot.y, spot.size)
    near_but_large = Spot(spot.x, spot.y, spot.size * 2.0)
    assert choose(seen(spot), [far, near_but_large], times) is None
    assert not same_place(spot, far)


def test_a_step_within_one_picture_is_ours_and_a_leap_is_not() -> None:
    here = seen(Spot(0.5, 0.5, 0.2))
    assert here.same(Spot(0.5 + 0.06, 0.5, 0.2), 0.0)
    assert not here.same(Spot(0.5 + 0.10, 0.5, 0.2), 0.0)
    assert here.same(Spot(0.5 + 0.10, 0.5, 0.2), 1.0), "unseen for a second, the person may have moved"


def test_who_follows_a_passer_by_by_mistake_finds_back_to_where_ours_belongs() -> None:
    target = seen(Spot(0.5, 0.5, 0.2))
    for i in range(1, 31):  # carried away a torso in a second
        target = target.followed(Spot(0.5 + 0.2 * i / 30, 0.5, 0.2), i / 30)
    assert abs(target.home.x - 0.5) < 0.05
    assert choose(target, [Spot(0.7, 0.5, 0.2), Spot(0.5, 0.5, 0.2)], 1.0) == 1


def test_after_ten_seconds_away_anybody_may_become_ours() -> None:
    target = seen(Spot(0.5, 0.5, 0.2), t=3.0)
    assert not target.forgotten(3.0 + FORGOTTEN_S)
    assert target.forgotten(3.1 + FORGOTTEN_S)


def test_a_torso_is_measured_in_heights_of_the_picture() -> None:
    points = [Point(0.5, 0.5, 0.0, 1.0)] * len(Landmark)
    points[Landmark.LEFT_SHOULDER], points[Landmark.RIGHT_SHOULDER] = Point(0.55, 0.3, 0, 1), Point(0.45, 0.3, 0, 1)
    points[Landmark.LEFT_HIP], points[Landmark.RIGHT_HIP] = Point(0.53, 0.7, 0, 1), Point(0.47, 0.7, 0, 1)
    found = spot_of(points, (640, 480))
    assert (round(found.x, 6), round(found.y, 6), round(found.size, 6)) == (round(0.5 * 4 / 3, 6), 0.5, 0.4)
