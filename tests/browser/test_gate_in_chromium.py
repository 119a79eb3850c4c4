"""From the first visit through the safety questions: what changes, what closes, and what opens again."""

import json
import subprocess
import sys
import urllib.error
from pathlib import Path
from typing import Any

import pytest
from guest import answer_gate, take_three_taps, wait_for_form
from house import Server
from playwright.sync_api import Browser, Page, expect
from websockets.sync.client import connect
from websockets.typing import Origin

from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.screening.length import length_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NO_PAIN = {"neck": 0, "headache": 0, "thoracic": 0, "lumbar": 0}


def refused(server: Server, path: str, body: dict[str, Any] | None = None) -> int:
    """The status that REST answers with, which must not be a good one."""
    with pytest.raises(urllib.error.HTTPError) as fault:
        server.ask(path, body)
    status = int(fault.value.code)
    assert list(json.load(fault.value)) == ["error"]
    return status


def line_of(row: str) -> str:
    """The line of a question as it is ticked."""
    return packaged_questions().rows[row].line


def answer_with(page: Page, url: str, *labels: str) -> None:
    """From the first visit through all pages; what is ticked is ticked wherever it stands, the rest is none."""
    page.goto(url)
    page.get_by_label("Upper back", exact=True).check()
    page.get_by_role("button", name="Go to the questions").click()
    while "/gate/" in page.url:
        heading = page.locator("h1").inner_text()
        wait_for_form(page)
        mine = [label for label in labels if page.get_by_label(label, exact=True).count()]
        for label in mine:
            page.get_by_label(label, exact=True).check()
        if not mine:
            page.get_by_label("None of these", exact=True).check()
        if page.locator("input[name=age]").count():
            page.locator("input[name=age]").fill("66")
            page.locator("input[name=pregnant][value=no]").check()
        page.locator("main form button").last.click()
        expect(page.locator("h1")).not_to_have_text(heading)


@pytest.mark.parametrize("server", [40.0], indirect=True)
def test_weak_bones_bring_the_chair_arch_without_the_forward_bend_in_steps_drawing_and_voice(
    server: Server, page: Page
) -> None:
    answer_with(page, server.url, line_of("S40"), "Osteoporosis (weak bones)")
    page.get_by_text("How it feels today, and what is at hand").click()
    page.get_by_label("A chair without wheels", exact=True).check()
    line = page.locator("#list li", has=page.locator('a[href="/exercises/T1"]'))
    expect(line).to_contain_text("For you, as your answers ask: You leave out the forward bend.")
    drawing = line.locator("img").get_attribute("src")
    assert drawing is not None
    assert "changes=no_forward_bend" in drawing
    plain = page.request.get(f"{server.url}/figures/T1/both.svg").text()
    assert page.request.get(server.url + drawing).text() != plain

    page.goto(f"{server.url}/exercises/T1")
    expect(page.get_by_role("heading", name="For you: done in another way")).to_be_visible()
    steps = page.locator("section[aria-labelledby=steps]")
    expect(steps).to_contain_text("Stay a moment, then come up.")
    told = (
        steps.inner_text()
        + page.locator(".lead").inner_text()
        + page.locator("section[aria-labelledby=forms]").inner_text()
    )
    assert "forward" not in told
    still = page.locator(".exercise-figure img").get_attribute("src")
    assert still is not None
    assert "changes=no_forward_bend" in still

    plan = server.ask("/plan")
    item = next(item for item in plan["items"] if item["code"] == "T1")
    assert item["changes"] == ["no_forward_bend"]
    page.goto(server.url)
    heard: list[dict[str, Any]] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(json.loads(frame))))
    page.get_by_role("button", name="Start", exact=True).click()
    take_three_taps(page, NO_PAIN)
    page.wait_for_url("**/live/*")
    drawn: list[str] = []
    page.on("request", lambda sent: drawn.append(sent.url) if "/figures/T1" in sent.url else None)
    begin = page.locator("[data-wish=begin]")
    expect(page.locator("#live")).not_to_have_attribute("data-scene", "opening")
    if begin.is_visible():
        begin.click()
    page.evaluate("""() => {
      const stage = document.querySelector("#stage");
      const title = () => document.querySelector("[data-say=title]").textContent;
      window.stood = [];
      const note = () => window.stood.push([title(), stage.innerText]);
      const all = {subtree: true, childList: true, characterData: true, attributes: true};
      new MutationObserver(note).observe(stage, all);
    }""")
    for _ in range(3000):
        if page.locator("[data-show=ask]:not([hidden])").is_visible():
            page.keyboard.press("1")
        if page.locator("[data-show=end]").is_visible():
            break
        page.wait_for_timeout(30)
    expect(page.locator("[data-show=end]")).to_be_visible()
    segments = [m["segment"] for m in heard if m["type"] in ("state", "segment")]
    arches = [segment for segment in segments if segment.get("code") == "T1"]
    spoken = [cue["text"] for segment in arches for cue in segment["cues"]]
    spoken += [m["cue"]["text"] for m in heard if m["type"] == "cue"]
    assert any("Lean back" in text for text in spoken), spoken
    titles = {segment["title"] for segment in arches}
    stage = "".join(text for title, text in page.evaluate("window.stood") if title in titles)
    assert "Lean" in stage
    assert "forward" not in " ".join([*spoken, stage]).lower()
    assert "bend_forward" not in json.dumps(arches)
    assert drawn
    assert all("no_forward_bend" in address for address in drawn)


