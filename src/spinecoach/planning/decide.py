"""Makes the day's plan: the best set of open exercises within the minutes, each line with its reasons."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from functools import partial

from spinecoach.planning.candidate import Candidate, candidate_of, plan_order
from spinecoach.planning.chain import chain_of
from spinecoach.planning.choose import AT_LEVEL, OUT, Option, choose
from spinecoach.planning.explain import why_done_so, why_in
from spinecoach.planning.judge import closed_by, missing_for, resting_by
from spinecoach.planning.pool import is_massage_first, pool_of
from spinecoach.planning.today import Today
from spinecoach.planning.weigh import multipliers, order_of, total, weigh
from spinecoach.planning.wishes import Wishes
from spinecoach.progress.progress import Progress
from spinecoach.protocol.exercise import Complex, Kind, Position
from spinecoach.protocol.protocol import Protocol, Timing
from spinecoach.screening.clearance import Clearance, Outcome
from spinecoach.session.plan import DayPlan, Item, LeftOut, Reason
from spinecoach.session.timing import plan_seconds, set_up_s

CLOSING = (Outcome.EMERGENCY, Outcome.URGENT)


def decide(protocol: Protocol, clearance: Clearance, progress: Progress, wishes: Wishes, day: date) -> DayPlan:
    """The plan for ``day``. EMERGENCY and URGENT plan nothing. The same inputs give the same plan.

    ``seconds`` is the sum of the items and at most ``wishes.minutes`` * 60; each item's are what the session takes.
    """
    today = Today(protocol, clearance, progress, wishes, day)
    if clearance.outcome in CLOSING:
        why = tuple(Reason(note.id, note.text) for note in clearance.reasons) or (today.say("blocked"),)
        return _plan(today, (), dict.fromkeys(protocol.exercises, why))
    left_out, resting, candidates = _open(today)
    pool = pool_of(today, candidates, resting)
    left_out |= resting
    left_out |= {code: (today.say("later"),) for code in candidates if code not in pool}
    chosen = _best(today, [candidates[code] for code in pool if candidates[code].works])
    first = [(c, c.ms[index]) for c, index in chosen if index is not None and _is_massage_first(today, c)]
    out = [candidates[code] for code in pool if not candidates[code].works]
    out += [c for c, index in chosen if index is None]
    left_out |= {c.exercise.code: _no_room(today, c, first) for c in out}
    planned = [(candidate, candidate.works[index]) for candidate, index in chosen if index is not None]
    lengths = plan_seconds(protocol, (work for _, work in planned))
    items = [
        Item(work, seconds, (*why_in(today, candidate), *why_done_so(today, candidate, work)), chain_of(today, work))
        for (candidate, work), seconds in zip(planned, lengths, strict=True)
    ]
    return _plan(today, tuple(items), left_out)


_Why = dict[str, tuple[Reason, ...]]


def _open(today: Today) -> tuple[_Why, _Why, dict[str, Candidate]]:
    """What is closed today, and what rests of itself, and why; what is open."""
    left_out: _Why = {}
    resting: _Why = {}
    candidates = {}
    for code, exercise in today.protocol.exercises.items():
        cleared = today.clearance.of(code)
        closed = closed_by(today, exercise)
        if cleared is None or closed:
            left_out[code] = closed
            continue
        candidate = candidate_of(today, cleared)
        if missing := missing_for(today, candidate.gentlest):
            left_out[code] = missing
        elif rest := resting_by(today, exercise):
            resting[code] = rest
        else:
            candidates[code] = candidate
    return left_out, resting, candidates


def _best(today: Today, candidates: Sequence[Candidate]) -> list[tuple[Candidate, int | None]]:
    """Each candidate in the plan's order with the index of its work, or None where it is not in."""
    ordered = sorted(candidates, key=lambda c: plan_order(today, c))
    worths = weigh(today, ordered)
    multiplier = multipliers(order_of(today), worths)
    options = [
        Option(
            ms=c.ms[-1],
            value=total(w.at_level, multiplier),
            shorter_ms=c.ms[c.briefest] if c.ms[c.briefest] < c.ms[-1] else None,
            shorter_value=total(w.shorter, multiplier),
            group=None if w.complex is None else list(Complex).index(w.complex),
            group_value=total(w.first, multiplier),
            positions=c.positions,
        )
        for c, w in zip(ordered, worths, strict=True)
    ]
    protocol, budget = today.protocol, today.wishes.minutes * 60_000
    picks = choose(options, budget, multiplier["positions"], partial(_moving_ms, protocol.timing))
    indexes = [
        None if pick == OUT else len(c.works) - 1 if pick == AT_LEVEL else c.briefest
        for c, pick in zip(ordered, picks, strict=True)
    ]
    chosen = list(zip(ordered, indexes, strict=True))
    lengths = plan_seconds(protocol, (c.works[i] for c, i in chosen if i is not None))
    return _lengthened(chosen, budget - sum(round(seconds * 1000) for seconds in lengths))


