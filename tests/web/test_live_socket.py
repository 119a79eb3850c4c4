"""The live socket, as the page uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from asgi_client import Client, Socket, SocketClosedError
from front_door import HOME, StillClock, answer_gate, knock, plan_of, practice

from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.sessions import unfinished
from spinecoach.app.simulation import Asked, simulate
from spinecoach.body import Frame
from spinecoach.figure.pinhole import IMAGE
from spinecoach.screening.answers import Said
from spinecoach.screening.clearance import Outcome
from spinecoach.wire.plan import plan_json
from spinecoach.wire.sighting import Sighting, write_sighting

COUNTED = "C1"
EMERGENCY, URGENT = "S01", "S16"
BLOCKS: dict[str, Any] = {"S33": Said.YES}
"""Blocks the exercise of the session, and nothing is closed."""
ELSEWHERE: dict[str, Any] = {"S30": Said.YES}
"""Blocks another exercise."""


@contextmanager
def at_work() -> Iterator[tuple[Client, Practice, StillClock, str]]:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    with knock(room) as client:
        session = client.post("/api/v1/sessions", json=plan_json(plan_of(room, COUNTED))).json()
        yield client, room, clock, f"/live/{session['id']}/socket"


def until(socket: Socket, **wanted: Any) -> dict[str, Any]:
    """The first message whose parts are these; ``kind`` is the event's or segment's."""
    while True:
        message: dict[str, Any] = socket.receive_json()
        inner = message.get("event") or message.get("segment") or {}
        flat = {**message, "kind": inner.get("kind"), "reason": inner.get("reason", message.get("reason"))}
        if all(flat.get(name) == value for name, value in wanted.items()):
            return message


def test_the_first_message_is_the_state() -> None:
    with at_work() as (client, _, _, path), client.socket(path, {"Origin": HOME}) as socket:
        state = socket.receive_json()
        assert state["type"] == "state"
        assert state["segment"]["kind"] == "get_ready"
        assert state["rate"] == 1
        assert "pause" in state["can"]


def test_a_command_goes_up_and_what_follows_comes_down() -> None:
    with at_work() as (client, _, clock, path), client.socket(path) as socket:
        socket.send_json({"command": "pause"})
        until(socket, type="event", kind="paused")
        until(socket, type="segment", kind="paused")
        socket.send_json({"command": "resume"})
        until(socket, type="segment", kind="get_ready")
        client.loop.run(clock.advance(15))
        until(socket, type="segment", kind="rep")


def test_two_pages_see_the_same() -> None:
    with at_work() as (client, _, _, path), client.socket(path) as one, client.socket(path) as other:
        other.send_json({"command": "pause"})
        assert (
            until(one, type="segment", kind="paused")["segment"]
            == until(other, type="segment", kind="paused")["segment"]
        )


@pytest.mark.parametrize(
    "sent", ["", "{", "[]", "null", '{"command": "jump"}', '{"command": "pause", "t": 3}', "x" * 100_000, '"pause"']
)
def test_what_makes_no_sense_is_answered_by_a_refusal(sent: str) -> None:
    with at_work() as (client, _, _, path), client.socket(path) as socket:
        socket.send(sent)
        until(socket, type="event", kind="refused", reason="malformed")
        socket.send_json({"command": "pause"})
        until(socket, type="event", kind="paused")


def test_bytes_are_answered_by_a_refusal_too() -> None:
    with at_work() as (client, _, _, path), client.socket(path) as socket:
        socket.send_bytes(b"\x00\xff")
        until(socket, type="event", kind="refused", reason="malformed")


def test_frames_of_the_camera_are_taken_and_answered_by_what_it_can_do() -> None:
    nobody = Sighting(Frame(1.0, (), None), 0, (640, 480), 0, 0.5)
    with at_work() as (client, _, _, path), client.socket(path) as socket:
        for number in range(40):
            frame = Frame(number / 20, (), None)
            socket.send_bytes(write_sighting(replace(nobody, frame=frame, number=number)))
        until(socket, type="camera")
        socket.send_json({"command": "pause"})
        until(socket, type="event", kind="paused")


def test_what_the_head_does_while_a_question_is_asked_is_not_kept_as_a_range() -> None:
    with at_work() as (client, room, _, path), client.socket(path) as socket:
        socket.send_json({"command": "start"})
        socket.send_json({"command": "hurts"})
        until(socket, type="event", kind="asked")
        turns = simulate(room.protocol, Asked(room.protocol.exercises[COUNTED], reps=2, seed=7, fps=20)).frames
        for number, frame in enumerate(turns):
            socket.send_bytes(write_sighting(Sighting(frame, number, IMAGE, 1, 0.5)))
        socket.send_json({"command": "stop"})
        kinds = []
        while "stopped" not in kinds:
            kinds.append(socket.receive_json().get("event", {}).get("kind"))
        assert "camera_led" in kinds
        assert "range_measured" not in kinds


def test_a_command_that_cannot_be_now_is_refused_by_name() -> None:
    with at_work() as (client, _, _, path), client.socket(path) as socket:
        socket.send_json({"command": "resume"})
        until(socket, type="event", kind="refused", reason="not_paused")


def test_an_unknown_session_closes_with_a_word() -> None:
    with knock() as client, client.socket("/live/nothing/socket") as socket:
        message = socket.receive_json()
        assert message["type"] == "closed"
        assert "nothing" in message["reason"]
        with pytest.raises(SocketClosedError):
            socket.receive()


def test_a_session_that_is_over_still_shows_its_end() -> None:
    with at_work() as (client, _, _, path):
        with client.socket(path) as socket:
            socket.send_json({"command": "stop"})
            until(socket, type="segment", kind="stopped")
        with client.socket(path) as socket:
            assert socket.receive_json()["segment"]["kind"] == "stopped"
            socket.send_json({"command": "resume"})
            assert "over" in until(socket, type="event", kind="refused")["event"]["reason"]


def test_a_record_that_fails_is_the_last_word() -> None:
    with at_work() as (client, room, _, path), client.socket(path) as socket:
        room.store.close()
        socket.send_json({"command": "pause"})
        assert "What you did is kept" in until(socket, type="closed")["reason"]


def test_a_page_that_leaves_lets_the_session_pause() -> None:
    with at_work() as (client, _, clock, path):
        with client.socket(path) as socket:
            socket.receive_json()
        client.loop.run(clock.advance(0.1))
        client.loop.run(clock.advance(10))
        with client.socket(path) as socket:
            state = socket.receive_json()
            if state["segment"]["kind"] != "paused":
                until(socket, type="segment", kind="paused")


CLOSED_BY: list[dict[str, Any]] = [{EMERGENCY: Said.YES}, {URGENT: Said.YES}]


@pytest.mark.parametrize("rows", CLOSED_BY)
def test_every_page_is_told_at_once_when_an_answer_closes_everything(rows: dict[str, Any]) -> None:
    with at_work() as (client, room, _, path), client.socket(path) as one, client.socket(path) as other:
        until(one, type="state")
        until(other, type="state")
        answer_gate(room, **rows)
        for socket in (one, other):
            assert until(socket, type="event", kind="stopped")["event"]["reason"] == "see_someone"
            until(socket, type="segment", kind="stopped", reason="see_someone")
        assert unfinished(room) == ()


@pytest.mark.parametrize("paused", [False, True])
def test_a_page_is_told_at_once_when_an_answer_takes_the_exercise_away(paused: bool) -> None:
    with at_work() as (client, room, _, path), client.socket(path) as socket:
        if paused:
            socket.send_json({"command": "pause"})
            until(socket, type="segment", kind="paused")
        else:
            until(socket, type="state")
        answer_gate(room, **BLOCKS)
        segment = until(socket, type="segment", kind="stopped", reason="answers_changed")["segment"]
        assert "Your answers have changed" in segment["instruction"]
        for command in ("resume", "count_rep", "pause"):
            socket.send_json({"command": command})
            assert "over" in until(socket, type="event", kind="refused")["event"]["reason"]


def test_a_page_that_joins_after_the_answer_gets_the_end_and_no_session() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    with knock(room) as client:
        session = client.post("/api/v1/sessions", json=plan_json(plan_of(room, COUNTED))).json()["id"]
    rows: dict[str, Any] = {EMERGENCY: Said.YES}
    answer_gate(room, **rows)
    with knock(room) as again, again.socket(f"/live/{session}/socket") as socket:
        state = until(socket, type="state")
        assert (state["segment"]["kind"], state["segment"]["reason"], state["can"]) == ("stopped", "see_someone", [])


def test_an_answer_that_touches_nothing_of_the_plan_lets_the_session_go_on() -> None:
    with at_work() as (client, room, _, path), client.socket(path) as socket:
        answer_gate(room, **ELSEWHERE)
        assert gate(room).clearance.outcome is not Outcome.PROCEED
        socket.send_json({"command": "pause"})
        until(socket, type="segment", kind="paused")
        socket.send_json({"command": "resume"})
        until(socket, type="segment", kind="get_ready")


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}])
def test_another_site_is_turned_away_before_anything_is_told(headers: dict[str, str]) -> None:
    with at_work() as (client, _, _, path):
        with pytest.raises(SocketClosedError) as closed:
            client.socket(path, headers)
        assert closed.value.code == 1008
