"""What a live session costs the real server: binary frames over a real socket at 30 a second."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from websockets import Origin
from websockets.sync.client import connect

from benchmarks.figure import Figure
from benchmarks.live_page import begun
from benchmarks.running import Running, running
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate
from spinecoach.wire.sighting import Sighting, write_sighting

FPS = 30.0
WARM_S, TAKEN_S = 17.0, 12.0
"""Until the exercise has begun, and from then on."""


def measure() -> Iterator[Figure]:
    """Processor time of the whole server, socket, commits and all, while frames of one session come in, of the first
    exercise of the plan that the camera judges. One client; how many fit is reckoned, not tried."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as server:
        one = ready(server)
        address = f"ws://127.0.0.1:{one.port}/live/{one.session}/socket"
        with connect(address, origin=Origin(f"http://127.0.0.1:{server.port}")) as socket:
            messages = messages_of(one.code, WARM_S + TAKEN_S)
            _send(socket.send, messages[: round(WARM_S * FPS)])
            before = _spent(server)
            taken = messages[round(WARM_S * FPS) :]
            _send(socket.send, taken)
            each_us = (_spent(server) - before) / len(taken) * 1e6
    yield Figure("one frame over a real socket, processor time of the server", each_us, "us")
    yield Figure(f"sessions a core at {FPS:g} fps over a real socket, reckoned", 1e6 / FPS / each_us, "")


@dataclass(frozen=True, slots=True)
class Ready:
    """A session at the first exercise of its plan that the camera judges."""

    port: int
    session: str
    code: str


def ready(server: Running) -> Ready:
    """Begin one."""
    judged, session, code = judged_codes(), begun(server), ""
    while code not in judged:
        code = str(server.ask(f"/api/v1/sessions/{session['id']}")["segment"]["code"])
        if code not in judged:
            server.ask(f"/api/v1/sessions/{session['id']}/commands", {"command": "skip"}, "POST")
    return Ready(server.port, str(session["id"]), code)


def judged_codes() -> frozenset[str]:
    """Exercises that the camera counts from some view."""
    exercises = catalogue().exercises.values()
    return frozenset(
        e.code
        for e in exercises
        if e.tracking and any(count.counts for view in e.tracking.views.values() for count in view.counts)
    )


def messages_of(code: str, seconds: float, reps: int = 3) -> list[bytes]:
    """Frames of a simulated body that does an exercise, as the page sends them, for so long at most."""
    exercises = catalogue().exercises
    made = simulate(catalogue(), Asked(next(e for e in exercises.values() if e.code == code), reps=reps, fps=FPS))
    frames = list(made.frames)[: round(seconds * FPS)]
    return [write_sighting(Sighting(frame, n, made.camera.image, 1, 0.5)) for n, frame in enumerate(frames)]


def _send(send: Callable[[bytes], None], messages: list[bytes]) -> None:
    began = time.perf_counter()
    for n, message in enumerate(messages):
        time.sleep(max(0.0, began + n / FPS - time.perf_counter()))
        send(message)


def _spent(server: Running) -> float:
    """Seconds of processor time of the server so far."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
