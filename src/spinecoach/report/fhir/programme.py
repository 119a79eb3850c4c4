"""Who it is about, what is asked of each exercise, and what for."""

from collections.abc import Sequence
from datetime import date

from spinecoach.protocol.exercise import Dose
from spinecoach.report.fhir.codes import DOSE, DURATION, EXERCISE, THERAPY, Resource, coding, concept, quantity
from spinecoach.report.fhir.entries import PATIENT, entry, pointer
from spinecoach.wire.json_value import JSON

PLAN = "CarePlan", "plan"
REACHED = "goal"


def patient() -> Resource:
    """The person, without name or number: none is stored."""
    return entry(*PATIENT, {})


def care_plan(first_day: date | None, codes: Sequence[str], goals: Sequence[str]) -> Resource:
    """The programme as a whole."""
    content: Resource = {
        "status": "active",
        "intent": "plan",
        "title": "Daily exercises for the spine, self-guided",
        "subject": pointer(*PATIENT),
    }
    if first_day is not None:
        content["period"] = {"start": first_day.isoformat()}
    content["author"] = pointer(*PATIENT)
    if goals:
        content["goal"] = [pointer("Goal", goal) for goal in goals]
    if codes:
        content["activity"] = [{"reference": pointer("ServiceRequest", code)} for code in codes]
    return entry(*PLAN, content)


def request(code: str, name: str, dose: Dose, sides: int, days_a_week: int, *, active: bool) -> Resource:
    """One exercise at its present dose. Not active: it waits, because of pain or of a safety answer."""
    return entry("ServiceRequest", code, {
        "extension": [_dose(dose, sides)],
        "basedOn": [pointer(*PLAN)],
        "status": "active" if active else "on-hold",
        "intent": "plan",
        "code": concept(THERAPY, (EXERCISE, code, name), text=name),
        "subject": pointer(*PATIENT),
        "occurrenceTiming": {"repeat": {"frequency": days_a_week, "period": 1, "periodUnit": "wk"}},
        "requester": pointer(*PATIENT),
        "performer": [pointer(*PATIENT)],
    })  # fmt: skip


def minutes_goal(key: str, minutes: int, days_a_week: int) -> Resource:
    """So many minutes on so many days of a week."""
    return entry("Goal", key, {
        "lifecycleStatus": "active",
        "description": {"text": f"Move for {minutes} minutes on {days_a_week} days a week"},
        "subject": pointer(*PATIENT),
        "target": [{"measure": {"coding": [coding(DURATION)]}, "detailQuantity": quantity(minutes, "min")}],
        "expressedBy": pointer(*PATIENT),
    })  # fmt: skip


def activity_goal(key: str, activity: str) -> Resource:
    """Something that the person wants to do again, in their own words."""
    return entry("Goal", key, {
        "lifecycleStatus": "active",
        "description": {"text": activity},
        "subject": pointer(*PATIENT),
        "expressedBy": pointer(*PATIENT),
    })  # fmt: skip


def _dose(dose: Dose, sides: int) -> Resource:
    parts: list[JSON] = [
        {"url": "level", "valueInteger": dose.level},
        {"url": "variant", "valueCode": dose.variant.value},
        {"url": "sides", "valuePositiveInt": sides},
        {"url": "zones", "valuePositiveInt": dose.zones},
    ]
    if dose.reps is not None:
        parts.append({"url": "reps", "valuePositiveInt": dose.reps})
    for name, seconds in (("hold", dose.hold_s), ("rest", dose.rest_s), ("duration", dose.duration_s)):
        if seconds:
            parts.append({"url": name, "valueDuration": quantity(seconds, "s")})
    if dose.effort is not None:
        parts.append({"url": "effort", "valueInteger": dose.effort})
    return {"url": DOSE, "extension": parts}
