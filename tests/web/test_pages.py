"""The pages, as a person goes through them."""

import re
from typing import Any

import httpx
import pytest
from asgi_client import Client
from front_door import HOME, StillClock, answer_gate, knock, practice
from page_reader import Page, read_page, read_part

from spinecoach.app.practice import Practice
from spinecoach.app.sessions import unfinished
from spinecoach.app.set_wishes import set_wishes
from spinecoach.app.tell_pain import tell_pain
from spinecoach.app.today import today
from spinecoach.body import Region
from spinecoach.protocol.changes import CHANGES
from spinecoach.protocol.exercise import Equipment
from spinecoach.screening.answers import Answer, Said, Ticked
from spinecoach.screening.questions import AskedFact
from spinecoach.web.pages.today import AS_ANSWERED

BROWSER = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}


def submit(client: Client, path: str, fields: dict[str, Any], **headers: str) -> httpx.Response:
    """Send a form as a browser does, from a page that the client has open."""
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/about").text)
    assert token
    return client.post(path, data={"csrf": token[1], **fields}, headers={**BROWSER, **headers})


def good(answer: httpx.Response, status: int = 200) -> Page:
    assert answer.status_code == status, answer.text[-2000:]
    page = read_page(answer.text)
    assert page.faults == []
    return page


def at(answer: httpx.Response) -> str:
    return answer.url.path


def ready(**rows: Any) -> Practice:
    room = practice()
    answer_gate(room, check=False, **rows)
    return room


# ---------------------------------------------------------------- the first visit


def facts_of(page: str) -> dict[str, str]:
    """What a page asks beside ticks."""
    sent = {}
    if 'name="age"' in page:
        sent["age"] = "40"
    if 'name="pregnant"' in page:
        sent["pregnant"] = "no"
    return sent


def test_from_the_first_visit_to_a_plan() -> None:
    with knock() as client:
        first = client.get("/")
        assert at(first) == "/welcome"
        good(first)
        answer = submit(client, "/welcome", {"regions": ["neck"]})
        seen = []
        while at(answer).startswith("/gate/"):
            good(answer)
            seen.append(at(answer))
            answer = submit(client, at(answer), {"none": "yes", **facts_of(answer.text)})
        assert 5 <= len(seen) <= 6
        assert len(set(seen)) == len(seen)
        page = good(answer)
        assert at(answer) == "/"
        assert re.search(r"\d+ minutes in your chair", page.text)


def test_only_what_the_painful_regions_need_is_asked() -> None:
    with knock() as neck, knock() as lumbar:
        submit(neck, "/welcome", {"regions": ["neck"]})
        submit(lumbar, "/welcome", {"regions": ["lumbar"]})
        assert 'id="S03"' not in neck.get("/gate/now").text
        assert 'id="S03"' in lumbar.get("/gate/now").text


def test_a_page_without_any_tick_is_asked_again() -> None:
    with knock() as client:
        submit(client, "/welcome", {})
        page = good(submit(client, "/gate/now", {}), 422)
        assert "None of these" in page.text
        assert at(client.get("/gate")) == "/gate/now"


def test_ticks_beside_none_of_these_are_asked_again() -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/welcome", {})
        answer = submit(client, "/gate/now", {"yes": ["S01"], "none": "yes"})
        good(answer, 422)
        assert re.search(r'name="yes" value="S01" checked', answer.text)
        assert room.me().gate[1:] == ()


def test_something_grave_is_asked_twice_and_a_mis_tap_is_not_stored() -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/welcome", {})
        asked = submit(client, "/gate/now", {"yes": ["S01"], "item": ["S08.chest_pain"]})
        page = good(asked)
        assert "Is this so?" in page.text
        assert "Pain in the chest" in page.text
        assert len(room.me().gate) == 1
        back = submit(client, "/gate/now", {"yes": ["S01"], "item": ["S08.chest_pain"], "confirmed": "no"})
        assert 'name="yes" value="S01" checked' in back.text
        assert 'value="S08.chest_pain" checked' in back.text
        assert len(room.me().gate) == 1


