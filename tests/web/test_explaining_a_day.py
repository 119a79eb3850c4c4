"""A day explained from the record: what was planned, why, and that the same record gives the same plan again."""

import json
import re
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest
from front_door import StillClock, answer_gate, knock, plan_of, practice

from spinecoach.app.clock import SystemClock
from spinecoach.app.explain_day import NO_PLAN_THEN, NO_PLAN_YET, NO_RECORD_THEN, explain_day, explained_json
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
    which = (
        "“Wound or skin infection at back of head or neck” (S30); “Jaw joint pain, migraine attack” (S50); "
        "“Heartburn, large meal within the hour” (S51)"
    )
    assert explain_day(room, room.clock.today()).why_not == (
        f"There is no plan yet: some safety questions are to be answered again first, namely {which}."
    )


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
    for item in value["sessions"][0]["plan"]["items"]:
        for reason in item["reasons"]:
            assert f"{reason['text']} ({reason['id']})" in " ".join(told.split()), (
                "a change has its sentence and its id"
            )
    assert "(L1)" in told, "a code stands behind the name only"
    assert not re.search(r"^ *[CTL][1-6]\b", told, re.MULTILINE)
    store.close()


def test_a_day_to_come_is_planned_on_the_day() -> None:
    room = practice()
    answer_gate(room)
    found = explain_day(room, room.clock.today() + timedelta(days=1))
    assert (found.sessions, found.plan) == ((), None)
    assert found.why_not == (
        "23 November 2026 is still to come. Its plan is made on the day, from your answers, your pain and what you "
        "have done by then."
    )


def test_a_day_before_the_record_had_no_plan() -> None:
    room = practice()
    answer_gate(room)
    found = explain_day(room, room.clock.today() - timedelta(days=1))
    assert (found.sessions, found.plan) == ((), None)
    assert found.why_not == "Your record begins on 22 November 2026. There is no plan from before it."


def test_a_past_day_without_answers_is_told_as_past() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    tell_pain(room, {"neck": 2})
    clock.passed = 2 * 24 * 3600
    assert explain_day(room, clock.today() - timedelta(days=1)).why_not == NO_PLAN_THEN
    assert explain_day(room, clock.today()).why_not == NO_PLAN_YET


def test_of_an_empty_record_a_day_to_come_and_a_past_one_are_told_as_such() -> None:
    room = practice()
    today = room.clock.today()
    assert "is still to come" in explain_day(room, today + timedelta(days=1)).why_not
    assert explain_day(room, today - timedelta(days=1)).why_not == NO_RECORD_THEN


def test_many_questions_are_named_by_their_pages() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    clock.passed = 100 * 24 * 3600
    why = explain_day(room, room.clock.today()).why_not
    assert "of the pages “New signs”, “Head and neck”" in why
    assert "S01" not in why


def test_a_past_day_without_a_session_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore.open(tmp_path)
    answer_gate(practice(store))
    store.close()
    monkeypatch.setenv("SPINECOACH_CLOCK_START", "2026-11-25T08:00:00Z")
    assert run(["explain", "--data", str(tmp_path), "--date", "2026-11-22"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(
        "No session was begun on 22 November 2026.\n"
        "The plan of 22 November 2026 by the record as it stood at the end of the day\n"
    )


def test_programs_are_told_the_same() -> None:
    room = practice()
    answer_gate(room)
    begin(room)
    with knock(room) as client:
        found = client.get("/api/v1/explain").json()
        assert found == explained_json(explain_day(room, room.clock.today()))
        assert found["sessions"][0]["same"] is True
        assert "still to come" in client.get("/api/v1/explain?date=2030-01-01").json()["why_not"]
        line = client.get("/api/v1/explain?date=tomorrow")
    assert line.status_code == 422
    assert line.json()["error"].startswith("date: found ")


def test_the_page_of_a_session_tells_why_it_was_planned_so() -> None:
    room = practice()
    answer_gate(room)
    begin(room)
    (begun,) = explain_day(room, room.clock.today()).sessions
    assert begun.plan is not None
    with knock(room) as client:
        page = client.get(f"/history/{begun.id}").text
    for item in begun.plan.items:
        for reason in item.reasons:
            assert f"<li>{escape(reason.text)}</li>" in page


def test_an_empty_folder_stays_empty_and_has_no_plan_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (tmp_path, tmp_path / "new"):
        assert run(["explain", "--data", str(folder)]) == 0
        assert capsys.readouterr() == (f"{NO_PLAN_YET}\n", "")
        assert run(["explain", "--data", str(folder), "--json", "--date", "2026-11-22"]) == 0
        value = json.loads(capsys.readouterr().out)
        assert value == {"day": "2026-11-22", "plan": None, "why_not": NO_RECORD_THEN, "sessions": []}
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
