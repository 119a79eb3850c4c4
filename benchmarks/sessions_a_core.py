"""How many sessions one core serves: real servers, real sockets, 30 frames a second each, at moments fixed beforehand.

A person has one running session and a data folder is one person's, so that N sessions are N servers; all on one core,
while the clients have the other.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from websockets import Origin
from websockets.asyncio.client import connect

from benchmarks.figure import quantile
from benchmarks.running import Running, running
from benchmarks.sockets import FPS, WARM_S, messages_of, ready

SHARES = (0.35, 0.7, 1.0)
"""Of the sessions that processor time alone lets expect: how many are tried, one after the other."""
TAKEN_S = 8.0
ASKED = 10
"""Behind each so manieth frame a word is sent that the server answers once that frame is judged."""
LATEST_S = 0.100
"""From the moment a frame is due to its answer, p95."""
MOST = 40
"""Servers at once, for the memory's sake."""


@dataclass(frozen=True, slots=True)
class Stage:
    """``n`` sessions at once; ``waits`` ascending, seconds from when a frame was due until it was judged and answered.
    ``unanswered`` came never; ``memory_mb`` is of all servers."""

    n: int
    waits: tuple[float, ...]
    unanswered: int
    memory_mb: float

    @property
    def kept_up(self) -> bool:
        """Whether every frame was answered, and soon enough."""
        return not self.unanswered and bool(self.waits) and quantile(self.waits, 0.95) <= LATEST_S


def stages(reckoned: float) -> Iterator[Stage]:
    """One session, then more, until they do not keep up. Nothing where this machine has a single core."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        return
    client, server = cores[0], cores[-1]
    tried = sorted({1, *(max(2, min(MOST, round(reckoned * share))) for share in SHARES)})
    for n in tried:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as open_ones:
            try:
                # A process begins on the core of the one that starts it.
                os.sched_setaffinity(0, {server})
                servers = [open_ones.enter_context(running(Path(folder) / str(each))) for each in range(n)]
                os.sched_setaffinity(0, {client})
                waits, unanswered = _waited(servers)
                stage = Stage(n, tuple(sorted(waits)), unanswered, sum(each.resident_mb() for each in servers))
            finally:
                os.sched_setaffinity(0, set(cores))
        yield stage
        if not stage.kept_up:
            return


def _waited(servers: Sequence[Running]) -> tuple[list[float], int]:
    addresses = [ready(server) for server in servers]
    messages = messages_of(addresses[0].code, WARM_S + TAKEN_S)

    async def together() -> list[tuple[list[float], int]]:
        began = time.perf_counter() + 1.0
        apart = 1.0 / FPS / len(addresses)
        return await asyncio.gather(
            *(_one(one.port, one.session, messages, began + n * apart) for n, one in enumerate(addresses))
        )

    each = asyncio.run(together())
    return [wait for waits, _ in each for wait in waits], sum(lost for _, lost in each)


async def _one(port: int, session: str, messages: Sequence[bytes], began: float) -> tuple[list[float], int]:
    """One session's waits from ``WARM_S`` on, and how many answers never came."""
    due: deque[float] = deque()
    waits: list[float] = []
    origin = Origin(f"http://127.0.0.1:{port}")
    async with connect(f"ws://127.0.0.1:{port}/live/{session}/socket", origin=origin) as socket:

        async def hear() -> None:
            async for told in socket:
                now = time.perf_counter()
                said = json.loads(told)
                if said.get("type") == "event" and said["event"].get("reason") == "malformed" and due:
                    asked = due.popleft()
                    if asked - began >= WARM_S:
                        waits.append(now - asked)

        hearing = asyncio.create_task(hear())
        for n, message in enumerate(messages):
            moment = began + n / FPS
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            await socket.send(message)
            if n % ASKED == 0:
                due.append(moment)
                await socket.send("?")
        await asyncio.sleep(1.0)
        hearing.cancel()
    return waits, len(due)


def rows(reckoned: float) -> Iterator[tuple[str, str]]:
    """As rows of the card, and the largest number that kept up."""
    most: Stage | None = None
    tried = 0
    for stage in stages(reckoned):
        tried = stage.n
        told = "no answer" if not stage.waits else " / ".join(
            f"{1000 * quantile(stage.waits, share):.1f}" for share in (0.5, 0.95, 0.99)
        )  # fmt: skip
        yield (
            f"{stage.n} sessions on one core: frame due to judged and answered, p50 / p95 / p99 of {len(stage.waits)}",
            f"{told} ms; {stage.unanswered} unanswered, {stage.memory_mb:,.0f} MB",
        )
        most = stage if stage.kept_up else most
    if tried == 0:
        yield "sessions a core over real sockets", "not measured: one core alone"
        return
    bound = " (the most that was tried)" if most is not None and most.n == tried else f"; {tried} did not"
    yield (
        f"sessions a core at {FPS:g} fps over real sockets with p95 within {1000 * LATEST_S:.0f} ms",
        f"{most.n if most else 0} kept up{bound}",
    )


if __name__ == "__main__":
    for name, found in rows(float(sys.argv[1])):
        print(name, "|", found, flush=True)
