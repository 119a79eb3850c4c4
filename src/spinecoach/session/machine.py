"""The session machine: begin, step, resume. Pure; a session is a value, and time comes in with each input."""

from collections.abc import Sequence
from typing import assert_never

from spinecoach.session.clock import next_due
from spinecoach.session.commands import refuse
from spinecoach.session.facts import Facts
from spinecoach.session.fold import DONE, first_facts, fold
from spinecoach.session.question import MAY_STAY_OPEN
from spinecoach.session.script import Script
from spinecoach.session.segment import segment
from spinecoach.session.settle import settle
from spinecoach.session.state import Asking, Done, GetReady, Paused, RestFor, Resting, Session, Stopped
from spinecoach.session.table import CLOCK, WITHDRAWN, Handled, Ignored, Refused, cell
from spinecoach.session.target import AIMED, target_of
from spinecoach.session.timing import ms
from spinecoach.session.turn import Turn
from spinecoach.session.vocabulary import Input, Output, Seen, Segment, SessionEvent, Tick, Told, Withdrawn

MOVED_ON = "moved_on"
"""A press that was meant for what the page showed a moment before."""


def begin(script: Script) -> tuple[Session, tuple[Output, ...]]:
    """A new session at 0 s: asks for the pain that the plan does not know, or gets ready."""
    turn = Turn(script, Session(0.0, Done(0.0), first_facts(script)))
    settle(turn)
    return turn.session(), tuple(turn.out)


def step(script: Script, session: Session, given: Input) -> tuple[Session, tuple[Output, ...]]:
    """Everything due up to ``given.t``, each thing with its own time, and then the input itself.

    A time before the session's own counts as now. Nothing raises: what cannot be is refused by name.
    """
    turn = Turn(script, session)
    now = ms(given.t) if given.t > session.t else session.t
    while (due := next_due(turn.state)) is not None and due <= now:
        turn.t = due
        CLOCK[type(turn.state)](turn, turn.state)
    turn.t = now
    match given:
        case Tick():
            pass
        case Told():
            _act(turn, given)
        case Seen():
            _act(turn, given)
        case Withdrawn():
            if not turn.session().over:
                WITHDRAWN.act(turn, turn.state, given)
        case _:
            assert_never(given)
    return turn.session(), tuple(turn.out)


def _act(turn: Turn, given: Told | Seen) -> None:
    if isinstance(given, Told) and given.command in AIMED and _missed(turn, given.target):
        refuse(turn, MOVED_ON)
        return
    match cell(turn.state, given.command if isinstance(given, Told) else given.motion):
        case Handled(act):
            act(turn, turn.state, given)
        case Refused(reason):
            refuse(turn, reason)
        case Ignored():
            pass


def _missed(turn: Turn, target: str | None) -> bool:
    session = turn.session()
    return target is not None and not session.over and target != target_of(turn.script, session)


def next_deadline(session: Session) -> float | None:
    """When the clock does something next; None when the session is over."""
    return next_due(session.state)


def current_segment(script: Script, session: Session) -> Segment:
    """What a page that connects now has to play; its ``t`` is when it began."""
    return segment(script, session)


def resume(script: Script, events: Sequence[SessionEvent]) -> Session:
    """The session as its stored events tell it, standing Paused at the last of them, or over if it was.

    Counted repetitions and massage seconds are kept; a broken repetition or hold begins again after get-ready.
    """
    facts = first_facts(script)
    for event in events:
        facts = fold(script, facts, event)
    t = events[-1].t if events else 0.0
    if facts.ended is not None:
        return Session(t, Done(t) if facts.ended == DONE else Stopped(t, facts.ended), facts)
    until = ms(t + script.timing.pause_closes_s)
    return Session(t, Paused(_interrupted(facts, t), t, until), facts)


def _interrupted(facts: Facts, t: float) -> GetReady | Resting | Asking:
    if facts.asking is not None:
        return Asking(facts.asking, facts.region, t, t, 1, facts.asking in MAY_STAY_OPEN)
    if facts.run is None and facts.calm is not None and facts.calm.massage is None:
        return Resting(t, t, RestFor.BREATHE)
    return GetReady(t, t, again=facts.run is not None and facts.run.begun)
