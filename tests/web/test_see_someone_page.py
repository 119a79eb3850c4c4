"""What an emergency or urgent answer shows, what waits, and how a clinician's word is noted and taken back."""

import re
from datetime import timedelta

import httpx
import pytest
from asgi_client import Client
from front_door import HOME, StillClock, answer_gate, knock, plan_of, practice
from page_reader import Page, read_page

from spinecoach.app.answer_gate import keep
from spinecoach.app.practice import Practice
from spinecoach.app.waiting import waiting
from spinecoach.screening.answers import Answer, Said, Ticked
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.entries import Checked, Cleared, ClearedUndone, GateAnswer
from spinecoach.screening.questions import GRAVE
from spinecoach.wire.plan import plan_json

BROWSER = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}
NUMB, CHEST, STRAIN, DIZZY, LOOSE, HEADACHE, NARROW = "S01", "S08", "S13", "S16", "S21", "S33", "S32"


def told(rows: dict[str, Answer] | None = None, clock: StillClock | None = None) -> Practice:
    room = practice(clock=clock)
    answer_gate(room, age=40, check=True, **(rows or {}))
    return room


def good(answer: httpx.Response, status: int = 200) -> Page:
    assert answer.status_code == status, answer.text[-2000:]
    page = read_page(answer.text)
    assert page.faults == []
    return page


def submit(client: Client, path: str, **fields: str) -> httpx.Response:
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/cleared").text)
    assert token
    return client.post(path, data={"csrf": token[1], **fields}, headers=BROWSER)


# ---------------------------------------------------------------- see someone


def test_first_comes_what_to_do_then_the_number_then_why() -> None:
    room = told({NUMB: Said.YES})
    with knock(room) as client:
        answer = client.get("/see-someone")
    page = good(answer)
    text = room.questions.groups[room.questions.rows[NUMB].group]
    order = [*text.what_to_do("112"), "Call 112 Why", room.questions.rows[NUMB].ask, text.until]
    places = [page.text.index(said) for said in order]
    assert places == sorted(places)
    assert "tel:112" in page.links


def test_it_shows_what_was_ticked_for_the_clinician_to_read_and_nothing_lighter() -> None:
    room = told({CHEST: Ticked(("chest_pain",)), LOOSE: Ticked(("down_syndrome",)), NARROW: Said.YES})
    with knock(room) as client:
        page = good(client.get("/see-someone"))
    items = room.questions.rows[CHEST].items
    assert items["chest_pain"] in page.text
    assert all(label not in page.text for item, label in items.items() if item != "chest_pain")
    assert "Told on 22 November 2026." in page.text
    assert "Down syndrome" not in page.text
    assert room.questions.rows[NARROW].ask not in page.text


def test_no_exercise_is_in_sight() -> None:
    room = told({NUMB: Said.YES, NARROW: Said.YES})
    with knock(room) as client:
        page = good(client.get("/see-someone"))
    names = [exercise.text["en"]["standard"].name for exercise in room.protocol.exercises.values()]
    assert not [name for name in names if name in page.text]
    assert not [link for link in page.links if link.startswith(("/exercises", "/live", "/check"))]
    assert page.forms == []


def test_an_urgent_answer_says_to_see_a_doctor_and_keeps_the_number_at_hand() -> None:
    with knock(told({DIZZY: Said.YES})) as client:
        answer = client.get("/see-someone")
    page = good(answer)
    assert "See a doctor today" in page.text
    assert "tel:112" in page.links
    assert "button-start" not in answer.text


def test_an_answer_not_sure_of_is_told_as_that() -> None:
    with knock(told({STRAIN: Said.UNSURE})) as client:
        assert "Not sure, told on 22 November 2026. Here this counts as yes." in good(client.get("/see-someone")).text


def test_the_gravest_answer_gives_the_title_and_stands_first() -> None:
    room = told({DIZZY: Said.YES, NUMB: Said.YES})
    found = waiting(room)
    assert found.outcome is Outcome.EMERGENCY
    assert [held.row.id for held in found.closing] == [NUMB, DIZZY]
    with knock(room) as client:
        page = good(client.get("/see-someone"))
    assert page.text.index(room.questions.rows[NUMB].ask) < page.text.index(room.questions.rows[DIZZY].ask)


