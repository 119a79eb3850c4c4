"""The camera's worker in real Chromium and `analyze` give the same frames of the same pictures."""

from itertools import islice

import pytest
from benchmarks.in_chromium import look, open_worker
from clips import RENDERED, needs_clips
from house import Server
from playwright.sync_api import Page

from spinecoach.app.models import set_up, shelf_of
from spinecoach.body import Landmark
from spinecoach.vision.models import LITE
from spinecoach.vision.video import Picture, open_video
from spinecoach.vision.watch import Models, watch

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_clips]

SEEN = [mark for mark in Landmark if mark <= Landmark.RIGHT_HIP]
"""Knees and feet are outside the picture, where both guess."""


def turning_head(count: int, every: int) -> list[Picture]:
    clip = open_video(RENDERED / "C1_woman_front_s1.mp4")
    return list(islice(clip.pictures, 30, 30 + count * every, every))


def test_landmarks_and_head_angles_are_the_same_within_what_two_ways_to_scale_a_picture_make(
    server: Server, page: Page
) -> None:
    shelf = shelf_of()
    set_up(shelf)
    pictures = turning_head(count=24, every=4)
    here = list(watch(pictures, Models.of(shelf, LITE)))
    page.goto(f"{server.url}/")
    open_worker(page)
    there = [frame for frame, _ in look(page, pictures)]
    heads = 0
    for frame, seen in zip(here, there, strict=True):
        for mark in SEEN:
            point, other = frame.points[mark], seen.points[mark]
            assert (other.x, other.y) == pytest.approx((point.x, point.y), abs=0.015)
            assert other.visibility == pytest.approx(point.visibility, abs=0.1)
        assert (seen.head is None) == (frame.head is None)
        if frame.head is not None and seen.head is not None:
            heads += 1
            assert seen.head[:3] == pytest.approx(frame.head[:3], abs=3.0)
            assert seen.head.depth_mm == pytest.approx(frame.head.depth_mm, rel=0.03)
    assert heads > 20
    assert max(abs(frame.head.yaw) for frame in here if frame.head) > 40, "the head turns while it is watched"
