"""Writes everything that is a person's own in one form."""

from typing import BinaryIO

from spinecoach.app.calendar import calendar
from spinecoach.app.fhir import fhir_entries
from spinecoach.app.formats import Format
from spinecoach.app.practice import Practice
from spinecoach.app.tables import ABOUT, tables
from spinecoach.record.archive import archive
from spinecoach.report.fhir.entries import write_bundle
from spinecoach.report.paper import Paper
from spinecoach.report.tables import write_zip


def export(practice: Practice, form: Format, file: BinaryIO, paper: Paper = Paper.A4) -> None:
    """To ``file``. Raises Refused, StoreError; then what was written is to be thrown away."""
    match form:
        case Format.JSON:
            file.writelines(archive(practice.store.every()))
        case Format.CSV:
            write_zip(tables(practice), ABOUT, file)
        case Format.FHIR:
            write_bundle(fhir_entries(practice), file)
        case Format.PDF:
            # The typesetter is needed here alone, and takes its time to load.
            from spinecoach.app.clinician import clinician_report  # noqa: PLC0415

            file.write(clinician_report(practice, paper))
        case Format.ICS:
            file.write(calendar(practice))
