"""Into the next stretch: get ready, the next repetition, its rest, the other side, the next place."""

import math

from spinecoach.session.state import GetReady, Led, RestFor, Resting, Working
from spinecoach.session.timing import moves, ms, set_up_s, visit_at, visit_ends
from spinecoach.session.turn import Turn
from spinecoach.session.vocabulary import EventKind as K


def ready(turn: Turn) -> None:
    """Get ready, for the first time or again. A rest that is still owed is rested first."""
    run = turn.run
    if _set_is_done(turn):
        _next_set(turn)
        run = turn.run
    seconds = turn.script.timing.ready_again_s if run.begun else _set_up_s(turn)
    until = ms(max(turn.t + seconds, run.not_before))
    turn.enter(GetReady(turn.t, until, again=run.begun, notes=turn.take_notes()))


def _set_up_s(turn: Turn) -> float:
    """As planned for those who go from one position to the other, whatever has brought this exercise here."""
    return set_up_s(turn.script.timing, moved=moves(turn.facts.lies, turn.routine.positions))


def flow(turn: Turn) -> None:
    """From one repetition straight to what follows it."""
    routine, run = turn.routine, turn.run
    if _set_is_done(turn):
        why = _next_set(turn)
        rest(turn, turn.run.not_before - turn.t, why)
    elif routine.measure.rest_s and run.done:
        turn.emit(K.REST_STARTED, seconds=routine.measure.rest_s)
        rest(turn, routine.measure.rest_s, RestFor.REST)
    else:
        work(turn)


def rest(turn: Turn, seconds: float, why: RestFor) -> None:
    """Rest, without a word to the store."""
    turn.enter(Resting(turn.t, ms(turn.t + seconds), why, turn.take_notes()))


def work(turn: Turn) -> None:
    """Begin the repetition that is next, or the timed work where it was left."""
    if not turn.run.set_begun:
        turn.emit(K.SET_STARTED)
    run, routine = turn.run, turn.routine
    where = (run.set, routine.measure.side_of(run.set), routine.measure.zone_of(run.set), run.done)
    if not routine.timed:
        until = ms(turn.t + routine.pace(run.ease).marks[0].offset)
        led = Led(turn.t) if turn.facts.led else None
        turn.enter(Working(*where, since=turn.t, until=until, led=led))
        return
    visit = visit_at(routine.measure.spots, run.seconds)
    until = ms(turn.t + next_second(turn, visit) - run.seconds)
    turn.enter(Working(*where, since=turn.t, until=until, base=run.seconds, shown_from=run.seconds, visit=visit))


def next_second(turn: Turn, visit: int) -> float:
    """The second of a timed work at which something is stored next: a whole one, a spot's end, the end."""
    run, duration_s = turn.run, turn.run.duration_s or 0.0
    return min(math.floor(run.seconds) + 1.0, duration_s, visit_ends(turn.routine.measure.spots, visit, duration_s))


def _set_is_done(turn: Turn) -> bool:
    reps = turn.routine.measure.reps
    return reps is not None and turn.run.done >= reps


def _next_set(turn: Turn) -> RestFor:
    """The other side, or the next place."""
    it, index = turn.routine.measure, turn.run.set + 1
    switching = index % it.zones == 0
    # The event names the side and place that come, not those that were.
    turn.emit(
        K.SIDE_SWITCHED if switching else K.ZONE_CHANGED,
        side=it.side_of(index),
        zone=it.zone_of(index),
        seconds=it.gap_before(index),
    )
    return RestFor.SWITCH if switching else RestFor.ZONE
