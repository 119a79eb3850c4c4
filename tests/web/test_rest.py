"""REST, as a program uses it."""

import json
from typing import Any

import pytest
from asgi_client import Client
from front_door import StillClock, answer_gate, knock, plan_of, practice

from spinecoach.app.questions import packaged_questions
from spinecoach.wire.plan import plan_json

QUESTIONS = packaged_questions()
COUNTED = "C1"


def all_no(**rows: Any) -> dict[str, Any]:
    answers = {row.id: False for row in QUESTIONS.rows.values() if not row.only_a_fact}
    return {**answers, "age": 40, "pregnant_weeks": 0, **rows}


def error_of(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"error"}
    line: str = answer.json()["error"]
    assert "\n" not in line
    return line


def begun(client: Client) -> dict[str, Any]:
    assert client.put("/api/v1/gate", json=all_no()).json()["ready"]
    plan = client.get("/api/v1/plan", params={"minutes": 5, "place": "chair"}).json()
    answer = client.post("/api/v1/sessions", json=plan)
    assert answer.status_code == 201, answer.text
    session: dict[str, Any] = answer.json()
    return session


def test_the_interface_describes_itself() -> None:
    with knock() as client:
        described = client.get("/openapi.json").json()
    for path in ("/api/v1/sessions", "/api/v1/sessions/{session}/commands", "/api/v1/gate", "/api/v1/plan"):
        assert path in described["paths"]
    posted = described["paths"]["/api/v1/sessions"]["post"]
    assert "409" in posted["responses"]
    assert "requestBody" in posted


def test_the_twelve_exercises_are_listed() -> None:
    with knock() as client:
        listed = client.get("/api/v1/exercises").json()
    assert [exercise["code"] for exercise in listed] == list(QUESTIONS.codes)


def test_from_answers_to_a_plan_to_a_session_to_its_end() -> None:
    with knock() as client:
        session = begun(client)
        assert session["state"] in {"asking", "get_ready"}
        for _ in range(20):
            if session["state"] != "asking":
                break
            question = session["segment"]["question"]
            command = {"command": "answered", "question": question, "value": 0}
            session = client.post(f"/api/v1/sessions/{session['id']}/commands", json=command).json()
        assert session["state"] == "get_ready"
        paused = client.post(f"/api/v1/sessions/{session['id']}/commands", json={"command": "pause"}).json()
        assert paused["state"] == "paused"
        assert [event["kind"] for event in paused["events"]] == ["paused"]
        stopped = client.post(f"/api/v1/sessions/{session['id']}/commands", json={"command": "stop"}).json()
        assert (stopped["state"], stopped["reason"]) == ("stopped", "asked")
        assert client.get(f"/api/v1/sessions/{session['id']}").json()["state"] == "stopped"
        assert [each["id"] for each in client.get("/api/v1/sessions").json()] == [session["id"]]


def test_a_session_of_a_program_goes_on_by_the_clock_of_the_server() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    with knock(room) as client:
        session = client.post("/api/v1/sessions", json=plan_json(plan_of(room, COUNTED))).json()
        assert session["state"] == "get_ready"
        client.loop.run(clock.advance(60))
        for _ in range(100):
            now = client.get(f"/api/v1/sessions/{session['id']}").json()
            if now["counts"]:
                break
        assert now["state"] == "working"
        assert now["counts"][COUNTED] >= 1
        assert now["t"] == 60


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_session_is_404(method: str) -> None:
    with knock() as client:
        path = "/api/v1/sessions/nothing"
        answer = client.get(path) if method == "get" else client.post(f"{path}/commands", json={"command": "pause"})
        assert "found no 'nothing'" in error_of(answer, 404)


def test_without_answers_there_is_no_plan_and_no_session() -> None:
    room = practice()
    with knock(room) as client:
        assert "never answered" in error_of(client.get("/api/v1/plan"), 409)
        plan = plan_json(plan_of(room, COUNTED))
        assert "never answered" in error_of(client.post("/api/v1/sessions", json=plan), 409)


def test_an_emergency_closes_everything_until_it_is_cleared() -> None:
    with knock() as client:
        gate = client.put("/api/v1/gate", json=all_no(S01=True)).json()
        assert gate["clearance"]["outcome"] == "EMERGENCY"
        assert gate["held"] == ["S01"]
        assert not gate["ready"]
        assert "EMERGENCY" in error_of(client.get("/api/v1/plan"), 409)
        client.put("/api/v1/gate", json=all_no())
        assert client.get("/api/v1/gate").json()["clearance"]["outcome"] == "EMERGENCY"


def test_a_gate_with_a_question_left_out_is_refused_and_names_it() -> None:
    with knock() as client:
        answers = all_no()
        del answers["S42"]
        assert "S42" in error_of(client.put("/api/v1/gate", json=answers), 422)
        assert not client.get("/api/v1/gate").json()["complete"]


def test_answers_come_back_as_they_were_given() -> None:
    given = all_no(
        S11=["tuberculosis"], S40=["osteopenia"], S42="unsure", age=72, pregnant_weeks=0, regions=["neck"],
        rest_pain={"neck": 3}, injury_date="2026-01-02",
    )  # fmt: skip
    with knock() as client:
        client.put("/api/v1/gate", json=given)
        assert client.get("/api/v1/gate").json()["answers"] == given


def test_each_session_needs_its_three_answers() -> None:
    room = practice()
    answer_gate(room, check=False)
    plan = plan_json(plan_of(room, COUNTED))
    with knock(room) as client:
        assert "three answers" in error_of(client.post("/api/v1/sessions", json=plan), 409)
        check = {"new": False, "dizzy": False, "pain": {"neck": 1}}
        assert client.post("/api/v1/sessions", json={**plan, "check": check}).status_code == 201


