"""Typesets in a process of its own: one JSON object from standard input, the PDF to standard output.

A template of this room, the values as JSON, no other file, no network.
"""

import json
import sys
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Final

import typst

STANDARD: Final = "ua-1"
"""PDF/UA-1: tagged, titled, in a named language, every picture with words; Typst refuses what falls short of it."""


def main() -> None:
    """The document that is ordered: ``template``, ``values`` for it and ``day``."""
    order = json.loads(sys.stdin.buffer.read())
    template = files("spinecoach.report").joinpath("templates", f"{order['template']}.typ").read_bytes()
    # The typeface of the pages, and Typst's own for what it lacks; never the machine's, so that all print alike.
    faces = files("fontpkg_atkinson_hyperlegible").joinpath("files")
    pdf = typst.compile(
        template,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(faces)]),
        sys_inputs={"values": json.dumps(order["values"], ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=datetime.combine(date.fromisoformat(order["day"]), time(), UTC),
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
