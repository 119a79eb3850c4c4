"""Kills writers at random moments and looks at what they leave. Run as a program: FOLDER KILLS SEED.

A warmed process forks each writer, which is a thousand times cheaper than starting Python. The writer appends
batches and tells every position after its commit through a pipe; then SIGKILL. Prints one JSON object.
"""

import fcntl
import json
import os
import random
import signal
import sys
import termios
import time
from array import array
from datetime import UTC, datetime
from pathlib import Path

from spinecoach.record.entry import Entry
from spinecoach.record.sqlite import SqliteStore

STREAMS = ("person", "session/a", "session/b")
OPEN = b"open 0\n"
FRESH_EVERY = 10
"""Every so many kills begin with an empty folder, so that making the schema is killed too."""


def write_for_ever(folder: Path, told: int, chance: random.Random) -> None:
    store = SqliteStore.open(folder)
    os.write(told, OPEN)
    batch = 0
    while True:
        batch += 1
        stream = chance.choice(STREAMS)
        of = chance.randint(1, 6)
        name = f"{os.getpid()}-{batch}"
        rows = store.append(
            "p1",
            stream,
            [Entry("rep_counted", datetime.now(UTC), {"batch": name, "of": of, "index": n}) for n in range(of)],
        )
        os.write(told, b"".join(f"{stream} {row.position}\n".encode() for row in rows))


def wait_for_a_batch(ears: int) -> None:
    """Until something was told that is more than "open", however slow this machine is."""
    waiting = array("i", [0])
    for _ in range(20_000):
        fcntl.ioctl(ears, termios.FIONREAD, waiting)
        if waiting[0] > len(OPEN):
            return
        time.sleep(0.001)


def killed(folder: Path, chance: random.Random, longest: float, *, after_a_batch: bool) -> list[tuple[str, int]]:
    """What one writer told before it was killed."""
    seed = chance.random()
    ears, mouth = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(ears)
        try:
            write_for_ever(folder, mouth, random.Random(seed))
        finally:
            os.write(mouth, b"failed 0\n")
            os._exit(1)
    os.close(mouth)
    if after_a_batch:
        wait_for_a_batch(ears)
    time.sleep(chance.uniform(0, longest))
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    with open(ears, encoding="ascii") as told:  # noqa: PTH123 - a pipe has no path
        return [(line.split()[0], int(line.split()[1])) for line in told]


def looked_at(folder: Path, seen: dict[str, int], told: list[tuple[str, int]]) -> list[str]:
    """What is wrong in the record, and moves ``seen`` to its ends."""
    wrong = []
    store = SqliteStore.open(folder)
    for stream in STREAMS:
        rows = store.read("p1", stream, after=seen.get(stream, 0))
        first = seen.get(stream, 0) + 1
        if [row.position for row in rows] != list(range(first, first + len(rows))):
            wrong.append(f"{stream}: a gap after {first - 1}")
        stored = {row.position for row in rows}
        wrong += [f"{stream}: lost {at}" for name, at in told if name == stream and at not in stored]
        left = list(rows)
        while left:
            of = left[0].body["of"]
            assert isinstance(of, int)
            whole = [{"batch": left[0].body["batch"], "of": of, "index": n} for n in range(of)]
            if [row.body for row in left[:of]] != whole:
                wrong.append(f"{stream}: half a batch at {left[0].position}")
            left = left[of:]
        seen[stream] = first - 1 + len(rows)
    store.close()
    return wrong


def main(root: Path, kills: int, seed: int) -> dict[str, object]:
    chance = random.Random(seed)
    SqliteStore.open(root / "warm").close()
    wrong: list[str] = []
    told_in_all = stored = unopened = 0
    folder, seen = root, dict[str, int]()
    for number in range(kills):
        fresh = number % FRESH_EVERY == 0
        if fresh:
            stored += sum(seen.values())
            folder, seen = root / str(number), {}
        told = killed(folder, chance, 0.08 if fresh else 0.04, after_a_batch=number % 2 == 1)
        wrong += [f"kill {number}: the writer failed" for name, _ in told if name == "failed"]
        unopened += not told
        positions = [fact for fact in told if fact[0] in STREAMS]
        told_in_all += len(positions)
        wrong += [f"kill {number}: {fault}" for fault in looked_at(folder, seen, positions)]
    stored += sum(seen.values())
    return {"kills": kills, "told": told_in_all, "stored": stored, "unopened": unopened, "wrong": wrong}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
