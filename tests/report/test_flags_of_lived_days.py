"""A record lived through a red flag, a stop sign and strong pain carries each as a FHIR Flag; a calm one has none."""

import io
import json
from collections.abc import Mapping
from typing import Any

from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.flag import Flag
from front_door import StillClock, answer_gate, knock, plan_of, practice
from lived import live

from spinecoach.app.answer_gate import keep
from spinecoach.app.export import export
from spinecoach.app.formats import Format
from spinecoach.app.practice import Practice
from spinecoach.screening.answers import Said
from spinecoach.screening.entries import Cleared, GateAnswer
from spinecoach.wire.plan import plan_json

DAY_S = 86_400
TURN = "C1"


def lived(days: int = 3) -> tuple[Practice, StillClock]:
    clock = StillClock()
    room = practice(clock=clock)
    live(room, days, skips=0, camera=False)
    answer_gate(room)
    return room, clock


def bundle_of(room: Practice) -> list[dict[str, Any]]:
    """All resources of a bundle that is valid and refers to nothing outside itself."""
    file = io.BytesIO()
    export(room, Format.FHIR, file)
    bundle = json.loads(file.getvalue())
    Bundle.model_validate(bundle)
    return [entry["resource"] for entry in bundle["entry"]]


def flags(room: Practice) -> dict[str, dict[str, Any]]:
    """By their codes; each is valid by itself and points at the person of the bundle."""
    found = bundle_of(room)
    (patient,) = (each for each in found if each["resourceType"] == "Patient")
    made = [each for each in found if each["resourceType"] == "Flag"]
    for each in made:
        Flag.model_validate(each)
        assert each["subject"] == {"reference": f"urn:uuid:{patient['id']}"}
    by_code = {each["code"]["coding"][0]["code"]: each for each in made}
    assert len(by_code) == len(made)
    return by_code


def command(room: Practice, *told: Mapping[str, object]) -> None:
    """A session of today, with what the person does in it, as the page sends it."""
    with knock(room) as client:
        session = client.post("/api/v1/sessions", json=plan_json(plan_of(room, TURN))).json()["id"]
        for each in told:
            answer = client.post(f"/api/v1/sessions/{session}/commands", json=each)
            assert answer.status_code == 200, answer.text


def test_calm_days_have_no_flag() -> None:
    room, _ = lived()
    assert flags(room) == {}


def test_a_day_that_a_stop_sign_ended_has_the_sign_and_the_answer_it_is_kept_as() -> None:
    room, clock = lived()
    day = clock.today().isoformat()
    command(room, {"command": "start"}, {"command": "stop_sign", "sign": "double_vision"})
    found = flags(room)
    assert set(found) == {"double_vision", "S06"}
    assert (found["double_vision"]["status"], found["double_vision"]["period"]) == (
        "inactive",
        {"start": day, "end": day},
    )
    assert (found["S06"]["status"], found["S06"]["period"]) == ("active", {"start": day})
    clock.passed += 5 * DAY_S
    assert flags(room) == found, "nothing but a clinician's word lifts it"
    keep(room, [Cleared("S06", "Dr Example", clock.today())])
    over = flags(room)["S06"]
    assert (over["status"], over["period"]) == ("inactive", {"start": day, "end": clock.today().isoformat()})


def test_a_day_of_strong_pain_has_its_flag() -> None:
    room, clock = lived()
    command(room, {"command": "start"}, {"command": "hurts"}, {"command": "answered", "question": "pain", "value": 9})
    found = flags(room)
    assert set(found) == {"severe_pain"}
    assert found["severe_pain"]["period"]["start"] == clock.today().isoformat()


def test_a_red_flag_that_was_answered_no_later_stays_in_the_record_as_one_that_was() -> None:
    room, clock = lived()
    told = clock.today()
    keep(room, [GateAnswer("S33", Said.YES, told)])
    assert flags(room)["S33"]["status"] == "active"
    clock.passed += DAY_S
    keep(room, [GateAnswer("S33", Said.NO, clock.today())])
    found = flags(room)["S33"]
    assert (found["status"], found["period"]) == (
        "inactive",
        {"start": told.isoformat(), "end": clock.today().isoformat()},
    )


def test_a_red_flag_that_lapsed_stays_in_the_record_as_one_that_was() -> None:
    room, clock = lived()
    told = clock.today()
    keep(room, [GateAnswer("S33", Said.YES, told)])
    clock.passed += 40 * DAY_S
    found = flags(room)["S33"]
    assert (found["status"], found["period"]["start"]) == ("inactive", told.isoformat())
    assert found["period"]["end"] == "2026-12-20"


def test_a_flare_is_pain_and_no_flag() -> None:
    room, _ = lived(10)
    with knock(room) as client:
        assert client.put("/api/v1/morning", json={"pain": {"neck": 6}}).status_code == 200
    assert flags(room) == {}
