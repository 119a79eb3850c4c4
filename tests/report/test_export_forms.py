"""The record as tables, as a FHIR bundle and as a page for a clinician."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest
from fhir.resources.R4B.bundle import Bundle
from front_door import StillClock, answer_gate, practice
from lived import live

from spinecoach.app.answer_gate import keep
from spinecoach.app.clinician import MOST_MEASURES, MOST_MOVEMENTS, MOST_SAFETY, MOST_TECHNIQUE, report
from spinecoach.app.export import export
from spinecoach.app.formats import Format
from spinecoach.app.practice import Practice
from spinecoach.app.session_log import close_stored
from spinecoach.record.entry import Entry
from spinecoach.report.paper import Paper
from spinecoach.report.typeset import typeset
from spinecoach.screening.answers import Said, Ticked
from spinecoach.screening.entries import Cleared, GateAnswer
from spinecoach.session.vocabulary import EventKind, SessionEvent
from spinecoach.wire.session import EVENT

WEEKS = 12


@pytest.fixture(scope="module")
def room() -> Practice:
    """Twelve weeks, all exercises, with answers that wait for a clinician and faults that the camera saw."""
    made = practice()
    assert isinstance(made.clock, StillClock)
    live(made, 7 * WEEKS, tuple(made.protocol.exercises))
    today = made.clock.today()
    rows = made.questions.rows
    keep(made, [
        *(GateAnswer(row.id, Said.YES, today) for row in list(rows.values())[:2]),
        *(GateAnswer(row.id, Ticked(tuple(row.items)[:2]), today) for row in rows.values() if len(row.items) > 2),
        GateAnswer("S05", Said.UNSURE, today),
        Cleared("S05", "Dr Example", today),
    ])  # fmt: skip
    first = next(iter(made.protocol.exercises.values()))
    seen = [
        SessionEvent(1.0, EventKind.FAULT_SEEN, code=first.code, reason=fault) for fault in ("nods", "rushed", "nods")
    ]
    entries = [Entry(event.kind, made.clock.now(), EVENT.fields(event)) for event in seen]
    made.store.append(made.person, "session/day1", entries)
    return made


def exported(room: Practice, form: Format, paper: Paper = Paper.A4) -> bytes:
    file = io.BytesIO()
    export(room, form, file, paper)
    return file.getvalue()


# ---------------------------------------------------------------- tables


def tables(room: Practice) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(exported(room, Format.CSV))) as opened:
        assert opened.testzip() is None
        return {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(opened.read(name).decode("utf-8"))))
            for name in opened.namelist()
            if name.endswith(".csv")
        }


def test_the_tables_are_tidy_and_agree_with_each_other(room: Practice) -> None:
    found = tables(room)
    ids = {row["session"] for row in found["sessions"]}
    assert {row["session"] for row in found["exercises"]} == ids
    assert len(found["exercises"]) == 12 * len(ids)
    assert sum(int(row["days_done"]) for row in found["weeks"]) == len({row["day"] for row in found["sessions"]})
    assert {row["when"] for row in found["pain"]} == {"before", "during", "next_morning", "other_morning"}
    assert {(row["days_done"], row["days_planned"]) for row in found["adherence"]} == {
        (str(len(ids)), str(sum(int(row["days_planned"]) for row in found["weeks"])))
    }, "every plan had all twelve"
    sessions = {row["day"] for row in found["sessions"]}
    for row in found["pain"]:
        late = row["when"].endswith("morning")
        before = str(date.fromisoformat(row["day"]) - timedelta(days=late))
        assert row["session_day"] == (before if before in sessions else ""), row
        assert (row["when"] == "other_morning") is (late and not row["session_day"]), row
    assert all(0 <= int(row["pain_0_10"]) <= 10 for row in found["pain"])
    assert {row["movement"] for row in found["range_of_motion"]} == {"neck-rotation-left", "neck-rotation-right"}
    assert {row["item"] for row in found["measures"]} == {"", "Look over my shoulder to park"}
    assert [row["answer"] for row in found["safety"] if row["kind"] == "cleared"] == ["Dr Example"]
    assert [row["answer"] for row in found["safety"] if row["row"] == "S05"][-2] == "unsure"


def test_the_readme_explains_every_column_of_every_table(room: Practice) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(room, Format.CSV))) as opened:
        readme = opened.read("README.txt").decode()
    for name, rows in tables(room).items():
        part = readme[readme.index(f"{name}.csv") :].split("\r\n\r\n")[0]
        for column in rows[0] if rows else ():
            assert re.search(rf"^  {re.escape(column)}: \S", part, re.MULTILINE), (name, column)


@pytest.mark.parametrize("form", [Format.CSV, Format.FHIR])
def test_the_same_record_gives_the_same_bytes(room: Practice, form: Format) -> None:
    assert exported(room, form) == exported(room, form)


# ---------------------------------------------------------------- FHIR


def resources(room: Practice) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in json.loads(exported(room, Format.FHIR))["entry"]]


def references(value: Any) -> Iterator[str]:
    match value:
        case {"reference": str(address)}:
            yield address
        case dict():
            for part in value.values():
                yield from references(part)
        case list():
            for part in value:
                yield from references(part)
        case _:
            return


def test_the_bundle_is_valid_and_every_reference_stays_within_it(room: Practice) -> None:
    bundle = json.loads(exported(room, Format.FHIR))
    Bundle.model_validate(bundle)
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(addresses) == len(set(addresses))
    assert all(entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}" for entry in bundle["entry"])
    assert set(references(bundle)) <= set(addresses)


def test_the_bundle_has_what_was_told_and_done(room: Practice) -> None:
    found = resources(room)
    kinds = [each["resourceType"] for each in found]
    assert {"Patient", "CarePlan", "ServiceRequest", "Goal", "Flag", "Observation", "QuestionnaireResponse"} == set(
        kinds
    )
    assert kinds.count("ServiceRequest") == 12
    (plan,) = (each for each in found if each["resourceType"] == "CarePlan")
    requests = {f"urn:uuid:{each['id']}" for each in found if each["resourceType"] == "ServiceRequest"}
    assert {activity["reference"]["reference"] for activity in plan["activity"]} == requests
    codes = [coding["code"] for each in found for coding in each.get("code", {}).get("coding", ())]
    assert {"72514-3", "73985-4", "adherence", "neck-rotation-left", "pain-next-morning"} <= set(codes)
    assert codes.count("73985-4") == len(tables(room)["sessions"])
    assert codes.count("72514-3") == len(tables(room)["pain"])


def test_every_coded_unit_and_local_code_is_told(room: Practice) -> None:
    units = {
        each["valueQuantity"]["code"]: each["valueQuantity"]["system"]
        for each in resources(room)
        if "valueQuantity" in each
    }
    assert units == dict.fromkeys(("{score}", "deg", "%"), "http://unitsofmeasure.org")


def test_no_name_stands_in_the_bundle_but_who_cleared_something(room: Practice) -> None:
    (patient,) = (each for each in resources(room) if each["resourceType"] == "Patient")
    assert set(patient) == {"resourceType", "id"}
    text = exported(room, Format.FHIR).decode()
    assert text.count("Dr Example") == 1
    assert "birthDate" not in text


def test_what_stands_in_the_way_is_flagged_and_what_was_cleared_is_not_active(room: Practice) -> None:
    flags = [each for each in resources(room) if each["resourceType"] == "Flag"]
    active = {each["code"]["coding"][0]["code"] for each in flags if each["status"] == "active"}
    inactive = {each["code"]["coding"][0]["code"]: each["period"] for each in flags if each["status"] == "inactive"}
    assert active >= {row.id for row in list(room.questions.rows.values())[:2]}
    assert "S05" not in active
    assert inactive["S05"]["end"] == room.clock.today().isoformat()


# ---------------------------------------------------------------- the page for a clinician


def page_of(room: Practice, paper: Paper = Paper.A4) -> tuple[pypdf.PdfReader, str]:
    reader = pypdf.PdfReader(io.BytesIO(exported(room, Format.PDF, paper)))
    return reader, " ".join(reader.pages[0].extract_text().split())


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_twelve_full_weeks_are_one_page_with_safety_first(room: Practice, paper: Paper, size: tuple[int, int]) -> None:
    reader, text = page_of(room, paper)
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    order = [
        "Report for a clinician", "The person's own log", "Safety", "Done of planned", "Pain: neck",
        "Activities and change", "Exercises now", "Range of the neck", "Seen by the camera", "My question to you",
        "SHA-256",
    ]  # fmt: skip
    places = [text.index(heading) for heading in order]
    assert places == sorted(places)


@pytest.mark.parametrize("paper", list(Paper))
def test_the_fullest_page_is_still_one(room: Practice, paper: Paper) -> None:
    said = report(room)
    assert len(said.safety) == MOST_SAFETY + 1
    range_line = (
        "Turning the head to the right: 47° at first, 67° lately; usual error 10°. A change of more than the error."
    )
    full = replace(
        said,
        change=replace(
            said.change, lines=("Look over my shoulder to park: 4 at first, 7 now. No clear change.",) * MOST_MEASURES
        ),
        below=(
            replace(said.below[0], lines=(*(range_line,) * MOST_MOVEMENTS, said.below[0].lines[-1])),
            replace(
                said.below[1], lines=("Head turns: Your chin moves up or down (2), Slow down (1).",) * MOST_TECHNIQUE
            ),
        ),
    )
    made = typeset("clinician", full, paper, room.clock.today())
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 1


def test_the_page_says_what_the_record_says(room: Practice) -> None:
    _, text = page_of(room)
    done = len({row["day"] for row in tables(room)["sessions"]})
    assert f"{done} days with a session" in text
    assert f"{done} of {7 * WEEKS - 2}" in text[text.index("Exercises now") :], "a missed day was planned for each"
    assert "a planned day without one takes a little away, and a break changes nothing." in text
    shares = re.search(r"by the pain light: (.*?)\.", text)
    assert shares is not None
    assert sum(int(share) for share in re.findall(r"(?<!under )(\d+)%", shares[1])) == 100
    assert "and " in text[text.index("Safety") : text.index("Done of planned")]
    assert "Turning the head to the left: " in text
    assert "No clear change." in text
    assert "Your chin moves up or down (2), Slow down (1)" in text
    assert "Look over my shoulder to park: 4 at first, 7 now." in text
    for exercise in room.protocol.exercises.values():
        assert exercise.text["en"]["standard"].name in text


@pytest.mark.parametrize("form", Format)
def test_an_empty_record_can_be_taken_out_in_every_form(form: Format) -> None:
    assert exported(practice(), form)


def test_an_empty_record_is_a_page_that_says_so_and_a_valid_bundle() -> None:
    room = practice()
    answer_gate(room)
    reader, text = page_of(room)
    assert len(reader.pages) == 1
    assert "Nothing was planned yet." in text
    assert "No stop sign, no session stopped by strong pain" in text
    Bundle.model_validate(json.loads(exported(room, Format.FHIR)))


def test_a_session_that_was_closed_is_in_every_form() -> None:
    room = practice()
    live(room, 3, skips=0)
    room.store.append(room.person, "session/open", [])
    close_stored(room, "day0")
    assert exported(room, Format.PDF)
