"""One exercise's way up and down its levels (clinical.md 3.4)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from spinecoach.progress.history import DoneItem
from spinecoach.progress.progress import DAY, Light
from spinecoach.protocol.exercise import Exercise, Kind

WEEK = timedelta(days=7)
GREEN_DAYS = 3
REPS_DONE = 0.9
MOBILE_EFFORT = 4
UPS_A_WEEK, ISOMETRIC_UPS_A_WEEK = 2, 1
FIRST = 1
MISSED = ((15, None), (8, 2), (4, 1))
"""Missed days from this many on: so many levels down; None = start again."""
RETIRES_AT, RETIRES_OF, RETIRED = 3, 5, timedelta(days=14)
GRAVE = (Light.RED, Light.BLACK)


@dataclass(frozen=True, slots=True)
class Rung:
    """Where an exercise stands: the level for next time, and what it takes to judge the next step."""

    level: int
    greens: tuple[date, ...] = ()
    """Days all green at this level."""
    ups: tuple[date, ...] = ()
    lights: tuple[Light, ...] = ()
    """Of the last sessions with it, the newest last."""
    retired_until: date | None = None


def after_item(rung: Rung | None, exercise: Exercise, item: DoneItem, light: Light, day: date) -> Rung:
    """Down after red; a day at a lower level than ordered is no step up; amber starts the count of green days again."""
    known = rung or Rung(max(FIRST, item.level))
    known = replace(known, level=max(known.level, item.level), lights=(*known.lights, light)[-RETIRES_OF:])
    if light in GRAVE:
        known = replace(known, level=max(0, min(known.level, item.level) - 1), greens=())
        if sum(seen in GRAVE for seen in known.lights) >= RETIRES_AT:
            return replace(known, retired_until=day + RETIRED, lights=())
        return known
    if light is Light.AMBER:
        return replace(known, greens=())
    if item.level == known.level and _was_whole(exercise, item):
        return replace(known, greens=tuple(dict.fromkeys((*known.greens, day))))
    return known


def is_ready(rung: Rung, exercise: Exercise, most: int, day: date) -> bool:
    """Whether the next level is due: enough green days, and not too many steps in a week."""
    allowed = ISOMETRIC_UPS_A_WEEK if exercise.kind is Kind.ISOMETRIC else UPS_A_WEEK
    lately = sum(day - up < WEEK for up in rung.ups)
    return len(rung.greens) >= GREEN_DAYS and rung.level < most and lately < allowed


def stepped_up(rung: Rung, day: date) -> Rung:
    """One level up."""
    return replace(rung, level=rung.level + 1, greens=(), ups=(*rung.ups, day))


def after_gap(rung: Rung, missed: int) -> Rung:
    """After missed days. What was missed never leads to the easier form; only red does."""
    for least, down in MISSED:
        if missed >= least:
            after_red = bool(rung.lights) and rung.lights[-1] in GRAVE
            again = 0 if after_red else FIRST
            level = again if down is None else max(min(rung.level, FIRST), rung.level - down)
            return replace(rung, level=level, greens=())
    return rung


def missed_days(last: date, day: date) -> int:
    """Whole days between the two without a session."""
    return max(0, (day - last) // DAY - 1)


def _was_whole(exercise: Exercise, item: DoneItem) -> bool:
    dose = exercise.levels[item.level]
    if dose.reps is not None:
        planned = dose.reps * exercise.sides * dose.zones
        if item.reps_done is None or item.reps_done < REPS_DONE * planned:
            return False
    if exercise.kind is Kind.MASSAGE:
        return True
    target = dose.effort or MOBILE_EFFORT
    return item.effort is not None and item.effort <= target
