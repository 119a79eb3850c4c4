"""The wheel carries all that is needed to serve: no Node, no checkout."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from spinecoach.vision.models.packages import WASM

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetched(url: str, process: subprocess.Popen[str]) -> tuple[int, str]:
    for _ in range(150):
        if process.poll() is not None:
            pytest.fail(f"the server ended: {process.stderr.read() if process.stderr else ''}")
        try:
            with urllib.request.urlopen(url) as answer:
                return answer.status, answer.read().decode()
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing answered at {url}")


@pytest.mark.slow
def test_a_wheel_in_a_clean_environment_without_node_serves_the_live_page(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist"], cwd=ROOT, check=True
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "clean"], check=True)
    python = tmp_path / "clean" / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "run.txt")], check=True)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)

    bare = tmp_path / "bin"
    bare.mkdir()
    environment = {"PATH": str(bare), "HOME": str(tmp_path), "LANG": os.environ.get("LANG", "C.UTF-8")}
    assert shutil.which("node", path=str(bare)) is None
    command = tmp_path / "clean" / "bin" / "spinecoach"
    listed = subprocess.run(
        [command, "exercises", "--json"], env=environment, cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert len(json.loads(listed.stdout)) == 12
    sheet = tmp_path / "sheet.pdf"
    subprocess.run([command, "handout", "--exercise", "C1", "-o", sheet], env=environment, cwd=tmp_path, check=True)
    assert sheet.read_bytes().startswith(b"%PDF-"), "the wheel brings the template, its typeface comes with it"
    models = subprocess.run(
        [command, "models", "--json"], env=environment, cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert json.loads(models.stdout)["made"] == [], "the wheel brings the camera's models"

    port = free_port()
    server = subprocess.Popen(
        [command, "serve", "--port", str(port), "--data", tmp_path / "data", "--no-browser"],
        env=environment,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert fetched(f"http://127.0.0.1:{port}/healthz", server)[0] == 200
        status, page = fetched(f"http://127.0.0.1:{port}/", server)
        assert status == 200
        built = [part.split('"')[0] for part in page.split('="')[1:] if part.startswith("/static/built/")]
        assert built, "the page names no built file"
        for path in built:
            assert fetched(f"http://127.0.0.1:{port}{path}", server)[0] == 200
        assert "vision" in fetched(f"http://127.0.0.1:{port}/static/camera/wasm/{WASM[0]}", server)[1].lower()
    finally:
        server.terminate()
        server.communicate(timeout=20)
