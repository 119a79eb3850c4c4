"""Writes everything that is a person's own in one form."""

from typing import BinaryIO

from spinecoach.app.formats import Format
from spinecoach.app.practice import Practice
from spinecoach.record.archive import archive


def export(practice: Practice, form: Format, file: BinaryIO) -> None:
    """To ``file``. Raises StoreError; then what was written is to be thrown away."""
    match form:
        case Format.JSON:
            file.writelines(archive(practice.store.every()))
