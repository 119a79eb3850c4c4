"""What was done and how it felt."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from spinecoach.progress.adherence import WeekAdherence
from spinecoach.progress.pain import PainDay
from spinecoach.progress.range_of_motion import RangeReading
from spinecoach.report.fhir.codes import (
    ACTIVITY,
    DURATION,
    EXERCISE,
    LOCAL,
    PAIN,
    Resource,
    category,
    concept,
    quantity,
)
from spinecoach.report.fhir.entries import PATIENT, entry, pointer
from spinecoach.report.fhir.programme import PLAN
from spinecoach.wire.json_value import JSON

DAY = timedelta(days=1)
BEFORE = (LOCAL, "pain-before", "Pain before the exercises")
DURING = (LOCAL, "pain-worst-during", "Worst pain during the exercises")
MORNING = (LOCAL, "pain-next-morning", "Pain on the morning after the exercises")
OTHER_MORNING = (LOCAL, "pain-other-morning", "Pain on a morning after a day without exercises")
MOVEMENTS = {
    "neck-rotation-left": "Neck rotation to the left",
    "neck-rotation-right": "Neck rotation to the right",
    "neck-flexion": "Neck flexion",
    "neck-extension": "Neck extension",
    "neck-lateral-flexion-left": "Neck lateral flexion to the left",
    "neck-lateral-flexion-right": "Neck lateral flexion to the right",
    "craniovertebral-angle": "Craniovertebral angle, change from rest",
}


def pain(region: str, name: str, days: Sequence[PainDay]) -> Iterator[Resource]:
    """Each number that was told."""
    for day in days:
        for code, value, on in (
            (BEFORE, day.before, day.day), (DURING, day.during, day.day),
            (MORNING if day.done else OTHER_MORNING, day.morning, day.day + DAY),
        ):  # fmt: skip
            if value is not None:
                yield entry("Observation", f"{code[1]}/{region}/{on}", {
                    "status": "final",
                    "category": category("survey"),
                    "code": concept(PAIN, code),
                    "subject": pointer(*PATIENT),
                    "effectiveDateTime": on.isoformat(),
                    "valueQuantity": quantity(value, "{score}"),
                    "bodySite": {"text": name},
                    "method": {"text": "self-report"},
                })  # fmt: skip


def session(
    key: str, begun_at: datetime, seconds: float, done: Sequence[tuple[str, str, int | None, float | None]]
) -> Resource:
    """One session. ``done`` are code, name, repetitions over all sides and places, and seconds of a timed exercise."""
    end = begun_at + timedelta(seconds=round(seconds))
    parts: list[JSON] = [{"code": concept(DURATION), "valueQuantity": quantity(round(seconds / 60, 1), "min")}]
    for code, name, reps, worked in done:
        part: Resource = {"code": concept((EXERCISE, code, name))}
        if reps is not None:
            part["valueQuantity"] = quantity(reps, "{repetitions}")
        elif worked is not None:
            part["valueQuantity"] = quantity(round(worked), "s")
        parts.append(part)
    return entry("Observation", f"session/{key}", {
        "basedOn": [pointer(*PLAN)],
        "status": "final",
        "category": category("activity"),
        "code": concept(ACTIVITY),
        "subject": pointer(*PATIENT),
        "effectivePeriod": {
            "start": begun_at.isoformat(timespec="seconds"), "end": end.isoformat(timespec="seconds"),
        },
        "method": {"text": "log of the app"},
        "component": parts,
    })  # fmt: skip


def adherence(week: WeekAdherence) -> Resource | None:
    """Done of planned in one week; nothing where nothing was planned."""
    if week.share is None:
        return None
    counts = (("days-done", "Days done", week.done), ("days-planned", "Days planned", week.planned),
              ("days-paused", "Days of a break", week.paused))  # fmt: skip
    return entry("Observation", f"adherence/{week.monday}", {
        "basedOn": [pointer(*PLAN)],
        "status": "final",
        "category": category("activity"),
        "code": concept((LOCAL, "adherence", "Days done of days planned")),
        "subject": pointer(*PATIENT),
        "effectivePeriod": {"start": week.monday.isoformat(), "end": (week.monday + 6 * DAY).isoformat()},
        "valueQuantity": quantity(round(week.share * 100), "%"),
        "method": {"text": "log of the app"},
        "component": [
            {"code": concept((LOCAL, code, name)), "valueQuantity": quantity(value, "d")}
            for code, name, value in counts
        ],
    })  # fmt: skip


def motion(number: int, reading: RangeReading) -> Resource | None:
    """One reading of the camera. Other movements than the neck's have no code and are left to the tables."""
    name = MOVEMENTS.get(reading.movement)
    if name is None:
        return None
    return entry("Observation", f"{reading.movement}/{reading.day}/{number}", {
        "status": "final",
        "category": category("exam"),
        "code": concept((LOCAL, reading.movement, name)),
        "subject": pointer(*PATIENT),
        "effectiveDateTime": _day(reading.day),
        "valueQuantity": quantity(round(reading.degrees), "deg"),
        "bodySite": {"text": "neck"},
        "method": {"text": "head pose seen by one camera; from the person's own neutral at the start of the session"},
        "component": [{
            "code": concept((LOCAL, "confidence", "How far the camera trusted it, 0 to 1")),
            "valueQuantity": quantity(round(reading.confidence, 2), "1"),
        }],
    })  # fmt: skip


def _day(day: date) -> str:
    return day.isoformat()
