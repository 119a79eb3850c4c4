"""Code systems and the few codes that are used (clinical.md 5.2). What no standard has is our own, and says so."""

from typing import Final

from spinecoach.wire.json_value import JSON

LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
UCUM: Final = "http://unitsofmeasure.org"
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
FLAG_CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/flag-category"

OWN: Final = "https://spinecoach.example/fhir"
"""A name, not an address: nothing answers there."""
EXERCISE: Final = f"{OWN}/CodeSystem/exercise"
LOCAL: Final = f"{OWN}/CodeSystem/measure"
"""Neck range, adherence, pain before, during and after: no standard code was found."""
ROW: Final = f"{OWN}/CodeSystem/safety-question"
STOP: Final = f"{OWN}/CodeSystem/stop"
DOSE: Final = f"{OWN}/StructureDefinition/exercise-dose"
SAFETY: Final = f"{OWN}/Questionnaire/safety"
MEASURES: Final = f"{OWN}/Questionnaire/measures"

PAIN: Final = (LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
ACTIVITY: Final = (LOINC, "73985-4", "Exercise activity")
DURATION: Final = (LOINC, "55411-3", "Exercise duration")
THERAPY: Final = (SNOMED, "229065009", "Exercise therapy (regime/therapy)")

Code = tuple[str, str, str]
Resource = dict[str, JSON]


def coding(code: Code) -> Resource:
    """One code with its display."""
    system, value, display = code
    return {"system": system, "code": value, "display": display}


def concept(*codes: Code, text: str = "") -> Resource:
    """A concept by its codes, in words where there are any."""
    made: Resource = {}
    if codes:
        made["coding"] = [coding(code) for code in codes]
    if text:
        made["text"] = text
    return made


def quantity(value: float, unit: str, code: str = "") -> Resource:
    """A number with its unit in UCUM."""
    return {"value": value, "unit": unit, "system": UCUM, "code": code or unit}


def category(name: str) -> list[JSON]:
    """activity, survey or exam."""
    return [concept((CATEGORY, name, name.capitalize()))]
