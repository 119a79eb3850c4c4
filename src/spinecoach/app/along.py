"""What a person tells along the way: mornings, breaks, how far to grow, how it goes; folded from entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import cast

from spinecoach.body import Region
from spinecoach.progress.choice import DoseChoice, Reach
from spinecoach.progress.measures import MeasureAnswer, MeasureSkipped
from spinecoach.progress.pause import Break, Pause
from spinecoach.progress.range_of_motion import RangeReading
from spinecoach.record.entry import Recorded
from spinecoach.wire.json_value import JSON

DAY = timedelta(days=1)
Pains = Mapping[date, Mapping[Region, int]]


class AlongKind(StrEnum):
    """Kinds of entries of the stream ``person`` that are told along the way. Pain is told under ``Kind.PAIN_TOLD``."""

    MORNING_TOLD = "morning_told"
    DOSE_CHOSEN = "dose_chosen"
    PAUSED = "paused_from"
    PAUSE_ENDED = "pause_ended"
    ACTIVITIES_NAMED = "activities_named"
    MEASURED = "measured"
    MEASURE_SKIPPED = "measure_skipped"
    RANGE_MEASURED = "range_measured"


@dataclass(frozen=True, slots=True)
class Along:
    """``pain`` is what was told last on each day, ``highest`` the most that was told on it, also when it was put right
    later, ``early`` what was told first in its morning, ``mornings`` the
    answers to the question of the morning; all 0-10 by region. ``activities`` are the person's own, by id, and
    ``named`` all that they ever named.
    """

    pain: Pains = field(default_factory=dict)
    highest: Pains = field(default_factory=dict)
    early: Pains = field(default_factory=dict)
    mornings: Pains = field(default_factory=dict)
    choices: tuple[DoseChoice, ...] = ()
    pauses: tuple[Pause, ...] = ()
    activities: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    measures: tuple[MeasureAnswer | MeasureSkipped, ...] = ()
    readings: tuple[RangeReading, ...] = ()

    def morning_of(self, day: date) -> Mapping[Region, int]:
        """What is known of a morning: the answer to its question, and where there is none, pain told before noon."""
        return {**self.early.get(day, {}), **self.mornings.get(day, {})}

    def choice_of(self, code: str) -> DoseChoice | None:
        """The choice that holds for an exercise now."""
        return next((choice for choice in reversed(self.choices) if choice.code == code), None)


def own(along: Along) -> Along:
    """The same, with days of its own: ``pain_told`` and ``told`` add to those, as copying years for each takes long."""
    return replace(
        along,
        pain=dict(along.pain),
        highest=dict(along.highest),
        early=dict(along.early),
        mornings=dict(along.mornings),
    )


def pain_told(along: Along, day: date, pain: Mapping[Region, int], *, morning: bool) -> Along:
    """Pain told on a day; before noon, the first of it tells of the morning too. ``along`` is the caller's own."""
    before = along.highest.get(day, {})
    most = {region: max(value, before.get(region, 0)) for region, value in {**before, **pain}.items()}
    _days(along.pain)[day] = pain
    _days(along.highest)[day] = most
    if morning:
        _days(along.early).setdefault(day, pain)
    return along


def _days(pains: Pains) -> dict[date, Mapping[Region, int]]:
    return cast("dict[date, Mapping[Region, int]]", pains)


def told(along: Along, entry: Recorded) -> Along:
    """``along``, which is the caller's own, with one entry more; one of another kind changes nothing."""
    if entry.kind not in list(AlongKind):
        return along
    body = entry.body
    day = date.fromisoformat(cast("str", body["day"]))
    match AlongKind(entry.kind):
        case AlongKind.MORNING_TOLD:
            pain = {Region(region): value for region, value in cast("Mapping[str, int]", body["pain"]).items()}
            _days(along.mornings)[day] = {**along.mornings.get(day, {}), **pain}
            return along
        case AlongKind.DOSE_CHOSEN:
            reach, level = Reach(cast("str", body["reach"])), cast("int | None", body.get("level"))
            choice = DoseChoice(day, cast("str", body["code"]), reach, level)
            return replace(along, choices=(*along.choices, choice))
        case AlongKind.PAUSED:
            until = cast("str | None", body.get("until"))
            pause = Pause(day, date.fromisoformat(until) if until else None, Break(cast("str", body["why"])))
            return replace(along, pauses=(*_ended(along.pauses, day), pause))
        case AlongKind.PAUSE_ENDED:
            return replace(along, pauses=_ended(along.pauses, day))
        case AlongKind.ACTIVITIES_NAMED:
            activities = dict(cast("Mapping[str, str]", body["activities"]))
            return replace(along, activities=activities, named={**along.named, **activities})
        case AlongKind.MEASURED:
            measure, values = cast("str", body["measure"]), cast("Mapping[str, int]", body["values"])
            answers = (MeasureAnswer(day, measure, item, value) for item, value in values.items())
            return replace(along, measures=(*along.measures, *answers))
        case AlongKind.MEASURE_SKIPPED:
            skipped = MeasureSkipped(day, cast("str", body["measure"]))
            return replace(along, measures=(*along.measures, skipped))
        case AlongKind.RANGE_MEASURED:
            return replace(along, readings=(*along.readings, _reading(day, body)))


def _ended(pauses: tuple[Pause, ...], day: date) -> tuple[Pause, ...]:
    """What lies on ``day`` or after it is no pause any more."""
    open_still = [pause for pause in pauses if pause.start < day]
    return tuple(replace(p, end=day - DAY) if p.end is None or p.end >= day else p for p in open_still)


def _reading(day: date, body: Mapping[str, JSON]) -> RangeReading:
    return RangeReading(
        day,
        cast("str", body["movement"]),
        cast("float", body["degrees"]),
        cast("float", body["confidence"]),
        cast("str", body.get("session") or ""),
    )
