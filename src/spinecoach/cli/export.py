"""``spinecoach export``."""

from pathlib import Path
from typing import BinaryIO

from spinecoach.app.practice import Practice
from spinecoach.cli.files import STANDARD_INPUT, writing
from spinecoach.cli.options import Format
from spinecoach.cli.output import console, print_json
from spinecoach.cli.record import opened
from spinecoach.record.archive import archive


def export_record(kind: Format, out: Path, data: Path | None, *, as_json: bool) -> None:
    """Write everything in one form to ``out``, whole or not at all."""
    with opened(data) as practice, writing(out) as file:
        match kind:
            case Format.JSON:
                _json(practice, file)
    if str(out) == STANDARD_INPUT:
        return
    size = out.stat().st_size
    if as_json:
        print_json({"file": str(out), "format": kind.value, "bytes": size})
    else:
        console().print(f"{out}: {size} bytes")


def _json(practice: Practice, file: BinaryIO) -> None:
    file.writelines(archive(practice.store.every()))
