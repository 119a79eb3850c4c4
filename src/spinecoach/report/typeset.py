"""Values to a PDF, by Typst, in a process of its own."""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from spinecoach.report.apart import Fell, run_apart
from spinecoach.report.paper import Paper

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PATIENCE_S = 60


class NotTypeset(Exception):  # noqa: N818 - it names what happened, as the rest of the house does
    """The process failed. ``str`` is one line."""


def typeset(
    template: str, values: "DataclassInstance", paper: Paper, day: date, patience_s: float = PATIENCE_S
) -> bytes:
    """``templates/{template}.typ`` filled with ``values``. ``day`` is the document's date: same input, same bytes.

    Raises NotTypeset, also when it takes longer than ``patience_s``.
    """
    order = {"template": template, "values": {**asdict(values), "paper": paper.value}, "day": day.isoformat()}
    try:
        return run_apart("spinecoach.report.typesetting", json.dumps(order, ensure_ascii=False).encode(), patience_s)
    except Fell as fault:
        raise NotTypeset(f"PDF: found no document ({fault}); right would be trying again") from fault
