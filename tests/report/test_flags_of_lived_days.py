"""A record lived through a red flag, a stop sign and strong pain carries each as a FHIR Flag; a calm one has none."""

import io
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pypdf
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.flag import Flag
from front_door import StillClock, answer_gate, knock, plan_of, practice
from hypothesis import given, settings
from hypothesis import strategies as st
from lived import live
from page_reader import read_page

from spinecoach.app.answer_gate import keep
from spinecoach.app.clinician import clinician_report, report
from spinecoach.app.export import export
from spinecoach.app.flags import Ended, red_flags
from spinecoach.app.formats import Format
from spinecoach.app.practice import Practice
from spinecoach.app.tell_pain import tell_pain
from spinecoach.app.waiting import waiting
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


def test_strong_pain_at_rest_stays_in_the_record_with_its_days_once_it_is_over() -> None:
    room, clock = lived()
    first = clock.today()
    tell_pain(room, {"neck": 8})
    assert (flags(room)["S26"]["status"], flags(room)["S26"]["period"]) == ("active", {"start": first.isoformat()})
    clock.passed += DAY_S
    tell_pain(room, {"neck": 7})
    last = clock.today()
    assert flags(room)["S26"]["period"] == {"start": first.isoformat()}
    clock.passed += DAY_S
    found = flags(room)["S26"]
    assert found["status"] == "inactive"
    assert found["period"] == {"start": first.isoformat(), "end": last.isoformat()}


def test_strong_pain_that_was_put_right_the_same_day_stays_as_one_of_that_day() -> None:
    room, clock = lived()
    tell_pain(room, {"lumbar": 9})
    tell_pain(room, {"lumbar": 2})
    day = clock.today().isoformat()
    assert flags(room)["S26"]["period"] == {"start": day, "end": day}


def test_strong_pain_under_an_answer_that_stands_is_told_once_and_long_after_it_for_itself() -> None:
    room, clock = lived()
    told = clock.today()
    keep(room, [GateAnswer("S26", Said.YES, told)])
    tell_pain(room, {"neck": 8})
    assert [(each.on, each.until) for each in red_flags(room)] == [(told, None)]
    clock.passed += 60 * DAY_S
    tell_pain(room, {"neck": 7})
    again = clock.today()
    assert [(each.row.id, each.on, each.until, each.ended) for each in red_flags(room)] == [
        ("S26", again, None, None),
        ("S26", told, told + timedelta(days=28), Ended.LAPSED),
    ]
    assert [each.on for each in waiting(room).held if each.row.id == "S26"] == [None], "today it is the pain alone"


def test_an_answer_given_again_long_after_it_lapsed_is_a_flag_of_its_own() -> None:
    room, clock = lived()
    told = clock.today()
    keep(room, [GateAnswer("S33", Said.YES, told)])
    clock.passed += 60 * DAY_S
    again = clock.today()
    keep(room, [GateAnswer("S33", Said.YES, again)])
    assert [(each.on, each.until) for each in red_flags(room)] == [(again, None), (told, told + timedelta(days=28))]


@given(st.lists(st.integers(0, 10), min_size=1, max_size=12))
@settings(max_examples=30, deadline=None)
def test_each_day_of_strong_pain_lies_in_one_flag_and_no_other_day_does(pains: list[int]) -> None:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    strong = set()
    for pain in pains:
        clock.passed += DAY_S
        tell_pain(room, {"neck": pain})
        if pain >= 7:
            strong.add(clock.today())
    today = clock.today()
    days = [
        on + timedelta(days=n)
        for on, until in ((each.on or today, each.until or today) for each in red_flags(room))
        for n in range((until - on).days + 1)
    ]
    assert sorted(days) == sorted(strong)


# ---------------------------------------------------------------- the clinician's page, and the report


def test_what_is_over_stands_on_the_clinicians_page_and_in_the_report_with_its_days() -> None:
    room, clock = lived()
    tell_pain(room, {"neck": 8})
    keep(room, [GateAnswer("S33", Said.YES, clock.today())])
    clock.passed += DAY_S
    keep(room, [GateAnswer("S33", Said.NO, clock.today())])
    keep(room, [GateAnswer("S16", Said.YES, clock.today()), Cleared("S16", "Dr Example", clock.today())])
    rows = room.questions.rows
    with knock(room) as client:
        page = read_page(client.get("/cleared").text)
    assert page.faults == []
    over = page.text[page.text.index("What is over") :]
    assert f"{rows['S26'].line} Told as pain at rest on 22 November 2026." in over
    assert f"{rows['S33'].line} Told on 22 November 2026. Answered no on 23 November 2026." in over
    assert rows["S16"].line not in over, "what is cleared has its place above"
    safety = report(room).safety
    assert f"22 Nov to 23 Nov: {rows['S33'].line} (over: answered no since)" in safety
    assert f"22 Nov: {rows['S26'].line} (over: pain told at rest)" in safety
    assert len([line for line in safety if rows["S16"].line in line]) == 1


def test_who_told_nothing_grave_reads_of_nothing_that_is_over() -> None:
    room, _ = lived()
    with knock(room) as client:
        assert "What is over" not in client.get("/cleared").text


def test_many_days_of_strong_pain_are_one_line_of_the_report_and_the_page_stays_one() -> None:
    room, clock = lived()
    for _ in range(12):
        tell_pain(room, {"neck": 9})
        clock.passed += 3 * DAY_S
    keep(room, [GateAnswer(row.id, Said.YES, clock.today()) for row in list(room.questions.rows.values())[:5]])
    lines = [line for line in report(room).safety if room.questions.rows["S26"].line in line]
    (line,) = lines
    assert "and nine times more" in line
    assert len(pypdf.PdfReader(io.BytesIO(clinician_report(room))).pages) == 1
    with knock(room) as client:
        text = client.get("/cleared").text
    assert text.count("Told as pain at rest") == 12
    assert "<summary>Earlier<" in text
