"""Runs a session without waiting, from its first second to its end."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from spinecoach.session.light import pain_in
from spinecoach.session.machine import begin, next_deadline, step
from spinecoach.session.script import Script
from spinecoach.session.state import Asking, Session
from spinecoach.session.timing import ms
from spinecoach.session.vocabulary import Command, Cue, Output, Question, Seen, Segment, Tick, Told

GREEN_PAIN = 2
USUAL_EFFORT = 3


def rehearse(script: Script, inputs: Sequence[Told | Seen]) -> tuple[Output, ...]:
    """Every event, cue and segment up to the end, in the order of their times.

    Inputs are applied at their ``t`` (in their own order where equal). A question is answered at once with a green
    value, unless the inputs answer it: one that comes later is waited for (as long as the question would wait, and
    not past a later "it hurts" where it is the pain), one that came too early is refused as in life, and is then
    used when its question comes. What a segment says is told as cues too, as far as it was reached.
    """
    session, first = begin(script)
    return _spoken([*first, *play(script, session, inputs)])


def play(script: Script, session: Session, inputs: Sequence[Told | Seen]) -> tuple[Output, ...]:
    """What ``step`` answers from here to the end, without waiting, by the rules of ``rehearse``."""
    pending = deque(sorted(inputs, key=lambda given: given.t))
    early: dict[Question, deque[int]] = {}
    out: list[Output] = []
    while not session.over:
        given = _next(script, session, pending, early)
        _keep_early(session, given, early)
        session, came = step(script, session, given)
        out += came
    for given in pending:  # Refused by name, each at its own time.
        session, came = step(script, session, given)
        out += came
    return tuple(out)


def _next(
    script: Script, session: Session, pending: deque[Told | Seen], early: dict[Question, deque[int]]
) -> Told | Seen | Tick:
    state, due = session.state, next_deadline(session)
    if (
        isinstance(state, Asking)
        and not (pending and pending[0].t <= session.t)
        and not _awaited(script, state, pending)
    ):
        kept = early.get(state.question)
        value = kept.popleft() if kept else green(script, session, state.question)
        return Told(session.t, Command.ANSWERED, state.question, value)
    if pending and (due is None or pending[0].t < due):
        return pending.popleft()
    return Tick(due if due is not None else session.t)


def _keep_early(session: Session, given: Told | Seen | Tick, early: dict[Question, deque[int]]) -> None:
    """An answer whose question is not open is refused now, and waits here for its question."""
    if not isinstance(given, Told) or given.command is not Command.ANSWERED:
        return
    open_now = isinstance(session.state, Asking) and session.state.question is given.question
    if not open_now and given.question is not None and given.value is not None:
        early.setdefault(given.question, deque()).append(given.value)


def _awaited(script: Script, state: Asking, pending: Iterable[Told | Seen]) -> bool:
    """Whether the inputs answer this question before it would give up."""
    timing = script.timing
    last = state.since + (timing.ask_gives_up_s if state.gives_up else timing.pause_closes_s)
    for given in pending:
        if given.t > last or isinstance(given, Seen):
            continue
        if given.command is Command.HURTS and state.question is Question.PAIN:
            return False
        if given.command is Command.ANSWERED and given.question is state.question:
            return True
    return False


def green(script: Script, session: Session, question: Question) -> int:
    """The answer of somebody whom nothing hurts and who works as asked."""
    run = session.facts.run
    match question:
        case Question.PAIN | Question.PAIN_WORST:
            before = run.pain_before if run else None
            return min(before or 0, GREEN_PAIN)
        case Question.PAIN_BEFORE:
            region = session.facts.region
            return pain_in([region] if region else [], session.facts.pain) or 0
        case Question.EFFORT:
            effort = None if run is None else script.items[run.item][run.link].pace(run.ease).effort
            return USUAL_EFFORT if effort is None else effort
        case Question.SOFTER:
            return 0


def _spoken(out: Sequence[Output]) -> tuple[Output, ...]:
    """The outputs with each segment's cues among them, up to where the segment was left."""
    shown = [n for n, one in enumerate(out) if isinstance(one, Segment)]
    left = {n: out[after].t for n, after in pairwise(shown)}
    told: list[Output] = []
    for n, one in enumerate(out):
        told.append(one)
        if isinstance(one, Segment):
            ends = left.get(n)
            told += [
                Cue(ms(one.t + cue.offset), cue.id, cue.text)
                for cue in one.cues
                if ends is None or one.t + cue.offset < ends
            ]
    return tuple(sorted(told, key=lambda one: one.t))
