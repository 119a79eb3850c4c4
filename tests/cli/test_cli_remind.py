"""``spinecoach remind`` looks once, and its timer comes and goes without a trace."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from front_door import StillClock, answer_gate, practice

from spinecoach.app.set_reminders import address_notices, set_reminders
from spinecoach.cli.main import run
from spinecoach.record.sqlite import SqliteStore

NOON = datetime(2026, 11, 23, 12, 31).astimezone()


def test_without_anything_asked_for_it_says_nothing_and_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["remind", "--data", str(tmp_path / "data"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["remind"], told["why"]) == (None, "off")
    assert not (tmp_path / "data").exists()


def test_the_timer_is_written_and_removed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    units = tmp_path / "systemd" / "user"
    assert run(["remind", "--install", "--data", str(tmp_path / "my data")]) == 0
    service = (units / "spinecoach-remind.service").read_text(encoding="utf-8")
    assert f'remind --data "{tmp_path / "my data"}"' in service
    assert "OnUnitActiveSec=5min" in (units / "spinecoach-remind.timer").read_text(encoding="utf-8")
    assert run(["remind", "--remove"]) == 0
    assert list(units.iterdir()) == []
    assert run(["remind", "--remove"]) == 0
    assert "There was no timer." in capsys.readouterr().out


def test_both_at_once_are_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["remind", "--install", "--remove"]) == 2
    assert capsys.readouterr().err == "spinecoach remind: found --install and --remove; right would be one of them\n"


def test_a_calendar_of_an_empty_folder_is_a_calendar(tmp_path: Path) -> None:
    out = tmp_path / "mine.ics"
    assert run(["export", "--format", "ics", "-o", str(out), "--data", str(tmp_path / "data")]) == 0
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")


@contextmanager
def webhook() -> Iterator[tuple[int, list[str]]]:
    """A service on this machine that takes notices: its port and what came."""
    came: list[str] = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Taking) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, came
        server.shutdown()


def served(data: Path, address: str, notices: str = "desktop://") -> None:
    """A record with a reminder at noon, as a server leaves it that served at ``address``."""
    store = SqliteStore.open(data)
    room = practice(store, StillClock(NOON))
    answer_gate(room)
    set_reminders(room, {"session_at": "12:30"})
    address_notices(room, [notices], in_page=False)
    store.serves_at(address)
    store.close()


def links(data: Path) -> list[str]:
    out = data.parent / "mine.ics"
    assert run(["export", "--format", "ics", "-o", str(out), "--data", str(data), "--replace"]) == 0
    text = out.read_text("utf-8").replace("\r\n ", "")
    return [line.removeprefix("URL:") for line in text.splitlines() if line.startswith("URL:")]


def test_the_calendar_leads_to_where_the_pages_were_served_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    served(data, "http://127.0.0.1:9123")
    assert set(links(data)) == {"http://127.0.0.1:9123/"}
    SqliteStore.open(data).close()
    assert set(links(data)) == {"http://127.0.0.1:9123/"}, "another server that never got as far changes nothing"
    monkeypatch.setenv("SPINECOACH_URL", "https://spine.home")
    assert set(links(data)) == {"https://spine.home/"}


def test_a_notice_leads_to_where_the_pages_were_served_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPINECOACH_CLOCK_START", NOON.isoformat())
    with webhook() as (port, came):
        served(tmp_path / "data", "http://127.0.0.1:9123", f"json://127.0.0.1:{port}")
        assert run(["remind", "--data", str(tmp_path / "data"), "--json"]) == 0
    (told,) = came
    assert "http://127.0.0.1:9123/?minutes=2" in told
    assert "8420" not in told
