"""What the camera saw of the body is kept only when asked for, as numbers, and can be removed."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from front_door import HOME, answer_gate, knock, plan_of, practice

from spinecoach.app.practice import Practice
from spinecoach.app.set_preferences import set_preferences
from spinecoach.body import Frame, HeadPose, Landmark, Point
from spinecoach.record.forget import forget
from spinecoach.record.replays import FOLDER, kept_replays, remove_replay
from spinecoach.wire.plan import plan_json
from spinecoach.wire.replay import Header, read_replay
from spinecoach.wire.sighting import Sighting, write_sighting

BODY = tuple(Point(0.5, 0.25, -0.125, 0.75) for _ in Landmark)
FRAMES = [Frame(n / 20, BODY, HeadPose(1.5, -2.25, 0.125, 30.0)) for n in range(30)]


@pytest.fixture
def room(tmp_path: Path) -> Practice:
    room = practice(data_dir=tmp_path)
    answer_gate(room)
    return room


def watched(room: Practice, codes: Sequence[str] = ("C1",)) -> None:
    """A session in which the camera sees ``FRAMES``, and that is paused then."""
    with knock(room) as client:
        session = client.post("/api/v1/sessions", json=plan_json(plan_of(room, *codes))).json()["id"]
        with client.socket(f"/live/{session}/socket") as socket:
            for number, frame in enumerate(FRAMES):
                socket.send_bytes(write_sighting(Sighting(frame, number, (640, 480), 1, 0.5)))
            socket.send_json({"command": "pause"})
            while socket.receive_json().get("event", {}).get("kind") != "paused":
                pass


def test_nothing_is_kept_unless_it_was_asked_for(room: Practice, tmp_path: Path) -> None:
    watched(room)
    assert not (tmp_path / FOLDER).exists()


def test_what_is_kept_is_a_replay_file_for_nobody_else_to_read(room: Practice, tmp_path: Path) -> None:
    set_preferences(room, {"landmarks": "kept"})
    watched(room)
    (kept,) = kept_replays(tmp_path)
    assert (kept.code, kept.size > 0) == ("C1", True)
    path = tmp_path / FOLDER / kept.name
    assert path.stat().st_mode & 0o077 == 0
    header, frames = read_replay(path.read_bytes(), kept.name)
    assert header == Header((640, 480), "front")
    assert list(frames) == FRAMES


def test_it_is_listed_and_removed_in_the_settings(room: Practice, tmp_path: Path) -> None:
    set_preferences(room, {"landmarks": "kept"})
    watched(room)
    (kept,) = kept_replays(tmp_path)
    with knock(room) as client:
        page = client.get("/settings").text
        assert "Numbers only, no picture." in page
        assert kept.name in page
        token = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert token
        browser = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}
        wrong = {"csrf": token[1], "name": "../spinecoach.sqlite3"}
        client.post("/data/landmarks/remove", data=wrong, headers=browser)
        assert kept_replays(tmp_path) == (kept,)
        client.post("/data/landmarks/remove", data={"csrf": token[1], "name": kept.name}, headers=browser)
        assert kept_replays(tmp_path) == ()
        assert kept.name not in client.get("/settings").text


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / "20261122-070000-C1.jsonl.gz").write_bytes(b"elsewhere")
    for name in ("../20261122-070000-C1.jsonl.gz", "/etc/passwd", "", ".", "20261122-070000-C1.jsonl.gz"):
        assert not remove_replay(tmp_path, name)
    assert (tmp_path / "20261122-070000-C1.jsonl.gz").exists()


def test_who_is_forgotten_leaves_no_landmarks(room: Practice, tmp_path: Path) -> None:
    set_preferences(room, {"landmarks": "kept"})
    watched(room)
    assert forget(tmp_path) == ()
    assert not (tmp_path / FOLDER).exists()
