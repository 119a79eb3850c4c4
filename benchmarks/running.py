"""A real server on a fresh data folder, for as long as a measurement lasts."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Running:
    """A server process that answers at ``port``. ``first_page_s`` is from its start to its first whole page."""

    port: int
    process: subprocess.Popen[bytes]
    first_page_s: float

    def ask(self, path: str, body: object = None, method: str = "GET") -> Any:
        """One REST call; the JSON that came back."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        content = None if body is None else json.dumps(body)
        connection.request(method, path, content, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        read = answer.read()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {read.decode()}")
        return json.loads(read) if "json" in answer.headers.get("Content-Type", "") else read

    def resident_mb(self) -> float:
        """Memory of the process now, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def running(data: Path, rate: float = 1.0) -> Iterator[Running]:
    """Start, wait for the first page, end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [str(Path(sys.executable).with_name("spinecoach")), "serve", "--no-browser", "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--data", str(data)],
        env={**os.environ, "SPINECOACH_CLOCK_RATE": str(rate)},
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            try:
                # Follows the way of a first visit, from the address that people type to the page that they see.
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                    answer.read()
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError("the server ended before its first page") from None
                time.sleep(0.005)
        yield Running(port, process, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait()
