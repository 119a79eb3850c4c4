"""Whose turn it is: a wanted exercise that sessions went by without comes before what is merely worth more."""

from collections.abc import Iterable, Mapping

from spinecoach.planning.today import Today
from spinecoach.protocol.exercise import Exercise


def has_turn(today: Today, exercise: Exercise) -> bool:
    """Whether so many sessions went by without it that it comes before the others.

    A plan may have been looked at and left for what has its turn, which no session tells. So where there was no session
    yesterday and today, it has its turn only every other time, and the times between hold the rest.
    """
    progress, day = today.progress, today.day
    waited = progress.waited(exercise.code, day)
    if waited < today.protocol.planning.weights.turn_after or not today.is_wanted(exercise.complex):
        return False
    idle = (day - (progress.last_session(day) or day)).days
    return idle <= 1 or (waited + idle) % 2 == 0


def turns(today: Today, exercises: Iterable[Exercise]) -> Mapping[str, int]:
    """Points by code of those that have their turn: more than all that waited less have together.

    So of those that fit, the one that waited longest is in, and each of the others can go before it only once. Of two
    that waited alike, the first is the first in ``exercises``.
    """
    have = [exercise.code for exercise in exercises if has_turn(today, exercise)]
    order = sorted(have, key=lambda code: today.progress.waited(code, today.day), reverse=True)
    return {code: 1 << len(order) - place for place, code in enumerate(order)}
