"""`spinecoach simulate` writes a replay file and its truth as the contract says, or one line and nothing at all."""

import gzip
import json
from pathlib import Path

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import fitted_noise
from spinecoach.cli.main import run
from spinecoach.wire.replay import read_replay
from spinecoach.wire.truth import read_truth

DATA = Path(catalogue.__wrapped__.__code__.co_filename).parent.parent / "protocol" / "data" / "exercises"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def simulate(told: str) -> tuple[str, dict[str, object]]:
    """Runs the command; the recording's text and the truth beside it."""
    assert run(["simulate", *told.split(), "-o", "a.jsonl"]) == 0
    return Path("a.jsonl").read_text(), json.loads(Path("a.truth.json").read_text())


def test_a_recording_is_a_replay_file_of_the_contract() -> None:
    text, _ = simulate("C4 --reps 1 --seed 3")
    header, *frames = map(json.loads, text.splitlines())
    assert header == {
        "replay": 1, "landmarks": "blazepose33", "image": [640, 480], "view": "front", "mirrored": False,
    }  # fmt: skip
    assert all(list(frame) == ["t", "p", "head"] for frame in frames)
    assert all(len(frame["p"]) == 33 and all(len(point) == 4 for point in frame["p"]) for frame in frames)
    assert all(0 <= point[3] <= 1 for frame in frames for point in frame["p"])
    assert {len(frame["head"]) for frame in frames if frame["head"]} == {4}
    assert [frame["t"] for frame in frames[:4]] == [0, 0.0333, 0.0667, 0.1]
    assert len(list(read_replay(text.encode(), "a.jsonl")[1])) == len(frames)


def test_the_truth_has_the_keys_of_the_contract() -> None:
    _, truth = simulate("C5 --reps 2 --fps 8")
    assert list(truth) == ["reps", "half_reps", "holds", "rom_deg", "faults"]
    assert (truth["reps"], truth["half_reps"], truth["rom_deg"], truth["faults"]) == (4, 0, {}, [])
    holds = truth["holds"]
    assert isinstance(holds, list)
    assert [hold["side"] for hold in holds] == ["left", "left", "right", "right"]
    assert all(list(hold) == ["start", "end", "side"] for hold in holds)
    _, truth = simulate("T2 --fault one_side_higher --fps 8")
    assert truth["faults"] == [{"id": "one_side_higher", "start": 24.0, "end": 33.0}]
    assert isinstance(truth["holds"], list)
    assert truth["holds"][0]["side"] is None
    assert read_truth(Path("a.truth.json").read_text(), "a.truth.json").reps == truth["reps"]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_the_same_truth() -> None:
    one, truth = simulate("C2 --reps 1 --seed 5")
    assert simulate("C2 --reps 1 --seed 5") == (one, truth)
    other, same = simulate("C2 --reps 1 --seed 6")
    assert other != one
    assert same == truth


def test_a_recording_may_be_gzipped() -> None:
    plain, truth = simulate("L1 --reps 1 --fps 10")
    packing = ["simulate", "L1", "--reps", "1", "--fps", "10", "-o", "b.jsonl.gz"]
    assert run(packing) == 0
    packed = Path("b.jsonl.gz").read_bytes()
    assert gzip.decompress(packed).decode() == plain
    assert json.loads(Path("b.truth.json").read_text()) == truth
    assert run(packing) == 0
    assert Path("b.jsonl.gz").read_bytes() == packed


def test_an_exercise_is_named_by_code_by_id_or_by_its_file() -> None:
    by_code = simulate("T2 --reps 1 --fps 8")
    assert simulate("t2 --reps 1 --fps 8") == by_code
    assert simulate("shrug-hold --reps 1 --fps 8") == by_code
    assert simulate(f"{DATA / 'shrug-hold.toml'} --reps 1 --fps 8") == by_code


def test_json_prints_one_value(capsys: pytest.CaptureFixture[str]) -> None:
    _, truth = simulate("L3 --reps 1 --fps 8 --json")
    told = json.loads(capsys.readouterr().out)
    assert told == {"file": "a.jsonl", "truth_file": "a.truth.json", "frames": told["frames"],
                    "seconds": told["seconds"], "view": "side", "truth": truth}  # fmt: skip
    assert told["frames"] == len(Path("a.jsonl").read_text().splitlines()) - 1


def test_what_was_written_is_told_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    simulate("C3 --reps 2 --fault half_range --fps 8")
    assert capsys.readouterr().out.splitlines() == [
        "a.jsonl: 121 frames, 15.0 s, side view",
        "a.truth.json: 1 repetitions and 1 half ones, 2 holds, 1 faults",
    ]


