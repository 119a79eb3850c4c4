"""``spinecoach export``."""

from pathlib import Path

from spinecoach.app.export import export
from spinecoach.app.formats import Format
from spinecoach.cli.faults import CliError
from spinecoach.cli.files import STANDARD_INPUT, writing
from spinecoach.cli.output import console, print_json
from spinecoach.cli.record import opened
from spinecoach.record.copies import is_record


def export_record(form: Format, out: Path, data: Path | None, *, replace: bool, as_json: bool) -> None:
    """Write everything in one form to ``out``, whole or not at all; over an older file only if ``replace``."""
    with opened(data) as practice, writing(out, replace=replace) as file:
        if is_record(practice.settings.data_dir, out):
            raise CliError(str(out), "the record itself", "another file name")
        export(practice, form, file)
    if str(out) == STANDARD_INPUT:
        return
    size = out.stat().st_size
    if as_json:
        print_json({"file": str(out), "format": form.value, "bytes": size})
    else:
        console().print(f"{out}: {size} bytes")
