"""From the frame that completes a repetition to its count at the page: real servers and sockets, commit and all."""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from websockets import Origin
from websockets.asyncio.client import connect

from benchmarks.figure import Figure, quantile
from benchmarks.running import running
from benchmarks.sockets import FPS, WARM_S, messages_of, ready
from spinecoach.session.led import CAMERA
from spinecoach.session.vocabulary import EventKind

SESSIONS = 6
REPS, TAKEN_S = 6, 100.0
"""After the exercise has begun: some repetitions of each."""
COUNTED = EventKind.REP_COUNTED, CAMERA
READ_S = 0.005
"""A frame is read at most so much sooner than the two clocks, told apart by one message, make it seem."""


def measure() -> Iterator[Figure]:
    """Milliseconds from when the frame was due to be sent until its count was heard, over all that were counted."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_ones:
        servers = [open_ones.enter_context(running(Path(folder) / str(each))) for each in range(SESSIONS)]
        begun = [ready(server) for server in servers]
        messages = messages_of(begun[0].code, WARM_S + TAKEN_S, REPS)

        async def together() -> list[list[float]]:
            began = time.perf_counter() + 1.0
            apart = 1.0 / FPS / len(begun)
            return await asyncio.gather(
                *(_counted(one.port, one.session, messages, began + n * apart) for n, one in enumerate(begun))
            )

        waits = sorted(1000 * wait for each in asyncio.run(together()) for wait in each)
    told = f"frame due to its repetition counted, kept and told, {SESSIONS} sessions, n = {len(waits)}"
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        if waits:
            yield Figure(f"{told}, {name}", quantile(waits, share), "ms")


async def _counted(port: int, session: str, messages: Sequence[bytes], began: float) -> list[float]:
    """Seconds of each count of one session. A count tells the session's time at which its frame was read."""
    waits: list[float] = []
    origin = Origin(f"http://127.0.0.1:{port}")
    async with connect(f"ws://127.0.0.1:{port}/live/{session}/socket", origin=origin) as socket:

        async def hear() -> None:
            ahead = 0.0
            async for told in socket:
                now, said = time.perf_counter(), json.loads(told)
                if said["type"] == "state":
                    ahead = now - said["now"]
                elif said["type"] == "event" and (said["event"]["kind"], said["event"].get("by")) == COUNTED:
                    read = said["event"]["t"] + ahead + READ_S
                    waits.append(now - began - int((read - began) * FPS) / FPS)

        hearing = asyncio.create_task(hear())
        for n, message in enumerate(messages):
            await asyncio.sleep(max(0.0, began + n / FPS - time.perf_counter()))
            await socket.send(message)
        await asyncio.sleep(1.0)
        hearing.cancel()
    return waits


if __name__ == "__main__":
    for figure in measure():
        print(figure, file=sys.stdout, flush=True)
