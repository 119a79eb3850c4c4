"""Ten years of daily sessions: taken out in every form, taken in again, and looked at as charts."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.decade import make
from benchmarks.figure import Figure
from benchmarks.running import running

COMMAND = str(Path(sys.executable).with_name("spinecoach"))
FORMS = ("json", "csv", "fhir", "pdf")


def measure() -> Iterator[Figure]:
    """Each command as it is typed, its start included; then the page of progress of a running server."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        yield Figure("entries of 10 years of daily sessions", make(folder / "data"), "")
        for form in FORMS:
            out = folder / f"all.{form}"
            yield Figure(
                f"export of 10 years as {form}", _run("export", "--format", form, "-o", out, folder / "data"), "s"
            )
            yield Figure(f"size of that {form}", out.stat().st_size / 1e6, "MB")
        yield Figure("import of 10 years", _run("import", folder / "all.json", folder / "new"), "s")
        yield Figure("backup of 10 years", _run("backup", folder / "copy", folder / "data"), "s")
        yield Figure("restore of 10 years", _run("restore", folder / "copy", folder / "new"), "s")
        with running(folder / "data") as server:
            yield Figure("page of progress, the first time", _seconds(server.ask, "/progress"), "s")
            yield Figure("page of progress, again", _seconds(server.ask, "/progress"), "s")
            page = server.ask("/progress").decode()
            picture = page.partition('<img class="chart" src="')[2].partition('"')[0]
            yield Figure("first picture: all charts drawn", _seconds(server.ask, picture), "s")
            yield Figure("server memory with 10 years, after the charts", server.resident_mb(), "MB")


def _run(*words: object) -> float:
    began = perf_counter()
    *first, data = words
    subprocess.run([COMMAND, *map(str, first), "--data", str(data)], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def _seconds(ask: Callable[[str], Any], path: str) -> float:
    began = perf_counter()
    ask(path)
    return perf_counter() - began
