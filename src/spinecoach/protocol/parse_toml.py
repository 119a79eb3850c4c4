"""Reads the syntax of a data file; what the tables mean is read elsewhere."""

import tomllib

from spinecoach.protocol.faults import Faults
from spinecoach.protocol.table import Table, told

FORMAT = 1


def parse_toml(text: str, faults: Faults) -> Table | None:
    """The whole file as one table, or None with the line of the first fault of syntax."""
    try:
        return Table(tomllib.loads(text), "", faults)
    except RecursionError:
        faults.add("the whole file", "tables or lists inside each other too deeply", "a few levels")
    except ValueError as error:
        what, _, where = str(error).rpartition(" (at ")
        place = where.rstrip(")") if what else "the whole file"
        if place == "end of document":
            place = f"line {text.count(chr(10)) + 1}, {place}"
        faults.add(place, f"no valid TOML: {(what or where).rstrip('.')}", "TOML 1.0")
    return None


def parse_format(top: Table) -> None:
    """``format`` counts the ways of writing these files."""
    if (value := top.raw("format")) != FORMAT or isinstance(value, bool):
        top.fault("format", told(value), f"{FORMAT}, the format that this version reads")
