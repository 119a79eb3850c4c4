"""In a real browser, with a camera that plays a clip: what was done is counted, held and measured, or not judged."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from clips import needs_clips
from filmed import NOTE, Filmed, a_plan, begin, camera, film
from house import Server
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_clips]

LEAD_S = 24.0
"""Rest before the movement: enough for slow machines to load the models and to learn the rest position."""
SLOWER = 2
"""A machine without a graphics card, busy with other tests, reads few pictures a second. So the person moves at half
the speed, and half as many seconds pass for the session: it sees twice as many of its seconds."""
HELD_S = 0.1
"""Seconds of a hold that few pictures a second may hide: at ten of them two come 0.1 s apart."""
AT_EASE = pytest.mark.parametrize("server", [1 / SLOWER], indirect=True)


def until(filmed: Filmed, there: Callable[[], Any], within_s: float) -> None:
    end = monotonic() + within_s
    while not there():
        assert monotonic() < end, (filmed.stands(), filmed.page.locator(".camera-text").text_content())
        filmed.page.wait_for_timeout(200)


@AT_EASE
def test_head_turns_are_counted_as_the_clip_has_them(server: Server, tmp_path: Path) -> None:
    # Two turns to each side: two repetitions of ours.
    clip = film("C1_woman_front_s1", tmp_path, lead_s=LEAD_S, slower=SLOWER, tail_s=20)
    with camera(clip) as page:
        filmed = begin(page, server, a_plan("C1", reps=3))
        filmed.led()
        expect(page.locator(".camera figcaption")).to_have_text(NOTE)
        until(filmed, lambda: len(filmed.events("rep_counted")) == 2, 90)
        assert [event["by"] for event in filmed.events("rep_counted")] == ["camera", "camera"]
        assert filmed.events("camera_yielded") == []
        for event in filmed.events("range_measured"):
            assert event["degrees"] == pytest.approx(62, abs=12), event


@AT_EASE
def test_a_press_is_held_for_its_seconds_on_the_side_that_was_asked_for(server: Server, tmp_path: Path) -> None:
    # The clip presses with the right hand first; the session asks for the left, and waits for it.
    clip = film("C5_woman_front_s41", tmp_path, lead_s=LEAD_S, slower=SLOWER, tail_s=20)
    with camera(clip) as page:
        filmed = begin(page, server, a_plan("C5", reps=1, hold_s=3.0))
        filmed.led()
        until(filmed, lambda: filmed.events("rep_counted"), 90)
        assert filmed.events("camera_yielded") == []
        held = [(event["side"], event["seconds"], event["by"]) for event in filmed.events("hold_ended")]
        assert held == [("left", pytest.approx(3.0, abs=HELD_S), "camera")]
        assert [(event["side"], event["by"]) for event in filmed.events("rep_counted")] == [("left", "camera")]


@AT_EASE
def test_a_shrug_is_held_for_its_seconds(server: Server, tmp_path: Path) -> None:
    clip = film("T2_woman_front_s71", tmp_path, lead_s=LEAD_S, slower=SLOWER, tail_s=20)
    with camera(clip) as page:
        filmed = begin(page, server, a_plan("T2", reps=1, hold_s=2.0))
        filmed.led()
        until(filmed, lambda: filmed.events("rep_counted"), 60)
        assert filmed.events("camera_yielded") == []
        assert [(event["seconds"], event["by"]) for event in filmed.events("hold_ended")] == [
            (pytest.approx(2.0, abs=HELD_S), "camera")
        ]


@AT_EASE
def test_a_floor_exercise_is_held_and_counted_from_the_side(server: Server, tmp_path: Path) -> None:
    clip = film("L2_woman_side_s101", tmp_path, lead_s=LEAD_S, slower=SLOWER, tail_s=20)
    with camera(clip) as page:
        filmed = begin(page, server, a_plan("L2", reps=1, hold_s=3.0))
        filmed.led()
        until(filmed, lambda: filmed.events("rep_counted"), 60)
        assert filmed.events("camera_yielded") == []
        assert [(event["seconds"], event["by"]) for event in filmed.events("hold_ended")] == [
            (pytest.approx(3.0, abs=HELD_S), "camera")
        ]


def test_what_no_camera_can_see_is_said_before_it_begins(server: Server, tmp_path: Path) -> None:
    clip = film("L1_woman_side_s91", tmp_path, lead_s=1)
    with camera(clip) as page:
        begin(page, server, a_plan("L1", reps=1))
        expect(page.locator(".camera-text")).to_contain_text("No camera can judge this one.", timeout=60_000)
        expect(page.locator(".camera-text")).to_contain_text("Whether the muscles work.")