def test_a_check_that_tells_something_new_opens_the_questions_again() -> None:
    room = practice()
    answer_gate(room, check=False)
    plan = plan_json(plan_of(room, COUNTED))
    with knock(room) as client:
        line = error_of(client.post("/api/v1/sessions", json={**plan, "check": {"new": True}}), 409)
        assert "S01" in line
        assert "asked again" in line


@pytest.mark.parametrize(
    "check", [True, {"new": 1}, {"old": False}, {"pain": {"foot": 2}}, {"pain": {"neck": 11}}, {"pain": 3}]
)
def test_a_check_that_makes_no_sense_is_refused(check: object) -> None:
    room = practice()
    answer_gate(room)
    with knock(room) as client:
        error_of(client.post("/api/v1/sessions", json={**plan_json(plan_of(room, COUNTED)), "check": check}), 422)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{", "malformed JSON"),
        ("", "malformed JSON"),
        ("[]", '"plan": 1'),
        ("{}", "plan: plan: found nothing"),
        ('{"plan": 2}', "a newer spinecoach"),
        ('{"plan": 1, "plan": 1}', "twice"),
        ("NaN", "a number"),
    ],
)
def test_a_body_that_is_no_plan_is_refused_in_one_line(body: str, said: str) -> None:
    with knock() as client:
        assert said in error_of(client.post("/api/v1/sessions", content=body), 422)


def test_an_unknown_exercise_in_a_plan_is_refused() -> None:
    room = practice()
    answer_gate(room)
    plan: Any = json.loads(json.dumps(plan_json(plan_of(room, COUNTED))))
    plan["items"][0]["code"] = "X9"
    with knock(room) as client:
        assert "items[0].code" in error_of(client.post("/api/v1/sessions", json=plan), 422)


@pytest.mark.parametrize(
    ("rows", "reason", "said"),
    [
        ({"S01": True}, "see_someone", "EMERGENCY"),
        ({"S16": True}, "see_someone", "URGENT"),
        ({"S33": True}, "answers_changed", "items[0].code"),
    ],
)
@pytest.mark.parametrize("command", ["pause", "count_rep"])
def test_answers_sent_by_a_program_end_a_session_that_they_no_longer_allow(
    rows: dict[str, Any], reason: str, said: str, command: str
) -> None:
    room = practice()
    answer_gate(room)
    with knock(room) as client:
        path = (
            f"/api/v1/sessions/{client.post('/api/v1/sessions', json=plan_json(plan_of(room, COUNTED))).json()['id']}"
        )
        assert client.put("/api/v1/gate", json=all_no(**rows)).status_code == 200
        line = error_of(client.post(f"{path}/commands", json={"command": command}), 409)
        assert said in line or "over" in line
        stands = client.get(path).json()
        assert (stands["state"], stands["reason"], stands["can"]) == ("stopped", reason, [])
        assert client.get("/api/v1/sessions").json()[0]["ended"] == reason


def test_a_plan_with_a_greater_dose_than_was_made_is_no_session() -> None:
    room = practice()
    answer_gate(room)
    with knock(room) as client:
        plan = client.get("/api/v1/plan", params={"minutes": 5}).json()
        item = next(item for item in plan["items"] if item["reps"])
        plan["items"] = [{**item, "reps": item["reps"] + 1}]
        line = error_of(client.post("/api/v1/sessions", json=plan), 409)
        assert line.startswith(f"plan: items[0].reps: found {item['reps'] + 1}; right would be at most {item['reps']}")
        error_of(client.post("/api/v1/sessions", json={**plan, "items": [{**item, "reps": 50}]}), 422)
        assert client.get("/api/v1/sessions").json() == []
        assert client.post("/api/v1/sessions", json={**plan, "items": [item]}).status_code == 201


def test_a_plan_without_exercises_is_no_session() -> None:
    room = practice()
    answer_gate(room)
    with knock(room) as client:
        assert "items" in error_of(client.post("/api/v1/sessions", json=plan_json(plan_of(room))), 409)


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ({"command": "resume"}, 409),
        ({"command": "count_rep"}, 409),
        ({"command": "answered", "question": "effort", "value": 3}, 409),
        ({"command": "stop_sign", "sign": "nothing"}, 409),
        ({"command": "jump"}, 422),
        ({"command": "pause", "why": "tea"}, 422),
        ({}, 422),
    ],
)
def test_a_command_that_cannot_be_is_refused_and_changes_nothing(command: dict[str, Any], status: int) -> None:
    room = practice()
    answer_gate(room)
    with knock(room) as client:
        session = client.post("/api/v1/sessions", json=plan_json(plan_of(room, COUNTED))).json()
        line = error_of(client.post(f"/api/v1/sessions/{session['id']}/commands", json=command), status)
        assert "found" in line
        assert client.get(f"/api/v1/sessions/{session['id']}").json()["state"] == "get_ready"


@pytest.mark.parametrize("minutes", ["0", "1", "five", "121", ""])
def test_minutes_that_cannot_be_are_refused(minutes: str) -> None:
    with knock() as client:
        line = error_of(client.get("/api/v1/plan", params={"minutes": minutes}), 422)
    assert line == f"minutes: found {minutes!r}; right would be a whole number from 2 to 120"


def test_an_unknown_address_is_404_in_json() -> None:
    with knock() as client:
        error_of(client.get("/api/v1/nothing"), 404)
        error_of(client.delete("/api/v1/sessions"), 405)


def test_a_record_that_fails_is_told_in_one_line() -> None:
    room = practice()
    with knock(room) as client:
        room.store.close()
        error_of(client.get("/api/v1/sessions"), 503)
        error_of(client.put("/api/v1/gate", json=all_no()), 503)