def test_an_emergency_shows_what_to_do_and_leaves_no_way_to_a_session() -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/settings", {"emergency_number": "999"})
        submit(client, "/welcome", {})
        answer = submit(client, "/gate/now", {"yes": ["S01"], "confirmed": "yes"})
        assert at(answer) == "/see-someone"
        page = good(answer)
        assert "Call 999 now." in page.text
        assert "tel:999" in page.links
        assert "/exercises" not in page.links
        assert at(client.get("/")) == "/see-someone"
        assert at(submit(client, "/start", {})) == "/see-someone"
        assert at(client.get("/check")) == "/see-someone"
        assert submit(client, "/today", {"minutes": "5"}).status_code == 409
        assert unfinished(room) == ()


def test_only_a_clinicians_word_opens_the_gate_again_and_it_can_be_taken_back() -> None:
    room = ready(S01=Said.YES)
    day = room.clock.today().isoformat()
    with knock(room) as client:
        page = good(client.get("/cleared"))
        assert "numbness" in page.text
        good(submit(client, "/cleared", {"row": "S01", "by": "", "on": day}), 422)
        good(submit(client, "/cleared", {"row": "S01", "by": "Dr Sand", "on": "2027-01-01"}), 422)
        good(submit(client, "/cleared", {"row": "S01", "by": "Dr Sand", "on": "2026-10-01"}), 422)
        good(submit(client, "/cleared", {"row": "S02", "by": "Dr Sand", "on": day}), 422)
        page = good(submit(client, "/cleared", {"row": "S01", "by": "Dr Sand, neurologist", "on": day}))
        assert "Dr Sand, neurologist cleared this on 22 November 2026." in page.text
        assert at(client.get("/")) == "/"
        good(submit(client, "/cleared/undo", {"row": "S01"}))
        assert at(client.get("/")) == "/see-someone"
        good(submit(client, "/cleared/undo", {"row": "S01"}), 422)


def test_an_answer_that_may_only_be_lifted_by_a_clinician_is_never_stored_by_going_back() -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/welcome", {})
        submit(client, "/gate/now", {"unsure": ["S01"]})
        assert at(client.get("/gate")) == "/gate/now"


@pytest.mark.parametrize(
    "fields",
    [
        {"none": "yes", "age": "", "pregnant": "no"},
        {"none": "yes", "age": "old", "pregnant": "no"},
        {"none": "yes", "age": "130", "pregnant": "no"},
        {"none": "yes", "age": "40"},
        {"none": "yes", "age": "40", "pregnant": "yes", "pregnant_weeks": "60"},
    ],
)
def test_a_fact_that_cannot_be_is_asked_again(fields: dict[str, str]) -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/welcome", {})
        good(submit(client, "/gate/about", fields), 422)
        assert all(not hasattr(entry, "row") for entry in room.me().gate)


def test_the_date_of_an_operation_holds_for_what_is_ticked() -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/welcome", {})
        submit(client, "/gate/illness", {"item": ["S22.hip", "S22.eye"], "surgery": "2026-11-01"})
    answers = today(room).gate.status.answers
    assert {site: day.isoformat() for site, day in answers.surgery.items()} == {
        "hip": "2026-11-01",
        "eye": "2026-11-01",
    }
    assert answers.rows["S22"] == Ticked(("eye", "hip"))


def test_after_four_weeks_all_is_asked_again_with_what_was_said_last_time_and_what_changed_is_shown() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room, S49=Said.YES, S54=Ticked(("wry_neck_now",)))
    clock.passed = 29 * 24 * 3600
    with knock(room) as client:
        page = good(client.get("/"))
        assert "asked again" in page.text
        asked = good(client.get("/gate/about"))
        assert "Last time: yes" in asked.text
        assert "Last time: A wry neck now (stuck to one side)" in asked.text
        answer_gate(room)
        today_page = good(client.get("/"))
        assert "What has changed in your answers" in today_page.text
        assert "Yes before, now no." in today_page.text


