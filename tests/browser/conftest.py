"""A real server process and Debian's Chromium. The session's clock runs faster; nothing else is different."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from drive import launch
from house import Server
from playwright.sync_api import Browser, BrowserContext, Page, expect

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)

HARMLESS = ("WebSocket", "ERR_CONNECTION_", "INFO: Created TensorFlow Lite")
"""Among errors of the console: a server that was stopped on purpose, and what the models say of themselves."""

expect.set_options(timeout=15_000)  # a machine that runs two browsers at once may be slow to show a page


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server with an empty data folder; parametrize it indirectly with a clock rate."""
    running = Server(tmp_path / "data", rate=getattr(request, "param", 1.0))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    browser = launch(FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which any error, or any request that leaves this machine, fails the test."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on(
        "console",
        lambda said: (
            errors.append(said.text)
            if said.type == "error" and not any(part in said.text for part in HARMLESS)
            else None
        ),
    )
    opened.on(
        "request",
        lambda sent: (
            errors.append(f"left the machine: {sent.url}")
            if not sent.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "blob:", "data:"))
            else None
        ),
    )
    yield opened
    assert not errors, errors
