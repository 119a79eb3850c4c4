"""What is told along the way: the morning after, how far to grow, a break, how it goes; by page and by REST."""

import re
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from asgi_client import Client
from front_door import HOME, StillClock, answer_gate, knock, plan_of, practice
from page_reader import Page, read_page

from spinecoach.app.choose_dose import choose_dose, standing
from spinecoach.app.explain_day import explain_day
from spinecoach.app.practice import Practice
from spinecoach.app.progress_so_far import progress_so_far
from spinecoach.app.session_log import write_plan
from spinecoach.app.sessions import sessions
from spinecoach.app.so_far import so_far
from spinecoach.app.take_break import break_now, end_break, take_break
from spinecoach.app.tell_morning import regions_asked, tell_morning
from spinecoach.app.tell_pain import tell_pain
from spinecoach.app.today import plan_today
from spinecoach.body import Region
from spinecoach.progress.choice import Reach
from spinecoach.session.rehearse import rehearse
from spinecoach.session.script import compile_plan
from spinecoach.session.vocabulary import SessionEvent

DAY_S = 24 * 3600
GOT_UP = "How much did it hurt when you got up this morning:"
BROWSER = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}


def beginning(clock: StillClock | None = None) -> tuple[Practice, StillClock]:
    clock = clock or StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    return room, clock


def do(room: Practice, *codes: str) -> None:
    """A calm session of these exercises at the level of today."""
    plan = plan_of(room, *codes)
    events = [e for e in rehearse(compile_plan(room.protocol, plan, "en", "112"), ()) if isinstance(e, SessionEvent)]
    write_plan(room, f"s{room.clock.now():%Y%m%d%H}", plan, events)


def get(client: Client, path: str) -> Page:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200, answer.text[-1500:]
    page = read_page(answer.text)
    assert page.faults == []
    return page


def post(client: Client, path: str, fields: Mapping[str, Any], **headers: str) -> httpx.Response:
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/settings").text)
    assert token
    return client.post(path, data={"csrf": token[1], **fields}, headers={**BROWSER, **headers}, follow_redirects=False)


def told_rules(room: Practice) -> dict[str, str]:
    progress = progress_so_far(room.protocol, sessions(room), room.me().along, room.clock.today())
    return {code: step.rule for code, step in progress.why.items()}


# ---------------------------------------------------------------- the morning after


def test_the_morning_is_asked_for_only_after_a_day_with_a_session_and_until_it_is_told() -> None:
    room, clock = beginning()
    do(room, "C1", "L1")
    assert regions_asked(room) == ()
    clock.passed = DAY_S
    assert regions_asked(room) == (Region.NECK, Region.LUMBAR)
    with knock(room) as client:
        assert f"{GOT_UP} neck" in get(client, "/").text
        first = post(client, "/morning", {"pain.neck": "0"}, **{"HX-Request": "true"})
        assert f"{GOT_UP} lower back" in read_page(first.text).text
        second = post(client, "/morning", {"pain.lumbar": "0"}, **{"HX-Request": "true"})
        assert GOT_UP not in second.text
        assert GOT_UP not in get(client, "/").text
    assert told_rules(room) == {"C1": "dose-calm", "L1": "dose-calm"}
    clock.passed = 2 * DAY_S
    assert regions_asked(room) == ()


def test_one_tap_tells_that_nothing_hurt() -> None:
    room, clock = beginning()
    do(room, "C1", "L1")
    clock.passed = DAY_S
    with knock(room) as client:
        assert post(client, "/morning", {"none": "1"}).status_code == 303
    assert room.me().along.morning_of(clock.today()) == {Region.NECK: 0, Region.LUMBAR: 0}


