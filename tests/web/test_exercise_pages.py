"""The pages of the exercises say everything that stands in the data files."""

from html import unescape

import pytest
from front_door import answer_gate, knock, practice

from spinecoach.app.catalogue import catalogue
from spinecoach.protocol.exercise import Complex, Tier
from spinecoach.screening.answers import Said, Ticked

PROTOCOL = catalogue()


def test_all_twelve_are_listed_by_complex() -> None:
    with knock() as client:
        page = client.get("/exercises").text
    places = [page.index(f'href="/exercises/{code}"') for code in PROTOCOL.exercises]
    assert places == sorted(places)
    groups = [page.index(f'id="group-{name}"') for name in Complex]
    assert groups == sorted(groups)


@pytest.mark.parametrize("code", PROTOCOL.exercises)
def test_a_page_tells_steps_dose_stop_signs_and_sources(code: str) -> None:
    exercise = PROTOCOL.exercises[code]
    with knock() as client:
        page = unescape(client.get(f"/exercises/{code}").text)
    words = exercise.text["en"]["standard"]
    for said in [*words.steps, words.feel, words.evidence, *words.errors.values(), words.camera_misses]:
        assert said in page
    for sign in exercise.stop_signs:
        assert PROTOCOL.stop_signs[sign].label["en"] in page
    for source in exercise.sources:
        assert PROTOCOL.sources[source].citation in page
    for reason in exercise.contraindications:
        assert reason.text in page
    assert "Not yet reviewed by a clinician." in page


@pytest.mark.parametrize("code", PROTOCOL.exercises)
def test_lay_texts_and_own_choices_are_never_shown_as_evidence(code: str) -> None:
    with knock() as client:
        page = unescape(client.get(f"/exercises/{code}").text)
    evidence = page[page.index('id="evidence"') : page.index('id="not-for"')]
    for source in PROTOCOL.sources.values():
        if source.tier in (Tier.LAY, Tier.OWN_CHOICE):
            assert source.citation not in evidence


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("L3", "The article says: 5 to 10 times on each side."),
        ("C5", "The article says: 10 times, hold 10\N{NO-BREAK SPACE}s."),
        ("C1", "The article says: 5 to 10 times to both sides."),
    ],
)
def test_the_articles_dose_names_the_sides_that_the_article_names(code: str, said: str) -> None:
    with knock() as client:
        assert said in unescape(client.get(f"/exercises/{code}").text)


def test_an_unknown_exercise_is_refused_with_a_page() -> None:
    with knock() as client:
        answer = client.get("/exercises/X9")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_a_code_may_be_typed_in_small_letters() -> None:
    with knock() as client:
        assert client.get("/exercises/c1").status_code == 200


def test_a_page_shows_what_the_answers_of_this_person_change() -> None:
    room = practice()
    answer_gate(room, S40=Ticked(("osteoporosis",)))
    with knock(room) as client:
        arch = unescape(client.get("/exercises/T1").text)
        curl = unescape(client.get("/exercises/L2").text)
        turn = unescape(client.get("/exercises/C1").text)
    assert "For you: done in another way" in arch
    assert "You leave out the forward bend, as your answers ask." in arch
    assert 'src="/figures/T1/both.svg?changes=no_forward_bend"' in arch
    assert 'data-changes="no_forward_bend"' in arch
    steps = arch[arch.index('id="steps"') : arch.index('id="stop"')]
    assert "forward" not in steps
    assert "For you: left out for now" in curl
    assert "For you" not in turn


def test_while_all_is_closed_the_exercises_say_so_and_lead_to_what_to_do_now() -> None:
    room = practice()
    answer_gate(room, S01=Said.YES)
    with knock(room) as client:
        for path in ("/exercises", "/exercises/C1"):
            assert 'href="/see-someone">What to do now</a>' in client.get(path).text
    with knock() as client:
        assert "What to do now" not in client.get("/exercises").text


def test_a_link_that_is_closed_for_this_person_is_not_offered_when_it_hurts() -> None:
    room = practice()
    answer_gate(room, S32=Said.YES)
    with knock(room) as client:
        page = client.get("/exercises/T1").text
    assert 'href="/exercises/T3"' not in page
    assert 'href="/exercises/T2"' in page
