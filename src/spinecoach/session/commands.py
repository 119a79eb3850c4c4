"""What each command does in the states that take it."""

from spinecoach.session.begin_work import work
from spinecoach.session.clock import count, leave_open, rest_ends, stop
from spinecoach.session.fold import ASKED_TO, BACK
from spinecoach.session.question import answer
from spinecoach.session.settle import finish, settle
from spinecoach.session.state import Asking, GetReady, Paused, Resting, State, Working
from spinecoach.session.timing import ms
from spinecoach.session.turn import Turn
from spinecoach.session.vocabulary import EventKind as K
from spinecoach.session.vocabulary import Question, Told, Withdrawn

ALREADY_PAIN = frozenset({Question.PAIN, Question.PAIN_BEFORE})
"""Questions that "it hurts" would only ask once more."""


def refuse(turn: Turn, reason: str) -> None:
    """Nothing changes; the reason is kept by name."""
    turn.emit(K.REFUSED, reason=reason)


def start(turn: Turn, state: GetReady, told: Told) -> None:
    """Begins at once."""
    del state, told
    work(turn)


def pause(turn: Turn, state: GetReady | Working | Resting | Asking, told: Told) -> None:
    """Stands still. A repetition or hold under way is broken and not counted; whole seconds are kept."""
    del told
    turn.emit(K.PAUSED)
    turn.notes = ()
    turn.enter(Paused(state, turn.t, ms(turn.t + turn.script.timing.pause_closes_s)))


def resume_work(turn: Turn, state: Paused, told: Told) -> None:
    """Gets ready again, then the same repetition."""
    del state, told
    turn.emit(K.RESUMED)
    settle(turn)


def skip_exercise(turn: Turn, state: GetReady | Working, told: Told) -> None:
    """Ends the exercise as skipped; what was done of it is kept."""
    del state, told
    turn.emit(K.SKIPPED, reason="asked")
    settle(turn)


def skip_rest(turn: Turn, state: Resting, told: Told) -> None:
    """Ends the rest."""
    del told
    rest_ends(turn, state)


def skip_question(turn: Turn, state: Asking, told: Told) -> None:
    """Leaves the question open, where it may stay open."""
    del told
    if state.gives_up:
        leave_open(turn, state)
    else:
        refuse(turn, "needs_an_answer")


def back(turn: Turn, state: GetReady | Working | Resting, told: Told) -> None:
    """Starts the exercise again, or goes to the one before when nothing of this one is done."""
    del told
    run = turn.facts.run
    if run is None:
        refuse(turn, "breathing")
        return
    again = run.begun or not isinstance(state, GetReady) or (turn.facts.calm is not None)
    target = run.item if again else _before(turn, run.item)
    if target is None:
        refuse(turn, "nothing_before")
        return
    routine = turn.routine if again else turn.script.items[target][turn.facts.standing[target].link]
    turn.note("went_back", name=routine.words.name)
    turn.emit(K.WENT_BACK, item=target, routine=routine)
    finish(turn, BACK)
    settle(turn)


def _before(turn: Turn, item: int) -> int | None:
    """The last item before this one that may still be done today."""
    facts = turn.facts
    hurting = {code for code, _ in facts.hurting}
    for earlier in range(item - 1, -1, -1):
        own = turn.script.items[earlier][0]
        stands_in = facts.standing[earlier].link > 0
        if own.region not in facts.rested and (stands_in or own.work.code not in hurting):
            return earlier
    return None


def count_rep(turn: Turn, state: Working, told: Told) -> None:
    """Counts the repetition being done; in a hold, the seconds really held are kept."""
    del told
    if turn.routine.timed:
        refuse(turn, "timed")
    elif counts(turn, state):
        end_hold(turn, state, "person")
        count(turn, "person")
    else:
        refuse(turn, "too_soon")


def counts(turn: Turn, state: Working) -> bool:
    """Whether enough of the repetition is done to count it."""
    return turn.t - state.since >= turn.routine.pace(turn.run.ease).counts_from


def end_hold(turn: Turn, state: Working, by: str) -> None:
    """If a hold is under way, end it with the seconds really held."""
    marks = turn.routine.pace(turn.run.ease).marks
    mark = marks[state.mark]
    if mark.kind is K.HOLD_ENDED:
        held = min(ms(turn.t - state.since - marks[state.mark - 1].offset), mark.seconds or 0.0)
        if held > 0:
            turn.emit(K.HOLD_ENDED, side=mark.side, rep=turn.run.done + 1, seconds=held, by=by)


def take_answer(turn: Turn, state: Asking, told: Told) -> None:
    """Keeps the answer and does what follows from it."""
    most = 1 if state.question is Question.SOFTER else 10
    if told.question is not state.question:
        refuse(turn, "other_question")
    elif told.value is None or not 0 <= told.value <= most:
        refuse(turn, "out_of_range")
    else:
        answer(turn, state.question, told.value)
        settle(turn)


# ---------------------------------------------------------------- before the table


def hurts(turn: Turn, state: State, told: Told) -> None:
    """The motion stops at once and the pain is asked for."""
    of = state.of if isinstance(state, Paused) else state
    if isinstance(of, Asking) and of.question in ALREADY_PAIN:
        if isinstance(state, Paused):
            resume_work(turn, state, told)
        else:
            refuse(turn, "already_asking")
        return
    if isinstance(state, Working):
        turn.note("let_go")
    turn.emit(K.HURT)
    settle(turn)


def stop_sign(turn: Turn, state: State, told: Told) -> None:
    """Ends the session with what to do now; the sign is kept as its screening answer."""
    del state
    sign = turn.script.stop_signs.get(told.sign or "")
    if sign is None:
        refuse(turn, "unknown_sign")
        return
    if sign.row is not None:
        turn.emit(K.SCREENING_ANSWERED, row=(sign.row, sign.item), reason=sign.id)
    stop(turn, sign.id)


def stop_now(turn: Turn, state: State, told: Told) -> None:
    """Ends the session."""
    del state, told
    stop(turn, ASKED_TO)


def withdraw(turn: Turn, state: State, withdrawn: Withdrawn) -> None:
    """Ends the session, for they no longer allow its plan."""
    del state
    stop(turn, withdrawn.reason)
