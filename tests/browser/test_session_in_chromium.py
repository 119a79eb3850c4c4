"""A person with a stiff neck is led through whole sessions, by real pages, on a faster clock."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from guest import answer_gate, count_shown, question, read, take_three_taps
from house import Server
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONGEST_S = 120


def begin_today(page: Page, url: str, pain: dict[str, int]) -> str:
    """From Today to the live page; the session's id."""
    page.goto(url)
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url(re.compile(r"/(check|live)"))  # a click does not wait for the page that it leads to
    if "/live/" not in page.url:
        take_three_taps(page, pain)
    page.wait_for_url("**/live/*")
    expect(page.locator("#live")).not_to_have_attribute("data-scene", "opening")
    begin = page.locator("[data-wish=begin]")
    if begin.is_visible():  # it begins by itself where the browser lets a page make sound after Start
        begin.click()
    return page.url.rsplit("/", 1)[1]


def standing(server: Server, session: str, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Wait until the session plays the segment that is wanted; that segment."""
    until = time.monotonic() + LONGEST_S
    while True:
        segment: dict[str, Any] = server.ask(f"/sessions/{session}")["segment"]
        if wanted(segment):
            return segment
        assert time.monotonic() < until, segment
        time.sleep(0.05)


def led_to_the_end(page: Page, server: Server, session: str, pain: int = 1) -> None:
    """Answer what is asked, one key each, until the page says that it is over."""
    until = time.monotonic() + LONGEST_S
    while not page.locator("[data-show=end]").is_visible():
        assert time.monotonic() < until, server.ask(f"/sessions/{session}")
        if question(page).is_visible():
            asked = question(page).inner_text()
            page.keyboard.press("3" if "hard" in asked else str(pain))
        page.wait_for_timeout(60)


@pytest.mark.parametrize("server", [16.0], indirect=True)
def test_a_chair_session_that_is_killed_in_the_middle_goes_on_and_is_found_in_history(
    server: Server, page: Page
) -> None:
    answer_gate(page, server.url)
    page.get_by_text("Chair only").click()
    session = begin_today(page, server.url, {"neck": 2})
    plan = server.ask("/plan")
    assert plan["items"], "there is a plan"
    assert 4 * 60 <= plan["seconds"] <= 10 * 60

    # Into the first exercise that counts, two repetitions shown, then a power cut.
    until = time.monotonic() + LONGEST_S
    while count_shown(page) < 2:
        assert time.monotonic() < until, server.ask(f"/sessions/{session}")
        if question(page).is_visible():
            page.keyboard.press("1")
        page.wait_for_timeout(30)
    shown = count_shown(page)
    server.kill()
    # In a line of its own while the movement is still played, and then in its place.
    expect(page.get_by_text("Connection lost").filter(visible=True).first).to_be_visible()
    server.start()

    page.goto(f"{server.url}/live/{session}")
    stands = server.ask(f"/sessions/{session}")
    assert stands["state"] == "paused"
    code = stands["segment"]["code"]
    assert stands["counts"][code] >= shown, "what was shown had been committed"
    page.locator("[data-wish=resume]:visible, [data-wish=begin]:visible").first.click()
    led_to_the_end(page, server, session)

    kept = server.ask("/sessions")
    assert [each["id"] for each in kept] == [session]
    assert [item["code"] for item in kept[0]["items"]] == [item["code"] for item in plan["items"]]
    for done, planned in zip(kept[0]["items"], plan["items"], strict=True):
        assert done["ended"] == "done"
        if planned["reps"]:
            assert done["reps_done"] == planned["reps"] * planned["sides"] * planned["zones"]
        else:
            assert done["seconds"] == pytest.approx(planned["duration_s"], abs=1.5)

    page.goto(f"{server.url}/history")
    page.locator(f"a[href='/history/{session}']").first.click()
    for item in plan["items"]:
        name = server.ask("/exercises")
        expect(page.locator("main")).to_contain_text(next(e["name"] for e in name if e["code"] == item["code"]))


@pytest.mark.parametrize("server", [8.0], indirect=True)
def test_it_hurts_with_six_softens_then_substitutes_on_the_floor(server: Server, page: Page) -> None:
    answer_gate(page, server.url, region="Lower back")
    page.get_by_text("Floor and chair").click()
    session = begin_today(page, server.url, {"lumbar": 2})
    floor = {"L1", "L2", "L3"}

    # Wait until a floor exercise is being worked on that has another link behind its own easier form.
    until = time.monotonic() + LONGEST_S
    while True:
        assert time.monotonic() < until, server.ask(f"/sessions/{session}")
        if question(page).is_visible():
            page.keyboard.press("1")
        segment = server.ask(f"/sessions/{session}")["segment"]
        if segment["kind"] == "rep" and segment["code"] in floor:
            break
        page.wait_for_timeout(60)
    hurting = segment["code"]

    page.get_by_role("button", name="It hurts").click()
    expect(question(page)).to_contain_text("How much does it hurt")
    page.get_by_role("button", name=re.compile("^6")).click()
    read(page, "Softer now")
    # After two soft repetitions it asks again; six again brings the next link of the chain.
    expect(question(page)).to_be_visible()
    page.keyboard.press("6")
    instead = standing(server, session, lambda segment: segment["variant"] == "easier")
    expect(page.locator("[data-say=title]")).to_have_text(instead["title"])
    led_to_the_end(page, server, session, pain=1)

    (kept,) = server.ask("/sessions")
    hurt, in_its_place, *_ = [item for item in kept["items"] if hurting in (item["code"], item["stands_for"])]
    assert (hurt["softened"], hurt["ended"]) == (True, "hurt")
    assert (in_its_place["code"], in_its_place["variant"]) == (instead["code"], instead["variant"])

    page.goto(f"{server.url}/history/{session}")
    expect(page.locator("main")).to_contain_text("It hurt, so it went on more softly.")
