"""Handouts over the wire: the print buttons and what the lock makes of them."""

import io

import pytest
from front_door import answer_gate, knock, practice
from pypdf import PdfReader

from spinecoach.screening.answers import Said, Ticked


def read(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def test_today_has_a_print_button_that_gives_the_plan() -> None:
    room = practice()
    answer_gate(room)
    with knock(room) as client:
        assert 'href="/handout.pdf"' in client.get("/").text
        answer = client.get("/handout.pdf")
        letter = client.get("/handout.pdf?paper=letter")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="spinecoach-2026-11-22.pdf"'
    assert "Exercises, 22 November 2026" in read(answer.content)
    assert float(PdfReader(io.BytesIO(letter.content)).pages[0].mediabox.width) == 612


def test_an_exercise_has_a_print_button_and_follows_the_answers() -> None:
    room = practice()
    answer_gate(room, S40=Ticked(("osteoporosis",)))
    with knock(room) as client:
        assert 'href="/exercises/T1/handout.pdf"' in client.get("/exercises/T1").text
        answer = client.get("/exercises/t1/handout.pdf")
        assert answer.headers["content-disposition"] == 'inline; filename="spinecoach-seated-thoracic-extension.pdf"'
        text = read(answer.content)
        assert "For you: You only arch back." in text
        assert "Bend forward" not in text
        assert "Made for you by your answers" in text
        resting = read(client.get("/exercises/T3/handout.pdf").content)
        assert "Rest over a towel" in resting
        assert "1 × 1 min" in resting


def test_what_the_answers_close_is_neither_offered_nor_printed() -> None:
    room = practice()
    answer_gate(room, S40=Ticked(("osteoporosis",)))
    with knock(room) as client:
        assert "handout.pdf" not in client.get("/exercises/L2").text
        answer = client.get("/exercises/L2/handout.pdf")
    assert answer.status_code == 409
    assert "closed by your answers" in answer.text


def test_before_the_questions_there_is_no_plan_and_a_sheet_says_so() -> None:
    with knock() as client:
        assert client.get("/handout.pdf").status_code == 409
        assert "the safety questions were not asked for it" in read(client.get("/exercises/C1/handout.pdf").content)


def test_a_closed_gate_prints_nothing() -> None:
    room = practice()
    answer_gate(room, S01=Said.YES)
    with knock(room) as client:
        for path in ("/handout.pdf", "/exercises/C1/handout.pdf", "/exercises/L1/handout.pdf"):
            assert client.get(path).status_code == 409


@pytest.mark.parametrize(("path", "status"), [("/handout.pdf?paper=a5", 422), ("/exercises/X9/handout.pdf", 404)])
def test_what_cannot_be_is_refused(path: str, status: int) -> None:
    room = practice()
    answer_gate(room)
    with knock(room) as client:
        assert client.get(path).status_code == status


def test_a_pdf_is_kept_out_of_caches_and_may_load_nothing() -> None:
    with knock() as client:
        headers = client.get("/exercises/C1/handout.pdf").headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_passphrase_guards_it() -> None:
    with knock(practice(passphrase="open sesame please", host="0.0.0.0")) as client:
        answer = client.get("/exercises/C1/handout.pdf")
    assert answer.headers.get("content-type") != "application/pdf"
