"""What the clock does when a state's time has come."""

from dataclasses import replace
from typing import assert_never

from spinecoach.session.begin_work import next_second, work
from spinecoach.session.fold import BREATHE, SIT_UP
from spinecoach.session.led import waits
from spinecoach.session.question import answer, question_text
from spinecoach.session.settle import end, settle
from spinecoach.session.state import Asking, Done, GetReady, Paused, RestFor, Resting, State, Stopped, Working
from spinecoach.session.timing import ms, visit_at
from spinecoach.session.turn import Turn
from spinecoach.session.vocabulary import EventKind as K
from spinecoach.session.vocabulary import Question

CLOSED = "closed"


def next_due(state: State) -> float | None:
    """When the clock does something next in this state, or None."""
    return None if isinstance(state, Done | Stopped) else state.until


def get_ready_ends(turn: Turn, state: GetReady) -> None:
    """Begins by itself."""
    del state
    work(turn)


def work_goes_on(turn: Turn, state: Working) -> None:
    """Holds, counted repetitions and seconds, at the exercise's own pace."""
    if turn.routine.timed:
        _second(turn, state)
        return
    marks = turn.routine.pace(turn.run.ease).marks
    mark = marks[state.mark]
    if state.led is not None and waits(turn, state, state.led, mark):
        return
    if mark.kind is K.REP_COUNTED:
        count(turn, "pace")
        return
    turn.emit(
        mark.kind, side=mark.side, rep=turn.run.done + 1, seconds=mark.seconds, by="pace" if mark.seconds else None
    )
    turn.state = replace(state, mark=state.mark + 1, until=ms(state.since + marks[state.mark + 1].offset))


def count(turn: Turn, by: str) -> None:
    """The repetition being done is done; say its number and go on."""
    done = turn.run.done + 1
    turn.emit(K.REP_COUNTED, rep=done, by=by)
    phrase = f"number.{done}"
    if phrase in turn.script.phrases:
        turn.speak(phrase, turn.script.say(phrase))
    settle(turn, flowing=True)


def _second(turn: Turn, state: Working) -> None:
    reached = ms(state.base + turn.t - state.since)
    turn.emit(K.PROGRESSED, seconds=reached)
    run = turn.run
    visit = visit_at(turn.routine.measure.spots, run.seconds)
    if run.over or run.check_due:
        settle(turn, flowing=True)
    elif visit != state.visit:
        work(turn)
    else:
        turn.state = replace(state, until=ms(state.since + next_second(turn, visit) - state.base))


def rest_ends(turn: Turn, state: Resting) -> None:
    """Goes on."""
    match state.why:
        case RestFor.REST:
            turn.emit(K.REST_ENDED)
            work(turn)
        case RestFor.SWITCH | RestFor.ZONE:
            work(turn)
        case RestFor.SIT_UP:
            turn.emit(K.REST_ENDED, reason=SIT_UP)
            settle(turn)
        case RestFor.BREATHE:
            turn.emit(K.REST_ENDED, reason=BREATHE)
            settle(turn)
        case _:
            assert_never(state.why)


def nobody_answers(turn: Turn, state: Asking) -> None:
    """Asks once more; then leaves the question open, or (about pain) closes in the end."""
    timing = turn.script.timing
    if state.asked == 1:
        text = question_text(turn, state.question, state.region)
        turn.speak(f"ask.{state.question}", text)
        waits = timing.ask_gives_up_s if state.gives_up else timing.pause_closes_s
        turn.state = replace(state, asked=2, until=ms(state.since + max(waits, timing.ask_again_s)))
    elif state.gives_up:
        leave_open(turn, state)
    else:
        close(turn)


def leave_open(turn: Turn, state: Asking) -> None:
    """No answer is kept as no answer; "softer?" then means no."""
    answer(turn, state.question, 0 if state.question is Question.SOFTER else None)
    settle(turn)


def pause_was_long(turn: Turn, state: Paused) -> None:
    """Saves and closes."""
    del state
    close(turn)


def close(turn: Turn) -> None:
    """End the session because nobody is there."""
    stop(turn, CLOSED)


def stop(turn: Turn, reason: str) -> None:
    """End the session; the exercise under way is finished as stopped."""
    end(turn, reason)
    settle(turn)
