"""What the commands print when all is well: one JSON value, or a page that fits 80 columns."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from spinecoach.app.catalogue import catalogue, packaged
from spinecoach.app.questions import packaged_questions
from spinecoach.cli.main import run
from spinecoach.protocol.exercise import Variant
from spinecoach.session.plan import DayPlan, Item
from spinecoach.session.timing import item_seconds
from spinecoach.wire.plan import plan_text, work_at

Print = Callable[..., str]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Print:
    """Runs a command that must succeed and gives what it printed."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: object) -> str:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        assert max(map(len, out.splitlines()), default=0) <= 80 or "--json" in arguments
        return out

    return call


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    protocol = catalogue()
    works = [work_at(protocol.exercises[code], 1) for code in ("C6", "C1", "C5")]
    items = tuple(Item(work, item_seconds(protocol, work), (), ()) for work in works)
    plan = DayPlan(None, "PROCEED", 10, sum(item.seconds for item in items), items)
    file = tmp_path / "plan.json"
    file.write_text(plan_text(plan), "utf-8")
    return file


def test_help_is_printed_alone_and_on_request(printed: Print) -> None:
    page = printed()
    assert printed("--help") == page
    assert "A self-care movement coach" in page
    for command in ("serve", "exercises", "screen", "plan", "rehearse", "check"):
        assert f"\n  {command} " in page
        assert f"Usage: spinecoach {command}" in printed(command, "--help")


def test_the_version_is_printed(printed: Print) -> None:
    assert printed("--version").startswith("spinecoach 0.")


def test_exercises_are_listed(printed: Print) -> None:
    listed = json.loads(printed("exercises", "--json"))
    assert len(listed) == 12
    page = printed("exercises")
    assert "3 min to 4 min" in page
    assert "12 of 12 not yet reviewed by a clinician." in page
    rows = {line.split()[0]: line.rstrip() for line in page.splitlines() if re.match(r"[A-Z]\d  ", line)}
    for one in listed:
        row = rows[one["code"]]
        assert one["name"].split()[0] in row
        assert ("on each" in row) is (one["sides"] == 2)
        assert len(row.rsplit("  ", 1)[1].split()) == len(one["sources"])
    for source in {name for one in listed for name in one["sources"]}:
        assert catalogue().sources[source].citation in " ".join(page.split())


def test_answers_are_judged(printed: Print, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"S40": true, "S45": "unsure"}')
    told = json.loads(printed("screen", "--answers", file, "--date", "2026-11-22", "--json"))
    assert (told["outcome"], told["blocked"]) == ("MODIFY", ["L2"])
    page = printed("screen", "--answers", file)
    assert page.startswith("Done in another way\n")
    assert "(S45)" in page
    assert "\nNot answered, counted as no\n" in page
    rows, exercises = packaged_questions().rows, catalogue().exercises
    names = {code: exercise.text["en"][Variant.STANDARD].name for code, exercise in exercises.items()}
    flat = " ".join(page.split())
    assert f"Left out {names['L2']} (L2): {rows['S40'].line} (S40)" in flat
    assert f"{names['T1']} (T1): You leave out the forward bend, as your answers ask. (no_forward_bend)" in flat
    for row in told["unanswered"]:
        assert f"{rows[row].line} ({row})" in flat
    bare = flat[flat.index("Done in another way") :]
    for name in (*exercises, *rows):
        assert not re.search(rf"(?<!\(){name}\b", bare), f"{name} stands without words"


def test_an_emergency_begins_with_what_to_do(printed: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"S01": true}')
    assert printed("screen", "--answers", file).startswith("Get help now\n  Stop. Do no exercises.")
    assert "Call 112 now." in printed("screen", "--answers", file)
    monkeypatch.setenv("SPINECOACH_EMERGENCY_NUMBER", "911")
    assert "Call 911 now." in printed("screen", "--answers", file)


def test_no_reason_to_stop_is_not_called_safe(printed: Print, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text("{}")
    page = printed("screen", "--answers", file)
    assert page.startswith("No reason found to stop. That does not mean that all is well.")


def test_a_session_is_rehearsed_to_its_end(printed: Print, plan_file: Path) -> None:
    told = json.loads(printed("rehearse", "--plan", plan_file, "--json"))
    times = [one["t"] for one in told]
    assert times == sorted(times)
    assert told[-1]["t"] == pytest.approx(json.loads(plan_file.read_text())["seconds"])
    kinds = [one["kind"] for one in told]
    assert kinds.count("exercise_started") == 3
    assert kinds.count("session_done") == 1
    assert kinds.count("side_switched") == 1
    counted = [(one["code"], one.get("side")) for one in told if one["kind"] == "rep_counted"]
    assert counted == [("C1", None)] * 5 + [("C5", "left")] * 3 + [("C5", "right")] * 3
    cues = [one for one in told if one["kind"] == "cue"]
    assert cues
    assert all(cue["id"] and cue["text"] for cue in cues)
    assert {one["segment"]["kind"] for one in told if one["kind"] == "segment"} >= {"get_ready", "rep", "rest", "timed"}
    page = printed("rehearse", "--plan", plan_file)
    assert "exercise started" in page
    assert "C1 standard, level 1, rep 5, by pace" in page


def test_inputs_change_the_rehearsal(printed: Print, plan_file: Path, tmp_path: Path) -> None:
    inputs = tmp_path / "in.jsonl"
    inputs.write_text(
        '{"t": 30.0, "command": "hurts"}\n{"t": 31, "command": "answered", "question": "pain", "value": 6}\n'
    )
    kinds = [one["kind"] for one in json.loads(printed("rehearse", "--plan", plan_file, "--inputs", inputs, "--json"))]
    assert "hurt" in kinds
    assert "softened" in kinds


def test_a_stop_ends_the_rehearsal(printed: Print, plan_file: Path, tmp_path: Path) -> None:
    inputs = tmp_path / "in.jsonl"
    inputs.write_text('{"t": 40.5, "command": "stop"}\n')
    told = json.loads(printed("rehearse", "--plan", plan_file, "--inputs", inputs, "--json"))
    assert [one["t"] for one in told if one["kind"] == "stopped"] == [40.5]
    assert "session_done" not in [one["kind"] for one in told]


@pytest.mark.parametrize("name", [name for name in packaged() if name.startswith("exercises/")])
def test_the_packaged_exercises_have_no_faults(printed: Print, tmp_path: Path, name: str) -> None:
    file = tmp_path / Path(name).name
    file.write_text(packaged()[name], "utf-8")
    assert json.loads(printed("check", file, "--json")) == {"file": str(file), "faults": []}
    assert "no faults" in printed("check", file).replace("\n", " ")


def test_every_fault_of_a_file_is_told_and_the_first_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.toml"
    text = next(text for name, text in packaged().items() if name.startswith("exercises/"))
    file.write_text(re.sub(r"(?m)^(sides|place) = .*", r"\1 = 'none'", text), "utf-8")
    assert run(["check", str(file), "--json"]) == 2
    out, err = capsys.readouterr()
    faults = json.loads(out)["faults"]
    assert [fault["place"] for fault in faults] == ["sides", "place"]
    assert err == (f"{file}: sides: found {faults[0]['found']}; right would be {faults[0]['right']} (and 1 more)\n")
    assert run(["check", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out.count("right would be") == 2
    assert err.count("\n") == 1


def test_one_fault_of_a_file_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "broken.toml"
    file.write_text('id = "x\n', "utf-8")
    assert run(["check", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{file}: ")
    assert err.count("\n") == 1
