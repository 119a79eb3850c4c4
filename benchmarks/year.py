"""A year of 1,000 different people: no runaway dose, no starved exercise, and how often each rule fired."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from benchmarks.figure import Figure, quantile
from benchmarks.lives import Life, live
from benchmarks.people import ALIKE, MILDER, TYPICAL, WORSE, People, described
from benchmarks.waits import Waits, waits_of
from spinecoach.app.catalogue import catalogue
from spinecoach.progress.choice import Reach
from spinecoach.progress.light import GRAVE
from spinecoach.protocol.exercise import Kind

PEOPLE, OTHERS, DAYS = 1000, 200, 365
WEEK = timedelta(days=7)
GOAL = 28


@dataclass(slots=True)
class Found:
    """What went wrong, and what happened, in one life or in many."""

    sessions: int = 0
    items: int = 0
    above: int = 0
    after_red: int = 0
    too_fast: int = 0
    waits: dict[tuple[bool, bool], Waits] = field(default_factory=dict)
    rules: Counter[str] = field(default_factory=Counter)
    drifts: int = 0
    plateaus: int = 0
    reached: list[tuple[int, int, int]] = field(default_factory=list)
    """The level at the end, the article's least and its most."""


def measure() -> Iterator[Figure | str]:
    """Counts over all lives. The people are made up, so the figures say how the rules act, not how bodies do."""
    yield "The people of this year are made up: the figures say how the rules act, not how bodies do."
    yield "Their numbers, each with its source [F: found, key in sources.toml or the papers] or [D], our own choice:"
    yield from (f"- {line}" for line in (*described(TYPICAL), *ALIKE))
    lives = _lives(TYPICAL, PEOPLE)
    yield Figure(f"sessions of {PEOPLE} people in {DAYS} days", sum(f.sessions for f in lives), "")
    yield Figure("exercises done", sum(f.items for f in lives), "")
    yield from _safe(lives)
    yield from _waiting(lives)
    yield from _levels(lives)
    yield "How often each rule fired:"
    rules, items = sum((f.rules for f in lives), Counter[str]()), sum(f.items for f in lives)
    for rule in sorted(name for name in catalogue().dosing.sentences if name.startswith("dose-")):
        yield Figure(f"{rule}, per 100 exercises done", 100 * rules[rule] / items, "")
    yield Figure("people who were told of a slow drift", sum(f.drifts > 0 for f in lives), "")
    yield Figure("people who were told of a plateau", sum(f.plateaus > 0 for f in lives), "")
    for people in (MILDER, WORSE):
        yield f"The same year with {OTHERS} {people.name}; of what is told above this is different:"
        yield from (f"- {line}" for line in described(people))
        others = _lives(people, OTHERS)
        yield from _safe(others)
        yield from _levels(others)


def _lives(people: People, count: int) -> Sequence[Found]:
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(partial(_judged, people), range(count), chunksize=10))


def _safe(lives: Sequence[Found]) -> Iterator[Figure]:
    yield Figure("above the article or the chosen level", sum(f.above for f in lives), "times", 0)
    yield Figure("harder after red before three calm days", sum(f.after_red for f in lives), "times", 0)
    yield Figure("more levels up in a week than allowed", sum(f.too_fast for f in lives), "times", 0)


def _waiting(lives: Sequence[Found]) -> Iterator[Figure]:
    for wanted, five in ((True, True), (False, True), (True, False), (False, False)):
        who = f"{'wanted' if wanted else 'not wanted'}, {'5 minutes or more' if five else '2 minutes'}"
        waits = sum((f.waits[wanted, five] for f in lives if (wanted, five) in f.waits), Waits())
        room, behind = sorted(waits.with_room), sorted(waits.behind_massage)
        if not room:
            continue
        yield Figure(f"longest wait where there was room, {who}", room[-1], "times", GOAL if wanted else None)
        yield Figure("  the same, 99 of 100", quantile(room, 0.99), "times")
        yield Figure(f"longest wait behind the massage, {who}", behind[-1], "times")
        yield Figure("  the same, 99 of 100", quantile(behind, 0.99), "times")
        yield Figure("  exercises that never waited there", 100 * sum(not n for n in behind) / len(behind), "%")


def _levels(lives: Sequence[Found]) -> Iterator[Figure]:
    reached = [each for found in lives for each in found.reached]
    count = len(reached) / 100
    shares = sorted(level / most for level, _, most in reached)
    yield Figure("level at the end, share of the article's most, median", quantile(shares, 0.5), "")
    yield Figure("  exercises in the easier form at the end", sum(not share for share in shares) / count, "%")
    yield Figure(
        "  exercises within the article's dose", sum(level >= least for level, least, _ in reached) / count, "%"
    )
    yield Figure("  exercises at the article's most or above", sum(share >= 1 for share in shares) / count, "%")


def _judged(people: People, number: int) -> Found:
    protocol = catalogue()
    life = live(protocol, number, DAYS, people)
    rules = Counter(step.rule for step in life.steps)
    found = Found(sessions=len(life.days), waits=waits_of(life), rules=rules)
    for lived in life.days:
        found.items += len(lived.done.items)
        found.drifts += bool(lived.progress.drifting)
        found.plateaus += bool(lived.progress.plateau)
        found.above += sum(item.work.level > _most(life, item.work.code, lived.day) for item in lived.plan.items)
    found.after_red, found.too_fast = _unsafe(life)
    if life.days:
        levels = life.days[-1].progress.levels
        found.reached = [(level, *protocol.exercises[code].article_levels) for code, level in levels.items()]
    return found


def _most(life: Life, code: str, day: date) -> int:
    exercise = catalogue().exercises[code]
    choice = next((c for c in reversed(life.choices) if c.code == code and c.day <= day), None)
    if choice is None:
        return exercise.article_levels[1]
    return max(exercise.levels) if choice.reach is Reach.BEYOND else choice.level or 0


def _unsafe(life: Life) -> tuple[int, int]:
    """Steps up within three sessions after red; weeks with more steps up than are allowed."""
    since_red: dict[str, int] = {}
    ups: dict[str, list[date]] = {}
    early = fast = 0
    for step in life.steps:
        calm = since_red.get(step.code, 99)
        if step.light in GRAVE:
            since_red[step.code] = 0
        elif step.light is not None:
            since_red[step.code] = calm + 1
        if step.rule == "dose-up":
            early += since_red[step.code] < 3
            lately = [day for day in ups.get(step.code, []) if step.day - day < WEEK]
            isometric = catalogue().exercises[step.code].kind is Kind.ISOMETRIC
            fast += len(lately) >= (1 if isometric else 2)
            ups[step.code] = [*lately, step.day]
    return early, fast
