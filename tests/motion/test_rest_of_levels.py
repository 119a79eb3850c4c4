"""The rest of a signal that is watched beside the way: what its range and its faults are measured from."""

from statistics import fmean

import pytest
from handmade import LEFT, LIMITS, frame, noise, referee, sighted

from spinecoach.motion.levels import REST_S
from spinecoach.motion.referee import Level
from spinecoach.motion.step import step

FPS = 20.0


def leant(first: float, until: float, size: float = 0.0) -> tuple[Level, list[float]]:
    """The level of the nose, of which only the first frame shows ``first``, after ``until`` seconds at rest, and its
    smoothed values while the body rested."""
    asked = referee(sighted(LEFT, faults=LIMITS))
    tracking, stray = asked.begin(), noise(size, 7)
    rested: list[float] = []
    was_still = False
    for n in range(round(until * FPS) + 1):
        tracking, _ = step(asked, tracking, frame(n / FPS, lean=first if n == 0 else stray()))
        if was_still:
            rested.append(tracking.rests["lean"].value)
        was_still = all(way.still for way in tracking.ways)
    return tracking.rests["lean"], rested


def test_the_rest_is_the_mean_of_what_was_seen_at_rest_until_so_much_is_known_that_it_follows() -> None:
    level, rested = leant(0.4, 2.5, size=0.02)
    assert len(rested) < REST_S * FPS
    assert level.rested == pytest.approx(len(rested) / FPS)
    assert level.rest == pytest.approx(fmean(rested))


def test_a_first_frame_that_is_wrong_does_not_stay_in_the_rest() -> None:
    level, _ = leant(0.4, 2.5)
    assert level.rest == pytest.approx(0.0, abs=0.001)


def test_the_rest_follows_the_body_no_slower_the_longer_it_rests() -> None:
    level, rested = leant(0.0, 8.0, size=0.02)
    assert len(rested) > 2 * REST_S * FPS
    assert level.rested == REST_S
