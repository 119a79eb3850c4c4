"""What comes next, in words and in seconds."""

from spinecoach.session.facts import Facts, Run
from spinecoach.session.routine import Routine
from spinecoach.session.script import Script
from spinecoach.session.state import Done, GetReady, RestFor, Resting, Session, State, Stopped, Working
from spinecoach.session.timing import ms, visit_ends


def ahead_of(script: Script, session: Session) -> str:
    """What follows the segment under way."""
    run, state = session.facts.run, session.state
    if isinstance(state, Done | Stopped):
        return ""
    if run is None:
        return _next_exercise(script, session.facts)
    routine = script.items[run.item][run.link]
    if run.over or run.ending is not None:
        return _next_exercise(script, session.facts)
    match state:
        case GetReady():
            return script.say("ahead.again") if run.begun else _dose(script, routine)
        case Working():
            return _after_work(script, session.facts, routine, run)
        case Resting(why=RestFor.REST):
            return script.say("ahead.rep", rep=run.done + 1, reps=reps_of_set(routine, run))
        case Resting():
            return _dose(script, routine)
        case _:
            return script.say("ahead.again")


def reps_of_set(routine: Routine, run: Run) -> int | None:
    """Repetitions of this side and place as they now stand: fewer once softened; None for a timed work."""
    reps = routine.measure.reps
    return None if run.reps_left is None or reps is None else min(reps, run.done + run.reps_left)


def _dose(script: Script, routine: Routine) -> str:
    it = routine.measure
    if it.duration_s is not None:
        return script.say("ahead.seconds", seconds=_plain(it.duration_s))
    each = len(it.sides) > 1
    if it.reps == 1:
        return script.say("ahead.once_each_side" if each else "ahead.once")
    return script.say("ahead.reps_each_side" if each else "ahead.reps", reps=it.reps)


def _after_work(script: Script, facts: Facts, routine: Routine, run: Run) -> str:
    it = routine.measure
    if run.reps_left == 1 or it.duration_s is not None:
        return script.say("ahead.sit_up") if it.sit_up_s else _next_exercise(script, facts)
    if run.done + 1 < (it.reps or 0):
        if it.rest_s:
            return script.say("ahead.rest", seconds=_plain(it.rest_s))
        return script.say("ahead.rep", rep=run.done + 2, reps=reps_of_set(routine, run))
    after = run.set + 1
    side = it.side_of(after)
    if after % it.zones == 0 and side:
        return script.say("ahead.side", side=script.say(f"side.{side}"))
    zones, zone = routine.words.zones, it.zone_of(after)
    return script.say("ahead.zone", zone=zones[zone] if zone is not None and zone < len(zones) else "")


def _next_exercise(script: Script, facts: Facts) -> str:
    current = facts.run.item if facts.run else None
    coming = _coming(script, facts, current)
    if not coming:
        return script.say("ahead.done")
    item = coming[0]
    words = script.items[item][facts.standing[item].link].words
    said = " ".join(part for part in (f"{words.name}.", words.position, words.fetch) if part)
    return script.say("ahead.exercise", exercise=said)


def _coming(script: Script, facts: Facts, current: int | None) -> list[int]:
    """Items that will still be done after the one under way."""
    return [
        n
        for n, chain in enumerate(script.items)
        if n not in facts.settled and n != current and (facts.standing[n].link or chain[0].region not in facts.rested)
    ]


def seconds_left(script: Script, session: Session) -> float:
    """Planned seconds after the segment under way; those of a question or pause are not known and count as none."""
    facts, state = session.facts, session.state
    if isinstance(state, Done | Stopped):
        return 0.0
    run = facts.run
    coming = _coming(script, facts, run.item if run else None)
    later = sum(script.items[n][facts.standing[n].link].seconds for n in coming)
    if run is None:
        return ms(later)
    return ms(later + _rest_of_run(script.items[run.item][run.link], run, state))


def _rest_of_run(routine: Routine, run: Run, state: State) -> float:
    it = routine.measure
    sit_up_s = 0.0 if run.sat_up or (isinstance(state, Resting) and state.why is RestFor.SIT_UP) else it.sit_up_s
    if run.duration_s is not None:
        done = visit_ends(it.spots, state.visit, run.duration_s) if isinstance(state, Working) else run.seconds
        return run.duration_s - done + sit_up_s
    left = run.reps_left or 0
    if isinstance(state, Working):
        return _after_rep(routine, run, left - 1) + sit_up_s
    return _from_rep(routine, run, run.set, run.done, left) + sit_up_s


def _after_rep(routine: Routine, run: Run, left: int) -> float:
    it, done = routine.measure, run.done + 1
    if left <= 0:
        return 0.0
    return (it.rest_s if done < (it.reps or 0) else 0.0) + _from_rep(routine, run, run.set, done, left)


def _from_rep(routine: Routine, run: Run, index: int, done: int, left: int) -> float:
    """Seconds of ``left`` repetitions, the first of them number ``done`` (from 0) of set ``index``."""
    it, rep_s, seconds = routine.measure, routine.pace(run.ease).seconds, 0.0
    while left > 0:
        here = max(0, min(left, (it.reps or 0) - done))
        seconds += here * rep_s + max(0, here - 1) * it.rest_s
        left, index, done = left - here, index + 1, 0
        seconds += it.gap_before(index) if left else 0.0
    return seconds


def _plain(seconds: float) -> str:
    """Seconds as people say them: 10, not 10.0."""
    return f"{seconds:g}"
