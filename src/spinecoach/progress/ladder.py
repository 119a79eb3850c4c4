"""One exercise's way up and down its levels (clinical.md 3.4). Every way says by which rule."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spinecoach.progress.history import DoneItem
from spinecoach.progress.light import GRAVE, GRAVITY, Light, worst_of
from spinecoach.progress.step import Step
from spinecoach.protocol.dosing import Dosing
from spinecoach.protocol.exercise import Exercise, Kind

WEEK = timedelta(days=7)
REMEMBERED = 28
"""Calm days at most that are kept; they say which exercise has been ready for longest."""
EASIER = 0
"""The level of the easier form."""


@dataclass(frozen=True, slots=True)
class Rung:
    """Where an exercise stands: the level for next time, and what it takes to judge the next step.

    It stands there ``since`` a day, was done on ``times`` days since, and ``pain`` was the usual morning's then.
    """

    level: int
    greens: tuple[date, ...] = ()
    """Days all green at this level."""
    ups: tuple[date, ...] = ()
    lights: tuple[Light, ...] = ()
    """Of the last sessions with it, the newest last."""
    retired_until: date | None = None
    since: date | None = None
    times: int = 0
    pain: int | None = None

    def at(self, level: int, day: date, pain: int | None) -> "Rung":
        """The same at another level; the count of calm days begins again."""
        if level == self.level:
            return self.calm(())
        return Rung(level, (), self.ups, self.lights, self.retired_until, day, 0, pain)

    def calm(self, greens: tuple[date, ...]) -> "Rung":
        """The same with these calm days."""
        # Spelled out, as are all that a fold over years makes by the thousand.
        return Rung(
            self.level, greens, self.ups, self.lights, self.retired_until, self.since, self.times, self.pain
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """One exercise on one day. ``during`` holds a light for each time that it was done, None where pain was not told.

    ``morning`` is the light of the morning after, None when that was not answered. ``replaced``: another exercise
    took its place. ``pain`` is the usual morning's. ``flaring``: a flare has taken its level down, today or just now.
    """

    exercise: Exercise
    items: Sequence[DoneItem]
    during: tuple[Light | None, ...]
    morning: Light | None
    replaced: bool
    pain: int | None
    flaring: bool = False

    @property
    def lights(self) -> tuple[Light, ...]:
        """One a session, the worst of it and of the morning after; the gravest last."""
        after = self.morning or Light.AMBER
        if len(self.during) == 1:
            return (worst_of((after, self.during[0] or Light.AMBER)),)
        worst: dict[int, Light] = {}
        for item, light in zip(self.items, self.during, strict=True):
            worst[item.session] = worst_of((worst.get(item.session, after), light or Light.AMBER))
        return tuple(sorted(worst.values(), key=GRAVITY.__getitem__))

    @property
    def red_at(self) -> tuple[int, ...]:
        """The level at which it was red, one for each session in which it was, the highest first."""
        lowest: dict[int, int] = {}
        for item, light in zip(self.items, self.during, strict=True):
            if light in GRAVE:
                lowest[item.session] = min(item.level, lowest.get(item.session, item.level))
        return tuple(sorted(lowest.values(), reverse=True))


def after_day(rules: Dosing, rung: Rung | None, seen: Seen, day: date) -> tuple[Rung, Step]:
    """Down after red; a day at a lower level than ordered is no step up; amber starts the count of calm days again."""
    done_at = max(item.level for item in seen.items)
    known = rung or Rung(max(rules.start_level, done_at), since=day, pain=seen.pain)
    before = known.level
    if done_at > known.level:
        known = known.at(done_at, day, seen.pain)
    lights = seen.lights
    known = _once_more(rules, known, lights)
    code = seen.exercise.code
    if lights[-1] in GRAVE:
        known = known.at(_level_after_red(rules, seen, known.level, done_at), day, seen.pain)
        rule = _why_down(seen)
        if sum(light in GRAVE for light in known.lights) >= rules.retire.reds:
            rule = "dose-retired"
            known = replace(known, retired_until=day + timedelta(days=rules.retire.days), lights=())
    elif Light.AMBER in lights:
        known, rule = known.calm(()) if known.greens else known, _why_held(seen)
    else:
        known, rule = _green(rules, known, seen, day)
    return known, Step(day, code, rule, before, known.level, lights[-1], done=len(known.greens))


def _level_after_red(rules: Dosing, seen: Seen, level: int, done_at: int) -> int:
    """One step for each session that was red, counted from what was red; for a red morning alone, one for the day.

    A flare is red mornings too: the levels that it takes are for them.
    """
    red_at = seen.red_at
    if not red_at and seen.flaring:
        return level
    for at in red_at or (done_at,):
        level = max(EASIER, min(level, at) - rules.red_down)
    return level


def is_ready(rules: Dosing, rung: Rung, exercise: Exercise, day: date) -> bool:
    """Whether the next level is due: enough calm days, and not too many steps in a week."""
    allowed = rules.up.isometric_a_week if exercise.kind is Kind.ISOMETRIC else rules.up.a_week
    lately = sum(day - up < WEEK for up in rung.ups)
    return len(rung.greens) >= rules.up.days and lately < allowed


def stepped_up(rung: Rung, day: date, pain: int | None) -> Rung:
    """One level up."""
    ups = tuple(up for up in rung.ups if day - up < WEEK)
    return replace(rung.at(rung.level + 1, day, pain), ups=(*ups, day))


def after_gap(rules: Dosing, code: str, rung: Rung, missed: int, day: date) -> tuple[Rung, Step | None]:
    """After missed days. What was missed never leads to the easier form; only pain does."""
    start = rules.start_level
    if missed >= rules.gap.again_from:
        level = EASIER if rung.lights and rung.lights[-1] in GRAVE else start
    else:
        down = next((down for least, down in rules.gap.missed if missed >= least), 0)
        if not down:
            return rung, None
        level = max(min(rung.level, start), rung.level - down)
    rule = "dose-missed" if level < rung.level and missed < rules.gap.again_from else "dose-again"
    step = Step(day, code, rule, rung.level, level, days=missed)
    return rung.at(level, day, rung.pain), step


def _once_more(rules: Dosing, rung: Rung, lights: tuple[Light, ...]) -> Rung:
    lately = (*rung.lights, *lights)[-rules.retire.of :]
    return Rung(
        rung.level, rung.greens, rung.ups, lately, rung.retired_until, rung.since, rung.times + 1, rung.pain
    )  # fmt: skip


def _why_down(seen: Seen) -> str:
    worst = [light for light in seen.during if light in GRAVE]
    if not worst:
        return "dose-flare" if seen.flaring else "dose-morning-red"
    if Light.BLACK in worst:
        return "dose-black"
    if seen.replaced:
        return "dose-substituted"
    return "dose-softened" if any(item.softened for item in seen.items) else "dose-red"


def _why_held(seen: Seen) -> str:
    if Light.AMBER in seen.during:
        return "dose-amber"
    if None in seen.during:
        return "dose-untold"
    return "dose-unanswered" if seen.morning is None else "dose-morning"


def _green(rules: Dosing, rung: Rung, seen: Seen, day: date) -> tuple[Rung, str]:
    here = [item for item in seen.items if item.level == rung.level]
    if not here:
        return rung, "dose-lower"
    in_full = [item for item in here if _all_done(rules, seen.exercise, item)]
    if not in_full:
        return rung, "dose-short"
    if not any(_easy_enough(rules, seen.exercise, item) for item in in_full):
        return rung, "dose-hard"
    greens = rung.greens if day in rung.greens else (*rung.greens, day)
    return rung.calm(greens[-REMEMBERED:]), "dose-calm"


def _all_done(rules: Dosing, exercise: Exercise, item: DoneItem) -> bool:
    dose = exercise.levels[item.level]
    if dose.reps is None:
        return True
    return item.reps_done is not None and item.reps_done >= rules.up.reps_done * dose.reps * exercise.sides * dose.zones


def _easy_enough(rules: Dosing, exercise: Exercise, item: DoneItem) -> bool:
    if exercise.kind is Kind.MASSAGE:
        return True
    return item.effort is not None and item.effort <= (exercise.levels[item.level].effort or rules.up.effort)
