"""The manual prints the table that the machine runs by."""

from pathlib import Path

from spinecoach.session.manual import table
from spinecoach.session.state import STATES
from spinecoach.session.table import TABLE
from spinecoach.session.vocabulary import Command, Motion

MANUAL = Path(__file__).parents[2] / "docs" / "session.md"
BEGIN, END = "<!-- table -->\n", "\n<!-- end of table -->"


def test_the_manual_holds_the_table_as_the_code_has_it() -> None:
    printed = MANUAL.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    assert printed == table().strip()


def test_every_cell_is_printed_with_what_it_does() -> None:
    lines = table().splitlines()
    for state in STATES:
        assert set(TABLE[state]) <= {*Command, *Motion}
    rows = [line for line in lines if line.startswith("| ") and line != "| input | what happens |"]
    # Stopped shares its rows with Done; five states have a clock; three commands and the answers stand before.
    assert len(rows) == sum(len(TABLE[state]) for state in STATES[:-1]) + 5 + 4
    assert all(line.rstrip(" |").endswith(".") for line in rows)