@pytest.mark.parametrize("region", [None, Region.THORACIC])
def test_the_pages_show_the_words_that_are_measured_and_no_more_also_without_scripts(
    server: Server, chromium: Browser, region: Region | None
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server.url)
    if region:
        page.locator(f"input[name=regions][value={region}]").check()
    page.get_by_role("button", name="Go to the questions").click()
    words = pages = 0
    while "/gate/" in page.url:
        wait_for_form(page)
        here = page.url
        words += len(page.locator("main").inner_text().split())
        if here.endswith("/about"):
            expect(page.get_by_label("In which week?")).to_be_hidden()
            page.locator("input[name=age]").fill("45")
            page.locator("input[name=pregnant][value=no]").check()
        if here.endswith("/health"):
            expect(page.get_by_label("Early menopause", exact=True)).to_be_hidden()
            page.locator("input[name=yes][value=S40]").check()
            expect(page.get_by_label("Early menopause", exact=True)).to_be_visible()
            page.get_by_role("button", name="Go on").click()
            expect(page.get_by_role("heading", name="Which of these?")).to_be_visible()
            page.get_by_label("Early menopause", exact=True).check()
        else:
            page.get_by_label("None of these", exact=True).check()
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc]
        pages += 1
    context.close()
    assert pages == 5
    assert words == length_of(packaged_questions(), (region,) if region else ()).words
    assert "early_menopause" in str(server.ask("/gate")["answers"]["S40"])


def test_an_emergency_is_kept_through_reload_and_restart_until_it_is_cleared(server: Server, page: Page) -> None:
    page.goto(server.url)
    page.get_by_label("Upper back", exact=True).check()
    page.get_by_role("button", name="Go to the questions").click()
    page.locator("input[name=yes][value=S01]").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Is this so?")).to_be_visible()
    page.get_by_role("button", name="I tapped wrongly").click()
    page.locator("input[name=yes][value=S01]").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Yes", exact=True).click()
    title = page.get_by_role("heading", name="Get help now")
    expect(title).to_be_visible()
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()

    page.reload()
    expect(title).to_be_visible()
    server.kill()
    server.start()
    for path in ("/", "/gate", "/check", "/see-someone"):
        page.goto(server.url + path)
        expect(title).to_be_visible()
        assert page.get_by_role("button", name="Start").count() == 0
    assert refused(server, "/plan") == 409
    assert refused(server, "/sessions", a_plan()) == 409
    assert refused(server, "/sessions", {**a_plan(), "check": {"new": False}}) == 409
    with connect(f"ws://127.0.0.1:{server.port}/live/1/socket", origin=Origin(server.url)) as socket:
        assert json.loads(socket.recv())["type"] == "closed"
    assert server.ask("/sessions") == []

    page.goto(f"{server.url}/see-someone")
    page.get_by_role("link", name="A clinician has cleared this").click()
    page.locator("#S01 summary").click()
    page.get_by_label("Who? A name and a profession.").fill("Dr Vera Blum, doctor")
    page.get_by_label("When?").fill(page.get_by_label("When?").get_attribute("max") or "")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("Dr Vera Blum, doctor cleared this on")).to_be_visible()
    answer_gate(page, server.url)
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    assert server.ask("/plan")["items"]


def a_plan() -> dict[str, Any]:
    """A whole plan that somebody could have kept from a better day."""
    command = [str(Path(sys.executable).with_name("spinecoach")), "plan", "--profile", "-", "--json"]
    printed = subprocess.run(command, input='{"answers": {"age": 45}}', capture_output=True, text=True, check=True)
    plan: dict[str, Any] = json.loads(printed.stdout)
    assert plan["items"]
    return plan
