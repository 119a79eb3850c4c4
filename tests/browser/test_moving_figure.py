"""The moving figure in real Chromium, painted by its software renderer."""

import json
import shutil
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from axe import findings
from guest import answer_gate
from house import Server
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from spinecoach.web.assets import BUILT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FLAGS = ("--no-sandbox", "--disable-background-networking", "--autoplay-policy=no-user-gesture-required")
PAINTED = "--enable-unsafe-swiftshader"
WITHOUT = "--disable-3d-apis"
NO_PAIN = {"neck": 0, "headache": 0, "thoracic": 0, "lumbar": 0}
IN_STEP_S = 0.1

# What the socket said last, and when, for the test to reckon with.
HEAR = """
const Own = window.WebSocket;
window.WebSocket = class extends Own {
  constructor(...all) {
    super(...all);
    this.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      if (message.segment) window.heard = {...message, rate: message.rate ?? window.heard?.rate, at: performance.now()};
    });
  }
};
"""

# On every frame: what the segment asks for by its own clock, and what the figure shows.
WATCH = """(frames) => new Promise((done) => {
  const seen = [];
  const look = () => {
    const {segment, now, rate, at} = window.heard;
    const figure = document.querySelector(".moving");
    const t = now + (performance.now() - at) / 1000 * rate - segment.t;
    if (segment.kind === "rep" && t < segment.seconds && figure) {
      seen.push({t, beats: segment.beats, phase: figure.dataset.phase, fraction: Number(figure.dataset.fraction)});
    }
    if (seen.length < frames) requestAnimationFrame(look); else done(seen);
  };
  requestAnimationFrame(look);
})"""


@pytest.fixture(scope="module")
def painter(chromium: Browser) -> Iterator[Browser]:
    yield from another(chromium, PAINTED)


@pytest.fixture(scope="module")
def blind(chromium: Browser) -> Iterator[Browser]:
    yield from another(chromium, WITHOUT)


def another(chromium: Browser, flag: str) -> Iterator[Browser]:
    """The same browser, started with another flag."""
    launch = chromium.browser_type.launch
    browser = launch(executable_path=shutil.which("chromium"), args=[*FLAGS, flag])
    yield browser
    browser.close()


@pytest.fixture
def seeing(painter: Browser) -> Iterator[BrowserContext]:
    opened = painter.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    yield opened
    opened.close()


def chunk() -> str:
    """The file that moves the figure."""
    manifest: dict[str, dict[str, Any]] = json.loads((BUILT / ".vite" / "manifest.json").read_text())
    return str(manifest["island/src/figure3d/index.ts"]["file"]).rpartition("/")[2]


def loaded(page: Page) -> list[str]:
    """The names of the files that the page asks for from now on."""
    names: list[str] = []
    page.on("request", lambda sent: names.append(sent.url.partition("?")[0].rpartition("/")[2]))
    return names


def shown(page: Page) -> Locator:
    figure = page.locator("[data-shows=moving] > .moving")
    expect(figure).to_be_visible()
    return figure


def picture(page: Page) -> bytes:
    """What is painted when nothing changes any more."""
    page.wait_for_timeout(500)
    return page.locator(".moving").screenshot()


def live(server: Server, page: Page, code: str = "C1") -> str:
    """A session of one exercise, begun; its id."""
    answer_gate(page, server.url)
    plan = server.ask("/plan")
    item = next(each for each in plan["items"] if each["code"] == code)
    plan = {**plan, "items": [item], "left_out": [], "seconds": item["seconds"]}
    session = server.ask("/sessions", {**plan, "pain": NO_PAIN, "check": {}})["id"]
    page.goto(f"{server.url}/live/{session}")
    expect(page.locator("#live")).not_to_have_attribute("data-scene", "opening")
    begin = page.locator("[data-wish=begin]")
    if begin.is_visible():
        begin.click()
    return str(session)


def test_the_figure_moves_until_it_is_paused_and_its_words_follow_the_phase(
    server: Server, seeing: BrowserContext
) -> None:
    page = seeing.new_page()
    answer_gate(page, server.url)
    page.goto(f"{server.url}/exercises/C1")
    figure = shown(page)
    tracks = page.request.get(f"{server.url}/figures/C1/tracks.json").json()
    words = {way["id"]: way["words"] for way in tracks["phases"]}
    expect(figure).to_have_attribute("data-phase", "stay_left")
    pictures = {figure.screenshot()}
    for phase in ("back_from_left", "stay_right"):
        expect(figure).to_have_attribute("data-phase", phase)
        expect(figure).to_have_attribute("aria-label", words[phase])
        expect(page.locator(".figure-words")).to_have_text(words[phase])
        pictures.add(figure.screenshot())
    assert len(pictures) == 3, "each is another picture"

    page.get_by_role("button", name="Pause", exact=True).click()
    still = picture(page)
    assert picture(page) == still
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()


