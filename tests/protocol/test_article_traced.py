"""Every statement of the article has a carrier in the data and a test that holds it; docs/article.md is the table."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from spinecoach.app.catalogue import catalogue, packaged

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "article.md").read_text("utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
CELLS = 4


def rows_of(markdown: str) -> list[list[str]]:
    """Cells of every table row, without headings and rules."""
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = {i - 1 for i, row in enumerate(cells) if set("".join(row)) <= set("-: ")}
    return [row for i, row in enumerate(cells) if i not in heads and i - 1 not in heads]


def in_ticks(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def carried(name: str) -> bool:
    """Whether ``file#key`` leads to something in the data that is not empty."""
    file, _, key = name.partition("#")
    if file not in packaged() or not key:
        return False
    value: object = tomllib.loads(packaged()[file])
    for part in key.split("."):
        if not isinstance(value, dict) or part not in value:
            return False
        value = value[part]
    return value not in ("", [], {})


def held(name: str) -> bool:
    """Whether ``file::test`` is a test that exists."""
    file, _, test = name.partition("::")
    path = ROOT / "tests" / file
    if not path.is_file() or not test.startswith("test_"):
        return False
    tree = ast.parse(path.read_text("utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == test for node in tree.body)


def fault_of(row: list[str]) -> str | None:
    """What is wrong with a row of the table, or None."""
    if len(row) != CELLS or not all(row):
        return f"{len([c for c in row if c])} filled cells; right would be {CELLS}"
    carriers, tests = in_ticks(row[2]), in_ticks(row[3])
    if not carriers or not tests:
        return "no carrier or no test"
    missing = [n for n in carriers if not carried(n)] + [n for n in tests if not held(n)]
    return f"{', '.join(missing)} does not exist" if missing else None


@pytest.mark.parametrize("row", rows_of(TABLE), ids=lambda row: row[0][:50])
def test_every_statement_of_the_article_is_carried_and_held(row: list[str]) -> None:
    assert fault_of(row) is None


GOOD = ["said", "made", "`lights.toml#rows`", "`protocol/test_article_traced.py::test_a_row_with_both_is_accepted`"]


def test_a_row_with_both_is_accepted() -> None:
    assert fault_of(GOOD) is None


@pytest.mark.parametrize(
    "broken",
    [
        GOOD[:3],
        [*GOOD[:2], "", GOOD[3]],
        [*GOOD[:2], "lights", GOOD[3]],
        [*GOOD[:2], "`lights.toml#columns`", GOOD[3]],
        [*GOOD[:2], "`lights.toml`", GOOD[3]],
        [*GOOD[:2], "`darkness.toml#rows`", GOOD[3]],
        [*GOOD[:3], "`protocol/test_article_traced.py::test_that_nobody_wrote`"],
        [*GOOD[:3], "`protocol/test_nowhere.py::test_a_row_with_both_is_accepted`"],
        [*GOOD[:3], "`protocol/test_article_traced.py::fault_of`"],
    ],
)
def test_a_row_that_lacks_its_carrier_or_test_is_found(broken: list[str]) -> None:
    assert fault_of(broken) is not None


def test_every_exercise_and_every_rule_of_the_article_carries_something() -> None:
    carriers = {name for row in rows_of(TABLE) for name in in_ticks(row[2])}
    files = {name.partition("#")[0] for name in carriers}
    assert {f"exercises/{one.id}.toml" for one in catalogue().exercises.values()} <= files
    told = " ".join(cell for row in rows_of(TABLE) for cell in row)
    for number in range(1, 10):
        assert re.search(rf"\bA{number}\b", told)


def test_every_exercise_has_its_position_movement_and_number_in_the_table() -> None:
    said = [row[0] for row in rows_of(TABLE)]
    for code in catalogue().exercises:
        assert len([statement for statement in said if statement.startswith(f"{code}: ")]) >= 3


def test_every_exercise_whose_passage_is_unclear_says_how_it_is_read() -> None:
    for one in catalogue().exercises.values():
        assert one.text["en"]["standard"].reading


def test_the_glossary_has_one_word_for_one_thing_and_keeps_to_it() -> None:
    words = [row[0] for row in rows_of(GLOSSARY)]
    assert len(set(words)) == len(words)
    instead = [word.strip() for row in rows_of(GLOSSARY) for word in row[2].split(",") if word.strip()]
    assert not set(instead) & set(words)
    said = " ".join(text for text in packaged().values())
    spoken = " ".join(line.split("#")[0] for line in said.splitlines())
    for word in instead:
        assert not re.search(rf"\b{re.escape(word)}s?\b", spoken, re.IGNORECASE), word
