"""Progress: each chart in words, as a picture and as a table; nothing of it is drawn for Today."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from asgi_client import Client
from front_door import HOME, built, knock, practice
from lived import live
from page_reader import Page, read_page

from spinecoach.app.charts import charts
from spinecoach.app.pictures import NARROW, WIDE, Pictures, digest
from spinecoach.app.practice import Practice
from spinecoach.web.application import application


@pytest.fixture(scope="module")
def room() -> Practice:
    made = practice()
    live(made, 40)
    return made


@pytest.fixture(scope="module")
def drawn(room: Practice) -> Iterator[Client]:
    """A client at a door behind which everything is drawn already, however long that took."""
    app = application(room, built)
    pictures_of(app).drawn(charts(room))
    with Client(app, HOME) as client:
        yield client


def read(client: Client, path: str = "/progress") -> tuple[Page, str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[-2000:]
    page = read_page(answer.text)
    assert page.faults == []
    return page, answer.text


def pictures_of(app: Any) -> Pictures:
    while not hasattr(app, "state"):
        app = app.app
    pictures: Pictures = app.state.pictures
    return pictures


def test_every_chart_stands_in_words_as_a_picture_and_as_a_table(room: Practice) -> None:
    with knock(room) as client:
        page, text = read(client)
    found = charts(room)
    assert {"days", "weeks", "habit", "minutes", "exercises", "pain-neck", "neck-rotation-left", "levels"} <= {
        c.id for c in found
    }
    for chart in found:
        assert (f'alt="{chart.title}, as a picture' in text) is bool(chart.rows)
        assert chart.title in page.text
        assert chart.said in page.text
        assert (f"/{chart.id}-{NARROW}.svg" in text) is bool(chart.rows)
        assert (f"/{chart.id}-{WIDE}.svg" in text) is bool(chart.rows)
    assert text.count("<table") == sum(bool(chart.rows) for chart in found)
    assert text.count('scope="row"') == sum(len(chart.rows) for chart in found)


def test_a_list_at_the_top_leads_to_every_chart_and_to_the_report(room: Practice) -> None:
    with knock(room) as client:
        page, text = read(client)
    led = [link.removeprefix("#") for link in page.links if link.startswith("#") and link != "#main"]
    assert led == [*(f"chart-{chart.id}" for chart in charts(room)), "clinician"]
    for name in led:
        assert text.count(f'id="{name}"') == 1


def test_the_latest_week_stands_first_in_a_table(room: Practice) -> None:
    with knock(room) as client:
        _, text = read(client)
    weeks = re.findall(r'<th scope="row">([^<]+)</th>', text[text.index("Done of planned, by week") :])
    assert weeks[:2] == ["16 Nov", "9 Nov"]


def test_a_picture_is_an_image_of_its_own_that_is_kept_nowhere(drawn: Client) -> None:
    _, text = read(drawn)
    addresses = sorted(set(re.findall(r"/progress/[0-9a-f]{16}/[a-z-]+-\d+\.svg", text)))
    assert len(addresses) >= 16
    for answer in map(drawn.get, addresses):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.headers["cache-control"] == "private, no-store"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.text.startswith("<svg")
    assert re.search(r'class="chart"[^>]* width="\d+" height="\d+"', text)


def test_an_old_address_gives_the_chart_as_it_is_now(room: Practice, drawn: Client) -> None:
    old = drawn.get(f"/progress/{'0' * 16}/weeks-{NARROW}.svg")
    new = drawn.get(f"/progress/{digest(charts(room))}/weeks-{NARROW}.svg")
    assert (old.status_code, old.text) == (200, new.text)


@pytest.mark.parametrize("path", ["/progress/x/nothing-354.svg", "/progress/x/weeks-77.svg", "/progress/nothing.png"])
def test_what_is_no_chart_is_not_found(room: Practice, path: str) -> None:
    with knock(room) as client:
        assert client.get(path).status_code == 404


def test_a_chart_can_be_kept_as_a_png(room: Practice) -> None:
    with knock(room) as client:
        answer = client.get("/progress/weeks.png")
    assert answer.headers["content-disposition"] == 'attachment; filename="spinecoach-weeks.png"'
    assert answer.content.startswith(b"\x89PNG")


def test_before_the_first_session_it_says_what_will_stand_there() -> None:
    with knock() as client:
        page, text = read(client)
    assert "After your first session its day stands here." in page.text
    assert "<img" not in text
    assert "/data/export/pdf" in page.links


def test_every_page_leads_to_it_in_one_tap(room: Practice) -> None:
    with knock(room) as client:
        for path in ("/", "/exercises", "/history", "/settings"):
            page, _ = read(client, path)
            assert "/progress" in page.links, path
        _, text = read(client)
    assert '<a href="/progress" aria-current="page">Progress</a>' in text


def test_today_and_the_page_itself_draw_nothing(room: Practice) -> None:
    app = application(room, built)
    with Client(app, HOME) as client:
        for path in ("/", "/history", "/progress"):
            read(client, path)
        assert pictures_of(app).ready(digest(charts(room))) is None


def test_the_server_never_loads_what_draws() -> None:
    code = (
        "import sys, spinecoach.web.application; print({'altair', 'vl_convert', 'fhir', 'pandas'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