def _moving_ms(timing: Timing, before: Hashable, after: Hashable) -> int:
    """What getting up or lying down adds to getting ready; from chair to feet and back it is nothing."""
    moved = (before is Position.LYING) is not (after is Position.LYING)
    return round((set_up_s(timing, moved=moved) - set_up_s(timing, moved=False)) * 1000)


def _lengthened(chosen: list[tuple[Candidate, int | None]], left: int) -> list[tuple[Candidate, int | None]]:
    """Gives the milliseconds that are left to what was made shorter, in the plan's order."""
    found: list[tuple[Candidate, int | None]] = []
    for candidate, index in chosen:
        if index is not None:
            longer = max(n for n, ms in enumerate(candidate.ms) if ms - candidate.ms[index] <= left)
            left -= candidate.ms[longer] - candidate.ms[index]
            index = longer  # noqa: PLW2901
        found.append((candidate, index))
    return found


def _is_massage_first(today: Today, candidate: Candidate) -> bool:
    return candidate.exercise.kind is Kind.MASSAGE and is_massage_first(today, candidate.exercise.complex)


def _no_room(today: Today, candidate: Candidate, first: Sequence[tuple[Candidate, int]]) -> tuple[Reason, ...]:
    """And where it is too long for the minutes, by itself or behind the massage that comes ``first``, how many hold it.

    ``first`` has what comes first, with its milliseconds.
    """
    minutes, timing = today.wishes.minutes, today.protocol.timing
    ways = [min(_moving_ms(timing, one.positions[0], position) for position in candidate.positions) for one, _ in first]
    both = candidate.least_ms + sum(ms for _, ms in first) + sum(ways)
    needed = -(-both // 60_000)
    if not candidate.works:
        return (today.say("too-long", minutes=minutes, needed=needed),)
    found = (today.say("no-room", minutes=minutes),)
    return found if needed <= minutes else (*found, today.say("behind-massage", minutes=needed))


def _plan(today: Today, items: tuple[Item, ...], left_out: Mapping[str, tuple[Reason, ...]]) -> DayPlan:
    rules = today.protocol.planning.pain
    outcome, graver = today.clearance.outcome, Outcome(rules.blocks_outcome)
    advice = [Reason(note.id, note.text) for note in today.clearance.advice]
    if outcome in CLOSING:
        advice = [Reason(note.id, note.text) for note in today.clearance.reasons] + advice
    else:
        resting = dict.fromkeys(region for name in Complex if (region := today.resting_for(name)))
        outcome = min(outcome, graver, key=list(Outcome).index) if resting else outcome
        for region in resting:
            pain = today.wishes.pain[region]
            advice.append(today.say(rules.blocks_row, region=today.word(region), pain=pain))
        advice += (today.say("drift", region=today.word(region)) for region in today.progress.drifting)
        advice += (today.say("plateau", region=today.word(region)) for region in today.progress.plateau)
        if not items:
            advice.append(today.say("nothing-left"))
    return DayPlan(
        day=today.day,
        outcome=outcome.value,
        minutes=today.wishes.minutes,
        seconds=round(sum(item.seconds for item in items), 3),
        items=items,
        left_out=tuple(LeftOut(code, left_out[code]) for code in today.protocol.exercises if code in left_out),
        pain=dict(today.wishes.pain),
        advice=tuple(advice),
    )
