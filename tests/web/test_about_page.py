"""About says what this is, what it is not, and how far each claim may be trusted."""

from dataclasses import replace
from datetime import date
from html import unescape

from front_door import knock, practice
from page_reader import read_page

from spinecoach.protocol.exercise import Mark, Review

NOT = "It is not a medical device, does not diagnose, treat or monitor any disease, and does not replace a clinician."


def text_of(room: object = None) -> str:
    with knock(room) as client:  # type: ignore[arg-type]
        answer = client.get("/about")
    assert answer.status_code == 200
    page = read_page(answer.text)
    assert page.faults == []
    return page.text


def test_it_says_what_it_is_not_and_that_nothing_leaves() -> None:
    said = text_of()
    assert NOT in said
    assert "Nothing leaves this computer. There is no account" in said


def test_it_says_that_no_clinician_has_reviewed_it_until_one_has() -> None:
    room = practice()
    assert "No clinician has reviewed the exercises or the safety questions yet." in text_of(room)
    code, exercise = next(iter(room.protocol.exercises.items()))
    reviewed = replace(exercise, review=Review("A. Sand, physiotherapist", date(2026, 11, 1)))
    room.protocol = replace(room.protocol, exercises={**room.protocol.exercises, code: reviewed})
    said = text_of(room)
    assert "A clinician has reviewed 1 of the 12 exercises" in said
    assert "The safety questions are not reviewed yet." in said


def test_every_mark_is_explained_with_its_number_and_every_source_is_listed() -> None:
    room = practice()
    said = text_of(room)
    sources = {**room.protocol.sources, **room.questions.sources}
    for source in sources.values():
        assert " ".join(source.citation.split()) in said
    for mark in Mark:
        assert f"{mark}, " in said
    assert f"F, {sum(source.mark is Mark.FOUND for source in sources.values())} sources" in said


def test_it_names_version_licence_and_where_the_data_lies() -> None:
    room = practice()
    said = text_of(room)
    assert "Apache License 2.0" in said
    assert str(room.settings.database) in said


def test_it_claims_nothing_that_a_coach_may_not_claim() -> None:
    with knock() as client:
        words = unescape(client.get("/about").text).lower()
    words = words.replace(NOT.lower(), "")
    for claim in ("treat", "cure", "reliev", "diagnos", "correct", "prevent", "!"):
        assert claim not in words.replace("<!doctype", ""), claim
