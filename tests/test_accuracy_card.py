"""The accuracy card: the same shape from the same values, and the page in docs names its date, data and every goal."""

import re
from pathlib import Path

import pytest
from benchmarks.accuracy import DATA
from benchmarks.card import Card, Goal, Section, markdown, share, table
from hypothesis import given
from hypothesis import strategies as st

PAGE = (Path(__file__).parent.parent / "docs" / "accuracy.md").read_text(encoding="utf-8")
GOALS = (
    "range of 30 deg and more",
    "range of 10-15 deg",
    "range of about 6 deg",
    "UI-PRMD counts",
    "false repetitions in 10 min",
    "hold timing at 30 fps",
    "hold timing at 15 fps",
    "range error at 30 fps",
    "range error at 15 fps",
    "neck range, yaw",
    "neck range, pitch",
    "neck range, roll",
    "decision after the true crossing",
    "engine step p50",
    "live sessions a core",
)
FIXED = Card(
    "2001-02-03",
    (("Python", "9.9"),),
    (("bodies", "made up"),),
    (
        Section(
            "One", "What was done.", "nothing.", ("what", "found"), (("a", "1"), ("b", "2")),
            (Goal("first", ">= 1", "2", True), Goal("second", "3", "-", None, "no data")), ("third",),
        ),
    ),
    12.4,
)  # fmt: skip


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("|")]


def test_fixed_values_give_the_same_tables() -> None:
    text = markdown(FIXED)
    assert "Measured on 2001-02-03, in 12 s." in text
    assert "| first | >= 1 | 2 | met |  |" in rows(text)
    assert "| second | 3 | - | not measured | no data |" in rows(text)
    assert rows(text)[-4:] == ["| what | found |", "| --- | --- |", "| a | 1 |", "| b | 2 |"]
    assert "- Not measured: third" in text.splitlines()


@given(st.lists(st.text(st.characters(blacklist_categories=["C", "Z"])), min_size=1, max_size=5), st.integers(0, 4))
def test_every_line_of_a_table_has_as_many_cells(cells: list[str], count: int) -> None:
    lines = table(cells, [cells] * count)
    assert len(lines) == count + 2
    assert {line.count("|") for line in lines} == {len(cells) + 1}


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="found 1 cells; right would be 2"):
        table(("a", "b"), [("a",)])


def test_a_share_of_nothing_is_no_figure() -> None:
    assert share(0, 0) == "-"


def test_the_page_names_its_date_its_data_and_every_goal() -> None:
    assert re.search(r"^Measured on \d{4}-\d\d-\d\d, in \d+ s\.$", PAGE, re.MULTILINE)
    assert all(name in PAGE for name, _ in DATA)
    goals = rows(PAGE.split("## Goals")[1].split("\n## ")[0])
    assert [name for name in GOALS if not any(name in row for row in goals)] == []


def test_every_missed_or_unmeasured_goal_of_the_page_has_its_cause() -> None:
    goals = rows(PAGE.split("## Goals")[1].split("\n## ")[0])[2:]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in goals]
    assert cells
    assert all(cell[-1] for cell in cells if cell[-2] != "met")
