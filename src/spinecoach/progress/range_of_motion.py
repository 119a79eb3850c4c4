"""Range of motion over time, never without its error (clinical.md 6.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median, stdev

from spinecoach.progress.change import Verdict, judged
from spinecoach.protocol.measures import RangeRules


@dataclass(frozen=True, slots=True)
class RangeReading:
    """One trial: ``degrees`` of a movement by name, how far the tracker trusted it (0-1), and the session, if any."""

    day: date
    movement: str
    degrees: float
    confidence: float
    session: str = ""


@dataclass(frozen=True, slots=True)
class RangeChange:
    """First days against last days, medians in degrees. ``own_mdc``: the error is the person's own."""

    movement: str
    baseline_deg: float
    now_deg: float
    mdc_deg: float
    own_mdc: bool
    verdict: Verdict


def range_changes(rules: RangeRules, readings: Sequence[RangeReading]) -> Mapping[str, RangeChange]:
    """By movement; nothing for one whose last days are its first days, or whose error nobody knows.

    No change of range is one that people notice: no such value was found.
    """
    found = {}
    for movement in dict.fromkeys(reading.movement for reading in readings):
        mine = [r for r in readings if r.movement == movement and r.confidence >= rules.least_confidence]
        if mine and movement in rules.noise and (change := _change(rules, movement, mine)):
            found[movement] = change
    return found


def _change(rules: RangeRules, movement: str, readings: Sequence[RangeReading]) -> RangeChange | None:
    first, last = min(r.day for r in readings), max(r.day for r in readings)
    until = first + timedelta(days=rules.baseline_days)
    since = last - timedelta(days=rules.lately_days)
    baseline = [r.degrees for r in readings if r.day < until]
    now = [r.degrees for r in readings if r.day > since]
    if since < until - timedelta(days=1):
        return None
    own = len(baseline) >= rules.own_from
    mdc = max(rules.own_least, rules.own_factor * stdev(baseline)) if own else rules.noise[movement]
    before, after = median(baseline), median(now)
    return RangeChange(movement, before, after, mdc, own, judged(before, after, mdc).verdict)
