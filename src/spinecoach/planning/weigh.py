"""What each candidate is worth today, part by part of the objective; the weights stand in ``planning.toml``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from spinecoach.planning.candidate import Candidate
from spinecoach.planning.pool import is_massage_first
from spinecoach.planning.today import Today
from spinecoach.planning.turn import turns
from spinecoach.protocol.exercise import Complex, Exercise, Kind

Parts = Mapping[str, int]
"""Points by part of the objective. What is missing is 0."""


@dataclass(frozen=True, slots=True)
class Worth:
    """``at_level`` at the level for today, ``shorter`` at a lower one; ``first`` once for its complex."""

    at_level: Parts
    shorter: Parts
    first: Parts
    complex: Complex | None


def weigh(today: Today, candidates: Sequence[Candidate]) -> tuple[Worth, ...]:
    """Points of each candidate. A shorter one covers its complex and takes its turn, and nothing else."""
    turn = turns(today, (candidate.exercise for candidate in candidates))
    return tuple(_weigh(today, candidate, turn.get(candidate.exercise.code, 0)) for candidate in candidates)


def _weigh(today: Today, candidate: Candidate, turn: int) -> Worth:
    exercise = candidate.exercise
    weights, week = today.protocol.planning.weights, today.protocol.planning.week
    code, day, progress = exercise.code, today.day, today.progress
    is_massage = exercise.kind is Kind.MASSAGE
    last = progress.last_done(code, day)
    ago = weights.longest_days if last is None else min(weights.longest_days, (day - last).days)
    lately = progress.times(code, day - timedelta(days=week.days - 1), day)
    wanted = week.alternate if _alternates(exercise, candidate.ordered) else week.daily
    concern, first = today.concern(exercise.complex), _first(today, exercise.complex)
    each = weights.each * concern
    shorter = {
        "turn": turn,
        "massage": int(is_massage and is_massage_first(today, exercise.complex)),
        "not_this_week": int(lately == 0),
        "items": 1,
    }
    return Worth(
        at_level=shorter
        | {
            "hurts": each,
            "in_full": int(lately == 0),
            "short_of_week": max(0, wanted - lately),
            "longest_ago": ago,
        },
        shorter=shorter,
        first={} if is_massage else {"hurts": first},
        complex=None if is_massage else exercise.complex,
    )


def order_of(today: Today) -> tuple[str, ...]:
    """The parts of the objective, first the one that matters most; few minutes have an order of their own."""
    weights = today.protocol.planning.weights
    return weights.micro_order if today.wishes.minutes <= weights.micro_minutes else weights.order


def _first(today: Today, name: Complex) -> int:
    """What it is worth that the complex is in at all: for itself, and for those it is linked to."""
    weights, linked = today.protocol.planning.weights, today.protocol.linked
    for_others = sum(today.concern(other) for other in Complex if name in linked[other])
    return weights.direct * today.concern(name) + weights.linked * for_others


def _alternates(exercise: Exercise, level: int) -> bool:
    return exercise.alternate_days_from_level is not None and level >= exercise.alternate_days_from_level


def multipliers(order: Sequence[str], worths: Sequence[Worth]) -> Mapping[str, int]:
    """Numbers that put the parts into one: a later part can never outweigh one point of an earlier part."""
    found: dict[str, int] = {}
    step = 1
    for part in reversed(order):
        found[part] = step
        most = sum(max(w.at_level.get(part, 0), w.shorter.get(part, 0)) for w in worths)
        firsts = {w.complex: w.first.get(part, 0) for w in worths}
        changes = len(worths) if part == "positions" else 0
        step *= most + sum(firsts.values()) + changes + 1
    return found


def total(parts: Parts, multiplier: Mapping[str, int]) -> int:
    """All parts in one number."""
    return sum(points * multiplier[part] for part, points in parts.items())
