"""A repetition that goes as the camera sees it: its clock waits, and its moments move to when they were seen.

``since`` is shifted so that the offset of what is seen now is now. The page gets the segment again whenever that moves
it by more than a little, so that voice, ring and figure follow the person, not the other way round.
"""

from dataclasses import replace

from spinecoach.session.state import Led, Working
from spinecoach.session.timing import Mark, ms
from spinecoach.session.turn import Turn
from spinecoach.session.vocabulary import EventKind as K

CAMERA = "camera"
NOTHING_SEEN = "nothing_seen"
PATIENCE_S = (6.0, 14.0)
"""[D] How long after its moment something is waited for: first in silence, then after a word about it."""
FRESH_S = 0.75
"""[D] A hold that was seen so short a time ago is still held; the camera tells one four times a second."""
JUMP_S = 0.4
"""[D] The page is told of shifts from here on; smaller ones would only make its ring tremble."""
MOST_OF_IT = 0.5
"""[D] A hold let go before this share of it was none, and may begin again."""


def waits(turn: Turn, state: Working, led: Led, mark: Mark) -> bool:
    """The moment of ``mark`` has come: whether it must be seen first. After a long wait the pace goes on by itself."""
    if mark.kind is K.HOLD_ENDED and led.seen_at is not None and turn.t - led.seen_at <= FRESH_S:
        end_held(turn, state, led, mark, mark.seconds or 0.0)
        return True
    if led.late < len(PATIENCE_S):
        if led.late:
            turn.speak("camera.waits", turn.script.say("camera.waits"))
        turn.state = replace(state, until=ms(turn.t + PATIENCE_S[led.late]), led=replace(led, late=led.late + 1))
        return True
    give_up(turn, state, NOTHING_SEEN)
    return True


def give_up(turn: Turn, state: Working, reason: str) -> None:
    """The camera does not lead any more: the pace goes on from where the person was seen last."""
    spoken = reason not in turn.run.yielded
    turn.emit(K.CAMERA_YIELDED, reason=reason, by=CAMERA)
    if spoken:
        phrase = f"camera.yields.{reason}"
        turn.speak(phrase, turn.script.say(phrase if phrase in turn.script.phrases else "camera.yields.unsure"))
    if state.led is not None:
        pace = turn.routine.pace(turn.run.ease)
        offset = min(turn.t - state.since, pace.marks[state.mark].offset)
        since = ms(turn.t - offset)
        turn.enter(replace(state, since=since, until=ms(since + pace.marks[state.mark].offset), led=None))


def hold_runs(turn: Turn, state: Working, led: Led, seconds: float) -> None:
    """The hold was seen for ``seconds`` now, so that is where the repetition stands."""
    marks = turn.routine.pace(turn.run.ease).marks
    mark = marks[state.mark]
    if mark.kind is K.HOLD_STARTED:
        turn.emit(K.HOLD_STARTED, side=mark.side, rep=turn.run.done + 1, by=CAMERA)
        state = replace(state, mark=state.mark + 1)
    elif mark.kind is not K.HOLD_ENDED:
        return
    end = marks[state.mark]
    if seconds >= (end.seconds or 0.0):
        end_held(turn, state, led, end, end.seconds or 0.0)
        return
    _move(turn, state, replace(led, seen_at=turn.t, late=0), marks[state.mark - 1].offset + seconds)


def hold_stops(turn: Turn, state: Working, led: Led, seconds: float) -> None:
    """The hold was let go after ``seconds``: over, or hardly begun and to be begun again."""
    marks = turn.routine.pace(turn.run.ease).marks
    mark = marks[state.mark]
    if mark.kind is not K.HOLD_ENDED:
        return
    if seconds >= MOST_OF_IT * (mark.seconds or 0.0):
        end_held(turn, state, led, mark, ms(seconds))
    else:
        _move(turn, replace(state, mark=state.mark - 1), Led(led.shown), marks[state.mark - 1].offset)


def end_held(turn: Turn, state: Working, led: Led, mark: Mark, seconds: float) -> None:
    """Keeps the seconds really held, and goes on to what follows the hold."""
    turn.emit(K.HOLD_ENDED, side=mark.side, rep=turn.run.done + 1, seconds=seconds, by=CAMERA)
    _move(turn, replace(state, mark=state.mark + 1), Led(led.shown), mark.offset)


def _move(turn: Turn, state: Working, led: Led, offset: float) -> None:
    """The person stands at ``offset`` of the repetition now."""
    marks = turn.routine.pace(turn.run.ease).marks
    since = ms(turn.t - offset)
    until = ms(max(turn.t, since + marks[state.mark].offset))
    moved = state.mark != _mark_of(turn) or abs(since - led.shown) > JUMP_S
    state = replace(state, since=since, until=until, led=replace(led, shown=since if moved else led.shown))
    if moved:
        turn.enter(state)
    else:
        turn.state = state


def _mark_of(turn: Turn) -> int:
    return turn.state.mark if isinstance(turn.state, Working) else -1
