"""A real server process on a data folder, started and killed as often as a test wants."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One data folder on one port, started and killed as often as a test wants."""

    data: Path
    rate: float = 1.0
    clock: str = ""
    """The moment that the server's clock shows when it starts; the real one if empty."""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = {**os.environ, "SPINECOACH_CLOCK_RATE": str(self.rate), "SPINECOACH_CLOCK_START": self.clock}
        command = [str(Path(sys.executable).with_name("spinecoach")), "serve", "--no-browser", "--port", str(self.port)]
        with (self.data.parent / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--data", str(self.data)], env=environment, stdout=log, stderr=log
            )
        for _ in range(800):
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
