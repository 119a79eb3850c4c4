"""Every page, light and dark, phone and desktop: axe-core finds nothing, nothing is wider than the window."""

import pytest
from axe import findings
from guest import answer_gate, question, read
from house import Server
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "/",
    "/answers",
    "/exercises",
    "/history",
    "/settings",
    "/about",
    "/cleared",
    "/check",
    "/progress",
    "/getting-on",
    "/forget",
    "/nowhere",
)
NO_PAIN = {"neck": 0, "headache": 0, "thoracic": 0, "lumbar": 0}
WINDOWS = ((390, 844), (1280, 800))


def fits(page: Page) -> bool:
    wide: int = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide <= 0


def looked_at(page: Page, where: str) -> list[str]:
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    found = [f"{where}: {line}" for line in findings(page)]
    return found if fits(page) else [*found, f"{where}: wider than the window"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", WINDOWS, ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_page(server: Server, chromium: Browser, scheme: str, window: tuple[int, int]) -> None:
    context = chromium.new_context(
        viewport={"width": window[0], "height": window[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    found: list[str] = []
    page.goto(server.url)
    found += looked_at(page, "welcome")
    page.get_by_label("Neck", exact=True).check()
    page.get_by_role("button", name="Go to the questions").click()
    found += looked_at(page, "questions")
    page.locator("input[name=yes][value=S10]").check()
    found += looked_at(page, "a ticked line")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Which of these?")).to_be_visible()
    found += looked_at(page, "items on a page of their own")
    page.locator("input[name=item]").first.check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Is this so?")).to_be_visible()
    found += looked_at(page, "is this so")
    answer_gate(page, server.url)
    codes = [exercise["code"] for exercise in server.ask("/exercises")]
    for path in (*PAGES, *(f"/exercises/{code}" for code in codes)):
        page.goto(server.url + path)
        found += looked_at(page, path)
    context.close()
    assert not found, "\n".join(found)


def test_with_the_largest_text_every_place_of_the_navigation_stays_in_the_window(
    server: Server, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(server.url)
    page.locator("html").evaluate("root => root.setAttribute('data-text', 'largest')")
    for place in page.get_by_role("navigation", name="Pages").get_by_role("link").all():
        box = place.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    context.close()


@pytest.mark.parametrize("server", [4.0], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_live_page_in_any_state(server: Server, chromium: Browser, scheme: str) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    answer_gate(page, server.url)
    session = server.ask("/sessions", {**server.ask("/plan"), "pain": NO_PAIN, "check": {}})
    found: list[str] = []
    page.goto(f"{server.url}/live/{session['id']}")
    expect(page.locator("#live")).not_to_have_attribute("data-scene", "opening")
    found += looked_at(page, "get ready or begin")
    begin = page.locator("[data-wish=begin]")
    if begin.is_visible():
        begin.click()
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.locator("[data-wish=resume]")).to_be_visible()
    found += looked_at(page, "paused")
    page.get_by_role("button", name="Keys").click()
    found += looked_at(page, "keys")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sound").click()
    found += looked_at(page, "sound")
    page.keyboard.press("Escape")
    page.locator("[data-wish=resume]").click()
    page.get_by_role("button", name="It hurts").click()
    expect(question(page)).to_be_visible()
    found += looked_at(page, "question")
    page.get_by_role("button", name="It is something else").click()
    found += looked_at(page, "signs")
    page.get_by_role("button", name="None of these, go on").click()
    expect(question(page)).to_be_visible()
    page.wait_for_timeout(500)
    page.keyboard.press("8")
    read(page, "Stop here")
    found += looked_at(page, "stopped")
    page.goto(f"{server.url}/history/{session['id']}")
    found += looked_at(page, "one session")
    context.close()
    assert not found, "\n".join(found)
