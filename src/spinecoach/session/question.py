"""Asking: once, again, and what happens when nobody answers."""

from spinecoach.body import Region
from spinecoach.session.fold import light_for
from spinecoach.session.state import Asking
from spinecoach.session.timing import ms
from spinecoach.session.turn import Turn
from spinecoach.session.vocabulary import EventKind as K
from spinecoach.session.vocabulary import Question

MAY_STAY_OPEN = frozenset({Question.PAIN_WORST, Question.EFFORT, Question.SOFTER})
"""Pain before, and the pain after "it hurts", are never passed over by the clock."""

PAIN_QUESTIONS = frozenset({Question.PAIN_BEFORE, Question.PAIN, Question.PAIN_WORST})


def ask(turn: Turn, question: Question, region: Region | None = None) -> None:
    """Store that it is asked, and wait."""
    turn.emit(K.ASKED, question=question, region=region)
    _wait(turn)


def ask_again(turn: Turn) -> None:
    """The question is open already: wait for its answer afresh."""
    _wait(turn)


def _wait(turn: Turn) -> None:
    question = turn.facts.asking
    if question is None:
        raise LookupError("no question is open")
    timing = turn.script.timing
    until = ms(turn.t + timing.ask_again_s)
    turn.enter(Asking(question, turn.facts.region, turn.t, until, 1, question in MAY_STAY_OPEN, turn.take_notes()))


def question_text(turn: Turn, question: Question, region: Region | None) -> str:
    """What is asked, in words."""
    filled = turn.script.say(f"region.{region}") if region else ""
    return turn.script.say(f"ask.{question}", region=filled)


def answer(turn: Turn, question: Question, value: int | None) -> None:
    """Store the answer, with its light where it is about pain during; None leaves the question open."""
    light = None
    if value is not None and question in PAIN_QUESTIONS and question is not Question.PAIN_BEFORE:
        light = light_for(turn.script, turn.facts, value)
    region = turn.facts.region
    turn.emit(K.ANSWERED, question=question, value=value, region=region, light=light)
