"""What the entries of each kind hold. An import is judged by it before anything of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from spinecoach.app.along import AlongKind
from spinecoach.app.gate_log import GateKind
from spinecoach.app.person import STREAM, Kind
from spinecoach.app.preferences import Camera, Landmarks, Spoken, TextSize, Theme
from spinecoach.app.reminder_log import STREAM as REMINDERS
from spinecoach.app.reminder_log import WISHES
from spinecoach.app.reminder_log import Kind as ReminderKind
from spinecoach.app.session_memory import PLANNED, PREFIX
from spinecoach.body import Region
from spinecoach.planning.if_then import IfThen
from spinecoach.planning.reminders import Notice
from spinecoach.planning.wishes import PlaceWish
from spinecoach.progress.choice import Reach
from spinecoach.progress.pause import Break
from spinecoach.protocol.exercise import Equipment
from spinecoach.record.entry import Recorded
from spinecoach.screening.entries import StoredFact
from spinecoach.session.vocabulary import EventKind
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.errors import WireError, shown
from spinecoach.wire.session import EVENT

Scale = Annotated[int, Field(ge=0, le=10)]
Pain = Mapping[Region, Scale]


@dataclass(frozen=True, slots=True)
class Preferred:
    """What was changed of the preferences."""

    language: str | None = None
    emergency_number: str | None = None
    theme: Theme | None = None
    text_size: TextSize | None = None
    voice: Spoken | None = None
    camera: Camera | None = None
    landmarks: Landmarks | None = None


@dataclass(frozen=True, slots=True)
class Wished:
    """What was changed of the wishes."""

    minutes: int | None = None
    days: int | None = None
    place: PlaceWish | None = None
    equipment: tuple[Equipment, ...] | None = None
    regions: tuple[Region, ...] | None = None


@dataclass(frozen=True, slots=True)
class PainTold:
    """Pain of a day, 0-10."""

    day: date
    pain: Pain
    morning: bool | None = None


@dataclass(frozen=True, slots=True)
class MorningTold:
    """Pain of the morning of a day, 0-10."""

    day: date
    pain: Pain


@dataclass(frozen=True, slots=True)
class DoseChosen:
    """How far an exercise may grow."""

    day: date
    code: str
    reach: Reach
    level: int | None = None


@dataclass(frozen=True, slots=True)
class PausedFrom:
    """A break from a day on, to another if that is known."""

    day: date
    why: Break
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PauseEnded:
    """The first day after a break."""

    day: date


@dataclass(frozen=True, slots=True)
class ActivitiesNamed:
    """The person's own activities, by id."""

    day: date
    activities: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """Answers to a measure, by item; the item is empty where there is but one."""

    day: date
    measure: str
    values: Mapping[str, Annotated[int, Field(ge=-10, le=10)]]


@dataclass(frozen=True, slots=True)
class MeasureLeftOut:
    """A measure that was due and was left out."""

    day: date
    measure: str


@dataclass(frozen=True, slots=True)
class RangeMeasured:
    """One trial of a movement: degrees, and how far the tracker trusted them, 0-1."""

    day: date
    movement: str
    degrees: Annotated[float, Field(ge=-360, le=360)]
    confidence: Annotated[float, Field(ge=0, le=1)]
    session: str | None = None


@dataclass(frozen=True, slots=True)
class RangesLearned:
    """The person's own ranges by exercise and view, one for each way that the camera follows."""

    ranges: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Answered:
    """A row's answer."""

    on: date
    row: str
    value: bool | Literal["unsure"] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactTold:
    """A fact."""

    on: date
    fact: StoredFact
    value: int | str | tuple[Region, ...] | None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class ThreeTaps:
    """The check before a session."""

    on: date
    new: bool
    dizzy: bool
    pain: Pain


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day alone."""

    on: date


@dataclass(frozen=True, slots=True)
class RowCleared:
    """A clinician's word on a row."""

    on: date
    row: str
    by: str


