"""The changes that the engine's tests must notice are changes indeed, one at a time, and leave annotations alone."""

import ast

from benchmarks.mutants import Drawn, lines_of, page, reasons
from benchmarks.mutate import mutants

SOURCE = '''
def far(a: float, b: float, least: float = 2.0) -> bool:
    """At least so far apart."""
    if not a:
        return False
    return a - b >= least and -b < 1
'''


def test_each_change_differs_from_the_source_in_one_expression() -> None:
    found = list(mutants(SOURCE))
    assert {(one.was, one.became) for one in found} >= {
        ("2.0", "2.5"),
        ("not a", "not True"),
        ("not a", "not False"),
        ("False", "True"),
        ("a - b", "a + b"),
        ("a - b >= least", "a - b > least"),
        ("a - b >= least and -b < 1", "a - b >= least or -b < 1"),
        ("-b", "+b"),
        ("1", "2"),
    }
    sources = [one.source for one in found]
    assert len(set(sources)) == len(sources)
    assert ast.unparse(ast.parse(SOURCE)) not in sources


def test_every_change_can_be_read_by_python_and_has_its_line() -> None:
    for one in mutants(SOURCE):
        ast.parse(one.source)
        assert one.became in one.source
        assert 1 < one.line <= SOURCE.count("\n")


def test_annotations_are_left_alone() -> None:
    assert list(mutants("x: Literal[1] = y\n")) == []


def test_what_nobody_noticed_is_told_with_its_reason_and_as_open_without_one() -> None:
    (one, *_) = (each for each in mutants(SOURCE) if each.became == "a + b")
    drawn = Drawn("far.py", one)
    told = page("2026-11-23", 1, 9, [(drawn, "survived")], {("far.py", "a - b", "a + b", ""): "b is always nought"})
    assert "| motion/far.py:6 | `a - b` | `a + b` | b is always nought |" in told
    assert "not looked at yet" in page("2026-11-23", 1, 9, [(drawn, "survived")], {})


def test_every_reason_is_of_changes_in_one_line_that_can_still_be_made() -> None:
    assert {place: len(lines_of(place)) for place in reasons()} == dict.fromkeys(reasons(), 1)