def test_its_chunk_is_loaded_where_a_body_moves_and_nowhere_else(server: Server, seeing: BrowserContext) -> None:
    page = seeing.new_page()
    names = loaded(page)
    answer_gate(page, server.url)
    for path in ("/", "/history", "/exercises", "/settings", "/about"):
        page.goto(server.url + path, wait_until="networkidle")
    assert chunk() not in names
    page.goto(f"{server.url}/exercises/C2")
    shown(page)
    assert chunk() in names


def test_figure_and_session_stay_in_step(server: Server, seeing: BrowserContext) -> None:
    page = seeing.new_page()
    page.add_init_script(HEAR)
    live(server, page)
    shown(page)
    seen = page.evaluate(WATCH, 400)
    apart = []
    for moment in seen:
        due = next(beat for beat in reversed(moment["beats"]) if beat["offset"] <= moment["t"])
        near = [
            beat["id"].removesuffix(".hold")
            for beat in moment["beats"]
            if beat["offset"] - IN_STEP_S <= moment["t"] <= beat["offset"] + beat["seconds"] + IN_STEP_S
        ]
        assert moment["phase"] in near or moment["t"] < IN_STEP_S
        if moment["phase"] == due["id"].removesuffix(".hold"):
            fraction = 1.0 if due["hold"] else (moment["t"] - due["offset"]) / due["seconds"]
            apart.append(abs(fraction - moment["fraction"]) * due["seconds"])
    assert len(apart) > 150
    assert {moment["phase"] for moment in seen} >= {"turn_left", "back_from_left"}
    assert sum(each <= IN_STEP_S for each in apart) >= 0.95 * len(apart), sorted(apart)[-20:]


def test_a_drag_turns_the_figure_and_counts_nothing(server: Server, seeing: BrowserContext) -> None:
    page = seeing.new_page()
    session = live(server, page)
    figure = shown(page)
    expect(figure).to_have_attribute("data-view", "best")
    expect(page.locator("[data-wish=count]:visible")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.locator("[data-wish=resume]")).to_be_visible()
    front = picture(page)
    box = figure.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 120, box["y"] + box["height"] / 2, steps=6)
    page.mouse.up()
    expect(figure).to_have_attribute("data-view", "turned")
    assert picture(page) != front
    figure.focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect(figure).to_have_attribute("data-view", "best")
    assert server.ask(f"/sessions/{session}")["state"] == "paused"
    assert not any(server.ask(f"/sessions/{session}")["counts"].values())


def test_slow_turn_form_and_mirror_work_by_key(server: Server, seeing: BrowserContext) -> None:
    page = seeing.new_page()
    answer_gate(page, server.url)
    page.goto(f"{server.url}/exercises/C1")
    figure = shown(page)
    page.get_by_role("button", name="Pause", exact=True).press("Enter")
    before = picture(page)
    slow = page.get_by_role("button", name="Slow", exact=True)
    slow.press("Space")
    expect(slow).to_have_attribute("aria-pressed", "true")
    page.get_by_role("slider", name="Turn").press("ArrowRight")
    expect(figure).to_have_attribute("data-view", "turned")
    turned = picture(page)
    figure.press("ArrowUp")
    higher = picture(page)
    page.get_by_label("As in a mirror").press("Space")
    assert len({before, turned, higher, picture(page)}) == 4
    with page.expect_response(lambda answer: "tracks.json?form=easier" in answer.url):
        page.locator("[data-do=form]").select_option("easier")
    expect(figure).to_have_attribute("data-phase", "turn_left")


def test_the_side_of_a_one_sided_exercise_is_the_readers_choice(server: Server, seeing: BrowserContext) -> None:
    page = seeing.new_page()
    answer_gate(page, server.url)
    page.goto(f"{server.url}/exercises/C5")
    shown(page)
    side = page.get_by_role("combobox", name="Side")
    expect(side).to_have_value("right")
    caption = page.locator(".figure-words")
    expect(caption).to_have_text("Press into your right palm.")
    with page.expect_response(lambda answer: "side=left" in answer.url and "tracks.json" in answer.url):
        side.select_option("left")
    expect(caption).to_have_text("Press into your left palm.")
    page.goto(f"{server.url}/exercises/C1")
    shown(page)
    expect(side).to_have_count(0)


