"""What is read from across a room: the ring and the count, and on a television every word."""

import pytest
from guest import answer_gate
from house import Server
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

NO_PAIN = {"neck": 0, "headache": 0, "thoracic": 0, "lumbar": 0}
PHONE, DESKTOP, TELEVISION = (390, 844), (1280, 800), (1920, 1080)
A_SIXTH = 1 / 6
FROM_THREE_METRES = {".instruction": 1 / 20, ".caption": 1 / 30, ".heading": 1 / 30, ".foot": 1 / 30, "button": 1 / 45}
"""Least share of a television's height that the letters of each part are set in."""


def pixels(part: Locator) -> float:
    size: float = part.evaluate("part => parseFloat(getComputedStyle(part).fontSize)")
    return size


def height(part: Locator) -> float:
    box = part.bounding_box()
    assert box is not None
    return box["height"]


def led(page: Page, server: Server) -> None:
    """The live page of a session that goes on."""
    answer_gate(page, server.url)
    session = server.ask("/sessions", {**server.ask("/plan"), "pain": NO_PAIN, "check": {}})
    page.goto(f"{server.url}/live/{session['id']}")
    expect(page.locator("#live")).not_to_have_attribute("data-scene", "opening")
    begin = page.locator("[data-wish=begin]")
    if begin.is_visible():
        begin.click()


@pytest.mark.parametrize("server", [4.0], indirect=True)
@pytest.mark.parametrize("window", [PHONE, DESKTOP, TELEVISION], ids=["phone", "desktop", "television"])
def test_ring_and_count_have_a_sixth_of_the_height_and_lie_in_the_window(
    server: Server, chromium: Browser, window: tuple[int, int]
) -> None:
    context = chromium.new_context(viewport={"width": window[0], "height": window[1]})
    context.set_default_timeout(30_000)
    page = context.new_page()
    led(page, server)
    ring = page.locator(".dial")
    expect(ring).to_be_visible()
    assert height(ring) >= A_SIXTH * window[1]
    expect(ring).to_be_in_viewport(ratio=1)
    for control in ("Stop", "It hurts"):
        expect(page.get_by_role("button", name=control, exact=True)).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Skip").click()
    count = page.locator(".count")
    expect(count).to_be_visible(timeout=60_000)
    assert pixels(count) >= A_SIXTH * window[1]
    expect(count).to_be_in_viewport(ratio=1)
    context.close()


@pytest.mark.parametrize("server", [4.0], indirect=True)
def test_on_a_television_every_word_is_large(server: Server, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": TELEVISION[0], "height": TELEVISION[1]})
    context.set_default_timeout(30_000)
    page = context.new_page()
    led(page, server)
    expect(page.locator(".instruction")).not_to_be_empty()
    expect(page.locator(".dial")).to_be_visible()
    small = {
        part: round(pixels(page.locator(f"#stage {part}, .controls {part}").first), 1)
        for part, share in FROM_THREE_METRES.items()
        if pixels(page.locator(f"#stage {part}, .controls {part}").first) < share * TELEVISION[1]
    }
    assert small == {}
    context.close()
