"""Debian's Chromium through Playwright, of which a process can run only one at a time."""

import atexit
import shutil
from collections.abc import Sequence
from functools import cache

from playwright.sync_api import Browser, Playwright, sync_playwright


@cache
def _playwright() -> Playwright:
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


def launch(flags: Sequence[str]) -> Browser:
    """A browser of its own, to be closed by whoever asked for it."""
    path = shutil.which("chromium")
    assert path, "Debian's chromium is missing; `make test` installs it"
    return _playwright().chromium.launch(executable_path=path, args=list(flags))
