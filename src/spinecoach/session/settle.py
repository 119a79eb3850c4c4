"""What must follow from the facts, one event at a time, until the session stands somewhere again.

Each turn of the loop stores one fact and looks again, so a crash between two facts loses nothing: the resumed
session settles from what was stored.
"""

from collections import Counter

from spinecoach.session.begin_work import flow, ready, rest
from spinecoach.session.chain import next_link
from spinecoach.session.ease import Ease
from spinecoach.session.facts import Role, Run
from spinecoach.session.fold import (
    BLACK_LIGHT,
    BREATHE,
    DONE,
    HURT,
    NOTHING_DONE,
    SEVERE,
    SIT_UP,
    SOFTENED,
    STOPPED,
)
from spinecoach.session.light import AMBER, RED, worse
from spinecoach.session.question import ask, ask_again
from spinecoach.session.routine import Routine
from spinecoach.session.state import Done, RestFor, Stopped
from spinecoach.session.turn import Turn
from spinecoach.session.vocabulary import EventKind as K
from spinecoach.session.vocabulary import Question

MANY = 2
"""[D] A fault seen in as many repetitions is spoken of once more at the end: a summary helps to keep it (motion.md)."""


def settle(turn: Turn, *, flowing: bool = False) -> None:
    """Go on until a state is entered. ``flowing``: straight from a repetition, without getting ready again."""
    while not _stands(turn, flowing=flowing):
        pass


def _stands(turn: Turn, *, flowing: bool) -> bool:
    """One fact more, or a state entered (True)."""
    facts = turn.facts
    if facts.ended is not None:
        turn.enter(Done(turn.t) if facts.ended == DONE else Stopped(turn.t, facts.ended))
        return True
    if not facts.started:
        turn.emit(K.SESSION_STARTED)
        return False
    if facts.ends is not None:
        end(turn, facts.ends)
        return False
    if facts.asking is not None:
        ask_again(turn)
        return True
    if facts.run is not None:
        return _stands_in_run(turn, facts.run, flowing=flowing)
    unknown = next((r for r in turn.script.ask_before if r not in facts.pain), None)
    if unknown is not None:
        ask(turn, Question.PAIN_BEFORE, unknown)
        return True
    return _stands_between(turn)


def end(turn: Turn, reason: str) -> None:
    """Stop the session; the exercise under way is finished first."""
    if turn.facts.run is not None:
        finish(turn, BLACK_LIGHT if reason == SEVERE else STOPPED)
    turn.emit(K.STOPPED, reason=reason)


def finish(turn: Turn, reason: str) -> None:
    """The exercise's one EXERCISE_FINISHED. An unanswered worst pain is never green."""
    run, routine = turn.run, turn.routine
    light = run.light or AMBER
    turn.emit(
        K.EXERCISE_FINISHED,
        seconds=run.seconds if routine.timed else None,
        reason=reason,
        result=(routine.measure.reps_in_all, light if run.worst_asked else worse(light, AMBER)),
    )


def _stands_between(turn: Turn) -> bool:
    """No exercise is under way."""
    facts, items = turn.facts, turn.script.items
    if facts.hurt:
        ask(turn, Question.PAIN)
        return True
    if facts.broken is not None:
        _replace(turn, facts.broken)
        return False
    if facts.calm is not None:
        if facts.calm.massage is None:
            turn.emit(K.REST_STARTED, seconds=turn.script.timing.breathe_s, reason=BREATHE)
            rest(turn, turn.script.timing.breathe_s, RestFor.BREATHE)
            return True
        item, link = facts.calm.massage
        _start(turn, item, items[item][link])
        return False
    due = next((n for n in range(len(items)) if n not in facts.settled), None)
    if due is None:
        turn.emit(K.SESSION_DONE, reason=None if facts.worked else NOTHING_DONE)
        return False
    own = items[due][0]
    if facts.standing[due].link == 0 and own.region in facts.rested:
        turn.emit(K.SKIPPED, item=due, routine=own, reason="region_rested")
    elif facts.standing[due].link == 0 and own.work.code in {code for code, _ in facts.hurting}:
        turn.emit(K.SKIPPED, item=due, routine=own, reason="hurt_today")
    else:
        _start(turn, due, items[due][facts.standing[due].link])
    return False


