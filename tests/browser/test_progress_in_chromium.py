"""Progress with forty days behind it, in Debian's Chromium: pictures arrive, axe finds nothing, the themes hold."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe import findings
from front_door import StillClock, practice
from house import Server
from lived import live
from playwright.sync_api import Browser, Page, expect

from spinecoach.record.sqlite import SqliteStore

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("lived") / "data"
    store = SqliteStore.open(data)
    live(practice(store, StillClock(datetime.now(UTC))), 40)
    store.close()
    server = Server(data)
    server.start()
    yield server
    server.stop()


def open_progress(browser: Browser, server: Server, wide: int, scheme: str) -> Page:
    dark = "dark" if scheme == "dark" else "light"
    page = browser.new_context(viewport={"width": wide, "height": 900}, color_scheme=dark).new_page()  # type: ignore[arg-type]
    page.goto(f"{server.url}/progress")
    # A picture that is drawn for the first time on a busy machine takes a while.
    page.wait_for_function(
        "() => [...document.querySelectorAll('img.chart')].every(each => each.complete)", timeout=90_000
    )
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("wide", [390, 1280])
def test_every_chart_arrives_fits_and_axe_finds_nothing(
    chromium: Browser, lived_in: Server, wide: int, scheme: str
) -> None:
    page = open_progress(chromium, lived_in, wide, scheme)
    sizes = page.locator("img.chart").evaluate_all(
        "all => all.map(each => [each.naturalWidth, each.getBoundingClientRect().width, each.currentSrc])"
    )
    assert len(sizes) >= 7
    for natural, shown, source in sizes:
        assert natural > 0, source
        assert shown <= wide
        assert source.endswith("-720.svg" if wide == 1280 else "-354.svg")
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    assert findings(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.context.close()


def test_the_report_is_one_click_away_and_what_is_removed_is_gone(
    chromium: Browser, tmp_path: Path, lived_in: Server
) -> None:
    page = open_progress(chromium, lived_in, 1280, "light")
    with page.expect_download(timeout=90_000) as started:
        page.get_by_role("link", name="Report (PDF, A4)").click()
    started.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    page.goto(f"{lived_in.url}/forget")
    assert findings(page) == []
    page.get_by_role("button", name="Remove everything").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was removed")
    page.get_by_label("Yes, I am sure").check()
    page.get_by_role("button", name="Remove everything").click()
    expect(page.get_by_role("heading", name="Everything is removed")).to_be_visible()
    page.goto(f"{lived_in.url}/progress")
    expect(page.get_by_text("After your first session its day stands here.")).to_be_visible()
    page.context.close()