def test_key_poses_instead_of_motion_where_motion_is_unwanted(server: Server, painter: Browser) -> None:
    context = painter.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    answer_gate(page, server.url)
    page.goto(f"{server.url}/exercises/C1")
    figure = shown(page)
    expect(figure).to_have_attribute("data-motion", "none")
    page.evaluate("""() => {
      window.poses = [];
      const figure = document.querySelector(".moving");
      const note = () => window.poses.push([figure.dataset.phase, figure.dataset.fraction]);
      note();
      new MutationObserver(note).observe(figure, {attributeFilter: ["data-phase", "data-fraction"]});
    }""")
    assert picture(page) == picture(page), "nothing plays by itself"
    page.get_by_role("button", name="Play", exact=True).click()
    expect(figure).to_have_attribute("data-phase", "turn_right", timeout=30_000)
    poses = page.evaluate("() => window.poses")
    assert {fraction for _, fraction in poses} == {"1.0000"}
    changes = [phase for phase, _ in poses]
    assert [phase for phase, after in pairwise([*changes, None]) if phase != after] == [
        "turn_left", "stay_left", "back_from_left", "turn_right",
    ]  # fmt: skip
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_beside_a_moving_figure(server: Server, painter: Browser, scheme: Any) -> None:
    context = painter.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    live(server, page)
    shown(page)
    found = findings(page)
    page.goto(f"{server.url}/exercises/L3")
    shown(page)
    found += findings(page)
    context.close()
    assert not found, "\n".join(found)


def test_nothing_shifts_when_the_figure_comes(server: Server, painter: Browser) -> None:
    tops = []
    for blocked in (True, False):
        context = painter.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        if blocked:
            page.route(f"**/{chunk()}", lambda route: route.abort())
        page.goto(server.url)
        if "/welcome" in page.url or page.get_by_text("Go to the questions").count():
            answer_gate(page, server.url)
        page.goto(f"{server.url}/exercises/C1", wait_until="networkidle")
        if not blocked:
            shown(page)
        tops.append(page.locator("#steps").bounding_box())
        context.close()
    assert tops[0] == tops[1]


def test_the_drawing_stays_where_there_is_no_webgl(server: Server, blind: Browser) -> None:
    page = blind.new_page()
    names = loaded(page)
    live(server, page)
    expect(page.locator(".figure > img.present")).to_be_visible()
    page.goto(f"{server.url}/exercises/C1", wait_until="networkidle")
    expect(page.locator(".figure-place > img")).to_be_visible()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_hidden()
    assert page.locator(".moving").count() == 0
    assert chunk() not in names
    page.close()


def test_the_drawing_comes_back_when_the_browser_takes_the_canvas_away(server: Server, seeing: BrowserContext) -> None:
    page = seeing.new_page()
    live(server, page)
    shown(page)
    page.evaluate(
        "() => document.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
    )
    expect(page.locator(".figure[data-shows=drawing] > img.present")).to_be_visible()
    expect(page.locator(".moving")).to_have_count(0)


def test_a_page_that_is_left_gives_its_canvas_back(server: Server, seeing: BrowserContext) -> None:
    page = seeing.new_page()
    answer_gate(page, server.url)
    page.goto(f"{server.url}/exercises/T3")
    shown(page)
    lost = page.evaluate("""() => {
      const context = document.querySelector("canvas").getContext("webgl2");
      dispatchEvent(new PageTransitionEvent("pagehide"));
      return context.isContextLost();
    }""")
    assert lost
    expect(page.locator(".moving")).to_have_count(0)
    expect(page.locator(".figure-place > img")).to_be_visible()


def test_on_a_phone_the_figure_has_a_quarter_of_the_height(server: Server, painter: Browser) -> None:
    context = painter.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    page = context.new_page()
    live(server, page)
    shown(page)
    getting_ready = page.locator(".figure").bounding_box()
    expect(page.locator("[data-wish=count]:visible")).to_be_visible(timeout=60_000)
    working = page.locator(".figure").bounding_box()
    assert getting_ready is not None
    assert working == getting_ready, "nothing moves but the figure"
    assert working["height"] >= 844 / 4
    context.close()
