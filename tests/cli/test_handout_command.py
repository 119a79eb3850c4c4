"""``spinecoach handout``: what it prints, and what it refuses in one line with nothing half-written."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from front_door import StillClock, answer_gate, practice
from pypdf import PdfReader

from spinecoach.app.catalogue import catalogue, packaged
from spinecoach.cli.main import run
from spinecoach.record.sqlite import SqliteStore
from spinecoach.screening.answers import Said
from spinecoach.session.plan import DayPlan, Item
from spinecoach.session.timing import item_seconds
from spinecoach.wire.plan import plan_json, plan_text, work_at

PROTOCOL = catalogue()


def made(file: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file.read_bytes())).pages)


def plan_file(folder: Path, *codes: str, **changed: object) -> Path:
    works = [work_at(PROTOCOL.exercises[code], 1) for code in codes]
    items = tuple(Item(work, item_seconds(PROTOCOL, work), (), ()) for work in works)
    plan = DayPlan(datetime(2026, 11, 22, tzinfo=UTC).date(), "PROCEED", 60, sum(i.seconds for i in items), items)
    file = folder / "plan.json"
    file.write_text(json.dumps({**plan_json(plan), **changed}), "utf-8")
    return file


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert run(["handout", *map(str, arguments)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    return err


def test_a_plan_file_becomes_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sheet.pdf"
    assert run(["handout", "--plan", str(plan_file(tmp_path, "C6", "C1", "L3")), "-o", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"file": str(out), "paper": "a4", "exercises": ["C6", "C1", "L3"], "bytes": out.stat().st_size}
    text = made(out)
    assert "Exercises, 22 November 2026" in text
    assert text.index("Back-of-the-head massage") < text.index("Head turns") < text.index("Knee and hand press")
    assert "not asked" not in text


def test_exercises_by_name_say_that_nobody_was_asked(tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    asked = ["--exercise", "c1", "--exercise", "cervical-retraction", "--exercise", "C1"]
    assert run(["handout", *asked, "-o", str(out), "--paper", "letter"]) == 0
    text = made(out)
    assert "the safety questions were not asked for it" in text
    assert text.count("Head turns") == 1
    assert "Chin tuck" in text
    assert [float(n) for n in PdfReader(out).pages[0].mediabox[2:]] == [612, 792]


def test_an_exercise_of_ones_own_file_is_printed(tmp_path: Path) -> None:
    own = packaged()["exercises/cervical-retraction.toml"].replace('code = "C3"', 'code = "X1"')
    own = own.replace('id = "cervical-retraction"', 'id = "drawer"').replace('name = "Chin tuck"', 'name = "Drawer"')
    own = own.replace('["C3/easier", "C2/easier"]', '["C2/easier"]')
    (tmp_path / "own.toml").write_text(own)
    assert run(["handout", "--exercise", str(tmp_path / "own.toml"), "-o", str(tmp_path / "own.pdf")]) == 0
    assert "Drawer" in made(tmp_path / "own.pdf")


def test_without_a_record_there_is_no_plan_to_print(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "-o", tmp_path / "a.pdf", "--data", tmp_path / "none")
    assert line == "gate: found questions never answered; right would be to answer them all first\n"
    assert list(tmp_path.iterdir()) == []


def test_todays_stored_plan_is_printed_once_all_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out = tmp_path / "data", tmp_path / "a.pdf"
    room = practice(SqliteStore.open(data), StillClock(datetime.now(UTC)))
    room.store.close()
    assert "found questions never answered" in refused(capsys, "-o", out, "--data", data)
    room = practice(SqliteStore.open(data), StillClock(datetime.now(UTC)))
    answer_gate(room)
    room.store.close()
    assert run(["handout", "-o", str(out), "--data", str(data)]) == 0
    assert "Made for you by your answers" in made(out)


def test_a_closed_gate_prints_no_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    room = practice(SqliteStore.open(data), StillClock(datetime.now(UTC)))
    answer_gate(room, S01=Said.YES)
    room.store.close()
    assert "gate: found EMERGENCY" in refused(capsys, "-o", tmp_path / "a.pdf", "--data", data)
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"outcome": "EMERGENCY"}, "items: found exercises beside EMERGENCY; right would be none"),
        ({"items": []}, "items: found no exercise; right would be"),
        ({"plan": 2}, "plan: found 2; right would be 1, or a newer spinecoach"),
        ({"minutes": 0}, "minutes: found 0; right would be"),
    ],
)
def test_a_plan_file_that_cannot_be_printed_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, object], said: str
) -> None:
    file = plan_file(tmp_path, "C1", **changed)
    line = refused(capsys, "--plan", file, "-o", tmp_path / "a.pdf")
    assert line.startswith(f"{file}: {said}")
    assert not (tmp_path / "a.pdf").exists()


def test_a_change_that_is_no_number_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work = replace(work_at(PROTOCOL.exercises["C1"], 1), changes=("range_factor:none",))
    item = Item(work, item_seconds(PROTOCOL, work), (), ())
    file = tmp_path / "plan.json"
    file.write_text(plan_text(DayPlan(None, "MODIFY", 10, item.seconds, (item,))))
    line = refused(capsys, "--plan", file, "-o", tmp_path / "a.pdf")
    assert line == f"{file}: found range_factor:none; right would be range_factor: and a number above 0, at most 1\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--exercise", "C1", "-o", "a.txt"), '-o: found "a.txt"; right would be a file name that ends in .pdf'),
        (("--exercise", "C9", "-o", "a.pdf"), '--exercise: found "C9"; right would be one of C1, C2'),
        (("--exercise", "C1", "-o", "a.pdf", "--paper", "a5"), '--paper: found "a5"; right would be one of a4, letter'),
        (
            ("--exercise", "C1", "--plan", "p.json", "-o", "a.pdf"),
            "--exercise: found it beside --plan; right would be one",
        ),
        (("--exercise", "C1"), "spinecoach handout: -o: found nothing; right would be -o FILE.pdf"),
        (("--plan", "none.json", "-o", "a.pdf"), "none.json: found no such file; right would be a file that exists"),
        (
            ("--exercise", "C1", "-o", "no/folder/a.pdf"),
            "no/folder/a.pdf: found no such file or directory; right would be",
        ),
    ],
)
def test_wrong_options_are_told(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused(capsys, *arguments).startswith(said)
    assert list(tmp_path.iterdir()) == []