def test_it_stays_when_weeks_go_by_and_when_the_row_is_answered_no() -> None:
    clock = StillClock()
    room = told({NUMB: Said.YES}, clock)
    clock.passed = timedelta(days=100).total_seconds()
    keep(room, [GateAnswer(NUMB, Said.NO, room.clock.today())])
    with knock(room) as client:
        answer = client.get("/see-someone")
        assert answer.url.path == "/see-someone"
        assert "Told on 22 November 2026." in good(answer).text


def test_with_nothing_grave_told_the_day_comes_instead() -> None:
    with knock(told()) as client:
        assert client.get("/see-someone").url.path == "/"


@pytest.mark.parametrize(
    "row", [row.id for row in practice().questions.rows.values() if row.group in GRAVE and not row.only_a_fact]
)
def test_every_grave_row_brings_the_page_with_its_own_words(row: str) -> None:
    room = told({row: Said.YES})
    with knock(room) as client:
        answer = client.get("/")
    assert answer.url.path == "/see-someone"
    page = good(answer)
    assert room.questions.rows[row].ask in page.text
    assert room.questions.rows[row].text in page.text


# ---------------------------------------------------------------- what waits, what was cleared


def test_a_clinicians_word_is_noted_with_who_and_when_and_opens_the_day() -> None:
    room = told({NUMB: Said.YES})
    with knock(room) as client:
        page = good(submit(client, "/cleared", row=NUMB, by="Dr Sand, neurologist", on="2026-11-22"))
        assert "Noted." in page.text
        assert "Dr Sand, neurologist cleared this on 22 November 2026." in page.text
        assert "Nothing waits." in page.text
        assert client.get("/see-someone").url.path == "/"


def test_a_note_made_by_mistake_is_taken_back_and_the_answer_stands_again() -> None:
    room = told({NUMB: Said.YES})
    with knock(room) as client:
        submit(client, "/cleared", row=NUMB, by="Dr Sand", on="2026-11-22")
        page = good(submit(client, "/cleared/undo", row=NUMB))
        assert "/see-someone" in page.links
        assert client.get("/").url.path == "/see-someone"


@pytest.mark.parametrize(
    ("by", "on", "said"),
    [
        ("", "2026-11-22", "By whom: this needs"),
        ("Dr Sand", "", "When: this needs"),
        ("Dr Sand", "2026-02-30", "When: this needs"),
        ("Dr Sand", "2026-11-23", "When: this needs 2026-11-22 or earlier."),
        ("Dr Sand", "2026-11-21", "When: this needs 2026-11-22 or later."),
    ],
)
def test_a_note_that_cannot_be_is_refused_in_one_line_and_keeps_what_was_typed(by: str, on: str, said: str) -> None:
    room = told({NUMB: Said.YES})
    before = room.me().position
    with knock(room) as client:
        answer = submit(client, "/cleared", row=NUMB, by=by, on=on)
    assert said in good(answer, 422).text
    assert f'value="{by}"' in answer.text
    assert "<details open>" in answer.text
    assert room.me().position == before


def test_what_waits_names_the_exercises_that_wait_for_it() -> None:
    room = told({LOOSE: Ticked(("down_syndrome",))})
    held = next(held for held in waiting(room).held if held.row.id == LOOSE)
    assert held.until_cleared
    assert held.codes
    with knock(room) as client:
        page = good(client.get("/cleared"))
    names = [room.protocol.exercises[code].text["en"]["standard"].name for code in held.codes]
    assert f"These wait: {', '.join(names)}." in page.text


def test_what_no_note_can_lift_says_how_long_it_lasts() -> None:
    room = told({HEADACHE: Said.YES})
    with knock(room) as client:
        answer = client.get("/cleared")
    page = good(answer)
    assert room.questions.rows[HEADACHE].ask in page.text
    assert "It is asked again 28 days after you told it." in page.text
    assert 'action="/cleared"' not in answer.text


