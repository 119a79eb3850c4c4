"""From starting the server to its first page, and the memory it takes."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.running import running

STARTS = 7
PAGES = ("/", "/exercises", "/history", "/settings", "/about")


def measure() -> Iterator[Figure]:
    """Median of several starts on a new folder; memory after every page was shown twenty times."""
    with tempfile.TemporaryDirectory() as folder:
        starts = []
        for n in range(STARTS):
            with running(Path(folder) / str(n)) as server:
                starts.append(server.first_page_s)
        yield Figure("server start to first page, median of 7", statistics.median(starts), "s", 1.5)
        with running(Path(folder) / "memory") as server:
            for _ in range(20):
                for page in PAGES:
                    server.ask(page)
            yield Figure("server memory after 100 pages", server.resident_mb(), "MB", 120)
