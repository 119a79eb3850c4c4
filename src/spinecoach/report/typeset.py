"""Values to a PDF, by Typst: a template of this room, the values as JSON, no other file, no network."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import typst

from spinecoach.report.paper import Paper

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

STANDARD: Final = "ua-1"
"""PDF/UA-1: tagged, titled, in a named language, every picture with words; Typst refuses what falls short of it."""


def typeset(template: str, values: "DataclassInstance", paper: Paper, day: date) -> bytes:
    """``templates/{template}.typ`` filled with ``values``. ``day`` is the document's date: same input, same bytes."""
    told = json.dumps({**asdict(values), "paper": paper.value}, ensure_ascii=False)
    return typst.compile(
        _template(template),
        font_paths=_faces(),
        sys_inputs={"values": told},
        pdf_standards=STANDARD,
        timestamp=datetime.combine(day, time(), UTC),
    )


@cache
def _faces() -> typst.Fonts:
    """The typeface of the pages, and Typst's own for what it lacks; never the machine's, so that all print alike."""
    folder = files("fontpkg_atkinson_hyperlegible").joinpath("files")
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


@cache
def _template(name: str) -> bytes:
    return files("spinecoach.report").joinpath("templates", f"{name}.typ").read_bytes()
