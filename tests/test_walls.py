"""The walls of the house that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

import spinecoach

SOURCE = Path(spinecoach.__file__).parent
PURE = ("body.py", "protocol", "screening", "figure", "motion", "session", "progress", "planning")
EXERCISES = sorted((SOURCE / "protocol" / "data" / "exercises").glob("*.toml"))
MODULES = sorted(SOURCE.rglob("*.py"))


def pure(module: Path) -> bool:
    return module.relative_to(SOURCE).parts[0] in PURE


def strings(module: Path) -> list[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docs = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(SOURCE)))
def test_no_exercise_is_named_in_python(module: Path) -> None:
    slugs = {path.stem for path in EXERCISES}
    named = [s for s in strings(module) if s in slugs or re.search(r"\b[CTL][1-6]\b", s)]
    assert not named, f"{module.name} names an exercise: {named}; what an exercise is stands in its data file"


@pytest.mark.parametrize("module", [m for m in MODULES if pure(m)], ids=lambda m: str(m.relative_to(SOURCE)))
def test_the_core_reads_no_clock_and_opens_no_file(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    banned = {"open", "print", "input", "datetime.now", "datetime.utcnow", "date.today", "datetime.datetime.now"}
    assert not calls & banned


def test_every_module_stays_short_enough_to_read_at_one_sitting() -> None:
    long = {str(m.relative_to(SOURCE)): n for m in MODULES if (n := len(m.read_text().splitlines())) > 400}
    assert not long, f"longer than 400 lines, two nouns would be clearer: {long}"
