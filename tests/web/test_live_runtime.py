"""A session at work: committed before it is shown, paused when nobody is there, resumed where it was."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest
from front_door import StillClock, answer_gate, plan_of, practice

from spinecoach.app.answer_gate import keep
from spinecoach.app.gate import gate
from spinecoach.app.live import Live
from spinecoach.app.permit import NoLongerAllowed
from spinecoach.app.practice import Practice
from spinecoach.app.reclear import allows
from spinecoach.app.refused import Refused
from spinecoach.app.running import ALONE_S, Running, Watcher
from spinecoach.app.session_log import read_session
from spinecoach.app.sessions import sessions, summary, unfinished
from spinecoach.record.entry import Entry
from spinecoach.record.errors import StoreError
from spinecoach.screening.answers import Said, Ticked
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.entries import Checked
from spinecoach.session.machine import next_deadline
from spinecoach.session.segment import segment
from spinecoach.session.state import Done, GetReady, Paused, Stopped, Working
from spinecoach.session.vocabulary import Command, EventKind, Question, SegmentKind
from spinecoach.wire.live import (
    ClientMessage,
    ClosedMessage,
    EventMessage,
    SegmentMessage,
    StateMessage,
)
from spinecoach.wire.plan import plan_json

T = TypeVar("T")
COUNTED, ASKED = "C1", "C4"
GET_READY_S = 15
PATIENCE_S = 20


def run(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    async def patient() -> T:
        return await asyncio.wait_for(work(), PATIENCE_S)

    return asyncio.run(patient())


def a_practice(clock: StillClock | None = None) -> tuple[Practice, StillClock]:
    clock = clock or StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    return room, clock


async def until(watcher: Watcher, kind: EventKind | SegmentKind) -> list[EventMessage]:
    """Everything that was told up to the first event or segment of this kind; the events of it."""
    seen: list[EventMessage] = []
    while True:
        message = await watcher.next()
        assert not isinstance(message, ClosedMessage), message
        if isinstance(message, EventMessage):
            seen.append(message)
            if message.event.kind is kind:
                return seen
        elif isinstance(message, SegmentMessage) and message.segment.kind is kind:
            return seen


async def settled(running: Running, condition: Callable[[], bool]) -> None:
    """Wait until the one task has come so far; it needs a thread to commit."""
    for _ in range(10_000):
        if condition():
            return
        await asyncio.sleep(0.001)
    raise AssertionError(running.session.state)


def counted(room: Practice, session: str) -> int:
    return sum(event.kind is EventKind.REP_COUNTED for event in read_session(room, session).events)


def say(command: Command, **more: Any) -> ClientMessage:
    return ClientMessage(command, **more)


def test_a_count_is_in_the_record_before_a_page_hears_of_it() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        watcher, shown = running.watch(), 0
        while shown < 3:
            due = next_deadline(running.session)
            assert due is not None
            await clock.advance(due - clock.passed)
            await settled(running, lambda due=due: running.session.t >= due)  # type: ignore[misc]
            while not watcher.queue.empty():
                message = await watcher.next()
                if isinstance(message, EventMessage) and message.event.kind is EventKind.REP_COUNTED:
                    shown = message.event.rep or 0
                    assert counted(room, running.id) >= shown
        await live.shutdown()

    run(work)


def test_time_passes_faster_by_the_clock_rate_of_the_settings() -> None:
    async def work() -> None:
        clock = StillClock()
        room = practice(clock=clock, clock_rate=10.0)
        answer_gate(room)
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        watcher = running.watch()
        state = await watcher.next()
        assert isinstance(state, StateMessage)
        assert state.rate == 10
        await clock.advance(GET_READY_S / 10)
        await until(watcher, SegmentKind.REP)
        await live.shutdown()

    run(work)


def test_a_session_begun_on_a_page_waits_for_the_first_tap() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=True)
        assert isinstance(running.session.state, Paused)
        await clock.advance(100)
        await live.tell(running.id, say(Command.RESUME))
        assert isinstance(running.session.state, GetReady)
        assert running.session.state.until == pytest.approx(100 + GET_READY_S)
        await live.shutdown()

    run(work)


def test_the_first_message_is_the_state_and_says_what_can_be_done() -> None:
    async def work() -> None:
        room, _ = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        state = await running.watch().next()
        assert isinstance(state, StateMessage)
        assert state.segment.kind is SegmentKind.GET_READY
        assert Command.PAUSE in state.can
        assert Command.RESUME not in state.can
        await live.shutdown()

    run(work)


def test_every_page_that_watches_is_told_the_same() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        first, second = running.watch(), running.watch()
        await first.next()
        await second.next()
        await clock.advance(GET_READY_S + 20)
        told = await until(first, EventKind.REP_COUNTED)
        assert await until(second, EventKind.REP_COUNTED) == told
        await live.shutdown()

    run(work)


def test_when_the_last_page_leaves_the_session_pauses_by_itself() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        one, other = running.watch(), running.watch()
        running.leave(one)
        await asyncio.sleep(0.01)
        await clock.advance(ALONE_S + 1)
        await asyncio.sleep(0.02)
        assert not isinstance(running.session.state, Paused)
        running.leave(other)
        await asyncio.sleep(0.01)
        await clock.advance(ALONE_S)
        await settled(running, lambda: isinstance(running.session.state, Paused))
        assert read_session(room, running.id).events[-1].kind is EventKind.PAUSED
        await live.shutdown()

    run(work)


def test_a_page_that_comes_back_in_time_keeps_it_going() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        running.leave(running.watch())
        await asyncio.sleep(0.01)
        await clock.advance(ALONE_S - 1)
        running.watch()
        await clock.advance(60)
        await settled(running, lambda: running.session.t > ALONE_S + 5)
        assert not isinstance(running.session.state, Paused)
        await live.shutdown()

    run(work)


def test_a_session_made_by_a_program_needs_no_page() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        await asyncio.sleep(0.01)
        await clock.advance(GET_READY_S + 20)
        await settled(running, lambda: counted(room, running.id) > 0)
        await live.shutdown()

    run(work)


def test_a_whole_session_is_done_and_refuses_what_comes_after() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        while not running.over:
            await clock.advance(30)
            await asyncio.sleep(0.002)
        assert isinstance(running.session.state, Done)
        assert unfinished(room) == ()
        with pytest.raises(Refused, match="it is over"):
            await live.tell(running.id, say(Command.PAUSE))
        await live.shutdown()

    run(work)


def test_the_first_three_sessions_call_the_stop_signs_to_mind_and_no_later_one() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        recalled = []
        for _ in range(5):
            answer_gate(room)
            running = await live.begin(plan_of(room, COUNTED), waiting=False)
            cues = segment(running.script, running.session).cues
            recalled.append([cue.text for cue in cues if cue.id == "session.stop_signs"])
            if len(recalled) == 3:
                # Whoever has done nothing yet has not heard it through: this one counts for none.
                await live.tell(running.id, say(Command.STOP))
                continue
            await asyncio.sleep(0.01)
            await clock.advance(GET_READY_S + 45)
            await settled(running, lambda name=running.id: counted(room, name) >= 3)  # type: ignore[misc]
            await live.tell(running.id, say(Command.STOP))
            again = await Live(room).open(running.id)
            assert again.script == running.script
        assert recalled == [["Dizzy, numb, chest or sharp pain? Press Stop."]] * 4 + [[]]
        await live.shutdown()

    run(work)


# ---------------------------------------------------------------- when the record fails


def test_a_record_that_fails_counts_nothing_and_tells_the_page_why() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        watcher = running.watch()
        await watcher.next()
        before = running.session
        room.store.close()
        with pytest.raises(StoreError):
            await live.tell(running.id, say(Command.PAUSE))
        assert running.session == before
        closed = await watcher.next()
        assert isinstance(closed, ClosedMessage)
        assert "What you did is kept" in closed.reason
        await clock.advance(60)
        assert watcher.queue.empty()
        await live.shutdown()

    run(work)


# ---------------------------------------------------------------- what it means for the safety questions


def test_a_stop_sign_is_kept_as_its_answer_and_closes_the_gate() -> None:
    async def work() -> None:
        room, _ = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        await live.tell(running.id, say(Command.STOP_SIGN, sign="double_vision"))
        assert isinstance(running.session.state, Stopped)
        found = gate(room)
        assert found.clearance.outcome is Outcome.EMERGENCY
        assert found.status.answers.rows["S06"] == Ticked(("double_vision",))
        answer_gate(room)
        with pytest.raises(Refused, match="EMERGENCY"):
            await live.begin(plan_of(room, COUNTED), waiting=False)
        await live.shutdown()

    run(work)


async def severe(room: Practice, live: Live) -> None:
    running = await live.begin(plan_of(room, COUNTED), waiting=False)
    await live.tell(running.id, say(Command.HURTS))
    await live.tell(running.id, say(Command.ANSWERED, question=Question.PAIN, value=8))
    assert isinstance(running.session.state, Stopped)


def test_the_second_black_light_in_a_week_is_kept_as_strong_pain() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        await severe(room, live)
        assert gate(room).status.answers.rows["S26"] is Said.NO
        await clock.advance(timedelta(days=5).total_seconds())
        answer_gate(room)
        await severe(room, live)
        assert gate(room).status.answers.rows["S26"] is Said.YES
        await live.shutdown()

    run(work)


def test_black_lights_more_than_a_week_apart_stay_single() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        await severe(room, live)
        await clock.advance(timedelta(days=8).total_seconds())
        answer_gate(room)
        await severe(room, live)
        assert gate(room).status.answers.rows["S26"] is Said.NO
        await live.shutdown()

    run(work)


async def ended(room: Practice, running: Running, reason: str) -> None:
    """The session is over for this reason, and the record says so."""
    await settled(running, lambda: running.over)
    assert isinstance(running.session.state, Stopped)
    assert running.session.state.reason == reason
    stored = read_session(room, running.id)
    assert (stored.over, stored.ended) == (True, reason)


CLOSING: list[dict[str, Any]] = [{"S01": Said.YES}, {"S16": Said.YES}]
BLOCKS_COUNTED: dict[str, Any] = {"S33": Said.YES}


@pytest.mark.parametrize("waiting", [True, False])
@pytest.mark.parametrize("rows", CLOSING)
def test_an_answer_that_closes_everything_ends_the_session_at_once(rows: dict[str, Any], waiting: bool) -> None:
    async def work() -> None:
        room, _ = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=waiting)
        await asyncio.to_thread(answer_gate, room, **rows)
        await ended(room, running, "see_someone")
        with pytest.raises(Refused, match="over"):
            await live.tell(running.id, say(Command.RESUME))
        await live.shutdown()

    run(work)


@pytest.mark.parametrize("waiting", [True, False])
def test_an_answer_that_blocks_what_is_done_now_ends_the_session_at_once(waiting: bool) -> None:
    async def work() -> None:
        room, _ = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED, "T2"), waiting=waiting)
        await asyncio.to_thread(answer_gate, room, **BLOCKS_COUNTED)
        await ended(room, running, "answers_changed")
        await live.shutdown()

    run(work)


def test_an_answer_that_orders_a_change_which_the_plan_lacks_ends_it_and_one_that_touches_nothing_of_it_does_not() -> (
    None
):
    async def work() -> None:
        room, _ = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        answer_gate(room, S30=Said.YES)
        await live.tell(running.id, say(Command.PAUSE))
        assert not running.over
        answer_gate(room, S30=Said.YES, S45=Said.YES)
        await ended(room, running, "answers_changed")
        await live.shutdown()

    run(work)


def test_new_symptoms_told_elsewhere_end_the_session_before_their_questions_are_answered() -> None:
    async def work() -> None:
        room, _ = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        await live.tell(running.id, say(Command.PAUSE))
        keep(room, [Checked(room.clock.today(), new=True, dizzy=False)])
        await ended(room, running, "answers_changed")
        await live.shutdown()

    run(work)


def test_a_session_that_runs_past_midnight_goes_on_with_the_answers_it_began_with() -> None:
    async def work() -> None:
        room, clock = a_practice(StillClock(datetime(2026, 11, 22, 23, 55, tzinfo=UTC)))
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=True)
        await clock.advance(10 * 60)
        assert not gate(room).answered
        await live.tell(running.id, say(Command.RESUME))
        assert isinstance(running.session.state, GetReady)
        await live.shutdown()

    run(work)


def test_a_stop_sign_is_kept_even_when_other_answers_have_just_closed_the_gate() -> None:
    async def work() -> None:
        room, _ = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        await live.tell(running.id, say(Command.PAUSE))
        room.noted = lambda: None
        answer_gate(room, S16=Said.YES)
        await live.tell(running.id, say(Command.STOP_SIGN, sign="double_vision"))
        assert gate(room).status.answers.rows["S06"] == Ticked(("double_vision",))
        await ended(room, running, "double_vision")
        await live.shutdown()

    run(work)


@pytest.mark.parametrize("rows", [*CLOSING, BLOCKS_COUNTED])
@pytest.mark.parametrize("command", [Command.RESUME, Command.COUNT_REP, Command.SKIP, Command.PAUSE])
def test_nothing_that_is_asked_for_is_done_once_the_answers_no_longer_allow_it(
    rows: dict[str, Any], command: Command
) -> None:
    async def work() -> None:
        room, _ = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        # Nobody tells the session: it looks for itself.
        room.noted = lambda: None
        answer_gate(room, **rows)
        with pytest.raises(NoLongerAllowed):
            await live.tell(running.id, say(command))
        await ended(room, running, "answers_changed" if rows is BLOCKS_COUNTED else "see_someone")
        assert counted(room, running.id) == 0
        await live.shutdown()

    run(work)


def test_the_clock_alone_ends_a_session_that_nobody_told() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        room.noted = lambda: None
        answer_gate(room, S01=Said.YES)
        await asyncio.sleep(0.01)
        await clock.advance(GET_READY_S)
        await ended(room, running, "see_someone")
        await live.shutdown()

    run(work)


def test_a_session_taken_up_again_is_over_when_the_answers_have_changed_meanwhile() -> None:
    async def work() -> None:
        room, _ = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        await live.shutdown()
        answer_gate(room, S01=Said.YES)
        again = Live(room)
        await ended(room, await again.open(running.id), "see_someone")
        await again.shutdown()

    run(work)


def test_the_answers_are_judged_again_only_when_they_have_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []

    def counting(*given: Any) -> None:
        judged.append(given)
        allows(*given)

    monkeypatch.setattr("spinecoach.app.permit.allows", counting)

    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        await asyncio.sleep(0.01)
        await clock.advance(GET_READY_S + 30)
        await settled(running, lambda: counted(room, running.id) > 1)
        await live.tell(running.id, say(Command.PAUSE))
        assert len(judged) == 1
        answer_gate(room)
        await live.tell(running.id, say(Command.RESUME))
        assert 2 <= len(judged) <= 4  # The answers and the three taps are two entries, each told by itself.
        await live.shutdown()

    run(work)


# ---------------------------------------------------------------- one at a time, and after a crash


def test_a_new_session_stops_the_one_that_was_left_in_the_middle() -> None:
    async def work() -> None:
        room, _ = a_practice()
        live = Live(room)
        first = await live.begin(plan_of(room, COUNTED), waiting=False)
        answer_gate(room)
        second = await live.begin(plan_of(room, ASKED), waiting=False)
        assert isinstance(first.session.state, Stopped)
        assert unfinished(room) == (second.id,)
        await live.shutdown()

    run(work)


def test_after_a_crash_the_session_stands_paused_at_its_last_count() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        await asyncio.sleep(0.01)
        await clock.advance(GET_READY_S + 45)
        await settled(running, lambda: counted(room, running.id) >= 3)
        done = counted(room, running.id)

        again = Live(room)
        taken_up = await again.open(running.id)
        assert isinstance(taken_up.session.state, Paused)
        state = await taken_up.watch().next()
        assert isinstance(state, StateMessage)
        assert state.done == {COUNTED: done}
        await again.tell(running.id, say(Command.RESUME))
        watcher = taken_up.watch()
        await clock.advance(60)
        told = await until(watcher, EventKind.REP_COUNTED)
        assert told[-1].event.rep == done + 1
        await again.shutdown()

    run(work)


def test_a_session_left_for_more_than_half_an_hour_is_closed_and_kept() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        await live.shutdown()
        await clock.advance(31 * 60)
        again = await Live(room).open(running.id)
        await settled(again, lambda: again.over)
        assert isinstance(again.session.state, Stopped)
        assert read_session(room, running.id).events[-1].reason == "closed"

    run(work)


def test_a_server_that_ends_leaves_every_session_paused_in_the_record() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        await asyncio.sleep(0.01)
        await clock.advance(GET_READY_S + 2)
        await settled(running, lambda: isinstance(running.session.state, Working))
        await live.shutdown()
        assert read_session(room, running.id).events[-1].kind is EventKind.PAUSED
        assert not live.at_work()

    run(work)


def test_an_unknown_session_is_refused() -> None:
    async def work() -> None:
        room, _ = a_practice()
        for name in ("nothing", "", "../person", "person"):
            with pytest.raises(Refused, match="found no"):
                await Live(room).open(name)

    run(work)


# ---------------------------------------------------------------- the gate before a session


def refused(room: Practice, **plan: Any) -> str:
    async def work() -> str:
        with pytest.raises(Refused) as fault:
            await Live(room).begin(plan_of(room, COUNTED, **plan), waiting=False)
        return fault.value.line

    return run(work)


def test_no_session_without_a_gate() -> None:
    assert "never answered" in refused(practice())


def test_no_session_without_the_three_taps_and_each_session_uses_them_up() -> None:
    room = practice()
    answer_gate(room, check=False)
    assert "no check" in refused(room)
    answer_gate(room)

    async def work() -> None:
        live = Live(room)
        await live.begin(plan_of(room, COUNTED), waiting=False)
        with pytest.raises(Refused, match="no check"):
            await live.begin(plan_of(room, COUNTED), waiting=False)
        await live.shutdown()

    run(work)


def test_no_session_with_answers_that_are_four_weeks_old() -> None:
    room, clock = a_practice()
    clock.passed = timedelta(days=28).total_seconds()
    assert "asked again" in refused(room)


def test_no_session_of_a_plan_that_the_answers_block_or_change() -> None:
    blocked, _ = a_practice()
    answer_gate(blocked, S31=Said.YES)
    assert "outcome" in refused(blocked)
    assert "items[0].changes" in refused(blocked, outcome="CLINICIAN_FIRST")
    answer_gate(blocked, S21=Ticked(("down_syndrome",)))
    assert "items[0].code" in refused(blocked, outcome="CLINICIAN_FIRST")


def test_nothing_is_written_when_a_session_is_refused() -> None:
    room, _ = a_practice()
    refused(room, outcome="MODIFY")
    assert room.store.streams(room.person, "session/") == ()


def test_a_session_that_todays_programme_cannot_run_is_closed_by_the_next_one() -> None:
    async def work() -> None:
        room, _ = a_practice()
        lost = json.loads(json.dumps(plan_json(plan_of(room, COUNTED))))
        lost["items"][0]["code"] = "X9"
        body = {"plan": lost, "day": "2026-11-21", "language": "en", "emergency_number": "112"}
        room.store.append(room.person, "session/old", [Entry("session_planned", room.clock.now(), body)])
        live = Live(room)
        with pytest.raises(Refused, match="X9"):
            await live.open("old")
        running = await live.begin(plan_of(room, COUNTED), waiting=False)
        assert unfinished(room) == (running.id,)
        assert read_session(room, "old").events[-1].kind is EventKind.STOPPED
        await live.shutdown()

    run(work)


def test_what_is_remembered_of_the_sessions_is_what_their_facts_say() -> None:
    async def work() -> None:
        room, clock = a_practice()
        live = Live(room)
        first = await live.begin(plan_of(room, COUNTED), waiting=False)
        assert [each.ended for each in sessions(room)] == [None]
        await live.tell(first.id, say(Command.HURTS))
        await live.tell(first.id, say(Command.ANSWERED, question=Question.PAIN, value=1))
        while not first.over:
            await clock.advance(30)
            await asyncio.sleep(0.002)
        answer_gate(room)
        second = await live.begin(plan_of(room, ASKED), waiting=True)
        remembered = sessions(room)
        assert [each.id for each in remembered] == [second.id, first.id]
        for each in remembered:
            assert each == summary(read_session(room, each.id))
        assert [done.code for done in remembered[1].done] == [COUNTED]
        await live.shutdown()

    run(work)
