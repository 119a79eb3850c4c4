"""The camera is on only while it is needed. Whatever goes wrong with it is said calmly, and the session goes on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from filmed import NOTE, Filmed, a_plan, begin, camera
from house import Server
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REMEMBER = """
window.tracks = [];
const take = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => {
  if (window.refuses) throw new DOMException("", window.refuses);
  const stream = await take(wanted);
  window.asked = wanted;
  window.tracks.push(...stream.getTracks());
  return stream;
};
"""
"""Keeps every track that the page was ever given, so that a test can ask whether its light is on."""


@contextmanager
def before_a_test_picture(server: Server, flags: Sequence[str] = (), refuses: str = "") -> Iterator[Filmed]:
    with camera(None, flags) as page:
        page.add_init_script(REMEMBER + (f"window.refuses = {refuses!r};" if refuses else ""))
        yield begin(page, server, a_plan("C1"))


def lights(page: Page) -> list[str]:
    states: list[str] = page.evaluate("() => window.tracks.map((track) => track.readyState)")
    return states


def taken(page: Page, times: int) -> None:
    """The camera has been given so many times, and is on."""
    expect(page.locator(".camera figcaption")).to_have_text(NOTE, timeout=60_000)
    assert lights(page) == [*["ended"] * (times - 1), "live"]


def let_go(page: Page) -> None:
    """Every track has ended."""
    page.wait_for_function("() => window.tracks.every((track) => track.readyState === 'ended')", timeout=15_000)
    expect(page.locator(".camera")).to_be_hidden()


def test_it_is_on_while_the_person_moves_and_at_no_other_time(server: Server) -> None:
    with before_a_test_picture(server) as filmed:
        page = filmed.page
        taken(page, 1)
        assert page.evaluate("() => window.asked.audio") is False

        page.get_by_role("button", name="Pause").click()
        let_go(page)
        page.locator("[data-wish=resume]:visible").click()
        taken(page, 2)

        # Another tab is before this one: the session pauses, and the light goes out.
        page.evaluate("""() => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""")
        let_go(page)
        expect(page.locator("#live")).to_have_attribute("data-scene", "paused")
        page.evaluate("""() => {
          delete document.hidden;
          document.dispatchEvent(new Event("visibilitychange"));
        }""")
        page.locator("[data-wish=resume]:visible").click()
        taken(page, 3)

        page.get_by_role("button", name="Camera").click()
        let_go(page)
        expect(page.locator("#live")).to_have_attribute("data-scene", "work")
        page.get_by_role("button", name="Camera").click()
        taken(page, 4)

        page.evaluate("() => window.tracks.at(-1).dispatchEvent(new Event('ended'))")
        let_go(page)
        expect(page.locator(".camera-text")).to_contain_text("Plug it in again")
        expect(page.locator("#live")).to_have_attribute("data-scene", "work")
        page.get_by_role("button", name="Camera").click()
        taken(page, 5)

        page.get_by_role("button", name="Stop", exact=True).click()
        let_go(page)
        page.get_by_role("button", name="Stop the session").click()
        expect(page.locator("[data-show=end]")).to_be_visible()
        assert set(lights(page)) == {"ended"}


@pytest.mark.parametrize(
    ("refusal", "says"),
    [
        ("NotAllowedError", "Allow it beside the address"),
        ("NotFoundError", "Plug one in"),
        ("NotReadableError", "Another program has the camera"),
    ],
)
def test_a_camera_that_cannot_be_had_is_said_and_the_session_is_led_by_voice(
    server: Server, refusal: str, says: str
) -> None:
    with before_a_test_picture(server, refuses=refusal) as filmed:
        expect(filmed.page.locator(".camera-text")).to_contain_text(says)
        expect(filmed.page.locator("#live")).to_have_attribute("data-scene", "work")
        expect(filmed.page.locator(".camera")).to_be_hidden()
        filmed.server.ask(f"/sessions/{filmed.id}/commands", {"command": "start"})
        expect(filmed.page.locator("[data-say=count]")).to_have_text("0")