@dataclass(frozen=True, slots=True)
class RowOnDay:
    """A row and a day."""

    on: date
    row: str


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan that a session runs. It is read by the programme of its time, so it is not judged here."""

    plan: Mapping[str, Any]
    day: date
    language: str
    emergency_number: str
    protocol: str | None = None


@dataclass(frozen=True, slots=True)
class IfThenTold(IfThen):
    """The if-then plan as it was written on a day."""

    day: date = date.min


@dataclass(frozen=True, slots=True)
class Addressed:
    """Where notices go."""

    addresses: tuple[str, ...]
    in_page: bool


@dataclass(frozen=True, slots=True)
class CalendarOpened:
    """The secret in the address of the calendar."""

    secret: str


@dataclass(frozen=True, slots=True)
class Reminded:
    """What somebody was reminded of."""

    kind: Notice


@dataclass(frozen=True, slots=True)
class Nothing:
    """The kind and the moment say it all."""


BODIES: Mapping[str, Adapter[Any]] = {
    Kind.PREFERRED: Adapter(Preferred),
    Kind.WISHED: Adapter(Wished),
    Kind.PAIN_TOLD: Adapter(PainTold),
    AlongKind.MORNING_TOLD: Adapter(MorningTold),
    AlongKind.DOSE_CHOSEN: Adapter(DoseChosen),
    AlongKind.PAUSED: Adapter(PausedFrom),
    AlongKind.PAUSE_ENDED: Adapter(PauseEnded),
    AlongKind.ACTIVITIES_NAMED: Adapter(ActivitiesNamed),
    AlongKind.MEASURED: Adapter(Measured),
    AlongKind.MEASURE_SKIPPED: Adapter(MeasureLeftOut),
    AlongKind.RANGE_MEASURED: Adapter(RangeMeasured),
    Kind.RANGES_LEARNED: Adapter(RangesLearned),
    GateKind.ANSWERED: Adapter(Answered),
    GateKind.FACT_TOLD: Adapter(FactTold),
    GateKind.CHECKED: Adapter(ThreeTaps),
    GateKind.SESSION_BEGAN: Adapter(OnDay),
    GateKind.ROW_CLEARED: Adapter(RowCleared),
    GateKind.CLEARING_UNDONE: Adapter(RowOnDay),
}
"""Of the stream ``person``, by kind. A test keeps it whole."""
IN_SESSIONS: Mapping[str, Adapter[Any]] = {PLANNED: Adapter(Planned), **dict.fromkeys(EventKind, EVENT)}
"""Of the streams of sessions, by kind."""
OF_REMINDERS: Mapping[str, Adapter[Any]] = {
    ReminderKind.WISHED: WISHES,
    ReminderKind.IF_THEN_TOLD: Adapter(IfThenTold),
    ReminderKind.ADDRESSED: Adapter(Addressed),
    ReminderKind.CALENDAR_OPENED: Adapter(CalendarOpened),
    ReminderKind.CALENDAR_CLOSED: Adapter(Nothing),
    ReminderKind.SENT: Adapter(Reminded),
    ReminderKind.DECLINED: Adapter(Nothing),
    ReminderKind.RESTED: Adapter(Nothing),
}
"""Of the stream ``reminders``, by kind."""


def judge_body(row: Recorded, where: str) -> None:
    """Raises WireError for an entry that could not be read again."""
    place = f"entry {row.seq}"
    body = _bodies(row.stream).get(row.kind)
    if body is None:
        raise WireError(where, f"{place}: kind", shown(row.kind), "a kind that is known, or a newer spinecoach")
    body.take(row.body, where, place)
    if body is EVENT and row.body.get("kind") != row.kind:
        raise WireError(where, f"{place}: body.kind", shown(row.body.get("kind")), row.kind)


def _bodies(stream: str) -> Mapping[str, Adapter[Any]]:
    if stream.startswith(PREFIX):
        return IN_SESSIONS
    return {STREAM: BODIES, REMINDERS: OF_REMINDERS}.get(stream, {})
