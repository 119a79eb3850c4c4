"""What the camera referee's reports do while a session is paced."""

from dataclasses import replace

from spinecoach.session.clock import count
from spinecoach.session.commands import counts, end_hold
from spinecoach.session.ease import Ease
from spinecoach.session.led import CAMERA, NOTHING_SEEN, give_up, hold_runs, hold_stops
from spinecoach.session.question import answer
from spinecoach.session.settle import settle
from spinecoach.session.state import Asking, GetReady, State, Working
from spinecoach.session.timing import ms
from spinecoach.session.turn import Turn
from spinecoach.session.vocabulary import EventKind as K
from spinecoach.session.vocabulary import Motion, Question, Seen

UNSURE = "unsure"
PLACING_S = 20.0
"""[D] So long at most a person is helped into the camera's view; then the session goes on by its own pace."""
FADED_EVERY, FADED = 3, 2
"""Of three repetitions the third goes without a word about form: about 67 % was learned best (motion.md)."""
PLACED_S = 2.0
"""[D] Between standing right and the first movement: the camera learns the rest position."""


def rep_seen(turn: Turn, state: Working, seen: Seen) -> None:
    """Counts the repetition and ends its pacing; one that has hardly begun is left alone, as for a tap."""
    own = state.led is not None and turn.run.counted_by in {None, CAMERA}
    if turn.routine.timed or _other_side(turn, state, seen) or not (own or counts(turn, state)):
        return
    end_hold(turn, state, CAMERA)
    count(turn, CAMERA)


def hold_seen(turn: Turn, state: Working, seen: Seen) -> None:
    """Keeps the seconds of the hold under way that were really held; the pace follows them where the camera leads."""
    seconds = seen.seconds or 0.0
    if turn.routine.timed or _other_side(turn, state, seen):
        return
    if state.led is not None:
        hold_runs(turn, state, state.led, seconds)
    elif _in_hold(turn, state) and seen.seconds is not None:
        turn.emit(K.PROGRESSED, rep=turn.run.done + 1, seconds=ms(seconds), by=CAMERA)


def hold_end_seen(turn: Turn, state: Working, seen: Seen) -> None:
    """Ends the hold under way with the seconds really held; the pace then does not end it again."""
    if turn.routine.timed or seen.seconds is None or _other_side(turn, state, seen):
        return
    if state.led is not None:
        hold_stops(turn, state, state.led, seen.seconds)
        return
    marks = turn.routine.pace(turn.run.ease).marks
    if _in_hold(turn, state):
        side = marks[state.mark].side
        turn.emit(K.HOLD_ENDED, side=side, rep=turn.run.done + 1, seconds=ms(seen.seconds), by=CAMERA)
        turn.state = replace(state, mark=state.mark + 1, until=ms(state.since + marks[state.mark + 1].offset))


def leads(turn: Turn, state: State, seen: Seen) -> None:
    """The camera leads from the next repetition on."""
    del state, seen
    run = turn.facts.run
    if run is not None and not turn.facts.led and NOTHING_SEEN not in run.yielded and not turn.routine.timed:
        turn.emit(K.CAMERA_LED, by=CAMERA)


def yields(turn: Turn, state: State, seen: Seen) -> None:
    """The pace goes on by itself from where it stands; the first time for each reason it is said."""
    if turn.facts.run is None or not turn.facts.led:
        return
    reason = seen.reason or UNSURE
    if isinstance(state, Working):
        give_up(turn, state, reason)
    else:
        turn.emit(K.CAMERA_YIELDED, reason=reason, by=CAMERA)


def placing(turn: Turn, state: GetReady, seen: Seen) -> None:
    """Getting ready lasts until the person is in view, at most a while."""
    del seen
    until = ms(state.since + PLACING_S)
    if state.paced is None and until > state.until:
        turn.enter(replace(state, until=until, paced=state.until))


def placed(turn: Turn, state: GetReady, seen: Seen) -> None:
    """In view: what is left of getting ready goes by, and a moment at least."""
    del seen
    if state.paced is None:
        return
    until = ms(max(state.paced, turn.t + PLACED_S))
    if until < state.until:
        turn.enter(replace(state, until=until, paced=until))


def body_seen(turn: Turn, state: GetReady | Working, seen: Seen) -> None:
    """Keeps that the person was lost from the picture, or found."""
    del state
    turn.emit(K.BODY_FOUND if seen.motion is Motion.BODY_FOUND else K.BODY_LOST, by=CAMERA)


def fault_seen(turn: Turn, state: Working, seen: Seen) -> None:
    """Keeps the fault by name. Safety is spoken of each time; form once a repetition, in two repetitions of three."""
    del state
    run, fault = turn.run, turn.routine.faults.get(seen.fault or "")
    first = all(rep != run.reps_done for _, rep in run.faults)
    turn.emit(K.FAULT_SEEN, reason=seen.fault, by=CAMERA)
    if fault is not None and fault.text and (fault.safety or (first and run.reps_done % FADED_EVERY != FADED)):
        turn.speak(f"fault.{seen.fault}", fault.text)


def range_seen(turn: Turn, state: State, seen: Seen) -> None:
    """Keeps a measured range of motion with its error; not of a softened way, which is meant to be smaller."""
    del state
    run = turn.facts.run
    if run is None or run.ease is Ease.SOFTENED or seen.key is None or seen.degrees is None:
        return
    turn.emit(
        K.RANGE_MEASURED,
        side=seen.side,
        by=CAMERA,
        measured=(seen.key, round(seen.degrees, 1), round(seen.error or 0.0, 1)),
    )


def echo(turn: Turn, state: State, seen: Seen) -> None:
    """Says what a gesture will do, before it does."""
    del state
    reason = seen.reason or ""
    phrase = f"camera.echo.{reason}"
    if phrase in turn.script.phrases:
        turn.emit(K.GESTURE_SEEN, reason=reason, by=CAMERA)
        turn.speak(phrase, turn.script.say(phrase))


def take_back(turn: Turn, state: State, seen: Seen) -> None:
    """The gesture was not meant."""
    del state, seen
    turn.emit(K.GESTURE_SEEN, reason="taken_back", by=CAMERA)
    turn.speak("camera.echo.taken_back", turn.script.say("camera.echo.taken_back"))


def head_answers(turn: Turn, state: Asking, seen: Seen) -> None:
    """A nod is yes and a shake is no to "softer?"; other questions need a number."""
    if state.question is Question.SOFTER:
        answer(turn, Question.SOFTER, int(seen.motion is Motion.NOD))
        settle(turn)


def _other_side(turn: Turn, state: Working, seen: Seen) -> bool:
    """Whether it was done with a side that is not asked for now."""
    marks = turn.routine.pace(turn.run.ease).marks
    asked = marks[state.mark].side or turn.routine.measure.side_of(turn.run.set)
    return None not in {seen.side, asked} and seen.side is not asked


def _in_hold(turn: Turn, state: Working) -> bool:
    return turn.routine.pace(turn.run.ease).marks[state.mark].kind is K.HOLD_ENDED
