"""``spinecoach export``."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from spinecoach.app.calendar import UTC_ZONE, zone_untold
from spinecoach.app.export import export
from spinecoach.app.formats import Format
from spinecoach.app.practice import Practice
from spinecoach.app.sessions import sessions
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
        notes = [*_notes(practice, form)]
    sys.stderr.write("".join(f"{note}\n" for note in notes))
    if str(out) == STANDARD_INPUT:
        return
    size = out.stat().st_size
    if as_json:
        print_json({"file": str(out), "format": form.value, "bytes": size})
    else:
        console().print(f"{out}: {size} bytes")


def _notes(practice: Practice, form: Format) -> Iterator[str]:
    """What somebody who opens the file would wonder about."""
    match form:
        case Format.ICS:
            wishes, untold = practice.reminders.now().wishes, zone_untold(os.environ)
            if wishes.session_at is None and wishes.breaks_every is None:
                yield "No reminder is set yet, so the calendar is empty."
            elif untold is not None:
                yield f"TZ: found {untold!r}, which is no time zone; the calendar's times are in {UTC_ZONE}."
        case Format.PDF:
            if not sessions(practice):
                yield "No session is recorded yet, so the report has little to tell."
        case _:
            return
