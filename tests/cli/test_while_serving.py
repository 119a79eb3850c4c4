"""Backup and restore beside a server that goes on, and forget, which waits for its end."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import Server

from spinecoach.record.claim import last_address

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path / "data")
    running.start()
    yield running
    running.stop()


def command(server: Server, *words: str) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).with_name("spinecoach"))
    return subprocess.run([program, *words, "--data", str(server.data)], capture_output=True, text=True, check=False)


def test_a_backup_taken_and_put_back_under_a_server_is_what_it_serves(server: Server, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy")
    server.ask("/measures/activities", {"names": ["drive"]}, "PUT")
    assert command(server, "backup", copy).returncode == 0
    server.ask("/measures/activities", {"names": ["walk"]}, "PUT")
    assert "walk" in str(server.ask("/measures"))
    assert command(server, "restore", copy).returncode == 0
    assert "drive" in str(server.ask("/measures"))
    assert "walk" not in str(server.ask("/measures"))


def test_a_server_leaves_word_of_where_it_serves(server: Server) -> None:
    assert last_address(server.data) == server.url
    server.stop()
    assert last_address(server.data) == server.url


def test_nothing_is_forgotten_under_a_server_and_everything_after_it(server: Server) -> None:
    refused = command(server, "forget", "--everything", "--yes")
    assert refused.returncode == 2
    assert "ending that one first" in refused.stderr
    server.stop()
    assert command(server, "forget", "--everything", "--yes").returncode == 0
    assert not server.data.exists()
