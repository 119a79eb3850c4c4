"""`spinecoach analyze` prints what the contract says of a replay file, or one line."""

import json
import re
from pathlib import Path

import pytest

from spinecoach.cli.main import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def seen(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    assert run(["analyze", *arguments, "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert isinstance(value, dict)
    return value


def test_a_recording_is_counted_timed_and_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["simulate", "C1", "--reps", "2", "-o", "a.jsonl"]) == 0
    truth = json.loads((folder / "a.truth.json").read_text())
    found = seen(capsys, "a.jsonl", "--exercise", "C1")
    assert list(found) == [
        *("reps", "half_reps", "holds", "rom_deg", "faults"),
        *("seen_s", "hidden_s", "confidence", "abstained"),
    ]
    assert found["reps"] == truth["reps"] == 2
    assert [hold["side"] for hold in found["holds"]] == ["left", "right", "left", "right"]  # type: ignore[attr-defined]
    assert found["rom_deg"] == pytest.approx(truth["rom_deg"], abs=4.0)
    assert found["abstained"] is None
    assert found["confidence"] == pytest.approx(1.0)


def test_a_packed_recording_and_an_exercise_by_id_or_file_are_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Path(__file__).parents[2] / "src/spinecoach/protocol/data/exercises/cervical-flexion.toml"
    assert run(["simulate", "C2", "--reps", "1", "-o", "a.jsonl"]) == 0
    assert run(["simulate", "C2", "--reps", "1", "-o", "b.jsonl.gz"]) == 0
    plain = seen(capsys, "a.jsonl", "--exercise", "C2")
    assert seen(capsys, "b.jsonl.gz", "--exercise", "cervical-flexion") == plain
    assert seen(capsys, "b.jsonl.gz", "--exercise", str(data)) == plain


def test_a_view_that_cannot_be_judged_says_so_and_where_to_stand(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["simulate", "T1", "--reps", "1", "--view", "front", "-o", "a.jsonl"]) == 0
    found = seen(capsys, "a.jsonl", "--exercise", "T1")
    assert found["reps"] == found["confidence"] == 0
    assert "place the camera at the side" in str(found["abstained"])


def test_without_json_a_person_can_read_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["simulate", "C2", "--reps", "1", "-o", "a.jsonl"]) == 0
    capsys.readouterr()
    assert run(["analyze", "a.jsonl", "--exercise", "C2"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1 repetition, 1 hold\n")
    assert re.search(r"neck flexion: \d+ degrees from rest, ± 12\n", told), "with its error beside it"


@pytest.mark.parametrize(
    ("made", "told"),
    [("", ["What should keep still was still."]), ("--fault neck_lifts", ["14.6 s  neck lifts", "36.5 s  neck lifts"])],
)
def test_where_no_work_is_seen_it_is_told_whether_the_body_kept_still(
    folder: Path, capsys: pytest.CaptureFixture[str], made: str, told: list[str]
) -> None:
    assert run(["simulate", "L1", *made.split(), "-o", "a.jsonl"]) == 0
    capsys.readouterr()
    assert run(["analyze", "a.jsonl", "--exercise", "L1"]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith("Not judged: not visible: the camera misses whether the muscles work. Seen for ")
    assert [line.strip() for line in rest] == told


REFUSED = {
    "a.jsonl": "spinecoach analyze: --exercise: found nothing; right would be --exercise ID",
    "--exercise C1": "spinecoach analyze: file: found nothing; right would be FILE",
    "none.jsonl --exercise C1": "none.jsonl: found no such file; right would be a file that exists",
    "a.jsonl --exercise C9": '--exercise: found "C9"; right would be one of C1, C2',
    "a.jsonl --exercise C1": "a.jsonl: line 2: p: found 2 points; right would be 33",
    "b.jsonl --exercise C1": 'b.jsonl: line 1: found nothing; right would be a replay file that starts with {"replay"',
    "c.jsonl.gz --exercise C1": "c.jsonl.gz: found a damaged gzip file; right would be a whole one",
    ". --exercise C1": ".: found a folder; right would be a file",
}


@pytest.mark.parametrize(("command", "line"), REFUSED.items())
def test_a_bad_file_or_option_is_one_clear_line(
    command: str, line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = {"replay": 1, "landmarks": "blazepose33", "image": [640, 480], "view": "front", "mirrored": False}
    frame = {"t": 0.0, "p": [[0.5, 0.5, 0.0, 1.0]] * 2, "head": None}
    (folder / "a.jsonl").write_text(f"{json.dumps(header)}\n{json.dumps(frame)}\n")
    (folder / "b.jsonl").write_text("")
    (folder / "c.jsonl.gz").write_bytes(b"\x1f\x8bnot")
    assert run(["analyze", *command.split()]) == 2
    out, told = capsys.readouterr()
    assert out == ""
    assert told.startswith(line)
    assert told.count("\n") == 1


def test_a_recording_of_another_exercise_is_said_to_show_nothing_of_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["simulate", "C2", "--reps", "1", "--view", "side", "-o", "a.jsonl"]) == 0
    capsys.readouterr()
    assert run(["analyze", "a.jsonl", "--exercise", "C3"]) == 0
    assert "Nothing of Chin tuck was seen: another exercise, or too small" in capsys.readouterr().out
