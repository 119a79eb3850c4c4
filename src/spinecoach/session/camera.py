"""What the camera referee's reports do while a session is paced."""

from dataclasses import replace

from spinecoach.session.clock import count
from spinecoach.session.commands import counts, end_hold
from spinecoach.session.question import answer
from spinecoach.session.settle import settle
from spinecoach.session.state import Asking, GetReady, Working
from spinecoach.session.timing import ms
from spinecoach.session.turn import Turn
from spinecoach.session.vocabulary import EventKind as K
from spinecoach.session.vocabulary import Motion, Question, Seen

CAMERA = "camera"


def rep_seen(turn: Turn, state: Working, seen: Seen) -> None:
    """Counts the repetition and ends its pacing; one that has hardly begun is left alone, as for a tap."""
    del seen
    if not turn.routine.timed and counts(turn, state):
        end_hold(turn, state, CAMERA)
        count(turn, CAMERA)


def hold_seen(turn: Turn, state: Working, seen: Seen) -> None:
    """Keeps the seconds of the hold under way that were really held."""
    if _in_hold(turn, state) and seen.seconds is not None:
        turn.emit(K.PROGRESSED, rep=turn.run.done + 1, seconds=ms(seen.seconds), by=CAMERA)


def hold_end_seen(turn: Turn, state: Working, seen: Seen) -> None:
    """Ends the hold under way with the seconds really held; the pace then does not end it again."""
    marks = turn.routine.pace(turn.run.ease).marks
    if _in_hold(turn, state) and seen.seconds is not None:
        side = marks[state.mark].side
        turn.emit(K.HOLD_ENDED, side=side, rep=turn.run.done + 1, seconds=ms(seen.seconds), by=CAMERA)
        turn.state = replace(state, mark=state.mark + 1, until=ms(state.since + marks[state.mark + 1].offset))


def body_seen(turn: Turn, state: GetReady | Working, seen: Seen) -> None:
    """Keeps that the person was lost from the picture, or found."""
    del state
    turn.emit(K.BODY_FOUND if seen.motion is Motion.BODY_FOUND else K.BODY_LOST, by=CAMERA)


def fault_seen(turn: Turn, state: Working, seen: Seen) -> None:
    """Keeps the fault by name."""
    del state
    turn.emit(K.FAULT_SEEN, reason=seen.fault, by=CAMERA)


def head_answers(turn: Turn, state: Asking, seen: Seen) -> None:
    """A nod is yes and a shake is no to "softer?"; other questions need a number."""
    if state.question is Question.SOFTER:
        answer(turn, Question.SOFTER, int(seen.motion is Motion.NOD))
        settle(turn)


def _in_hold(turn: Turn, state: Working) -> bool:
    return turn.routine.pace(turn.run.ease).marks[state.mark].kind is K.HOLD_ENDED
