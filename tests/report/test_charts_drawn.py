"""The drawings themselves, by the process that draws: whole, dark where the page is dark, asking for nothing."""

import re
from base64 import b64decode
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from spinecoach.report.chart import Chart, Column, Kind, Range
from spinecoach.report.draw import NotDrawn, draw
from spinecoach.report.dress import dressed, size_of
from spinecoach.report.order import ORDER, Drawing, Form, Order
from spinecoach.report.palette import DARK, INK, PAPER

MONDAY = date(2026, 11, 16)
TOKENS = Path(__file__).parents[2] / "island" / "styles" / "tokens.css"
WIDTHS = (354, 720)


def weekly(*more: Any) -> tuple[tuple[Any, ...], ...]:
    return tuple((MONDAY - timedelta(weeks=n), *more) for n in range(9, -1, -1))


def columns(*keys: str) -> tuple[Column, ...]:
    return tuple(Column(key, key.title()) for key in keys)


CHARTS = (
    Chart("days", Kind.CALENDAR, "", "", columns("monday", *(f"day{n}" for n in range(7))),
          weekly(0, 4, 12, 40, "pause", 0, "")),
    Chart("weeks", Kind.WEEKS, "", "", columns("monday", "done", "planned", "paused"),
          (*weekly(3, 5, 0), (MONDAY, 0, 0, 7))),
    Chart("minutes", Kind.MINUTES, "", "", columns("monday", "minutes", "sessions"), weekly(31, 4)),
    Chart("exercises", Kind.EXERCISES, "", "", columns("exercise", "done", "planned"),
          (("Head turns", 3, 4), ("Nod", 0, 2))),
    Chart("habit", Kind.HABIT, "", "", columns("monday", "strength"), weekly(60)),
    Chart("pain-neck", Kind.PAIN, "", "", columns("monday", "before", "during", "morning"),
          (*weekly(Range(1, 2, 4), Range(2, 2, 2), None), (MONDAY, None, Range(0, 5, 10), Range(1, 1, 3)))),
    Chart("neck-flexion", Kind.MOVEMENT, "", "", columns("day", "degrees", "sure"), weekly(51.0, 80),
          {"low": 40, "high": 60, "typical_low": 35, "typical_high": 70, "bottom": 20, "top": 80}),
    Chart("levels", Kind.LEVELS, "", "", columns("exercise", "day", "level"),
          (("Head turns", MONDAY - timedelta(weeks=3), 1), ("Head turns", MONDAY, 2), ("Nod", MONDAY, 0)),
          {"until": 1_795_305_600_000.0, "highest": 2}),
)  # fmt: skip


@pytest.fixture(scope="module")
def drawn() -> tuple[Drawing, ...]:
    return draw((*CHARTS, Chart("empty", Kind.WEEKS, "", "Nothing yet.")), WIDTHS)


def test_every_kind_of_chart_is_among_these() -> None:
    assert {chart.kind for chart in CHARTS} == set(Kind)


def test_an_order_is_read_as_it_was_written() -> None:
    order = Order(CHARTS, WIDTHS)
    assert ORDER.text(ORDER.read(ORDER.text(order), "order")) == ORDER.text(order)


def test_each_chart_is_drawn_in_each_width_and_an_empty_one_is_not(drawn: tuple[Drawing, ...]) -> None:
    assert [(each.chart, each.width) for each in drawn] == [(c.id, w) for c in CHARTS for w in WIDTHS]
    for each in drawn:
        wide, high = size_of(each.picture)
        assert each.width - 60 <= wide <= each.width + 10
        assert high > 40


def test_every_colour_has_its_dark_one_so_that_nothing_vanishes(drawn: tuple[Drawing, ...]) -> None:
    for each in drawn:
        used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{3,8}|[a-z]+)"', each.picture))
        assert used - {"none", "transparent"} <= set(DARK), each.chart
        assert INK in used or each.chart in {"weeks", "minutes", "habit"}


TWELVE = ("Head turns", "Chin to chest", "Chin tuck", "Forehead press", "Temple press", "Back-of-the-head massage",
          "Chair arch and bend", "Shoulder lift and hold", "Arch over a roller", "Belly brace",
          "Head and shoulder lift", "Knee and hand press")  # fmt: skip


@pytest.mark.parametrize("more", [(), ("A press of the palm against the forehead",)])
def test_no_name_of_an_exercise_is_lost_or_cut(more: tuple[str, ...]) -> None:
    names = (*TWELVE, *more)
    rows = tuple((name, 3, 4) for name in names)
    chart = Chart("exercises", Kind.EXERCISES, "Done", "", columns("exercise", "done", "planned"), rows)
    for each in draw([chart], WIDTHS):
        assert [name for name in names if f">{name}</text>" not in each.picture] == [], each.width
        hidden = re.findall(r'<text[^>]* opacity="0"[^>]*>([^<]*)<', each.picture)
        assert not set(hidden) & set(names)


def test_each_drawing_says_its_name_and_a_png_has_room_for_it() -> None:
    named = Chart("weeks", Kind.WEEKS, "Done & planned", "", columns("monday", "done", "planned", "paused"),
                  weekly(3, 5, 0))  # fmt: skip
    (svg,) = draw([named], (354,))
    assert "<title>Done &amp; planned</title>" in svg.picture
    high = [int.from_bytes(b64decode(png.picture)[20:24]) / 2 for png in draw([named], (354,), Form.PNG)]
    assert high[0] > size_of(svg.picture)[1] + 20, "its heading stands above it"


def test_a_drawing_asks_for_nothing_from_anywhere(drawn: tuple[Drawing, ...]) -> None:
    for each in drawn:
        addresses = re.findall(r"[a-z]+://[^\"' )]+", dressed(each.picture))
        assert set(addresses) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
        assert "<script" not in each.picture


def test_a_dressed_drawing_is_dark_where_the_page_is_dark(drawn: tuple[Drawing, ...]) -> None:
    svg = dressed(drawn[0].picture)
    assert "@media (prefers-color-scheme:dark){" in svg
    assert f'[fill="{INK}"]{{fill:{DARK[INK]}}}' in svg
    assert svg.index("<style>") < svg.index("<g")


def test_the_colours_are_those_of_the_pages() -> None:
    pages = dict(re.findall(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS.read_text(encoding="utf-8")))
    assert PAPER in pages
    shared = {light: dark for light, dark in DARK.items() if light in pages}
    assert {light: pages[light] for light in shared} == shared
    assert len(shared) >= 5


def test_no_colour_of_a_chart_judges() -> None:
    for colour in (*DARK, *DARK.values()):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert not (red > 1.5 * green and red > 1.5 * blue), colour
        assert not (green > 1.5 * red and green > 1.5 * blue), colour


def test_a_png_is_the_same_chart_on_paper() -> None:
    (png,) = draw(CHARTS[:1], (720,), Form.PNG)
    assert png.picture.startswith("iVBORw0KGgo")


def test_a_drawing_that_fails_is_told_in_one_line() -> None:
    wrong = Chart("wrong", Kind.PAIN, "", "", columns("monday"), (("no day",),))
    with pytest.raises(NotDrawn, match="found no drawing") as caught:
        draw([wrong], (354,))
    assert "\n" not in str(caught.value)
