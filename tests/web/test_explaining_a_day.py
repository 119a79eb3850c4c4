"""A day explained from the record: what was planned, why, and that the same record gives the same plan again."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from front_door import StillClock, answer_gate, knock, plan_of, practice

from spinecoach.app.clock import SystemClock
from spinecoach.app.explain_day import ASKED_AGAIN, NO_PLAN_YET, explain_day
from spinecoach.app.practice import Practice
from spinecoach.app.set_wishes import set_wishes
from spinecoach.app.tell_pain import tell_pain
from spinecoach.app.today import plan_today
from spinecoach.cli.main import run
from spinecoach.record.sqlite import SqliteStore
from spinecoach.screening.answers import Said
from spinecoach.wire.plan import plan_json


def begin(room: Practice, **wishes: object) -> None:
    """Begin a session of the day's plan, as a program would."""
    with knock(room) as client:
        plan = plan_json(plan_today(room, **wishes))  # type: ignore[arg-type]
        assert client.post("/api/v1/sessions", json=plan).status_code == 201


def test_before_all_questions_are_answered_there_is_no_plan_yet() -> None:
    room = practice()
    found = explain_day(room, room.clock.today())
    assert (found.sessions, found.plan, found.why_not) == ((), None, NO_PLAN_YET)


def test_without_a_session_the_day_is_planned_as_the_record_stands() -> None:
    room = practice()
    answer_gate(room)
    found = explain_day(room, room.clock.today())
    assert found.sessions == ()
    assert found.plan == plan_today(room)


def test_what_is_told_later_does_not_change_what_a_past_day_was() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    tell_pain(room, {"neck": 2})
    day, planned = clock.today(), plan_today(room, 5)
    begin(room, minutes=5)
    clock.moment += timedelta(hours=2)
    set_wishes(room, {"minutes": 20, "place": "chair"})
    tell_pain(room, {"neck": 5})
    evening = plan_today(room)
    clock.moment += timedelta(days=3)
    tell_pain(room, {"neck": 0})
    found = explain_day(room, day)
    (begun,) = found.sessions
    assert begun.plan == planned
    assert begun.same
    assert found.plan is not None
    assert [item.work for item in found.plan.items] == [item.work for item in evening.items]


def test_a_plan_that_a_program_sent_is_told_from_ones_own() -> None:
    room = practice()
    answer_gate(room)
    with knock(room) as client:
        assert client.post("/api/v1/sessions", json=plan_json(plan_of(room, "L3"))).status_code == 201
    (begun,) = explain_day(room, room.clock.today()).sessions
    assert not begun.same


def test_a_closed_gate_is_the_reason_why_there_is_no_plan() -> None:
    room = practice()
    answer_gate(room, S01=Said.YES)
    found = explain_day(room, room.clock.today())
    assert found.plan is None
    assert found.why_not.startswith("EMERGENCY: Nerves at the end of the spine may be pressed.")


def test_a_closed_day_is_told_as_what_to_do_now(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    room = practice(SqliteStore.open(tmp_path))
    room.clock = SystemClock()
    answer_gate(room, S01=Said.YES)
    assert run(["explain", "--data", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Get help now\n")
    assert "Nerves at the end of the spine may be pressed. Get help now. Do no exercises. (S01)" in " ".join(
        told.split()
    )


def test_questions_that_are_asked_again_are_named_as_the_reason() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    clock.passed = 24 * 3600
    assert explain_day(room, room.clock.today()).why_not == f"{ASKED_AGAIN} S30, S50, S51."


def test_the_command_tells_the_session_and_its_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = SqliteStore.open(tmp_path)
    room = practice(store)
    room.clock = SystemClock()
    answer_gate(room)
    begin(room)
    assert run(["explain", "--data", str(tmp_path)]) == 0, "also while a server has the folder"
    told, fault = capsys.readouterr()
    assert fault == ""
    assert "The session begun at" in told
    assert "Left out" in told
    assert "The record as it stood then gives the same plan again." in told
    assert run(["explain", "--data", str(tmp_path), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert set(value) == {"day", "plan", "why_not", "sessions"}
    assert value["why_not"] is None
    assert value["sessions"][0]["same"] is True
    assert value["sessions"][0]["plan"]["items"][0]["reasons"]
    assert run(["explain", "--data", str(tmp_path), "--date", "2020-01-01"]) == 0
    assert capsys.readouterr().out == f"{NO_PLAN_YET}\n"
    store.close()


def test_an_empty_folder_stays_empty_and_has_no_plan_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (tmp_path, tmp_path / "new"):
        assert run(["explain", "--data", str(folder)]) == 0
        assert capsys.readouterr() == (f"{NO_PLAN_YET}\n", "")
        assert run(["explain", "--data", str(folder), "--json", "--date", "2026-11-22"]) == 0
        value = json.loads(capsys.readouterr().out)
        assert value == {"day": "2026-11-22", "plan": None, "why_not": NO_PLAN_YET, "sessions": []}
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_the_environment_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("SPINECOACH_DATA", str(file))
    assert run(["explain"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"{file}: found a file; right would be a folder, or a name that is free\n"


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow"])
def test_a_day_that_is_none_is_refused_in_one_line(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--date", day]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f'--date: found "{day}"; right would be a date that exists, written as 2026-09-14\n'
