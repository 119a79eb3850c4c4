"""What commands print: one JSON value, or a calm page of text."""

import json
import os
import sys
from typing import TYPE_CHECKING

from spinecoach.session.script import LOCAL_EMERGENCY_NUMBER
from spinecoach.wire.json_value import JSON

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WIDEST = 100
"""Columns. Lines longer than this are hard to read, however wide the window."""


def print_json(value: JSON) -> None:
    """One JSON value and a line end, in UTF-8 whatever the terminal speaks."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()


def console() -> "Console":
    """Rich's console, at most ``WIDEST`` wide, without colour guesses or emoji."""
    from rich.console import Console  # noqa: PLC0415 - not needed with --json

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    made = Console(highlight=False, emoji=False, markup=False, soft_wrap=False)
    made.width = min(made.width, WIDEST)
    return made


def table(*columns: str, right: tuple[str, ...] = ()) -> "Table":
    """A table without frames; the columns of ``right`` hold numbers."""
    from rich.table import Table  # noqa: PLC0415 - not needed with --json

    made = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for column in columns:
        number = column in right
        made.add_column(column, justify="right" if number else "left", no_wrap=number)
    return made


def clock(seconds: float) -> str:
    """``1:37`` of 97 seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def indented(page: "Console", text: str) -> None:
    """A paragraph, two columns in."""
    from rich.padding import Padding  # noqa: PLC0415 - not needed with --json

    page.print(Padding(text, (0, 0, 0, 2)))


def emergency_number() -> str:
    """Whom to call where nobody has set another number."""
    return os.environ.get("SPINECOACH_EMERGENCY_NUMBER") or LOCAL_EMERGENCY_NUMBER


def plain(text: str) -> str:
    """With common spaces, so that a terminal of few letters shows them and a narrow column may break there."""
    return text.replace("\N{NO-BREAK SPACE}", " ")
