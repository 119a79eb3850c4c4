"""``spinecoach import``, ``backup`` and ``restore``."""

from pathlib import Path

from spinecoach.app.take_in import import_archive, restore_backup
from spinecoach.cli.faults import CliError
from spinecoach.cli.output import console, print_json
from spinecoach.cli.record import chosen, practice
from spinecoach.record.copies import backup
from spinecoach.record.memory import MemoryStore
from spinecoach.record.sqlite import SqliteStore


def import_file(file: Path, data: Path | None, *, as_json: bool) -> None:
    """Fill an empty record with an export."""
    room = practice(chosen(data), MemoryStore())
    try:
        with file.open("rb") as opened:
            count = import_archive(room, opened, str(file))
    except FileNotFoundError:
        raise CliError(str(file), "no such file", "a file that exists") from None
    except IsADirectoryError:
        raise CliError(str(file), "a folder", "a file") from None
    except (OSError, ValueError) as fault:
        if not isinstance(fault, OSError):
            raise
        raise CliError(str(file), (fault.strerror or str(fault)).lower(), "a file that may be read") from None
    if as_json:
        print_json({"file": str(file), "entries": count})
    else:
        console().print(f"{count} entries are in {room.settings.database}")


def back_up(file: Path, data: Path | None, *, replace: bool, as_json: bool) -> None:
    """Copy the record to one file, also while it is served."""
    made = chosen(data)
    SqliteStore.open(made.data_dir, alone=False).close()
    backup(made.data_dir, file, replace=replace)
    if as_json:
        print_json({"file": str(file), "bytes": file.stat().st_size})
    else:
        console().print(f"{file}: {file.stat().st_size} bytes")


def restore(file: Path, data: Path | None, *, as_json: bool) -> None:
    """Put a backup in the place of the record, also while it is served."""
    room = practice(chosen(data), MemoryStore())
    before = restore_backup(room, file)
    if as_json:
        print_json({"file": str(file), "before": None if before is None else str(before)})
        return
    console().print(f"{room.settings.database} is now what {file} was")
    if before is not None:
        console().print(f"What was there before is kept in {before}")
