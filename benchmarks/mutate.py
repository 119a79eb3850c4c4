"""Small changes to a module, one at a time: what a careless edit might do to it."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
}  # fmt: skip
MORE = 1.25
"""A number is made larger by a quarter, or by one where it is nought."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change. ``line`` counts from 1; ``was`` and ``became`` are the changed part; ``source`` the module."""

    line: int
    was: str
    became: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every change of ``source`` in the order of its text, but for those in annotations and docstrings. Raises
    SyntaxError."""
    tree = ast.parse(source)
    places = [place for place, node in enumerate(ast.walk(tree)) if _changes(node)]
    passed = {id(part) for node in ast.walk(tree) for note in _annotations(node) for part in ast.walk(note)}
    nodes = list(ast.walk(tree))
    found = []
    for place in places:
        if id(nodes[place]) in passed:
            continue
        for number in range(len(_changes(nodes[place]))):
            altered = copy.deepcopy(tree)
            node = list(ast.walk(altered))[place]
            was = _told(node)
            _changes(node)[number].done()
            found.append(Mutant(getattr(node, "lineno", 0), was, _told(node), ast.unparse(altered)))
    yield from sorted(found, key=lambda mutant: mutant.line)


@dataclass(frozen=True, slots=True)
class _Change:
    node: ast.AST
    field: str
    value: object

    def done(self) -> None:
        setattr(self.node, self.field, self.value)


def _changes(node: ast.AST) -> list[_Change]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARED:
            return [_Change(node, "ops", [COMPARED[type(op)]()])]
        case ast.BinOp(op=op) if type(op) in COUNTED:
            return [_Change(node, "op", COUNTED[type(op)]())]
        case ast.BoolOp(op=ast.And()):
            return [_Change(node, "op", ast.Or())]
        case ast.BoolOp(op=ast.Or()):
            return [_Change(node, "op", ast.And())]
        case ast.UnaryOp(op=ast.Not()):
            return [_Change(node, "operand", ast.Constant(value=value)) for value in (True, False)]
        case ast.UnaryOp(op=ast.USub()):
            return [_Change(node, "op", ast.UAdd())]
        case ast.Constant(value=bool() as value):
            return [_Change(node, "value", not value)]
        case ast.Constant(value=int() | float() as value):
            return [_Change(node, "value", value * MORE if isinstance(value, float) and value else value + 1)]
        case ast.If() | ast.While():
            return [_Change(node, "test", ast.Constant(value=False))]
        case _:
            return []


def _told(node: ast.AST) -> str:
    """Of a condition only its own line."""
    return ast.unparse(node).splitlines()[0]


def _annotations(node: ast.AST) -> Iterator[ast.AST]:
    for field in ("annotation", "returns"):
        note = getattr(node, field, None)
        if isinstance(note, ast.AST):
            yield note
