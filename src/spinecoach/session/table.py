"""The one table: what every input does in every state. The step looks here, the test walks it, the manual prints it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from spinecoach.session import camera, clock, commands
from spinecoach.session.script import Script
from spinecoach.session.state import Asking, Done, GetReady, Paused, Resting, Session, Stopped, Working
from spinecoach.session.turn import Turn
from spinecoach.session.vocabulary import Command, Motion

Act = Callable[[Turn, Any, Any], None]
"""Takes the turn, the state and the input."""


@dataclass(frozen=True, slots=True)
class Handled:
    """Something is done; the function's docstring says what."""

    act: Act


@dataclass(frozen=True, slots=True)
class Refused:
    """A command that changes nothing: a REFUSED event with this reason is stored."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A report of the camera that changes nothing and leaves no trace, by name."""

    why: str


Cell = Handled | Refused | Ignored


def _handled_by(act: Act, *inputs: Command | Motion) -> dict[Command | Motion, Cell]:
    return dict.fromkeys(inputs, Handled(act))


def _refused(reason: str, *inputs: Command) -> dict[Command | Motion, Cell]:
    return dict.fromkeys(inputs, Refused(reason))


def _unseen(why: str) -> dict[Command | Motion, Cell]:
    return dict.fromkeys(Motion, Ignored(why))


BEFORE_THE_TABLE: Mapping[Command, Handled] = {
    Command.HURTS: Handled(commands.hurts),
    Command.STOP_SIGN: Handled(commands.stop_sign),
    Command.STOP: Handled(commands.stop_now),
}
"""Handled once, in every live state alike."""

WITHDRAWN = Handled(commands.withdraw)
"""What changed answers do, in every live state alike; a session that is over they leave as it is."""

CAMERA: Mapping[Command | Motion, Cell] = {
    **_handled_by(camera.leads, Motion.LEADS),
    **_handled_by(camera.yields, Motion.YIELDS),
    **_handled_by(camera.range_seen, Motion.RANGE_MEASURED),
    **_handled_by(camera.echo, Motion.GESTURE),
    **_handled_by(camera.take_back, Motion.TAKEN_BACK),
    **_handled_by(commands.pause, Motion.HAND_RAISED),
}
"""Whether the camera leads, and what a hand says, holds wherever the session moves or asks."""

OVER: Mapping[Command | Motion, Cell] = {
    **_refused("session_over", *Command),
    **_unseen("the session is over"),
}

TABLE: Mapping[type, Mapping[Command | Motion, Cell]] = {
    GetReady: {
        **_handled_by(commands.start, Command.START),
        **_handled_by(commands.pause, Command.PAUSE),
        **_handled_by(commands.skip_exercise, Command.SKIP),
        **_handled_by(commands.back, Command.BACK),
        **_refused("not_paused", Command.RESUME),
        **_refused("getting_ready", Command.COUNT_REP),
        **_refused("nothing_asked", Command.ANSWERED),
        **_unseen("getting ready goes by the clock"),
        **_handled_by(camera.body_seen, Motion.BODY_FOUND, Motion.BODY_LOST),
        **_handled_by(camera.placing, Motion.PLACING),
        **_handled_by(camera.placed, Motion.IN_POSITION),
        **CAMERA,
    },
    Working: {
        **_handled_by(commands.pause, Command.PAUSE),
        **_handled_by(commands.skip_exercise, Command.SKIP),
        **_handled_by(commands.back, Command.BACK),
        **_handled_by(commands.count_rep, Command.COUNT_REP),
        **_refused("already_working", Command.START),
        **_refused("not_paused", Command.RESUME),
        **_refused("nothing_asked", Command.ANSWERED),
        **_unseen("means nothing while working"),
        **_handled_by(camera.body_seen, Motion.BODY_FOUND, Motion.BODY_LOST),
        **_handled_by(camera.rep_seen, Motion.REP_COUNTED),
        **_handled_by(camera.hold_seen, Motion.HOLD_STARTED, Motion.HOLD_PROGRESS),
        **_handled_by(camera.hold_end_seen, Motion.HOLD_ENDED),
        **_handled_by(camera.fault_seen, Motion.FAULT_SEEN),
        **CAMERA,
    },
    Resting: {
        **_handled_by(commands.pause, Command.PAUSE),
        **_handled_by(commands.skip_rest, Command.SKIP),
        **_handled_by(commands.back, Command.BACK),
        **_refused("resting", Command.START, Command.COUNT_REP),
        **_refused("not_paused", Command.RESUME),
        **_refused("nothing_asked", Command.ANSWERED),
        **_unseen("nothing is judged in a rest"),
        **CAMERA,
    },
    Asking: {
        **_handled_by(commands.pause, Command.PAUSE),
        **_handled_by(commands.skip_question, Command.SKIP),
        **_handled_by(commands.take_answer, Command.ANSWERED),
        **_refused("asking", Command.START, Command.BACK, Command.COUNT_REP),
        **_refused("not_paused", Command.RESUME),
        **_unseen("waiting for an answer"),
        **CAMERA,
        **_handled_by(camera.head_answers, Motion.NOD, Motion.SHAKE),
    },
    Paused: {
        **_handled_by(commands.resume_work, Command.RESUME),
        **_refused("paused", Command.START, Command.SKIP, Command.BACK, Command.COUNT_REP, Command.ANSWERED),
        **_refused("already_paused", Command.PAUSE),
        **_unseen("nothing is judged in a pause"),
    },
    Done: OVER,
    Stopped: OVER,
}

CLOCK: Mapping[type, Callable[[Turn, Any], None]] = {
    GetReady: clock.get_ready_ends,
    Working: clock.work_goes_on,
    Resting: clock.rest_ends,
    Asking: clock.nobody_answers,
    Paused: clock.pause_was_long,
}
"""What happens when a state's time has come. A session that is over has no time."""


def commands_now(script: Script, session: Session) -> tuple[Command, ...]:
    """The commands that would not be refused now, for a page that shows only what can be done."""
    facts, state = session.facts, session.state
    timed = facts.run is not None and script.items[facts.run.item][facts.run.link].timed
    closed = set()
    if timed:
        closed.add(Command.COUNT_REP)
    if facts.run is None:
        closed.add(Command.BACK)
    if isinstance(state, Asking) and not state.gives_up:
        closed.add(Command.SKIP)
    if isinstance(state, Asking) and state.question in commands.ALREADY_PAIN:
        closed.add(Command.HURTS)
    return tuple(c for c in Command if c not in closed and isinstance(cell(state, c), Handled))


def cell(state: object, given: Command | Motion) -> Cell:
    """What an input does in a state."""
    if isinstance(given, Command) and not isinstance(state, Done | Stopped):
        first = BEFORE_THE_TABLE.get(given)
        if first is not None:
            return first
    return TABLE[type(state)][given]