def test_without_scripts_the_morning_is_kept_and_leads_back_to_today() -> None:
    room, clock = beginning()
    do(room, "C1")
    clock.passed = DAY_S
    with knock(room) as client:
        answer = post(client, "/morning", {"pain.neck": "3"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert room.me().along.morning_of(clock.today()) == {Region.NECK: 3}


def test_a_morning_told_for_one_complex_leaves_the_other_open() -> None:
    room, clock = beginning()
    do(room, "C1", "L1")
    clock.passed = DAY_S
    tell_morning(room, {"neck": 0})
    assert told_rules(room) == {"C1": "dose-calm", "L1": "dose-unanswered"}


def test_pain_told_before_noon_is_that_of_the_morning_and_pain_of_the_evening_is_not() -> None:
    for hour, rule in ((2, "dose-calm"), (12, "dose-unanswered")):
        room, clock = beginning()
        do(room, "C1")
        clock.passed = DAY_S + hour * 3600  # the clock began at 7
        tell_pain(room, {"neck": 0})
        assert told_rules(room) == {"C1": rule}


def test_the_order_in_which_morning_and_pain_are_told_makes_no_difference() -> None:
    told = []
    for first, second in (("morning", "pain"), ("pain", "morning")):
        room, clock = beginning()
        do(room, "C1")
        clock.passed = DAY_S
        for which in (first, second):
            if which == "morning":
                tell_morning(room, {"neck": 2})
            else:
                tell_pain(room, {"neck": 4, "lumbar": 1})
        told.append(dict(room.me().along.morning_of(clock.today())))
    assert told[0] == told[1] == {Region.NECK: 2, Region.LUMBAR: 1}


# ---------------------------------------------------------------- how far to grow


def test_who_stays_does_not_grow_and_the_plan_says_so() -> None:
    room, clock = beginning()
    choose_dose(room, "C1", "stay")
    for n in range(4):
        clock.passed = n * DAY_S
        if n:
            tell_morning(room, {"neck": 0})
        do(room, "C1")
    clock.passed = 4 * DAY_S
    tell_morning(room, {"neck": 0})
    assert (standing(room, "C1").level, told_rules(room)["C1"]) == (1, "dose-stay")
    choose_dose(room, "C1", "grow")
    do(room, "C1")
    assert standing(room, "C1").level == 1, "the morning after is still to come"
    clock.passed = 5 * DAY_S
    tell_morning(room, {"neck": 0})
    assert standing(room, "C1").level == 2


def test_the_page_of_an_exercise_offers_to_stay_and_to_go_beyond_the_article() -> None:
    room, _ = beginning()
    with knock(room) as client:
        page = get(client, "/exercises/C1")
        assert "Stay at level 1" in page.text
        assert "Grow beyond the article" in page.text
        assert "Nobody has shown that more is better here." in page.text
        assert "Grow beyond the article" not in get(client, "/exercises/C6").text, "it has no such level"
        answer = post(client, "/exercises/C1/reach", {"reach": "stay"})
        assert answer.headers["location"] == "/exercises/C1?chosen=1#reach"
        assert "Kept." in get(client, "/exercises/C1?chosen=1").text
        assert post(client, "/exercises/C1/reach", {"reach": "up"}).status_code == 422
        assert post(client, "/exercises/C6/reach", {"reach": "beyond"}).status_code == 422
        assert post(client, "/exercises/X9/reach", {"reach": "stay"}).status_code == 404
    assert standing(room, "C1").reach is Reach.STAY


def test_choosing_the_same_again_writes_nothing() -> None:
    room, _ = beginning()
    for reach in ("stay", "stay"):
        choose_dose(room, "C1", reach)
    assert len(room.me().along.choices) == 1
    choose_dose(room, "C1", "grow")
    choose_dose(room, "C1", "grow")
    assert len(room.me().along.choices) == 2


# ---------------------------------------------------------------- a break


def test_a_break_is_taken_said_and_ended_on_the_page() -> None:
    room, clock = beginning()
    with knock(room) as client:
        assert "Take a break" in get(client, "/").text
        assert post(client, "/break", {"why": "sick", "until": ""}).status_code == 303
        assert "You are taking a break because you are ill." in get(client, "/").text
        assert post(client, "/break/end", {}).status_code == 303
        assert "You are taking a break because" not in get(client, "/").text
        assert post(client, "/break", {"why": "lazy"}).status_code == 422
        assert post(client, "/break", {"why": "holiday", "until": "2026-11-21"}).status_code == 422
        assert post(client, "/break", {"why": "holiday", "until": "soon"}).status_code == 422
        post(client, "/break", {"why": "holiday", "until": "2026-11-23"})
        assert "It is planned until Monday, 23 November." in get(client, "/").text
    clock.passed = 2 * DAY_S
    assert break_now(room) is None


def test_a_break_costs_no_level_no_habit_and_no_planned_day() -> None:
    room, clock = beginning()
    for n in range(3):
        clock.passed = n * DAY_S
        if n:
            tell_morning(room, {"neck": 0})
        do(room, "C1")
    clock.passed = 3 * DAY_S
    tell_morning(room, {"neck": 0})
    before = so_far(room)
    take_break(room, "holiday")
    clock.passed = 13 * DAY_S
    during = so_far(room)
    assert standing(room, "C1").level == 2
    assert during.habit == before.habit
    assert sum(week.planned for week in during.weeks) == sum(week.planned for week in before.weeks)
    do(room, "C1")
    assert break_now(room) is None, "a session ends it"
    end_break(room)
    assert so_far(room).pauses[0].end == clock.today().replace(day=clock.today().day - 1)


# ---------------------------------------------------------------- how it goes


def test_the_questions_come_on_their_day_and_may_be_left_out() -> None:
    room, clock = beginning()
    with knock(room) as client:
        assert "Nothing is asked today." in get(client, "/getting-on").text
        do(room, "C1")
        assert "How are you getting on?" in get(client, "/").text
        page = get(client, "/getting-on")
        assert "Three short questions" in page.text
        asked = {"asked": ["activity", "sleep", "confidence"]}
        answers = {
            "activities": ["look over my shoulder", "", ""],
            "activity-value.0": "4",
            "sleep": "6",
        }
        assert post(client, "/getting-on", {**asked, **answers}).headers["location"] == "/getting-on?kept=1"
        assert "The next questions come on 6 December 2026." in get(client, "/getting-on?kept=1").text
        clock.passed = 14 * DAY_S
        page = get(client, "/getting-on")
        assert "look over my shoulder" in page.text
        assert "(last time 4)" in page.text
        again = {"asked": ["activity", "sleep", "confidence", "as_planned"], "activity.a1": "7", "sleep": "7"}
        post(client, "/getting-on", again)
        page = get(client, "/getting-on")
        assert re.search(r"look over my shoulder\s*4\s*7\s*A change of the error of measuring or more\.", page.text)
        assert re.search(r"Sleep\s*6\s*7\s*No clear change\.", page.text)
        clock.passed = 28 * DAY_S
        assert post(client, "/getting-on", {"asked": ["global_change"], "skip": "all"}).headers["location"] == "/"
    assert [type(each).__name__ for each in room.me().along.measures].count("MeasureSkipped") == 4


def test_an_activity_that_is_taken_out_and_named_again_goes_on_and_never_lends_its_answers() -> None:
    room, _ = beginning()
    with knock(room) as client:
        for names in (["drive", "lift"], ["lift"], ["walk", "lift"], ["drive", "walk"]):
            assert post(client, "/getting-on/activities", {"activities": names}).status_code == 303
        assert dict(room.me().along.activities) == {"a1": "drive", "a3": "walk"}
        long = post(client, "/getting-on/activities", {"activities": ["x" * 61]})
        assert long.status_code == 422
        assert "at most 60 letters" in long.text


# ---------------------------------------------------------------- programs


def test_programs_can_tell_and_read_all_of_it() -> None:
    room, clock = beginning()
    do(room, "C1")
    clock.passed = DAY_S
    with knock(room) as client:
        assert client.get("/api/v1/morning").json() == {"asked": ["neck"], "told": {}}
        assert client.put("/api/v1/morning", json={"pain": {"neck": 0}}).json()["told"] == {"neck": 0}
        assert client.put("/api/v1/doses/C1", json={"reach": "stay"}).json() == {
            "code": "C1",
            "level": 1,
            "most": 1,
            "reach": "stay",
            "reaches": ["grow", "stay", "beyond"],
            "why": {
                "id": "dose-calm",
                "text": "It was calm on 1 of 3 days at level 1. Then it may be one level more.",
            },
        }
        assert [each["code"] for each in client.get("/api/v1/doses").json()] == list(room.protocol.exercises)
        taken = client.put("/api/v1/break", json={"why": "sick", "until": "2026-11-30"}).json()
        assert taken == {"break": {"start": "2026-11-23", "end": "2026-11-30", "why": "sick"}}
        assert client.get("/api/v1/measures").json()["due"] == []
        assert client.delete("/api/v1/break").json() == {"break": None}
        client.put("/api/v1/measures/activities", json={"names": ["drive"]})
        client.put("/api/v1/measures/activity", json={"values": {"a1": 3}})
        client.put("/api/v1/measures/sleep", json={"value": 8})
        told = client.put("/api/v1/measures/confidence", json={"skipped": True}).json()
        assert told == {"due": [], "activities": {"a1": "drive"}, "changes": []}
        reading = {"movement": "neck-flexion", "degrees": 44.5, "confidence": 0.8}
        assert client.post("/api/v1/ranges", json=reading).json() == {"ranges": {}}
        progress = client.get("/api/v1/progress").json()
    assert progress["weeks"][0]["done"] == 1
    assert progress["exercises"] == [{"code": "C1", "done": 1, "planned": 1}]
    assert progress["levels"] == {"C1": [{"from": "2026-11-22", "level": 1}]}
    assert progress["pain"]["neck"] == [{"day": "2026-11-22", "before": 0, "during": 0, "next_morning": 0}]


@pytest.mark.parametrize(
    ("path", "body", "line"),
    [
        ("morning", {"pain": {"neck": 11}}, "pain: neck: found 11; right would be a whole number from 0 to 10"),
        ("morning", {"pain": 3}, 'body: pain: found 3; right would be an object such as {"neck": 2}'),
        ("doses/C1", {"reach": "up"}, "reach: found 'up'; right would be one of grow, stay, beyond"),
        ("doses/C1", {"level": 3}, "body: level: found a key that is not known; right would be one of reach"),
        ("break", {"why": "lazy"}, "break: found 'lazy'; right would be one of sick, holiday"),
        ("measures/sleep", {"value": 11}, "sleep: found 11; right would be a whole number from 0 to 10"),
        ("measures/sleep", {"value": True}, "sleep: found True; right would be a whole number from 0 to 10"),
        ("measures/activity", {"values": {"a9": 3}}, "activity: found a9; right would be"),
        ("measures/activities", {"names": list("abcd")}, "activities: found 4; right would be at most 3"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_written(path: str, body: object, line: str) -> None:
    room, _ = beginning()
    before = room.me().position
    with knock(room) as client:
        answer = client.put(f"/api/v1/{path}", json=body)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith(line)
    assert room.me().position == before


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"movement": "knee"}, "movement: found 'knee'; right would be one of neck-rotation-left"),
        ({"degrees": 181}, "degrees: found 181; right would be from -180 to 180"),
        ({"degrees": "wide"}, "body: degrees: found "),
        ({"confidence": 1.5}, "confidence: found 1.5; right would be from 0 to 1"),
    ],
)
def test_a_reading_that_cannot_be_is_refused(change: dict[str, object], line: str) -> None:
    room, _ = beginning()
    reading: dict[str, object] = {"movement": "neck-flexion", "degrees": 44.5, "confidence": 0.8}
    with knock(room) as client:
        answer = client.post("/api/v1/ranges", json={**reading, **change})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith(line)
    assert room.me().along.readings == ()


# ---------------------------------------------------------------- the memory of the days


def test_the_plan_of_each_day_is_the_same_with_the_memory_as_from_the_record_alone() -> None:
    room, clock = beginning()
    for n in range(12):
        clock.passed = n * DAY_S
        answer_gate(room)
        if n % 4:
            tell_morning(room, {"neck": n % 5})
        if n == 5:
            choose_dose(room, "C2", "stay")
        if n == 7:
            take_break(room, "sick")
        if n % 3:
            do(room, "C1", "C2")
        tell_pain(room, {"neck": n % 3})
        clock.passed += 1
        fresh = progress_so_far(room.protocol, sessions(room), room.me().along, clock.today())
        kept = room.courses.progress(room.protocol, sessions(room), room.me().along, clock.today())
        assert kept == fresh
        assert explain_day(room, clock.today()).plan == plan_today(room)
