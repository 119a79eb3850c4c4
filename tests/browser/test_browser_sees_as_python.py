"""The camera's worker in real Chromium and `analyze` give the same frames of the same pictures."""

import base64
from itertools import islice
from typing import Any

import cv2
import pytest
from clips import RENDERED, needs_clips
from house import Server
from playwright.sync_api import Page

from spinecoach.app.models import set_up, shelf_of
from spinecoach.body import Landmark
from spinecoach.vision.models import LITE
from spinecoach.vision.video import Picture, open_video
from spinecoach.vision.watch import Models, watch
from spinecoach.web.assets import BUILT

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_clips]

OPEN = """async (worker) => {
  window.eyes = new Worker(worker, {type: "module"});
  window.heard = (kind) => new Promise((done, failed) => {
    window.eyes.onmessage = ({data}) => {
      if (data.kind === kind) done(data);
      if (data.kind === "failed") failed(new Error(data.line));
    };
    window.eyes.onerror = (event) => failed(new Error(event.message));
  });
  const opened = window.heard("opened");
  window.eyes.postMessage({kind: "open", base: "/static/camera/"});
  await opened;
}"""
LOOK = """async ({png, t, number}) => {
  const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
  const saw = window.heard("saw");
  window.eyes.postMessage({kind: "look", picture, t, number}, [picture]);
  const {sighting} = await saw;
  return {points: sighting.points.map((p) => [p.x, p.y, p.visibility]), head: sighting.head};
}"""
SEEN = [mark for mark in Landmark if mark <= Landmark.RIGHT_HIP]
"""Knees and feet are outside the picture, where both guess."""


def turning_head(count: int, every: int) -> list[Picture]:
    clip = open_video(RENDERED / "C1_woman_front_s1.mp4")
    return list(islice(clip.pictures, 30, 30 + count * every, every))


def seen_in_chromium(page: Page, server: Server, pictures: list[Picture]) -> list[Any]:
    page.goto(f"{server.url}/")
    (worker,) = BUILT.glob("assets/camera-worker-*.js")
    page.evaluate(OPEN, f"/static/built/assets/{worker.name}")
    seen = []
    for number, picture in enumerate(pictures):
        _, png = cv2.imencode(".png", picture.pixels)
        told = {"png": base64.b64encode(png.tobytes()).decode(), "t": picture.t, "number": number}
        seen.append(page.evaluate(LOOK, told))
    return seen


def test_landmarks_and_head_angles_are_the_same_within_what_two_ways_to_scale_a_picture_make(
    server: Server, page: Page
) -> None:
    shelf = shelf_of()
    set_up(shelf)
    pictures = turning_head(count=24, every=4)
    here = list(watch(pictures, Models.of(shelf, LITE)))
    there = seen_in_chromium(page, server, pictures)
    heads = 0
    for frame, seen in zip(here, there, strict=True):
        for mark in SEEN:
            x, y, visibility = seen["points"][mark]
            point = frame.points[mark]
            assert (x, y) == pytest.approx((point.x, point.y), abs=0.015)
            assert visibility == pytest.approx(point.visibility, abs=0.1)
        assert (seen["head"] is None) == (frame.head is None)
        if frame.head is not None:
            heads += 1
            angles = [seen["head"][name] for name in ("yaw", "pitch", "roll")]
            assert angles == pytest.approx(frame.head[:3], abs=3.0)
            assert seen["head"]["depth"] == pytest.approx(frame.head.depth_mm, rel=0.03)
    assert heads > 20
    assert max(abs(frame.head.yaw) for frame in here if frame.head) > 40, "the head turns while it is watched"