def test_a_ticked_line_without_its_items_asks_them_on_a_page_of_their_own_and_keeps_nothing_before() -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/welcome", {})
        asked = submit(client, "/gate/health", {"yes": ["S40", "S42"]})
        page = good(asked)
        assert "Which of these?" in page.text
        assert "Osteopenia (thin bones)" in page.text
        assert "looked after" not in page.text
        assert re.search(r'type="hidden" name="yes" value="S42"', asked.text)
        assert len(room.me().gate) == 1
        sent = {"yes": ["S40", "S42"], "items_asked": "yes"}
        assert "Each line needs an answer." in good(submit(client, "/gate/health", sent), 422).text
        submit(client, "/gate/health", {**sent, "item": ["S40.osteopenia"]})
    answers = today(room).gate.status.answers.rows
    assert (answers["S40"], answers["S42"], answers["S23"]) == (Ticked(("osteopenia",)), Said.YES, Said.NO)


@pytest.mark.parametrize(
    ("sent", "row", "kept"),
    [
        ({"yes": ["S20"], "no_item": ["S20"]}, "S20", Ticked(())),
        ({"yes": ["S11"], "no_item": ["S11"]}, "S11", Said.NO),
        ({"yes": ["S22"], "unsure": ["S22"]}, "S22", Said.UNSURE),
        ({"item": ["S22.hip"]}, "S22", Ticked(("hip",))),
        ({"yes": ["S22"], "unsure": ["S22"], "item": ["S22.hip"]}, "S22", Ticked(("hip",))),
    ],
)
def test_what_is_said_under_a_ticked_line_is_what_is_kept(sent: dict[str, list[str]], row: str, kept: Answer) -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/welcome", {})
        submit(client, "/gate/illness", sent)
    assert today(room).gate.status.answers.rows[row] == kept


def test_none_of_the_items_beside_one_of_them_is_asked_again() -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/welcome", {})
        good(submit(client, "/gate/illness", {"no_item": ["S22"], "item": ["S22.hip"]}), 422)
    assert len(room.me().gate) == 1


def test_an_injury_asked_under_two_lines_counts_from_its_later_day() -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/welcome", {})
        days = ["2026-11-01", "2026-11-10", ""]
        submit(client, "/gate/illness", {"yes": ["S28"], "confirmed": "yes", "injury_date": days})
    answers = today(room).gate.status.answers
    assert str(answers.injury_date) == "2026-11-10"
    assert answers.rows["S28"] is Said.YES


def test_every_question_of_the_gate_stands_on_one_page() -> None:
    room = practice()
    with knock(room) as client:
        submit(client, "/welcome", {})
        whole = "".join(client.get(f"/gate/{page.id}").text for page in room.questions.pages)
    for row in room.questions.rows.values():
        assert whole.count(f'id="{row.id}"') == 1
        for item in row.items:
            assert f'value="{row.id}.{item}"' in whole
        if AskedFact.INJURY_DATE in row.facts:
            assert 'name="injury_date"' in whole


# ---------------------------------------------------------------- today


def test_today_says_what_comes_how_much_and_why() -> None:
    room = ready()
    with knock(room) as client:
        page = good(client.get("/"))
        plan = today(room).plan
        assert plan is not None
        for item in plan.items:
            assert item.reasons[0].text in page.text
            assert f"/exercises/{item.work.code}" in page.links
        assert "Left out today" in page.text
        assert "Good morning" in page.text


def test_what_the_answers_ask_is_said_in_one_sentence_and_what_shares_a_reason_stands_together() -> None:
    room = ready(S21=Ticked(("down_syndrome",)), S42=Said.YES, S52=Said.YES)
    with knock(room) as client:
        page = good(client.get("/"))
    assert (
        "For you, as your answers ask: Your effort stays at 3 of 10 or less. You breathe out as you press" in page.text
    )
    assert page.text.count("as your answers ask") == len([i for i in today(room).plan.items if i.work.changes])  # type: ignore[union-attr]
    assert "Head turns, Chin to chest, Chin tuck" in page.text
    assert "in your chair," in page.text, "the brace is done sitting, though its place is the floor"


def test_every_sentence_of_a_change_ends_alike_so_that_they_can_be_joined() -> None:
    planning = practice().protocol.planning
    for name in CHANGES:
        assert planning.sentences[name].text["en"].endswith(AS_ANSWERED)


