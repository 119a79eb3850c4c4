"""The table as the manual prints it; ``docs/session.md`` holds the same lines, and a test compares them."""

from collections.abc import Callable, Iterable
from typing import assert_never

from spinecoach.session.state import STATES, Done, Stopped
from spinecoach.session.table import BEFORE_THE_TABLE, CLOCK, TABLE, WITHDRAWN, Cell, Handled, Ignored, Refused
from spinecoach.session.vocabulary import Command, Motion


def table() -> str:
    """Markdown: what is handled before the table, then each state with the clock and every input."""
    first = [(command.value, _says(cell)) for command, cell in BEFORE_THE_TABLE.items()]
    first.append(("*(changed answers)*", _says(WITHDRAWN)))
    parts = [_section("Before the table, in every state but Done and Stopped", first)]
    for state in STATES:
        if state is Stopped:
            continue
        rows = [] if state is Done else [("*(the clock)*", _first_line(CLOCK[state]))]
        rows += [(given.value, _says(TABLE[state][given])) for given in (*Command, *Motion) if given in TABLE[state]]
        parts.append(_section("Done and Stopped" if state is Done else state.__name__, rows))
    return "\n".join(parts)


def _section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"### {title}", "", "| input | what happens |", "|---|---|"]
    return "\n".join([*lines, *(f"| {given} | {says} |" for given, says in rows), ""])


def _says(cell: Cell) -> str:
    match cell:
        case Handled(act):
            return _first_line(act)
        case Refused(reason):
            return f"Refused: `{reason}`."
        case Ignored(why):
            return f"Ignored: {why}."
        case _:
            assert_never(cell)


def _first_line(act: Callable[..., None]) -> str:
    return (act.__doc__ or "").splitlines()[0]
