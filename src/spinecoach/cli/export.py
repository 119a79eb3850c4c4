"""``spinecoach export``."""

from pathlib import Path

from spinecoach.app.export import export
from spinecoach.app.formats import Format
from spinecoach.cli.files import STANDARD_INPUT, writing
from spinecoach.cli.output import console, print_json
from spinecoach.cli.record import opened


def export_record(form: Format, out: Path, data: Path | None, *, as_json: bool) -> None:
    """Write everything in one form to ``out``, whole or not at all."""
    with opened(data) as practice, writing(out) as file:
        export(practice, form, file)
    if str(out) == STANDARD_INPUT:
        return
    size = out.stat().st_size
    if as_json:
        print_json({"file": str(out), "format": form.value, "bytes": size})
    else:
        console().print(f"{out}: {size} bytes")