def test_wishes_plan_again_in_place() -> None:
    room = ready()
    with knock(room) as client:
        answer = submit(client, "/today", {"minutes": "5", "place": "chair"}, **{"HX-Request": "true"})
        assert answer.status_code == 200
        assert answer.text.lstrip().startswith('<div id="plan"')
        assert 'id="list" class="stack" hx-swap-oob="true"' in answer.text
        assert read_part(answer.text).faults == []
        plan = today(room).plan
        assert plan is not None
        assert plan.minutes == 5
        assert plan.seconds <= 300


def test_a_part_that_cannot_be_made_brings_the_whole_page_again() -> None:
    with knock(ready(S01=Said.YES)) as client:
        answer = submit(client, "/today", {"minutes": "5"}, **{"HX-Request": "true"})
        assert (answer.status_code, answer.headers["hx-refresh"]) == (409, "true")


def test_without_scripts_the_same_form_brings_the_whole_page() -> None:
    with knock(ready()) as client:
        good(submit(client, "/today", {"minutes": "15", "things": ["", "roller", "towel"]}))


def test_equipment_can_be_taken_away_again() -> None:
    room = ready()
    with knock(room) as client:
        submit(client, "/today", {"things": ["", "mat", "chair"]})
        assert room.me().wishes.equipment == (Equipment.CHAIR, Equipment.MAT)
        submit(client, "/today", {"things": [""]})
        assert room.me().wishes.equipment == ()


def test_pain_of_today_changes_the_plan_and_is_gone_tomorrow() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    with knock(room) as client:
        before = today(room).plan
        submit(client, "/today", {"pain.neck": "8"})
        after = today(room)
        assert after.plan != before
        assert {region.value: value for region, value in after.pain.items()} == {"neck": 8}
    clock.passed = 24 * 3600
    assert today(room).pain == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"minutes": "0"},
        {"minutes": "five"},
        {"place": "moon"},
        {"things": ["rocket"]},
        {"pain.neck": "11"},
        {"pain.foot": "3"},
        {"pain.neck": "-1"},
    ],
)
def test_what_cannot_be_wished_is_refused_with_a_page(fields: dict[str, Any]) -> None:
    room = ready()
    before = room.me().position
    with knock(room) as client:
        answer = submit(client, "/today", fields)
        page = good(answer, 422)
        assert "found" in page.text
    assert room.me().position == before


# ---------------------------------------------------------------- start


def begin(client: Client, **more: str) -> httpx.Response:
    page = client.get("/").text
    plan = re.search(r'name="plan" value="([0-9a-f]+)"', page)
    assert plan
    return submit(client, "/start", {"plan": plan[1], **more})


def check_fields(page: str) -> dict[str, str]:
    hidden = dict(re.findall(r'<input type="hidden" name="(plan|minutes)" value="([^"]*)"', page))
    pain = dict.fromkeys(set(re.findall(r'name="(pain\.[a-z]+)"', page)), "0")
    return {**hidden, **pain, "new": "no", "dizzy": "no"}


def test_from_start_through_three_taps_to_the_live_page() -> None:
    room = ready()
    with knock(room) as client:
        asked = begin(client)
        assert at(asked) == "/check"
        good(asked)
        live = submit(client, "/check", check_fields(asked.text))
        assert at(live) == f"/live/{unfinished(room)[0]}"
        assert 'id="live"' in live.text
        assert "double_vision" in live.text
        assert 'data-voice="full"' in live.text


def test_only_what_the_person_came_for_is_asked_in_the_open_and_every_part_that_is_met_is_answered() -> None:
    room = ready()
    set_wishes(room, {"regions": ["neck"]})
    with knock(room) as client:
        page = begin(client).text
        opened, folded = re.split(r"<details>.*?</details>", page, flags=re.DOTALL), page[page.index("<details>") :]
        asked = set(re.findall(r'name="(pain\.[a-z]+|new|dizzy)"', "".join(opened)))
        assert asked == {"pain.neck", "new", "dizzy"}
        assert "Somewhere else hurts today" in folded
        assert re.findall(r'name="(pain\.[a-z]+)" value="(\d+)" required checked', page) == [("pain.thoracic", "0")]
        submit(client, "/check", {**check_fields(page), "pain.neck": "2", "pain.thoracic": "0"})
    assert room.me().pain_on(room.clock.today()) == {Region.NECK: 2, Region.THORACIC: 0}


