"""The whole table: every state with every input, and nothing raises."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from studio import BRACE, PRESS, ROLL, RUB, Played, Studio

from spinecoach.body import Region
from spinecoach.session.machine import begin, current_segment, next_deadline, resume, step
from spinecoach.session.plan import Item, Work
from spinecoach.session.script import Script
from spinecoach.session.state import STATES, Asking, Done, GetReady, Paused, Resting, Session, Stopped, Working
from spinecoach.session.table import (
    BEFORE_THE_TABLE,
    CLOCK,
    TABLE,
    Handled,
    Ignored,
    Refused,
    cell,
    commands_now,
)
from spinecoach.session.vocabulary import (
    Command,
    EventKind,
    Motion,
    Output,
    Question,
    Seen,
    SessionEvent,
    Tick,
    Told,
    Withdrawal,
    Withdrawn,
)

Situations = dict[str, tuple[Script, Session]]
INPUTS: tuple[Command | Motion, ...] = (*Command, *Motion)


def told(given: Command | Motion, session: Session, t: float) -> Told | Seen:
    """The input, made so that it fits what is open."""
    if isinstance(given, Motion):
        return Seen(t, given, seconds=1.0, fault="tilted")
    question = session.state.question if isinstance(session.state, Asking) else Question.PAIN
    return Told(t, given, question=question, value=1, sign="dizzy")


def reasons(out: tuple[Output, ...]) -> list[str | None]:
    """Why it was refused."""
    return [one.reason for one in out if isinstance(one, SessionEvent) and one.kind is EventKind.REFUSED]


@pytest.fixture(scope="module")
def situations(studio: Studio) -> Situations:
    """Sessions that stand in every state, and in every way of standing there."""
    found: Situations = {}

    def keep(name: str, play: Played) -> None:
        found[name] = (play.script, play.session)

    def fresh(*codes: str | Work | Item, pain: dict[Region, int] | None = None) -> Played:
        return Played(studio.script(*codes, pain=pain))

    every = (PRESS, ROLL, RUB, BRACE)
    play = fresh(*every, pain={})
    keep("asked before", play)
    play.tell("pause")
    keep("paused while asked before", play)
    play = fresh(*every)
    keep("getting ready", play)
    play.tell("pause")
    keep("paused while getting ready", play)
    play = fresh(*every)
    play.until("set_started")
    keep("in a repetition", play)
    play.until("hold_started")
    play.tick(play.session.t + 1)
    keep("in a hold", play)
    play.tell("pause")
    keep("paused in a hold", play)
    play.tell("resume")
    keep("getting ready again", play)
    play = fresh(*every)
    play.until("rest_started")
    keep("resting", play)
    play.until("side_switched")
    keep("changing sides", play)
    play.until("asked")
    keep("asked for the worst pain", play)
    play.answer("pain_worst", 0)
    keep("asked for the effort", play)
    play.answer("effort", 3)
    play.until("zone_changed")
    keep("moving the roller", play)
    play = fresh(RUB)
    play.until("progressed")
    keep("in a massage", play)
    play.tell("hurts")
    keep("asked for the pain", play)
    play.tell("pause")
    keep("paused while asked for the pain", play)
    play.tell("resume")
    play.answer("pain", 1)
    keep("asked whether softer", play)
    play = fresh(studio.item(studio.work(BRACE), chain=()))
    for _ in range(2):
        play.tell("hurts")
        play.answer("pain", 6)
    keep("breathing", play)
    play.tell("pause")
    keep("paused while breathing", play)
    play = fresh(studio.work(BRACE, changes=("sit_30_s_after_lying",)))
    play.until("rest_started", 2)
    keep("sitting after lying", play)
    keep("done", Played(studio.script()))
    play = fresh(*every)
    play.tell("stop")
    keep("stopped", play)
    return found


def test_every_state_is_walked_in_every_way_of_standing_there(situations: Situations) -> None:
    assert {type(session.state) for _, session in situations.values()} == set(STATES)
    asking = {s.state.question for _, s in situations.values() if isinstance(s.state, Asking)}
    assert asking == set(Question)
    why = {s.state.why for _, s in situations.values() if isinstance(s.state, Resting)}
    assert len(why) == 5


def test_the_table_has_a_cell_for_every_state_and_input() -> None:
    assert set(TABLE) == set(STATES)
    for state, row in TABLE.items():
        first = set() if state in (Done, Stopped) else set(BEFORE_THE_TABLE)
        assert set(row) | first == set(INPUTS), state
        assert not set(row) & first, state
    assert set(CLOCK) == set(STATES) - {Done, Stopped}


def pairs(situations: Situations) -> Iterator[tuple[str, Script, Session, Command | Motion]]:
    for name, (script, session) in situations.items():
        for given in INPUTS:
            yield name, script, session, given


def test_no_pair_of_state_and_input_raises_and_each_does_what_its_cell_says(situations: Situations) -> None:
    walked = 0
    for name, script, session, given in pairs(situations):
        where = f"{name}: {given}"
        after, out = step(script, session, told(given, session, session.t))
        events = [one for one in out if isinstance(one, SessionEvent)]
        refused = [event for event in events if event.kind is EventKind.REFUSED]
        match cell(session.state, given):
            case Refused(reason):
                assert [event.reason for event in refused] == [reason], where
                assert out == tuple(refused), where
                assert after == session, where
            case Ignored():
                assert out == (), where
                assert after == session, where
            case Handled():
                assert all(event.reason for event in refused), where
                if refused:
                    assert out == tuple(refused), where
                    assert after == session, where
        walked += 1
    assert walked >= len(INPUTS) * 20


def test_a_handled_command_is_refused_only_for_a_reason_that_is_written_down(situations: Situations) -> None:
    found = set()
    for name, script, session, given in pairs(situations):
        if isinstance(given, Command) and isinstance(cell(session.state, given), Handled):
            _, out = step(script, session, told(given, session, session.t))
            found |= {
                (name, given.value, one.reason)
                for one in out
                if isinstance(one, SessionEvent) and one.kind is EventKind.REFUSED
            }
    assert found == {
        ("asked before", "skip", "needs_an_answer"),
        ("asked for the pain", "skip", "needs_an_answer"),
        ("asked before", "hurts", "already_asking"),
        ("asked for the pain", "hurts", "already_asking"),
        ("getting ready", "back", "nothing_before"),
        ("breathing", "back", "breathing"),
        ("in a repetition", "count_rep", "too_soon"),
        ("in a hold", "count_rep", "too_soon"),
        ("in a massage", "count_rep", "timed"),
    }


def test_the_clock_moves_every_live_state_and_no_other(situations: Situations) -> None:
    for name, (script, session) in situations.items():
        due = next_deadline(session)
        if isinstance(session.state, Done | Stopped):
            assert due is None, name
            continue
        assert due is not None
        assert due > session.t, name
        after, out = step(script, session, Tick(due))
        assert after != session, name
        assert out, name
        assert step(script, session, Tick(due - 0.001))[1] == (), name


def test_a_page_that_reloads_gets_the_segment_that_is_playing(situations: Situations, studio: Studio) -> None:
    play = Played(studio.script(PRESS, ROLL, RUB))
    for _ in range(2_000):
        due = next_deadline(play.session)
        if due is None:
            break
        play.tick(due)
        assert current_segment(play.script, play.session) == play.segments[-1]
    else:
        raise AssertionError("the session did not end")
    for name, (script, session) in situations.items():
        assert current_segment(script, session).items == len(script.items), name


def test_the_commands_that_a_page_offers_are_those_that_are_not_refused(situations: Situations) -> None:
    for name, (script, session) in situations.items():
        offered = set(commands_now(script, session))
        taken = set()
        for given in Command:
            # Late enough that a repetition counts, if it counts at all.
            t = session.t + (0.7 * 9 if isinstance(session.state, Working) else 0.0)
            _, out = step(script, session, told(given, session, t))
            if not any(isinstance(one, SessionEvent) and one.kind is EventKind.REFUSED for one in out):
                taken.add(given)
        assert offered - taken <= {Command.BACK}, name
        assert taken - offered == set(), name


def test_an_answer_is_taken_only_for_the_question_that_is_open_and_within_its_scale(situations: Situations) -> None:
    script, session = situations["asked for the effort"]
    wrong: list[tuple[Question | None, int | None, str]] = [
        (Question.PAIN, 3, "other_question"),
        (None, 3, "other_question"),
        (Question.EFFORT, None, "out_of_range"),
        (Question.EFFORT, 11, "out_of_range"),
        (Question.EFFORT, -1, "out_of_range"),
    ]
    for question, value, reason in wrong:
        _, out = step(script, session, Told(session.t, Command.ANSWERED, question, value))
        assert reasons(out) == [reason]
    script, session = situations["asked whether softer"]
    _, out = step(script, session, Told(session.t, Command.ANSWERED, Question.SOFTER, 2))
    assert reasons(out) == ["out_of_range"]


def test_a_stop_sign_that_is_not_known_is_refused_by_name(situations: Situations) -> None:
    script, session = situations["in a hold"]
    for sign in ("", None, "toothache"):
        after, out = step(script, session, Told(session.t, Command.STOP_SIGN, sign=sign))
        assert reasons(out) == ["unknown_sign"]
        assert after == session


def test_an_input_from_the_past_counts_as_now(situations: Situations) -> None:
    script, session = situations["resting"]
    after, out = step(script, session, Told(session.t - 100, Command.PAUSE))
    assert after.t == session.t
    assert out[0].t == session.t
    nowhere, _ = step(script, session, Tick(float("nan")))
    assert nowhere == session


def test_pausing_and_resuming_is_possible_in_every_state_that_moves(situations: Situations) -> None:
    for name, (script, session) in situations.items():
        if isinstance(session.state, GetReady | Working | Resting | Asking):
            paused, _ = step(script, session, Told(session.t, Command.PAUSE))
            assert isinstance(paused.state, Paused), name
            assert paused.state.of == session.state, name
            resumed, _ = step(script, paused, Told(session.t + 3, Command.RESUME))
            assert isinstance(resumed.state, GetReady | Resting | Asking), name
            kept = replace(resumed.facts, run=None), resumed.facts.run and resumed.facts.run.reps_done
            assert kept == (
                replace(session.facts, run=None),
                session.facts.run and session.facts.run.reps_done,
            ), name


@pytest.mark.parametrize("reason", Withdrawal)
def test_changed_answers_end_a_session_at_once_wherever_it_stands(situations: Situations, reason: Withdrawal) -> None:
    for name, (script, session) in situations.items():
        after, out = step(script, session, Withdrawn(session.t, reason))
        if session.over:
            assert (after, out) == (session, ()), name
            continue
        assert after.state == Stopped(session.t, reason), name
        kinds = [one.kind for one in out if isinstance(one, SessionEvent)]
        finished = [EventKind.EXERCISE_FINISHED] if session.facts.run is not None else []
        assert kinds == [*finished, EventKind.STOPPED], name
        assert not session.facts.run or after.facts.counts == session.facts.counts, name
        events = [one for one in out if isinstance(one, SessionEvent)]
        assert events[-1].reason == reason
        assert resume(script, [*begun(script), *events]).over, name


def begun(script: Script) -> list[SessionEvent]:
    """What every session begins with."""
    return [one for one in begin(script)[1] if isinstance(one, SessionEvent)]


def test_changed_answers_credit_what_was_due_before_them_and_nothing_later(situations: Situations) -> None:
    script, session = situations["in a repetition"]
    due = next_deadline(session)
    assert due is not None
    _, out = step(script, session, Withdrawn(due + 60, Withdrawal.CHANGED))
    assert [one for one in out if isinstance(one, SessionEvent)][-1].t == due + 60
    _, at_once = step(script, session, Withdrawn(session.t, Withdrawal.CHANGED))
    assert EventKind.REP_COUNTED not in {one.kind for one in at_once if isinstance(one, SessionEvent)}
