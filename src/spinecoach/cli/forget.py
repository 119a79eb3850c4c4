"""``spinecoach forget``."""

import sys
from pathlib import Path

from spinecoach.cli.faults import CliError
from spinecoach.cli.output import console, print_json
from spinecoach.cli.record import chosen
from spinecoach.record.forget import forget, must_be_free

SURE = "forget"


def forget_everything(data: Path | None, *, yes: bool, as_json: bool) -> None:
    """Remove the record and all that lies beside it, after asking."""
    folder = chosen(data).data_dir
    must_be_free(folder)
    if not yes:
        _ask(folder)
    left = forget(folder)
    if as_json:
        print_json({"folder": str(folder), "left": list(left)})
        return
    console().print(f"Nothing of yours is left in {folder}")
    if left:
        console().print(f"Left alone, because it is not ours: {', '.join(left)}")


def _ask(folder: Path) -> None:
    if not sys.stdin.isatty():
        raise CliError("forget", "nobody to ask", "--yes, once you are sure")
    sys.stderr.write(f"Everything in {folder} will be removed and cannot be brought back. Type {SURE} to do it: ")
    sys.stderr.flush()
    typed = sys.stdin.readline().strip()
    if typed != SURE:
        raise CliError("forget", f'"{typed[:40]}"', f"{SURE}; nothing was removed")