def test_a_part_that_was_told_to_hurt_today_is_asked_in_the_open_too() -> None:
    room = ready()
    set_wishes(room, {"regions": ["neck"]})
    tell_pain(room, {"thoracic": 2})
    with knock(room) as client:
        page = begin(client).text
    assert "<details>" not in page
    assert re.findall(r'name="(pain\.[a-z]+)" value="(\d+)" required checked', page) == [("pain.thoracic", "2")]


def test_pain_told_before_a_session_is_not_asked_again_in_it() -> None:
    room = ready()
    with knock(room) as client:
        live = submit(client, "/check", check_fields(begin(client).text))
        state = client.get(f"/api/v1/sessions/{at(live).rpartition('/')[2]}").json()
        assert state["state"] == "paused"
        client.post(f"/api/v1/sessions/{state['id']}/commands", json={"command": "resume"}, headers=BROWSER)
        assert client.get(f"/api/v1/sessions/{state['id']}").json()["state"] == "get_ready"


def test_a_tap_that_is_missing_is_asked_for() -> None:
    room = ready()
    with knock(room) as client:
        fields = check_fields(begin(client).text)
        for name in fields:
            if name not in {"plan", "minutes"}:
                good(submit(client, "/check", {key: value for key, value in fields.items() if key != name}), 422)
    assert unfinished(room) == ()


def test_something_new_opens_the_questions_before_the_session() -> None:
    room = ready()
    with knock(room) as client:
        answer = submit(client, "/check", {**check_fields(begin(client).text), "new": "yes"})
        assert at(answer) == "/gate/now"
    assert unfinished(room) == ()


def test_pain_that_changes_the_plan_shows_the_new_one_first() -> None:
    room = ready()
    with knock(room) as client:
        fields = check_fields(begin(client).text)
        answer = submit(client, "/check", {**fields, "pain.neck": "6"})
        assert at(answer) == "/"
        assert "Your plan was made again" in good(answer).text
        assert unfinished(room) == ()
        assert at(begin(client)).startswith("/live/")


def test_two_minutes_now_is_one_tap_beside_start() -> None:
    room = ready()
    with knock(room) as client:
        asked = submit(client, "/start", {"minutes": "2"})
        live = submit(client, "/check", check_fields(asked.text))
        assert at(live).startswith("/live/")
    assert room.me().wishes.minutes == 10


def test_a_session_left_in_the_middle_is_offered_and_can_be_ended() -> None:
    room = ready()
    with knock(room) as client:
        submit(client, "/check", check_fields(begin(client).text))
        session = unfinished(room)[0]
        page = good(client.get("/"))
        assert f"/live/{session}" in page.links
        assert "You left a session in the middle" in page.text
        submit(client, "/leave", {"session": session})
        assert unfinished(room) == ()
        assert at(client.get(f"/live/{session}")) == f"/history/{session}"


@pytest.mark.parametrize("row", ["S01", "S16"])
def test_an_answer_on_another_page_leaves_no_way_to_a_session_that_runs(row: str) -> None:
    room = ready()
    with knock(room) as client:
        submit(client, "/check", check_fields(begin(client).text))
        session = unfinished(room)[0]
        rows: dict[str, Any] = {row: Said.YES}
        answer_gate(room, **rows)
        assert at(client.get(f"/live/{session}")) == "/see-someone"
        assert unfinished(room) == ()
        assert at(client.get("/")) == "/see-someone"
        assert client.get(f"/api/v1/sessions/{session}").json()["reason"] == "see_someone"


def test_a_lesser_answer_leads_from_the_live_page_to_today_which_says_why() -> None:
    room = ready()
    with knock(room) as client:
        submit(client, "/check", check_fields(begin(client).text))
        session = unfinished(room)[0]
        codes = [item["code"] for item in client.get("/api/v1/plan").json()["items"]]
        assert codes
        answer_gate(room, S54=Ticked(("thoracic_outlet",)), S33=Said.YES)
        answer = client.get(f"/live/{session}")
        assert at(answer) == "/"
        page = good(answer)
        assert "Your answers have changed, so your session ended where it was." in page.text
        assert "You left a session in the middle" not in page.text
        kept = good(client.get(f"/history/{session}")).text
        assert "because your answers have changed" in kept


