"""A real server process and Debian's Chromium. The session's clock runs faster; nothing else is different."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One data folder on one port, started and killed as often as a test wants."""

    data: Path
    rate: float = 1.0
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = {**os.environ, "SPINECOACH_CLOCK_RATE": str(self.rate)}
        command = [sys.executable, "-m", "spinecoach.cli.main", "serve", "--no-browser", "--port", str(self.port)]
        log = (self.data.parent / "server.log").open("ab")
        self.process = subprocess.Popen([*command, "--data", str(self.data)], env=environment, stdout=log, stderr=log)
        for _ in range(200):
            assert self.process.poll() is None, (self.data.parent / "server.log").read_text()
            try:
                with urllib.request.urlopen(f"{self.url}/healthz"):
                    return
            except OSError:
                time.sleep(0.05)
        pytest.fail("the server did not get ready")

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def ask(self, path: str, body: Mapping[str, object] | None = None, method: str | None = None) -> Any:
        """REST as a tool on the same machine would use it."""
        request = urllib.request.Request(
            f"{self.url}/api/v1{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server with an empty data folder; parametrize it indirectly with a clock rate."""
    running = Server(tmp_path / "data", rate=getattr(request, "param", 1.0))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "Debian's chromium is missing; `make test` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
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
        lambda said: errors.append(said.text) if said.type == "error" and "WebSocket" not in said.text else None,
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
