"""With the camera on nothing of the live page lies over anything else, on the narrowest phone too."""

from itertools import combinations
from pathlib import Path

import pytest
from filmed import NOTE, a_plan, begin, camera
from house import Server
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser

FIGURE, SIDES = ".figure canvas", {".side-left", ".side-right"}
SIDE_BY_SIDE, CORNERS = 960, {*SIDES, ".mirror", ".camera > figcaption"}
PARTS = (
    *(FIGURE, *sorted(SIDES), ".mirror", ".camera > figcaption"),
    *(".words", ".measure", ".camera-text", ".told", ".foot", ".controls"),
)
"""Every drawing leaves its upper corners free, there stand the sides; a wide one its lower corner too."""
SHORT = 720
"""On a lower window what comes next lies below, behind the buttons: the page is scrolled to it."""
WINDOWS = ((390, 844), (390, 700), (360, 640), (320, 640), (768, 1024), (1280, 800))
"""Two phones, a small one, the narrowest, a tablet held upright, a desktop."""


def box(part: Locator) -> tuple[float, float, float, float] | None:
    found = part.first.bounding_box() if part.count() and part.first.is_visible() else None
    return (found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]) if found else None


def overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


@pytest.mark.parametrize("code", ["C1", "L1"])
def test_with_the_camera_on_nothing_lies_over_anything_else(code: str, server: Server, tmp_path: Path) -> None:
    with camera(None) as page:
        begin(page, server, a_plan(code, reps=3))
        expect(page.locator(".camera figcaption")).to_have_text(NOTE, timeout=60_000)
        expect(page.locator(".camera-text")).not_to_be_empty(timeout=60_000)
        for wide, high in WINDOWS:
            page.set_viewport_size({"width": wide, "height": high})
            page.wait_for_timeout(400)
            page.screenshot(path=str(tmp_path / f"{code}-{wide}-{high}.png"))
            boxes = {part: found for part in PARTS if (found := box(page.locator(part)))}
            assert {".mirror", ".camera > figcaption", ".controls"} <= boxes.keys()
            laid = [
                (one, other, wide, high)
                for one, other in combinations(boxes, 2)
                if overlap(boxes[one], boxes[other])
                and not (FIGURE in (one, other) and {one, other} & (SIDES if wide < SIDE_BY_SIDE else CORNERS))
                and not (high < SHORT and {one, other} == {".foot", ".controls"})
            ]
            assert laid == []
            assert all(left >= 0 and right <= wide for left, _, right, _ in boxes.values()), (wide, boxes)


def test_that_the_camera_is_on_stands_beside_a_question_too(server: Server, tmp_path: Path) -> None:
    with camera(None) as page:
        begin(page, server, a_plan("C1", reps=3))
        expect(page.locator(".camera figcaption")).to_have_text(NOTE, timeout=60_000)
        page.locator("[data-wish='hurts']").first.click()
        expect(page.locator("#ask-title")).to_be_visible(timeout=20_000)
        for wide, high in WINDOWS:
            page.set_viewport_size({"width": wide, "height": high})
            page.wait_for_timeout(300)
            note = page.locator(".camera-elsewhere")
            expect(note).to_have_text(NOTE)
            page.screenshot(path=str(tmp_path / f"ask-{wide}-{high}.png"))
            note.scroll_into_view_if_needed()
            place, answers = box(note), box(page.locator(".answers"))
            assert place is not None
            assert answers is not None
            assert not overlap(place, answers), (wide, high)
            assert 0 <= place[0] < place[2] <= wide
