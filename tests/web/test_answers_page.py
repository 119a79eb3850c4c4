"""My answers: everything that stands with its day, and a page answered again on purpose."""

from datetime import timedelta

import pytest
from asgi_client import Client
from front_door import StillClock, answer_gate, knock, practice
from page_reader import Page, read_page

from spinecoach.app.my_answers import Lasts, my_answers
from spinecoach.app.practice import Practice
from spinecoach.screening.answers import Said, Ticked


def told(room: Practice, path: str = "/answers") -> Page:
    with knock(room) as client:
        return page_at(client, path)


def page_at(client: Client, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200
    page = read_page(answer.text)
    assert page.faults == []
    return page


def again(client: Client, name: str, change: dict[str, list[str]]) -> Page:
    """Open the page filled in, change some fields, keep it."""
    form = page_at(client, f"/gate/{name}?again=1").forms[-1]
    sent = {key: value for key, value in form.items() if key not in ("action", "method")}
    answer = client.post(f"/gate/{name}", data={**sent, **change})
    assert answer.status_code == 200, answer.text
    page = read_page(answer.text)
    assert page.faults == []
    return page


def of(room: Practice) -> dict[str, tuple[str, Lasts]]:
    return {a.row.id: (a.said, a.lasts) for page in my_answers(room) for a in page.answers}


def test_before_any_answer_all_is_to_be_asked_now() -> None:
    room = practice()
    assert {lasts for _, lasts in of(room).values()} == {Lasts.NOW}
    assert "not answered yet" in told(room).text.lower()


def test_each_answer_says_since_when_and_how_long() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room, S40=Ticked(("osteoporosis",)), S24=Said.YES, S51=Said.YES, S42=Said.YES)
    found = of(room)
    assert found["S40"] == ("Osteoporosis (weak bones)", Lasts.FOR_GOOD)
    assert found["S24"] == ("yes", Lasts.UNTIL_CLEARED)
    assert found["S51"] == ("yes", Lasts.TODAY)
    assert found["S01"] == ("no", Lasts.UNTIL)
    assert found["S27"] == ("40", Lasts.UNTIL)
    assert found["S41"] == ("no", Lasts.UNTIL)
    page = told(room)
    assert "Told on 22 November 2026." in page.text
    assert "It is asked again on 20 December 2026." in page.text
    assert "/cleared#S24" in page.links
    clock.moment += timedelta(days=28)
    assert of(room)["S01"][1] is Lasts.NOW
    assert of(room)["S40"][1] is Lasts.FOR_GOOD


def test_a_page_is_answered_again_filled_in_and_shows_what_changed() -> None:
    room = practice()
    answer_gate(room, S40=Ticked(("osteoporosis",)), S42=Said.YES)
    before = len(room.me().gate)
    with knock(room) as client:
        page = again(client, "health", {"yes": ["S40", "S46"]})
    found = of(room)
    assert found["S40"][0] == "Osteoporosis (weak bones)", "what was not touched stays"
    assert found["S42"][0] == "no"
    assert found["S46"][0] == "yes"
    assert "Yes before, now no." in page.text
    assert "No before, now yes." in page.text
    assert len(room.me().gate) > before, "nothing is taken away from the record"


def test_answering_again_without_a_change_says_so() -> None:
    room = practice()
    answer_gate(room, S40=Ticked(("osteoporosis",)))
    with knock(room) as client:
        assert "Nothing is different from before." in again(client, "health", {}).text


def test_what_waits_for_a_clinician_is_not_lifted_by_another_answer() -> None:
    room = practice()
    answer_gate(room, S24=Said.YES)
    with knock(room) as client:
        assert "/cleared#S24" in page_at(client, "/gate/health?again=1").links
        again(client, "health", {"yes": [], "none": ["yes"]})
        assert of(room)["S24"] == ("yes", Lasts.UNTIL_CLEARED)


def test_a_headache_that_was_looked_at_since_no_longer_stands_in_the_way() -> None:
    room = practice()
    answer_gate(room, S33=Said.YES)
    with knock(room) as client:
        assert "/answers" in page_at(client, "/exercises/C1").links
        page = again(client, "head", {"yes": [], "none": ["yes"]})
        assert "nobody has looked at? Yes before, now no." in page.text
        assert of(room)["S33"] == ("no", Lasts.UNTIL)
        assert "For you" not in page_at(client, "/exercises/C1").text


def test_something_grave_is_confirmed_here_too_and_leads_to_what_to_do_now() -> None:
    room = practice()
    answer_gate(room)
    with knock(room) as client:
        assert "Is this so?" in again(client, "now", {"yes": ["S01"]}).text
        assert of(room)["S01"][0] == "no"
        assert "Get help now" in again(client, "now", {"yes": ["S01"], "confirmed": ["yes"]}).text
        assert of(room)["S01"] == ("yes", Lasts.UNTIL_CLEARED)


@pytest.mark.parametrize("path", ["/", "/settings"])
def test_the_way_here_is_in_sight(path: str) -> None:
    room = practice()
    answer_gate(room)
    assert "/answers" in told(room, path).links


def test_an_unknown_page_is_refused() -> None:
    with knock(practice()) as client:
        assert client.get("/gate/nowhere?again=1").status_code == 404
        assert client.get("/answers?page=nowhere").status_code == 200