def test_options_reach_the_recording() -> None:
    text, truth = simulate(
        "C2 --variant harder --reps 1 --level 3 --hold 2 --rest 1 --tempo 2 --view front --image 320x240 "
        "--noise-deg 0 --distance 1.5 --height 1.2 --aside 10 --lens 60 --stature 1.6 --clothes 0 "
        "--jitter-ms 0 --drop-outs 0 --fps 9"
    )
    header, first, *_ = map(json.loads, text.splitlines())
    assert (header["view"], header["image"]) == ("front", [320, 240])
    assert first["head"][0] == pytest.approx(-10, abs=1)
    holds = truth["holds"]
    assert isinstance(holds, list)
    assert holds[0]["end"] - holds[0]["start"] == pytest.approx(5 * 2 + 2)
    for change in ("sitting_only", "range_factor:0.5"):
        _, changed = simulate(f"C2 --reps 1 --fps 8 --change {change}")
        assert isinstance(changed["rom_deg"], dict)
        assert changed["rom_deg"]["neck_flexion"] == pytest.approx(25 if "factor" in change else 50)


def test_the_default_noise_is_the_fitted_one() -> None:
    noise = fitted_noise()
    assert 0.2 < noise.deg < 2
    assert noise.wander > 0.5


REFUSED = {
    "C9 -o a.jsonl": 'EXERCISE: found "C9"; right would be one of C1, C2, C3, C4, C5, C6, T1, T2, T3, L1, L2, L3',
    "cervical-rotatio -o a.jsonl": 'EXERCISE: found "cervical-rotatio"; right would be cervical-rotation',
    "nowhere.toml -o a.jsonl": "nowhere.toml: found no such file; right would be a file that exists",
    "C1": "spinecoach simulate: -o: found nothing; right would be -o FILE.jsonl",
    "-o a.jsonl": "spinecoach simulate: exercise: found nothing; right would be EXERCISE",
    "C1 -o a.json": '-o: found "a.json"; right would be a file name that ends in .jsonl or .jsonl.gz',
    "C1 -o .jsonl": '-o: found ".jsonl"; right would be a file name that ends in .jsonl or .jsonl.gz',
    "C1 --fps 8 -o no/a.jsonl": "no/a.jsonl: found no such file or directory; right would be a file name in a folder",
    "C1 --fps 8 -o folder.jsonl": "folder.jsonl: found a folder; right would be a file name",
    "C1 --fps 7 -o a.jsonl": '--fps: found "7"; right would be a number from 8 to 60',
    "C1 --fps 61 -o a.jsonl": '--fps: found "61"; right would be a number from 8 to 60',
    "C1 --reps 0 -o a.jsonl": '--reps: found "0"; right would be a whole number from 1 to 100',
    "C1 --reps 2.5 -o a.jsonl": '--reps: found "2.5"; right would be a whole number from 1 to 100',
    "C1 --seed x -o a.jsonl": '--seed: found "x"; right would be a whole number from 0 to ',
    "C1 --noise-deg nan -o a.jsonl": '--noise-deg: found "nan"; right would be a number from 0 to 30',
    "C1 --noise-deg -1 -o a.jsonl": '--noise-deg: found "-1"; right would be a number from 0 to 30',
    "C1 --view top -o a.jsonl": '--view: found "top"; right would be one of front, side',
    "C1 --view back -o a.jsonl": '--view: found "back"; right would be one of front, side',
    "C1 --variant hard -o a.jsonl": '--variant: found "hard"; right would be one of easier, standard, harder',
    "C6 --variant harder -o a.jsonl": '--variant: found "harder", which C6 has no level for; right would be one of',
    "C1 --level 9 -o a.jsonl": "--level: found 9; right would be one of 0, 1, 2, 3, 4, 5, 6",
    "C1 --image 640 -o a.jsonl": '--image: found "640"; right would be width and height in pixels, each 64 or more',
    "C1 --change jump -o a.jsonl": '--change: found "jump"; right would be one of ',
    "C1 --change range_factor:x -o a.jsonl": "C1: found range_factor:x; right would be range_factor: and a number",
    "C1 --fault yawn -o a.jsonl": '--fault: found "yawn"; right would be one of chin_pokes, half_range, nods, ',
    "C1 --fault trunk_turn -o a.jsonl": '--fault: found "trunk_turn"; right would be trunk_turns',
    "C4 --fault breath_hold -o a.jsonl": "--fault: found breath_hold, which no camera sees: Breath moves no landmark",
    "T3 --variant easier --fault fast -o a.jsonl": "--fault: found fast, which alters nothing in the easier form",
    "C1 --speed 3 -o a.jsonl": "spinecoach simulate: --speed: found an option that is not known; right would be ",
}  # fmt: skip


@pytest.mark.parametrize("command", REFUSED)
def test_what_is_wrong_is_told_in_one_line_and_nothing_is_written(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("folder.jsonl").mkdir()
    code = run(["simulate", *command.split()])
    out, err = capsys.readouterr()
    assert err.startswith(REFUSED[command])
    assert "; right would be " in err
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert [path.name for path in Path().iterdir()] == ["folder.jsonl"]


def test_a_recording_that_cannot_be_written_leaves_the_old_one() -> None:
    text, _ = simulate("C3 --reps 1 --fps 8")
    Path("a.truth.json").unlink()
    Path("a.truth.json").mkdir()
    assert run(["simulate", "C3", "--reps", "2", "--fps", "8", "-o", "a.jsonl"]) == 2
    assert Path("a.jsonl").read_text() == text
    assert sorted(path.name for path in Path().iterdir()) == ["a.jsonl", "a.truth.json"]
