"""Reminders on the page and by REST: kept as told, given once, and never to anybody who may not read them."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from typing import Any

import pytest
from front_door import StillClock, answer_gate, knock, practice
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.calendar import calendar, zone_here
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused
from spinecoach.app.remind import Note, due, not_now
from spinecoach.app.reminder_log import DESKTOP, STREAM, WISHES, Kind
from spinecoach.app.set_reminders import address_notices, open_calendar, set_reminders, tell_plan
from spinecoach.planning.reminders import Notice, ReminderWishes, Wait, Why
from spinecoach.record.entry import Entry
from spinecoach.record.memory import MemoryStore
from spinecoach.screening.answers import Said

MONDAY_NOON = datetime(2026, 11, 23, 12, 31, tzinfo=UTC)


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Etc/UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def room(moment: datetime = MONDAY_NOON) -> Practice:
    made = practice(MemoryStore(), StillClock(moment))
    answer_gate(made)
    return made


def later(made: Practice, **time_passed: float) -> None:
    clock = made.clock
    assert isinstance(clock, StillClock)
    clock.passed += timedelta(**time_passed).total_seconds()


def test_nothing_is_ever_said_until_it_is_asked_for() -> None:
    assert due(room()) == Wait(Why.OFF)


def test_a_reminder_is_given_once_then_one_more_then_silence() -> None:
    made = room()
    set_reminders(made, {"session_at": "12:30"})
    first = due(made)
    assert isinstance(first, Note)
    assert first.kind is Notice.SESSION
    assert isinstance(due(made), Wait)
    later(made, minutes=91)
    second = due(made)
    assert isinstance(second, Note)
    assert second.kind is Notice.SECOND
    later(made, minutes=200)
    assert due(made) == Wait(Why.ENOUGH)


def test_not_now_ends_the_day_s_reminders_of_the_session() -> None:
    made = room()
    set_reminders(made, {"session_at": "12:30"})
    assert isinstance(due(made), Note)
    not_now(made)
    later(made, hours=3)
    assert due(made) == Wait(Why.ENOUGH)


def test_being_away_is_a_break_of_its_own() -> None:
    made = room()
    set_reminders(made, {"breaks_every": "30"})
    assert due(made, idle_s=400.0) == Wait(Why.NOT_YET, datetime(2026, 11, 23, 13, 1))  # noqa: DTZ001 - a wall clock
    later(made, minutes=29)
    assert isinstance(due(made), Wait)
    later(made, minutes=1)
    assert isinstance(due(made), Note)


def test_while_something_has_to_be_seen_to_first_nothing_calls_to_exercise() -> None:
    made = practice(MemoryStore(), StillClock(MONDAY_NOON))
    answer_gate(made, S01=Said.YES)
    set_reminders(made, {"session_at": "12:30"})
    assert due(made) == Wait(Why.PAUSED)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"session_at": "noon"}, "session at: found 'noon'; right would be a time such as 12:30"),
        ({"session_at": "25:00"}, "session at: found '25:00'; right would be a time such as 12:30"),
        ({"breaks_every": "7"}, "breaks every: found '7'; right would be 30, 45, 60, 90, or nothing"),
        ({"days": ["8"]}, "days: found 8; right would be 0 (Monday) to 6 (Sunday)"),
        ({"work_from": "18:00"}, "work: found 18:00 to 17:00; right would be an end after its start"),
        (
            {"session_at": "21:15"},
            "session at: found 21:15, within the quiet hours from 20:00 to 08:00; right would be a time from 08:00",
        ),
        (
            {"session_at": "13:00", "quiet_from": "12:00", "quiet_until": "14:00"},
            "session at: found 13:00, within the quiet hours from 12:00 to 14:00",
        ),
        (
            {"breaks_every": "60", "quiet_from": "08:00", "quiet_until": "18:00"},
            "breaks every: found 60 minutes, with work from 09:00 to 17:00 and quiet hours from 08:00 to 18:00 never",
        ),
        ({"loud": "yes"}, "reminders: found 'loud'; right would be one of"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_kept(raw: dict[str, Any], said: str) -> None:
    made = room()
    before = made.reminders.now()
    with pytest.raises(Refused) as fault:
        set_reminders(made, raw)
    assert fault.value.line.startswith(said)
    assert made.reminders.now() == before


def test_quiet_hours_that_would_cover_the_session_that_is_kept_are_refused_and_none_are_not() -> None:
    made = room()
    set_reminders(made, {"session_at": "19:30"})
    with pytest.raises(Refused) as fault:
        set_reminders(made, {"quiet_from": "19:00"})
    assert fault.value.line.startswith("session at: found 19:30, within the quiet hours from 19:00 to 08:00")
    assert fault.value.do == (
        "Your session at 19:30 lies within your quiet hours, 19:00 to 08:00. Choose another time, or other quiet hours."
    )
    set_reminders(made, {"session_at": "23:00", "quiet_from": "20:00", "quiet_until": "20:00"})
    assert made.reminders.now().wishes.session_at is not None, "the same time twice is no quiet hours"


def test_a_quiet_session_that_was_kept_before_does_not_ring_and_the_page_says_so() -> None:
    made = room()
    wished = WISHES.fields(ReminderWishes(session_at=clock_time(21)), nones=True)
    made.store.append(made.person, STREAM, [Entry(Kind.WISHED, made.clock.now(), wished)])
    assert b"SUMMARY:A few minutes for me" in calendar(made)
    assert b"VALARM" not in calendar(made)
    with knock(made) as client:
        assert "This lies within your quiet hours, so nothing reminds you." in client.get("/reminders").text


def test_what_was_typed_stays_when_it_is_refused_and_nothing_of_it_is_kept() -> None:
    made = room()
    with knock(made) as client:
        page = client.get("/reminders").text
        assert "The same time twice means no quiet hours." in page
        sent = {
            "csrf": page.partition('name="csrf" value="')[2].partition('"')[0], "session_at": "12:30", "second": "no",
            "breaks_every": "45", "days": ["", "0"], "work_from": "09:00", "work_until": "17:00",
            "quiet_from": "20:00", "quiet_until": "20:00", "cue": "after coffee", "addresses": "nonsense://here",
            "desktop": "yes",
        }  # fmt: skip
        answer = client.post("/reminders", data=sent)
        assert answer.status_code == 422
        assert "Notices cannot be sent to line 1. Write it as an address such as ntfy://topic, " in answer.text
        for typed in ('value="12:30"', 'value="after coffee"', "nonsense://here</textarea>", 'value="45" checked'):
            assert typed in answer.text
        assert re.findall(r'name="(\w+)" value="yes" checked', answer.text) == ["desktop"]
        assert made.reminders.now().wishes.session_at is None
        client.post("/reminders", data={**sent, "addresses": ""})
        assert "There are no quiet hours, because both times are the same." in client.get("/reminders").text


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("ntfy://", "ntfy://topic"), ("gotify://host", "gotify://host/token"), ("mailto://", "mailto://user:password@"),
        ("http://127.0.0.1:9271/hook", "json://host/path"), ("https://host/hook", "jsons:// where the"),
        ("hello", "gotify://host/token"),
    ],
)  # fmt: skip
def test_an_address_that_reaches_nobody_is_refused_with_the_form_of_its_kind(address: str, right: str) -> None:
    made = room()
    with pytest.raises(Refused) as fault:
        address_notices(made, [DESKTOP, "", "ntfy://topic", address], in_page=False)
    assert right in fault.value.line
    assert "line 3" in fault.value.do, "as counted by who typed them"
    assert made.reminders.now().addresses == ()


def test_the_page_says_in_which_zone_the_times_are(monkeypatch: pytest.MonkeyPatch) -> None:
    with knock(room()) as client:
        monkeypatch.delenv("TZ", raising=False)
        assert f" {zone_here()}.</p>" in client.get("/reminders").text
        monkeypatch.setenv("TZ", "Nope/Zone")
        assert "This computer does not say its time zone, so all times are in" in client.get("/reminders").text


def test_an_address_that_cannot_be_read_is_refused_without_its_secret() -> None:
    made = room()
    with pytest.raises(Refused) as fault:
        address_notices(made, ["ntfy://topic", "nonsense://user:secret@host"], in_page=False)
    assert "secret" not in fault.value.line
    assert "line 2" in fault.value.line
    with pytest.raises(Refused) as fault:
        address_notices(made, ["tk_secret://"], in_page=False)
    assert "tk_secret" not in fault.value.line + fault.value.do
    assert made.reminders.now().addresses == ()


@given(st.text(max_size=250))
def test_any_words_make_a_plan_of_one_s_own_or_are_refused_whole(words: str) -> None:
    made = practice(MemoryStore(), StillClock(MONDAY_NOON))
    try:
        tell_plan(made, {"cue": words, "place": "at my desk"})
    except Refused:
        assert len(words) > 200
    else:
        assert made.reminders.now().if_then.cue == " ".join(words.split())


def test_the_page_keeps_what_was_sent_and_shows_it_again() -> None:
    made = room()
    with knock(made) as client:
        page = client.get("/reminders").text
        token = page.partition('name="csrf" value="')[2].partition('"')[0]
        sent = {
            "csrf": token, "session_at": "12:30", "second": "yes", "breaks_every": "60", "days": ["", "0", "2"],
            "work_from": "09:00", "work_until": "17:00", "quiet_from": "20:00", "quiet_until": "08:00",
            "cue": "after <b>coffee</b>", "place": "at my desk", "exercises": "the neck ones", "barrier": "",
            "then": "", "addresses": "ntfy://my-topic", "in_page": "yes",
        }  # fmt: skip
        assert "Saved." in client.post("/reminders", data=sent).text
        shown = client.get("/reminders").text
        assert 'value="12:30"' in shown
        assert "ntfy://my-topic" in shown
        assert "after &lt;b&gt;coffee" in shown
        today = client.get("/").text
        assert "Your plan: after &lt;b&gt;coffee&lt;/b&gt;, at my desk: the neck ones." in today
        assert "Nothing leaves this computer but the reminders that you asked for." in today
        assert '<meta name="reminders" content="on">' in today
        wrong = client.post("/reminders", data={**sent, "session_at": "late"})
        assert wrong.status_code == 422
        assert "Session at: this needs a time such as 12:30." in wrong.text
    assert made.reminders.now().wishes.days == frozenset({0, 2})


def test_a_program_asks_and_declines_by_rest() -> None:
    made = room()
    set_reminders(made, {"session_at": "12:30"})
    json = {"Content-Type": "application/json"}
    with knock(made, headers=json) as client:
        told = client.post("/api/v1/reminders/due").json()
        assert told["remind"] == "session"
        assert told["short"] == "/?minutes=2"
        assert 'name="minutes" value="2"' in client.get(told["short"]).text
        assert client.post("/api/v1/reminders/due").json()["why"] == "not_yet"
        assert client.post("/api/v1/reminders/not-now").status_code == 204
        assert client.post("/api/v1/reminders/due").json()["why"] == "enough"


def test_the_feed_is_read_by_its_secret_alone_and_an_old_secret_reads_nothing() -> None:
    made = practice(MemoryStore(), StillClock(MONDAY_NOON), passphrase="seven words")
    answer_gate(made)
    set_reminders(made, {"session_at": "12:30"})
    login = {"Authorization": "Bearer seven words"}
    with knock(made) as client:
        page = client.get("/reminders", headers=login).text
        token = page.partition('name="csrf" value="')[2].partition('"')[0]
        assert client.get("/calendar/None.ics").status_code == 404
        client.post("/reminders/calendar", data={"csrf": token}, headers=login)
        old = made.reminders.now().calendar
        assert old is not None
        feed = client.get(f"/calendar/{old}.ics")
        assert feed.status_code == 200
        assert feed.headers["content-type"].startswith("text/calendar")
        assert "SUMMARY:A few minutes for me" in feed.text
        client.post("/reminders/calendar", data={"csrf": token}, headers=login)
        assert client.get(f"/calendar/{old}.ics").status_code == 404
        assert "VCALENDAR" not in client.get("/reminders/spinecoach.ics").text, "the page's own needs the passphrase"


# ---------------------------------------------------------------- set by programs

TOLD: dict[str, Any] = {
    "session_at": "12:30", "second": False, "breaks_every": 45, "days": [0, 2], "work_from": "08:00",
    "work_until": "16:00", "quiet_from": "21:00", "quiet_until": "07:00",
    "if_then": {"cue": "after lunch", "place": "", "exercises": "the neck ones", "barrier": "", "then": ""},
}  # fmt: skip


def test_what_a_program_sets_is_what_it_reads_and_what_the_page_shows() -> None:
    with knock(room()) as client:
        assert client.put("/api/v1/reminders", json=TOLD).json() == TOLD
        assert client.get("/api/v1/reminders").json() == TOLD
        page = client.get("/reminders").text
        assert all(f'value="{value}"' in page for value in ("12:30", "08:00", "21:00", "after lunch"))
        part = {"session_at": None, "breaks_every": None, "if_then": {"place": "at my desk"}}
        told = client.put("/api/v1/reminders", json=part).json()
        assert told == {**TOLD, **part, "if_then": {**TOLD["if_then"], "place": "at my desk"}}


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ([], "body: found"),
        ({"session_at": "21:30"}, "session at: found 21:30, within the quiet hours"),
        ({"session_at": "25:00"}, "session at: found '25:00'; right would be a time such as 12:30"),
        ({"session_at": 12}, 'session_at: found 12; right would be a time such as "12:30"'),
        ({"breaks_every": 20}, "breaks every: found '20'; right would be 30, 45, 60, 90"),
        ({"breaks_every": True}, "breaks_every: found true; right would be whole minutes, or null"),
        ({"days": [7]}, "days: found 7; right would be 0 (Monday) to 6 (Sunday)"),
        ({"days": ["0"]}, "right would be a list of days"),
        ({"second": "yes"}, 'second: found "yes"; right would be true or false'),
        ({"work_from": "18:00"}, "right would be an end after its start"),
        ({"addresses": "mailto://me"}, "reminders: found 'addresses'; right would be one of session_at"),
        ({"if_then": {"cue": 1}}, "if_then: cue: found 1"),
        ({"if_then": {"when": "now"}}, "right would be words for one of cue, place"),
        ({"session_at": "12:00", "if_then": {"cue": "x" * 201}}, "found 201 letters"),
    ],
)
def test_what_no_page_would_keep_is_refused_by_one_line_and_nothing_is_kept(told: Any, line: str) -> None:
    made = room()
    with knock(made) as client:
        before = client.get("/api/v1/reminders").json()
        answer = client.put("/api/v1/reminders", json=told)
        assert answer.status_code == 422
        assert line in answer.json()["error"]
        assert client.get("/api/v1/reminders").json() == before


def test_where_notices_go_and_the_calendars_secret_are_for_the_page_alone() -> None:
    made = room()
    address_notices(made, ["ntfy://my-topic"], in_page=True)
    secret = open_calendar(made)
    with knock(made) as client:
        text = client.get("/api/v1/reminders").text
    assert "ntfy" not in text
    assert secret not in text