def _start(turn: Turn, item: int, routine: Routine) -> None:
    turn.emit(K.EXERCISE_STARTED, item=item, routine=routine)


def _replace(turn: Turn, item: int) -> None:
    """Pain has ended the exercise of this item: the next link, or its region rests."""
    chain = turn.script.items[item]
    link = next_link(turn.script, turn.facts, item)
    if link is not None:
        turn.emit(K.SUBSTITUTED, item=item, routine=chain[link], reason="red")
        turn.note("substituted", name=chain[link].words.name)
        return
    region = chain[0].region
    turn.emit(K.REGION_RESTED, item=item, region=region, reason="red")
    turn.note("region_rested", region=turn.script.say(f"region.{region}"))


def _stands_in_run(turn: Turn, run: Run, *, flowing: bool) -> bool:
    if run.ending is not None and not _must_sit_up(turn, run):
        finish(turn, run.ending)
        return False
    if run.ending is None:
        if run.hurt or run.check_due:
            ask(turn, Question.PAIN)
            return True
        if run.verdict == RED and _red(turn, run):
            return False
        if run.wants_softer and not run.over:
            _soften(turn, "asked")
            return False
        if run.verdict is not None and run.ease is not Ease.SOFTENED and not run.over:
            if run.verdict == AMBER:
                turn.note("smoother")
            ask(turn, Question.SOFTER)
            return True
    if run.over or run.ending is not None:
        return _stands_at_end(turn, run)
    (flow if flowing else ready)(turn)
    return True


def _red(turn: Turn, run: Run) -> bool:
    """Soften the first time; the second time, or in a form that already stands in, the exercise ends."""
    if run.role is Role.ITEM and run.ease is not Ease.SOFTENED:
        if run.over:
            return False
        _soften(turn, "red")
        return True
    finish(turn, HURT)
    return True


def _soften(turn: Turn, reason: str) -> None:
    turn.emit(K.SOFTENED, reason=reason)
    routine = turn.routine
    said = "softened_timed" if routine.timed else "softened_press" if routine.isometric else "softened"
    turn.note(said)


def _must_sit_up(turn: Turn, run: Run) -> bool:
    return turn.routine.measure.sit_up_s > 0 and run.begun and not run.sat_up


def _sum_up(turn: Turn, run: Run) -> None:
    """Say once, at the end, what the camera saw amiss in many of the repetitions; nothing where it saw little."""
    often = Counter(fault for fault, _ in run.faults)
    known = turn.routine.faults
    told = [fault for fault in known if known[fault].text and often[fault] >= MANY]
    if told:
        worst = max(told, key=lambda fault: often[fault])
        turn.note("camera.summary")
        turn.notes = (*turn.notes, (f"session.fault.{worst}", known[worst].text))


def _stands_at_end(turn: Turn, run: Run) -> bool:
    """The work is over: sit up where that is ordered, two questions, and the exercise is finished."""
    if _must_sit_up(turn, run):
        seconds = turn.routine.measure.sit_up_s
        turn.emit(K.REST_STARTED, seconds=seconds, reason=SIT_UP)
        rest(turn, seconds, RestFor.SIT_UP)
        return True
    if not run.worst_asked:
        _sum_up(turn, run)
        ask(turn, Question.PAIN_WORST)
        return True
    if not turn.routine.timed and not run.effort_asked:
        ask(turn, Question.EFFORT)
        return True
    if run.role is not Role.ITEM and run.light == RED:
        # What stands in for a painful exercise and was red too, as it turns out at the end.
        finish(turn, HURT)
    else:
        finish(turn, SOFTENED if run.ease is Ease.SOFTENED else DONE)
    return False
