"""The live page in headless Chromium: how much script it loads, and how soon a committed count stands on it."""

import gzip
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.figure import Figure, quantile
from benchmarks.running import Running, running
from spinecoach.web.assets import BUILT

LONGEST_MS = 1000.0
RATE = 10.0
"""Session seconds a second, so that a minute gives enough counts."""
WATCH = """() => {
  window.seen = [];
  const count = document.querySelector('[data-say=count]');
  const now = () => performance.timeOrigin + performance.now();
  const note = () => requestAnimationFrame(() => window.seen.push([count.textContent, now()]));
  new MutationObserver(note).observe(count, {childList: true, characterData: true, subtree: true});
}"""


def measure() -> Iterator[Figure]:
    """Script size by gzip at its default; latency from the step's moment, commit included, to the next drawn frame."""
    yield Figure("live page script, compressed", script_kb(), "kB", 120)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), RATE) as server,
        sync_playwright() as playwright,
    ):
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        _lead(page, server)
        seen: list[tuple[str, float]] = page.evaluate("() => window.seen")
        browser.close()
        spent = sorted(_latencies(Path(folder), seen))
    yield Figure(f"step to shown, commit included, median of {len(spent)}", quantile(spent, 0.5), "ms")
    yield Figure("step to shown, commit included, p95", quantile(spent, 0.95), "ms")


def script_kb() -> float:
    """What the live page loads at once: its entry and what that imports, without chunks that are fetched later."""
    manifest: dict[str, dict[str, Any]] = json.loads((BUILT / ".vite" / "manifest.json").read_text())
    todo, files = ["island/src/live.ts"], set()
    while todo:
        entry = manifest[todo.pop()]
        if entry["file"] not in files:
            files.add(entry["file"])
            todo += entry.get("imports", [])
    return sum(len(gzip.compress((BUILT / file).read_bytes())) for file in files) / 1000


def begun(server: Running) -> Any:
    """A session of today's plan for somebody who answered no to everything."""
    answers: Mapping[str, object] = {
        **dict.fromkeys(server.ask("/api/v1/gate")["ask"], False),
        "age": 40,
        "pregnant_weeks": 0,
        "rest_pain": {"neck": 0, "headache": 0, "thoracic": 0, "lumbar": 0},
    }
    known = {row: value for row, value in answers.items() if row not in {"S27", "S41"}}
    server.ask("/api/v1/gate", known, "PUT")
    return server.ask("/api/v1/sessions", server.ask("/api/v1/plan"), "POST")


def _lead(page: Page, server: Running) -> None:
    session = begun(server)
    page.goto(f"http://127.0.0.1:{server.port}/live/{session['id']}")
    page.evaluate(WATCH)
    page.locator("#live:not([data-scene=opening]) [data-wish=begin]:visible").click()
    while not page.locator("[data-show=end]").is_visible():
        if page.locator("[data-show=ask]").is_visible():
            page.keyboard.press("1")
        page.wait_for_timeout(50)


def _latencies(folder: Path, seen: list[tuple[str, float]]) -> Iterator[float]:
    with sqlite3.connect(next(folder.glob("*.sqlite3"))) as record:
        rows = record.execute("select at, body from entries where kind = 'rep_counted' order by seq").fetchall()
    for at, body in rows:
        moment, rep = datetime.fromisoformat(at).timestamp() * 1000, str(json.loads(body)["rep"])
        # The same count comes again with each exercise: the first one after the step is its own.
        own = next((drawn for count, drawn in seen if count == rep and moment <= drawn < moment + LONGEST_MS), None)
        if own is not None:
            yield own - moment
