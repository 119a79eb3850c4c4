"""How somebody is getting on: what is asked now, and keeping or leaving out the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spinecoach.app.along import AlongKind
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.app.sessions import sessions
from spinecoach.app.take_break import break_now
from spinecoach.progress.measures import MeasureAnswer, MeasureChange, changes, due_on, next_days
from spinecoach.progress.pause import DAY
from spinecoach.protocol.measures import Measure
from spinecoach.wire.json_value import JSON

LONGEST = 60
"""Letters of the name of an activity."""


@dataclass(frozen=True, slots=True)
class GettingOn:
    """``due`` is what is asked now; ``activities`` the person's own, by id; ``last`` the last answer of each item."""

    due: tuple[Measure, ...]
    activities: Mapping[str, str]
    last: Mapping[tuple[str, str], MeasureAnswer]
    changes: tuple[MeasureChange, ...]


def getting_on(practice: Practice) -> GettingOn:
    """As it stands today; nothing is due before the first session or in a break. Raises StoreError."""
    along, measures = practice.me().along, practice.protocol.measures.measures
    done = [each.day for each in sessions(practice) if each.done]
    due: tuple[Measure, ...] = ()
    if done and break_now(practice) is None:
        due = due_on(measures.values(), along.measures, min(done), practice.clock.today())
    told = [answer for answer in along.measures if isinstance(answer, MeasureAnswer) and answer.measure in measures]
    last = {(answer.measure, answer.item): answer for answer in told}
    return GettingOn(due, along.activities, last, changes(measures, told))


def next_day(practice: Practice) -> date | None:
    """When something is asked next; None before the first session and in a break without an end. Raises StoreError."""
    done, pause = [each.day for each in sessions(practice) if each.done], break_now(practice)
    if not done or (pause is not None and pause.end is None):
        return None
    days = next_days(practice.protocol.measures.measures.values(), practice.me().along.measures, min(done))
    return max(min(days), pause.end + DAY if pause is not None and pause.end else min(days))


def name_activities(practice: Practice, names: Sequence[str]) -> None:
    """Keep the person's own activities in their own words; an empty name is none. Raises Refused, StoreError."""
    along = practice.me().along
    most = max(measure.own_items for measure in practice.protocol.measures.measures.values())
    said = [name.strip() for name in names if name.strip()]
    if len(said) > most:
        raise Refused(Why.WRONG, f"activities: found {len(said)}; right would be at most {most}")
    for name in said:
        if len(name) > LONGEST or not name.isprintable():
            raise Refused(Why.WRONG, f"activities: found {name[:LONGEST]!r}; right would be at most {LONGEST} letters")
    # What was named once keeps its id for good, so that no answer ever belongs to another activity.
    known = {name: id_ for id_, name in along.named.items()}
    made: dict[str, JSON] = {}
    for name in dict.fromkeys(said):
        made[known.setdefault(name, f"a{len(known) + 1}")] = name
    if made != along.activities:
        practice.note([(AlongKind.ACTIVITIES_NAMED, {"day": practice.clock.today().isoformat(), "activities": made})])


def tell_measure(practice: Practice, name: str, raw: Mapping[str, object]) -> None:
    """Keep answers to one measure, by item; the item is empty where there is but one. Raises Refused, StoreError."""
    measure = _known(practice, name)
    items = practice.me().along.activities if measure.own_items else {"": ""}
    values = {item: _value(measure, value) for item, value in raw.items()}
    if not values or not set(values) <= set(items):
        right = ", ".join(items) if measure.own_items else "one value"
        raise Refused(Why.WRONG, f"{name}: found {', '.join(values) or 'nothing'}; right would be {right}")
    body: Mapping[str, JSON] = {"day": practice.clock.today().isoformat(), "measure": name, "values": values}
    practice.note([(AlongKind.MEASURED, body)])


def leave_out(practice: Practice, name: str) -> None:
    """Not now; it is asked again at its usual time. Raises Refused, StoreError."""
    body: Mapping[str, JSON] = {"day": practice.clock.today().isoformat(), "measure": _known(practice, name).id}
    practice.note([(AlongKind.MEASURE_SKIPPED, body)])


def _known(practice: Practice, name: str) -> Measure:
    measures = practice.protocol.measures.measures
    if name not in measures:
        raise Refused(Why.UNKNOWN, f"measure: found {name[:40]!r}; right would be one of {', '.join(measures)}")
    return measures[name]


def _value(measure: Measure, value: object) -> int:
    low, high = measure.scale
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if text not in map(str, range(low, high + 1)):
        raise Refused(Why.WRONG, f"{measure.id}: found {value!r}; right would be a whole number from {low} to {high}")
    return int(text)