# ---------------------------------------------------------------- history, settings, and all pages


def test_history_shows_the_weeks_and_each_session() -> None:
    room = ready()
    with knock(room) as client:
        assert "Nothing yet" in good(client.get("/history")).text
        submit(client, "/check", check_fields(begin(client).text))
        session = unfinished(room)[0]
        page = good(client.get(f"/history/{session}"))
        assert "It is not finished" in page.text
        submit(client, "/leave", {"session": session})
        assert f"/history/{session}" in good(client.get("/history")).links
        assert "stopped before its end" in good(client.get(f"/history/{session}")).text
        good(client.get("/history/nothing"), 404)


def test_settings_are_kept_and_hold_on_every_page() -> None:
    room = ready()
    with knock(room) as client:
        sent = {"emergency_number": "144", "voice": "bell", "text_size": "largest", "theme": "dark"}
        page = submit(client, "/settings", {**sent, "things": ["", "towel"], "regions": [""]})
        assert "Saved." in good(page).text
        home = client.get("/history").text
        assert 'data-theme="dark"' in home
        assert 'data-text="largest"' in home
        wanted = room.me().preferences
        assert (wanted.emergency_number, wanted.voice) == ("144", "bell")


@pytest.mark.parametrize(
    "fields",
    [
        {"emergency_number": "help"},
        {"emergency_number": ""},
        {"theme": "pink"},
        {"voice": "loud"},
        {"language": "xx"},
        {"text_size": "9"},
        {"things": ["rocket"]},
        {"regions": ["foot"]},
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_nothing_is_kept(fields: dict[str, Any]) -> None:
    room = ready()
    before = room.me().position
    with knock(room) as client:
        good(submit(client, "/settings", fields), 422)
    assert room.me().position == before


def test_another_region_brings_the_questions_that_were_not_asked() -> None:
    room = practice()
    with knock(room) as client:
        answer = submit(client, "/welcome", {"regions": ["neck"]})
        while at(answer).startswith("/gate/"):
            answer = submit(client, at(answer), {"none": "yes", **facts_of(answer.text)})
        submit(client, "/settings", {"regions": ["", "neck", "lumbar"]})
        page = good(client.get("/"))
        assert "/gate" in page.links
        assert 'id="S03"' in client.get("/gate").text


def test_every_page_is_sound_and_no_link_is_dead() -> None:
    room = ready()
    with knock(room) as client:
        submit(client, "/check", check_fields(begin(client).text))
        waiting = ["/", "/welcome", "/see-someone", "/cleared", "/check"]
        seen: set[str] = set()
        while waiting:
            path = waiting.pop()
            if path in seen or not path.startswith("/"):
                continue
            seen.add(path)
            answer = client.get(path)
            assert answer.status_code == 200, path
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            page = read_page(answer.text)
            assert page.faults == [], path
            waiting += [link.partition("#")[0] or path for link in page.links]
            for image in page.images:
                if image not in seen and len(seen) < 60:
                    seen.add(image)
                    assert client.get(image).status_code == 200, image
    exercises = [path for path in seen if path.startswith("/exercises/")]
    assert len([path for path in exercises if path.count("/") == 2]) == 12
    assert len([path for path in exercises if ".pdf" in path]) == 24


@pytest.mark.parametrize(("path", "status", "title"), [("/nothing", 404, "There is no such page")])
def test_a_page_that_is_not_there_says_what_to_do(path: str, status: int, title: str) -> None:
    with knock() as client:
        page = good(client.get(path), status)
        assert title in page.text
        assert "/" in page.links


def test_a_record_that_fails_brings_a_page_with_care() -> None:
    room = ready()
    with knock(room) as client:
        room.store.close()
        page = good(client.get("/"), 503)
        assert "What was recorded before is kept" in page.text


def test_a_form_without_its_token_brings_a_page_that_says_so() -> None:
    with knock(ready()) as client:
        page = good(client.post("/today", data={"minutes": "5"}, headers=BROWSER), 403)
        assert "reload" in page.text
