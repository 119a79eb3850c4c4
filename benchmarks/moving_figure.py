"""The moving figure in headless Chromium under software rendering: its chunk, and how often it is painted."""

import gzip
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.figure import Figure
from benchmarks.running import Running, running
from spinecoach.web.assets import BUILT

EXERCISES = ("C1", "T1")
"""The one that fills most of the picture, and the one in which most moves."""
FRAMES = 150
FLAGS = ("--no-sandbox", "--enable-unsafe-swiftshader")

# Only frames in which the body is on its way count: while it stands, nothing is painted.
WATCH = """(wanted) => new Promise((done) => {
  const figure = document.querySelector(".moving");
  const spent = [];
  let before = null;
  const look = (at) => {
    const fraction = Number(figure.dataset.fraction);
    const moves = fraction > 0 && fraction < 1;
    if (moves && before !== null) spent.push(at - before);
    before = moves ? at : null;
    if (spent.length < wanted) requestAnimationFrame(look);
    else done([spent, figure.firstChild.clientWidth, figure.firstChild.clientHeight]);
  };
  requestAnimationFrame(look);
})"""


def measure() -> Iterator[Figure]:
    """Chunk size by gzip at its default; frames a second over two seconds and more of motion."""
    yield Figure("figure chunk, compressed", chunk_kb(), "kB", 180)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for code in EXERCISES:
            yield _frame_rate(browser, server, code)
        browser.close()


def chunk_kb() -> float:
    """All that is fetched for the figure alone."""
    manifest: dict[str, dict[str, Any]] = json.loads((BUILT / ".vite" / "manifest.json").read_text())
    entry = manifest["island/src/figure3d/index.ts"]
    files = [entry["file"], *(manifest[name]["file"] for name in entry.get("imports", []))]
    return sum(len(gzip.compress((BUILT / file).read_bytes())) for file in files) / 1000


def _frame_rate(browser: Browser, server: Running, code: str) -> Figure:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(f"http://127.0.0.1:{server.port}/exercises/{code}")
    page.locator("[data-shows=moving] > .moving").wait_for()
    spent, wide, high = page.evaluate(WATCH, FRAMES)
    page.close()
    return Figure(
        f"figure {code} at {wide}x{high}, painted by software", 1000 * len(spent) / sum(spent), "1/s", least=30
    )
