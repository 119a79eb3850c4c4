"""What is known of a person, folded from the stream ``person`` of the record. Sessions have streams of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from threading import Lock
from typing import cast

from spinecoach.app.along import Along, own, pain_told, told
from spinecoach.app.gate_log import from_record
from spinecoach.app.preferences import Camera, Landmarks, Preferences, Spoken, TextSize, Theme
from spinecoach.body import Region
from spinecoach.planning.wishes import PlaceWish
from spinecoach.protocol.exercise import Equipment
from spinecoach.record.entry import Recorded
from spinecoach.record.store import Store
from spinecoach.screening.entries import Entry
from spinecoach.wire.json_value import JSON

STREAM = "person"


class Kind(StrEnum):
    """What is kept in the stream ``person`` beside the entries of the gate (``gate_log``)."""

    PREFERRED = "preferred"
    WISHED = "wished"
    PAIN_TOLD = "pain_told"
    RANGES_LEARNED = "ranges_learned"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person wants of any day: minutes, how often, where, with what, for which regions (none = all)."""

    minutes: int = 10
    days: int = 7
    """Days a week."""
    place: PlaceWish = PlaceWish.ANY
    equipment: tuple[Equipment, ...] = (Equipment.CHAIR,)
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain 0-10 by region, as told on ``day``."""

    day: date
    values: Mapping[Region, int]


@dataclass(frozen=True, slots=True)
class Person:
    """``gate`` holds the gate's entries in their order, for screening to judge.

    ``position`` is the last entry of the stream that is folded in.
    """

    preferences: Preferences
    wishes: Wishes = field(default_factory=Wishes)
    pain: Pain | None = None
    along: Along = field(default_factory=Along)
    ranges: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """How far the person goes, by exercise and view, as the camera learned it (``subject.BASELINES``)."""
    gate: tuple[Entry, ...] = ()
    position: int = 0

    def pain_on(self, day: date) -> Mapping[Region, int]:
        """Today's pain; yesterday's is not today's."""
        return self.pain.values if self.pain is not None and self.pain.day == day else {}


def fold(person: Person, entries: Sequence[Recorded]) -> Person:
    """``person`` with ``entries``, which follow what it has, added."""
    if not entries:
        return person
    gate = list(person.gate)
    person = replace(person, along=own(person.along))
    for entry in entries:
        told_to_gate = from_record(entry)
        if told_to_gate is None:
            person = _folded(person, entry)
        else:
            gate.append(told_to_gate)
    return replace(person, gate=tuple(gate), position=entries[-1].position)


def _folded(person: Person, entry: Recorded) -> Person:
    body = entry.body
    match entry.kind:
        case Kind.PREFERRED:
            return replace(person, preferences=_preferences(person.preferences, body))
        case Kind.WISHED:
            return replace(person, wishes=_wishes(person.wishes, body))
        case Kind.PAIN_TOLD:
            pain = {Region(region): value for region, value in cast("Mapping[str, int]", body["pain"]).items()}
            day, morning = _day(body), bool(body.get("morning", True))
            along = pain_told(person.along, day, pain, morning=morning)
            return replace(person, pain=Pain(day, pain), along=along)
        case Kind.RANGES_LEARNED:
            ranges = cast("Mapping[str, Sequence[float]]", body["ranges"])
            learned = {name: tuple(own) for name, own in ranges.items()}
            return replace(person, ranges={**person.ranges, **learned})
        case _:
            return replace(person, along=told(person.along, entry))


def _day(body: Mapping[str, JSON]) -> date:
    return date.fromisoformat(cast("str", body["day"]))


def _preferences(preferences: Preferences, body: Mapping[str, JSON]) -> Preferences:
    kinds = {"theme": Theme, "text_size": TextSize, "voice": Spoken, "camera": Camera, "landmarks": Landmarks}
    return replace(preferences, **{name: kinds.get(name, str)(value) for name, value in body.items()})  # type: ignore[arg-type]


def _wishes(wishes: Wishes, body: Mapping[str, JSON]) -> Wishes:
    made: dict[str, object] = {}
    for name, value in body.items():
        match name:
            case "minutes" | "days":
                made[name] = value
            case "place":
                made[name] = PlaceWish(cast("str", value))
            case "equipment":
                made[name] = tuple(Equipment(thing) for thing in cast("Sequence[str]", value))
            case "regions":
                made[name] = tuple(Region(region) for region in cast("Sequence[str]", value))
            case _:
                continue
    return replace(wishes, **made)  # type: ignore[arg-type]  # each value was made by its name


class Memory:
    """The person as last read; only what was appended since is read again."""

    def __init__(self, store: Store, person: str, fresh: Preferences) -> None:
        self._store = store
        self._id = person
        self._fresh = fresh
        self._lock = Lock()
        self._generation = 0
        self._person = Person(fresh)

    def now(self) -> Person:
        """The person as the record has it at this moment."""
        with self._lock:
            generation = self._store.generation()
            if generation != self._generation:
                self._generation, self._person = generation, Person(self._fresh)
            self._person = fold(self._person, self._store.read(self._id, STREAM, after=self._person.position))
            return self._person
