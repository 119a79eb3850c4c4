"""``spinecoach check``."""

from pathlib import Path

from spinecoach.app.catalogue import check_file
from spinecoach.cli.faults import CliError
from spinecoach.cli.files import read_file
from spinecoach.cli.output import console, indented, print_json


def check_exercise_file(file: Path, *, as_json: bool) -> None:
    """Print every fault of an exercise's file. Raises CliError, which tells the first, when there is any."""
    read_file(file)  # refuses what is no ordinary file, before anything reads on for ever
    faults = check_file(file)
    if as_json:
        told = [{"place": fault.place, "found": fault.found, "right": fault.right} for fault in faults]
        print_json({"file": str(file), "faults": told})
    elif not faults:
        console().print(f"{file}: no faults")
    elif len(faults) > 1:
        page = console()
        page.print(f"{file}: {len(faults)} faults", style="bold")
        for fault in faults:
            indented(page, f"{fault.place}: found {fault.found}; right would be {fault.right}")
    if faults:
        first = faults[0]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise CliError(f"{first.file}: {first.place}", first.found, f"{first.right}{more}")