def test_strong_pain_of_today_waits_for_today() -> None:
    room = told()
    day = room.clock.today()
    keep(room, [Checked(day, new=False, dizzy=False, pain=dict.fromkeys(room.questions.reach, 8))])
    held = waiting(room).held
    assert [each.outcome for each in held] == [Outcome.CLINICIAN_FIRST]
    assert held[0].on is None
    with knock(room) as client:
        assert "Told on" not in good(client.get("/cleared")).text


def test_what_is_only_changed_is_not_said_to_wait_for_a_clinician() -> None:
    room = told({"S40": Ticked(("osteopenia",))})
    assert [held.outcome for held in waiting(room).held] == [Outcome.MODIFY]
    with knock(room) as client:
        assert "Nothing waits." in good(client.get("/cleared")).text


def test_after_a_stop_sign_all_pages_tell_the_same_and_name_what_was_tapped() -> None:
    room = told()
    sign = next(sign for sign in room.protocol.stop_signs.values() if sign.row == NUMB)
    do_now = sign.do_now["en"].replace("{emergency_number}", "112")
    with knock(room) as client:
        session = client.post("/api/v1/sessions", json=plan_json(plan_of(room, "C1"))).json()["id"]
        answer = client.post(f"/api/v1/sessions/{session}/commands", json={"command": "stop_sign", "sign": sign.id})
        assert answer.json()["segment"]["instruction"] == do_now
        page = good(client.get("/see-someone"))
        history = good(client.get(f"/history/{session}"))
    assert do_now in page.text
    assert f"This is what you tapped in your session: {sign.label['en']}" in page.text
    assert f"You were told: {do_now}" in history.text


def test_every_sign_that_was_tapped_that_day_is_named() -> None:
    room = told()
    signs = [sign for sign in room.protocol.stop_signs.values() if sign.row == CHEST][:2]
    with knock(room) as client:
        for sign in signs:
            keep(room, [Cleared(CHEST, "Dr A. Example", room.clock.today())] if sign is signs[1] else [])
            keep(room, [Checked(room.clock.today(), new=False, dizzy=False)])
            session = client.post("/api/v1/sessions", json=plan_json(plan_of(room, "C1"))).json()["id"]
            client.post(f"/api/v1/sessions/{session}/commands", json={"command": "stop_sign", "sign": sign.id})
        page = good(client.get("/see-someone"))
    for sign in signs:
        assert sign.label["en"] in page.text
        assert all(said in page.text for said in sign.do_now["en"].replace("{emergency_number}", "112").split(". "))


def test_a_sign_is_named_also_when_it_was_not_the_last_session_of_its_day() -> None:
    room = told()
    sign = next(sign for sign in room.protocol.stop_signs.values() if sign.row == CHEST)
    with knock(room) as client:
        session = client.post("/api/v1/sessions", json=plan_json(plan_of(room, "C1"))).json()["id"]
        client.post(f"/api/v1/sessions/{session}/commands", json={"command": "stop_sign", "sign": sign.id})
        clearing = Cleared(CHEST, "Dr A. Example", room.clock.today())
        keep(room, [clearing, Checked(room.clock.today(), new=False, dizzy=False)])
        later = client.post("/api/v1/sessions", json=plan_json(plan_of(room, "C1"))).json()["id"]
        assert client.post(f"/api/v1/sessions/{later}/commands", json={"command": "stop"}).status_code == 200
        keep(room, [ClearedUndone(CHEST, room.clock.today())])
        page = good(client.get("/see-someone"))
    assert f"This is what you tapped in your session: {sign.label['en']}" in page.text


def test_a_sign_does_not_hide_what_else_says_to_see_someone() -> None:
    room = told()
    sign = next(sign for sign in room.protocol.stop_signs.values() if sign.row == NUMB)
    with knock(room) as client:
        session = client.post("/api/v1/sessions", json=plan_json(plan_of(room, "C1"))).json()["id"]
        client.post(f"/api/v1/sessions/{session}/commands", json={"command": "stop_sign", "sign": sign.id})
        keep(room, [GateAnswer(CHEST, Ticked(("chest_pain",)), room.clock.today())])
        page = good(client.get("/see-someone"))
    text = room.questions.groups[room.questions.rows[CHEST].group]
    assert all(line in page.text for line in text.what_to_do("112"))
    assert sign.label["en"] in page.text
    assert room.questions.rows[CHEST].ask in page.text
