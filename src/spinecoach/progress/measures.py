"""Answers on how somebody is getting on: what is due, and what changed since the first time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spinecoach.progress.change import Change, judged
from spinecoach.protocol.measures import Measure


@dataclass(frozen=True, slots=True)
class MeasureAnswer:
    """``item`` is the id of an activity that the person named, empty for a measure of one question."""

    day: date
    measure: str
    item: str
    value: int


@dataclass(frozen=True, slots=True)
class MeasureSkipped:
    """It was due and was left out; it comes again after its usual time."""

    day: date
    measure: str


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """``item`` is empty for the whole measure; that of several items is their mean."""

    measure: str
    item: str
    change: Change


def due_on(
    measures: Iterable[Measure],
    told: Iterable[MeasureAnswer | MeasureSkipped],
    first_day: date | None,
    today: date,
) -> tuple[Measure, ...]:
    """What is to be asked today; nothing before the first session. ``first_day`` is that of the first session."""
    if first_day is None:
        return ()
    measures = tuple(measures)
    days = next_days(measures, told, first_day)
    return tuple(measure for measure, day in zip(measures, days, strict=True) if day <= today)


def next_days(
    measures: Iterable[Measure], told: Iterable[MeasureAnswer | MeasureSkipped], first_day: date
) -> tuple[date, ...]:
    """From when on each of them is asked; left out is as good as answered."""
    last: dict[str, date] = {}
    for each in told:
        last[each.measure] = max(each.day, last.get(each.measure, each.day))
    return tuple(_next(measure, last.get(measure.id), first_day) for measure in measures)


def changes(measures: Mapping[str, Measure], told: Sequence[MeasureAnswer]) -> tuple[MeasureChange, ...]:
    """The first answer against the last one, of every item and of every measure; nothing for what was told once.

    A measure of several items is also their mean, of two or more that were told both times.
    """
    found: list[MeasureChange] = []
    for name, measure in measures.items():
        mine = [answer for answer in told if answer.measure == name]
        ends = {item: end for item in dict.fromkeys(a.item for a in mine) if (end := _ends(measure, mine, item))}
        if measure.own_items:
            found += (
                MeasureChange(name, item, judged(before, now, measure.noise_of_one))
                for item, (before, now) in ends.items()
            )
        if len(ends) > (1 if measure.own_items else 0):
            before = sum(start for start, _ in ends.values()) / len(ends)
            now = sum(end for _, end in ends.values()) / len(ends)
            found.append(MeasureChange(name, "", judged(before, now, measure.noise, measure.notice)))
    return tuple(found)


def _next(measure: Measure, last: date | None, first_day: date) -> date:
    if last is None:
        return first_day + timedelta(days=measure.first_day)
    return last + timedelta(days=measure.every_days)


def _ends(measure: Measure, told: Sequence[MeasureAnswer], item: str) -> tuple[int, int] | None:
    of_item = sorted((answer for answer in told if answer.item == item), key=lambda answer: answer.day)
    if measure.against_start:
        return 0, of_item[-1].value
    if of_item[0].day == of_item[-1].day:
        return None
    return of_item[0].value, of_item[-1].value
