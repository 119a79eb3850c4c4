"""The forms in which everything that is a person's own can be taken out."""

from enum import StrEnum


class Format(StrEnum):
    """``ENDINGS`` has how its file ends, ``MEDIA`` what a browser calls it."""

    JSON = "json"
    CSV = "csv"
    FHIR = "fhir"
    PDF = "pdf"
    ICS = "ics"


ENDINGS = {Format.JSON: "json", Format.CSV: "csv.zip", Format.FHIR: "fhir.json", Format.PDF: "pdf", Format.ICS: "ics"}
MEDIA = {
    Format.JSON: "application/json",
    Format.CSV: "application/zip",
    Format.FHIR: "application/fhir+json",
    Format.PDF: "application/pdf",
    Format.ICS: "text/calendar",
}
