"""How long it takes to plan a day: a thousand different people with nine weeks behind them, and ten years of days."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from time import perf_counter_ns

from benchmarks.figure import Figure, quantile
from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.planning.decide import decide
from spinecoach.planning.wishes import PlaceWish, Wishes
from spinecoach.progress.fold import progress_of
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.protocol.exercise import Equipment
from spinecoach.screening.answers import Answers
from spinecoach.screening.clear import clear

DAY = date(2026, 11, 22)
PEOPLE = 1000


def measure() -> Iterator[Figure]:
    """Plans by themselves; then the fold of ten years, which stands before a plan."""
    spent = sorted(_plan_seconds(Random(number)) for number in range(PEOPLE))
    yield Figure(f"plan p50, {PEOPLE} people", quantile(spent, 0.5), "ms", 5)
    yield Figure("plan p99", quantile(spent, 0.99), "ms", 20)
    years = _days(Random(1), 3650)
    began = perf_counter_ns()
    progress_of(catalogue(), years, DAY)
    yield Figure("fold of 10 years of daily sessions", (perf_counter_ns() - began) / 1e6, "ms", 300)


def _plan_seconds(chance: Random) -> float:
    protocol = catalogue()
    pain = {region: chance.randint(0, 6) for region in Region if chance.random() < 0.4}
    wishes = Wishes(
        minutes=chance.choice([2, 5, 10, 20, 45]),
        place=chance.choice(list(PlaceWish)),
        equipment=frozenset(thing for thing in Equipment if chance.random() < 0.8),
        pain=pain,
    )
    progress = progress_of(protocol, _days(chance, chance.randint(0, 63)), DAY)
    clearance = clear(packaged_questions(), Answers(), DAY)
    began = perf_counter_ns()
    decide(protocol, clearance, progress, wishes, DAY)
    return (perf_counter_ns() - began) / 1e6


def _days(chance: Random, number: int) -> list[DoneDay]:
    exercises = list(catalogue().exercises.values())
    days = []
    for back in range(number, 0, -1):
        items = []
        for exercise in chance.sample(exercises, 5):
            level = chance.randint(1, exercise.article_levels[1])
            items.append(DoneItem(exercise.code, level, 300, chance.randint(0, 2), chance.randint(0, 4), 3))
        days.append(DoneDay(DAY - timedelta(days=back), tuple(items), {Region.NECK: chance.randint(0, 2)}))
    return days
