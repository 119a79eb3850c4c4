"""A year of 1,000 different people: no runaway dose, no starved exercise, and how often each rule fired."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.figure import Figure, quantile
from benchmarks.lives import Life, Lived, live
from spinecoach.app.catalogue import catalogue
from spinecoach.progress.choice import Reach
from spinecoach.progress.light import GRAVE
from spinecoach.protocol.exercise import Complex, Kind
from spinecoach.session.timing import item_seconds
from spinecoach.wire.plan import work_at

PEOPLE, DAYS = 1000, 365
LEAST_MINUTES = 5
WEEK = timedelta(days=7)
LEFT_OUT_OF_ITSELF = {"no-room"}
"""The one reason to be left out that the planner itself makes up for by and by."""


@dataclass(slots=True)
class Found:
    """What went wrong, and what happened, in one life or in many."""

    sessions: int = 0
    items: int = 0
    above: int = 0
    after_red: int = 0
    too_fast: int = 0
    waited: tuple[list[int], list[int], list[int]] = field(default_factory=lambda: ([], [], []))
    """Sessions in a row in which an open exercise had to stand back: of a group that is wanted, of another, in 2
    minutes."""
    rules: Counter[str] = field(default_factory=Counter)
    drifts: int = 0
    plateaus: int = 0
    reached: list[float] = field(default_factory=list)


def measure() -> Iterator[Figure]:
    """Counts over all lives. The people are made up, so the figures say how the rules act, not how bodies do."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        lives = list(pool.map(_judged, range(PEOPLE), chunksize=10))
    sessions = sum(f.sessions for f in lives)
    yield Figure(f"sessions of {PEOPLE} people in {DAYS} days", sessions, "")
    yield Figure("exercises done", sum(f.items for f in lives), "")
    yield Figure("above the article or the chosen level", sum(f.above for f in lives), "times", 0)
    yield Figure("harder after red before three calm days", sum(f.after_red for f in lives), "times", 0)
    yield Figure("more levels up in a week than allowed", sum(f.too_fast for f in lives), "times", 0)
    for who, waited in (("wanted, 5 minutes or more", 0), ("not wanted, 5 minutes or more", 1), ("2 minutes only", 2)):
        waits = sorted(wait for found in lives for wait in found.waited[waited])
        goal = 28 if waited == 0 else None
        yield Figure(f"longest wait of an exercise, {who}", waits[-1], "times", goal)
        yield Figure("  the same, 99 of 100", quantile(waits, 0.99), "times")
    reached = sorted(share for found in lives for share in found.reached)
    yield Figure("level at the end, share of the article's, median", quantile(reached, 0.5), "")
    yield Figure(
        "  exercises in the easier form at the end", 100 * sum(not share for share in reached) / len(reached), "%"
    )
    yield Figure(
        "  exercises at the article's dose or more", 100 * sum(share >= 1 for share in reached) / len(reached), "%"
    )
    rules = sum((f.rules for f in lives), Counter[str]())
    for rule in sorted(name for name in catalogue().dosing.sentences if name.startswith("dose-")):
        yield Figure(f"{rule}, per 100 exercises done", 100 * rules[rule] / sum(f.items for f in lives), "")
    yield Figure("people who were told of a slow drift", sum(f.drifts > 0 for f in lives), "")
    yield Figure("people who were told of a plateau", sum(f.plateaus > 0 for f in lives), "")


def _judged(number: int) -> Found:
    protocol = catalogue()
    life = live(protocol, number, DAYS)
    found = Found(sessions=len(life.days), rules=Counter(step.rule for step in life.steps))
    for lived in life.days:
        found.items += len(lived.done.items)
        found.drifts += bool(lived.progress.drifting)
        found.plateaus += bool(lived.progress.plateau)
        found.above += sum(item.work.level > _most(life, item.work.code, lived.day) for item in lived.plan.items)
    for code, wait in _waits(life).items():
        kind = (
            2 if life.wishes.minutes < LEAST_MINUTES else 0 if protocol.exercises[code].complex in _wanted(life) else 1
        )
        found.waited[kind].append(wait)
    found.after_red, found.too_fast = _unsafe(life)
    if life.days:
        levels = life.days[-1].progress.levels
        found.reached = [level / protocol.exercises[code].article_levels[1] for code, level in levels.items()]
    return found


def _waits(life: Life) -> Counter[str]:
    """By code, the most sessions in a row in which others were done in the room that it needs."""
    waits: Counter[str] = Counter()
    longest: Counter[str] = Counter()
    for lived in life.days:
        for item in lived.plan.items:
            waits[item.work.code] = 0
            longest[item.work.code] += 0
        for left in lived.plan.left_out:
            if {reason.id for reason in left.reasons} <= LEFT_OUT_OF_ITSELF and _had_room(life, lived, left.code):
                waits[left.code] += 1
                longest[left.code] = max(longest[left.code], waits[left.code])
    return longest


def _had_room(life: Life, lived: Lived, code: str) -> bool:
    """Whether it fits into the minutes at all, beside the massage that a neck in pain is given first."""
    protocol = catalogue()
    exercise = protocol.exercises[code]
    massage = sum(item.seconds for item in lived.plan.items if protocol.exercises[item.work.code].kind is Kind.MASSAGE)
    ordered = lived.progress.levels.get(code, 1)
    least = min(item_seconds(protocol, work_at(exercise, n)) for n in exercise.levels if n >= min(1, ordered))
    return massage + least <= 60 * life.wishes.minutes


def _wanted(life: Life) -> set[Complex]:
    """The groups that the person came for, and those linked to them; all when nothing hurts."""
    protocol = catalogue()
    own = {protocol.region_complex[region] for region in life.wishes.regions}
    return own | {other for name in own for other in protocol.linked[name]} or set(Complex)


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
