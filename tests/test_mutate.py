"""The changes that the engine's tests must notice are changes indeed, one at a time, and leave annotations alone."""

import ast

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
