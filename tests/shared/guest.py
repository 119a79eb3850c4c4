"""What a person does on the pages, for several tests: answer the questions, tell the pain, be led, read captions."""

import re
import time
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

ANSWERS = {"pain_worst": 1, "effort": 3}


def answer_gate(page: Page, url: str, *, region: str = "Neck", age: int = 45) -> int:
    """From the first visit through every page of questions, "none of these" on each. Returns how many pages."""
    page.goto(url)
    expect(page.get_by_text("Go to the questions")).to_be_visible()
    concern = page.get_by_label(region, exact=True)
    if concern.count():  # the welcome is shown once
        concern.check()
    page.get_by_text("Go to the questions").click()
    pages = 0
    while page.url.startswith(f"{url}/gate"):
        heading = page.locator("h1").inner_text()
        wait_for_form(page)
        none = page.get_by_label("None of these", exact=True)
        if none.count():
            none.check()
        if page.locator("input[name=age]").count():
            page.locator("input[name=age]").fill(str(age))
        if page.locator("input[name=pregnant]").count():
            page.locator("input[name=pregnant][value=no]").check()
        page.locator("main form button").last.click()
        expect(page.locator("h1")).not_to_have_text(heading)
        pages += 1
    return pages


def wait_for_form(page: Page) -> None:
    """A form's button stands at its end: once it is there, so is every field (a heading comes earlier than they do)."""
    expect(page.locator("main form button").last).to_be_visible()
    page.wait_for_load_state("load")


def take_three_taps(page: Page, pain: Mapping[str, int]) -> None:
    """The questions before a session; ``pain`` by region id, none for the others."""
    expect(page.get_by_role("heading", name="Before you start")).to_be_visible()
    wait_for_form(page)
    if page.locator("details fieldset").count() and any(pain.values()):
        page.get_by_text("Somewhere else hurts today").click()
    for group in page.locator("fieldset.choice").all():
        name = group.locator("input").first.get_attribute("name") or ""
        value = str(pain.get(name.removeprefix("pain."), 0)) if name.startswith("pain.") else "no"
        answer = group.locator(f"input[value='{value}']")
        if not answer.is_checked():
            answer.check()
    page.get_by_role("button", name=re.compile("Go on|Start")).click()


def count_shown(page: Page) -> int:
    """The count on the live page, 0 where none is shown."""
    shown = page.locator("[data-say=count]").inner_text()
    return int(shown) if shown.isdigit() else 0


def question(page: Page) -> Locator:
    """The question that is being asked, if one is."""
    return page.locator("[data-show=ask]:not([hidden]) h2")


def read(page: Page, text: str, within_s: float = 20) -> None:
    """Wait until ``text`` stands on the stage, however short a moment it does."""
    until = time.monotonic() + within_s
    stage = page.locator("#stage")
    while text not in stage.inner_text():
        assert time.monotonic() < until, f"never read {text!r}, but {stage.inner_text()!r}"
        page.wait_for_timeout(20)
