"""The server as a process of its own: it starts, refuses in one line, and survives being killed in a session."""

import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from front_door import plan_of, practice

from spinecoach.app.questions import packaged_questions
from spinecoach.wire.plan import plan_json

SERVE = "from spinecoach.cli.main import run; raise SystemExit(run(['serve', '--no-browser']))"
PATIENCE = 600
"""Tries, a twentieth of a second each."""
KILLS = 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(folder: Path, port: int, **more: str) -> "subprocess.Popen[str]":
    known = {name: value for name, value in os.environ.items() if not name.startswith("SPINECOACH_")}
    environment = {**known, "SPINECOACH_DATA": str(folder), "SPINECOACH_PORT": str(port), **more}
    return subprocess.Popen(
        [sys.executable, "-c", SERVE], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_ready(process: "subprocess.Popen[str]", client: httpx.Client) -> None:
    for _ in range(PATIENCE):
        try:
            if client.get("/healthz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(process.communicate())
    raise AssertionError("the server did not become ready")


@contextmanager
def served(folder: Path, **more: str) -> Iterator[tuple["subprocess.Popen[str]", httpx.Client]]:
    port = free_port()
    process = start(folder, port, **more)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        try:
            wait_ready(process, client)
            yield process, client
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
    assert process.returncode in {0, -signal.SIGKILL}


def all_no() -> dict[str, Any]:
    rows = packaged_questions().rows.values()
    return {**{row.id: False for row in rows if not row.only_a_fact}, "age": 40, "pregnant_weeks": 0}


def test_a_port_in_use_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        process = start(tmp_path, port)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert out == ""
    assert err.count("\n") == 1
    assert str(port) in err
    assert not list(tmp_path.iterdir())


def test_a_second_server_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with served(tmp_path):
        process = start(tmp_path, free_port())
        _, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert err.count("\n") == 1
    assert "running" in err


def test_others_are_let_in_only_with_a_passphrase(tmp_path: Path) -> None:
    process = start(tmp_path, free_port(), SPINECOACH_HOST="0.0.0.0")
    _, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert err.count("\n") == 1
    assert "SPINECOACH_PASSPHRASE" in err


@pytest.mark.parametrize(("behind", "scheme", "status"), [("1", "https", 303), ("1", "http", 403), ("0", "https", 403)])
def test_https_in_front_is_our_own_origin_only_behind_a_proxy(
    behind: str, scheme: str, status: int, tmp_path: Path
) -> None:
    lock = {"SPINECOACH_NAMES": "spine.example", "SPINECOACH_PASSPHRASE": "seven words"}
    with served(tmp_path, SPINECOACH_BEHIND_PROXY=behind, **lock) as (_, client):
        seen = {"Host": "spine.example", "X-Forwarded-Proto": scheme}
        form = client.get("/login", headers=seen)
        token = form.text.partition('name="csrf" value="')[2].partition('"')[0]
        sent = {**seen, "Origin": "https://spine.example", "Cookie": form.headers["set-cookie"].partition(";")[0]}
        answer = client.post("/login", headers=sent, data={"csrf": token, "passphrase": "seven words"})
        assert answer.status_code == status


def test_a_server_that_is_ended_leaves_the_session_paused(tmp_path: Path) -> None:
    with served(tmp_path) as (_, client):
        client.put("/api/v1/gate", json=all_no()).raise_for_status()
        plan = plan_json(plan_of(practice(), "C1"))
        session = client.post("/api/v1/sessions", json=plan).json()
        assert session["state"] == "get_ready"
    with served(tmp_path) as (_, client):
        again = client.get(f"/api/v1/sessions/{session['id']}").json()
        assert again["state"] == "paused"


@pytest.mark.slow
def test_ten_kills_in_the_middle_of_a_session_lose_no_count(tmp_path: Path) -> None:
    """Whoever kills the server finds the session paused, with every count that was ever shown."""
    chance = random.Random(20)
    session, shown = "", 0
    plan = plan_json(plan_of(practice(), "C1", "C2", "C3", "C4", "C5", "T2", level=4))
    for kill in range(KILLS + 1):
        with served(tmp_path, SPINECOACH_CLOCK_RATE="40") as (process, client):
            if not session:
                client.put("/api/v1/gate", json=all_no()).raise_for_status()
                session = client.post("/api/v1/sessions", json=plan).json()["id"]
            else:
                now = client.get(f"/api/v1/sessions/{session}").json()
                assert now["state"] == "paused", now
                kept = sum(now["counts"].values())
                assert kept >= shown
                shown = kept
                client.post(f"/api/v1/sessions/{session}/commands", json={"command": "resume"}).raise_for_status()
            shown = count_on(client, session, shown, chance)
            if kill < KILLS:
                process.kill()
    assert shown >= KILLS


def count_on(client: httpx.Client, session: str, shown: int, chance: random.Random) -> int:
    """Go on until something more is counted, and then for a random while; answers what was shown last."""
    before, further = shown, chance.randrange(8)
    for _ in range(PATIENCE * 10):
        now = client.get(f"/api/v1/sessions/{session}").json()
        shown = sum(now["counts"].values())
        if now["state"] == "asking":
            answer = {"command": "answered", "question": now["segment"]["question"], "value": 0}
            client.post(f"/api/v1/sessions/{session}/commands", json=answer)
        if shown > before:
            further -= 1
            if further < 0:
                return shown
    raise AssertionError(now)
