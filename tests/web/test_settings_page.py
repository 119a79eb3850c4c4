"""Settings: everything on one page, saved all or nothing, and true from then on."""

import re
from html import unescape
from typing import Any

import httpx
import pytest
from asgi_client import Client
from front_door import HOME, answer_gate, knock, practice
from page_reader import Page, read_page

from spinecoach.app.preferences import Spoken, TextSize, Theme
from spinecoach.app.voice import Program, Voice
from spinecoach.body import Region
from spinecoach.planning.wishes import PlaceWish
from spinecoach.protocol.exercise import Equipment
from spinecoach.web.application import application

BROWSER = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}


def good(answer: httpx.Response, status: int = 200) -> Page:
    assert answer.status_code == status, answer.text[-2000:]
    page = read_page(answer.text)
    assert page.faults == []
    return page


def submit(client: Client, fields: dict[str, Any]) -> httpx.Response:
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/settings").text)
    assert token
    return client.post("/settings", data={"csrf": token[1], **fields}, headers=BROWSER)


def chosen(client: Client) -> dict[str, list[str]]:
    """What the form would send if nothing were touched."""
    page = read_page(client.get("/settings").text)
    form = next(form for form in page.forms if form["action"] == ["/settings"])
    return {name: values for name, values in form.items() if name not in {"action", "method", "csrf"}}


WHOLE = {
    "emergency_number": "999",
    "voice": "silent",
    "text_size": "large",
    "theme": "dark",
    "minutes": "7",
    "days": "5",
    "place": "chair",
    "things": ["", "chair_without_wheels", "towel"],
    "regions": ["", "neck", "headache"],
    "camera": "on",
    "landmarks": "kept",
}


def test_everything_is_saved_said_and_shown_again() -> None:
    room = practice()
    with knock(room) as client:
        page = good(submit(client, WHOLE))
        assert "Saved." in page.text
        assert chosen(client) == {name: value if isinstance(value, list) else [value] for name, value in WHOLE.items()}
    me = room.me()
    assert me.preferences.emergency_number == "999"
    assert (me.preferences.voice, me.preferences.text_size, me.preferences.theme) == (
        Spoken.SILENT,
        TextSize.LARGE,
        Theme.DARK,
    )
    assert (me.wishes.minutes, me.wishes.place) == (7, PlaceWish.CHAIR)
    assert me.wishes.equipment == (Equipment.CHAIR_WITHOUT_WHEELS, Equipment.TOWEL)
    assert me.wishes.regions == (Region.NECK, Region.HEADACHE)


def test_saved_is_said_once() -> None:
    with knock() as client:
        submit(client, WHOLE)
        assert "Saved." not in client.get("/settings").text


def test_saving_what_stands_already_changes_nothing_that_was_answered() -> None:
    room = practice()
    answer_gate(room)
    with knock(room) as client:
        submit(client, chosen(client))
        assert "/gate" not in read_page(client.get("/").text).links
    assert room.me().wishes.regions == ()


def test_no_equipment_at_all_can_be_said() -> None:
    room = practice()
    with knock(room) as client:
        submit(client, {"things": [""]})
    assert room.me().wishes.equipment == ()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("emergency_number", "help", "Emergency number: this needs"),
        ("minutes", "0", "Minutes: this needs"),
        ("minutes", "five", "Minutes: this needs"),
        ("place", "moon", "Place: this needs"),
        ("voice", "loud", "Voice: this needs"),
        ("theme", "pink", "Theme: this needs"),
        ("text_size", "9", "Text size: this needs"),
        ("language", "xx", "Language: this needs"),
        ("things", ["rocket"], "Equipment: this needs"),
        ("regions", ["foot"], "Regions: this needs"),
    ],
)
def test_one_wrong_value_is_told_and_nothing_at_all_is_saved(name: str, value: object, said: str) -> None:
    room = practice()
    before = room.me().position
    with knock(room) as client:
        answer = submit(client, {**WHOLE, name: value})
    assert said in good(answer, 422).text
    assert "Saved." not in answer.text
    assert room.me().position == before


def test_the_page_says_where_the_data_lies_and_leads_to_taking_and_removing_it() -> None:
    room = practice()
    with knock(room) as client:
        page = good(client.get("/settings"))
    assert str(room.settings.database) in page.text
    assert {"/data/export/json", "/forget"} <= set(page.links)
    assert "in one file on this computer:" in page.text


def test_on_another_device_it_is_the_other_computer_that_has_the_data() -> None:
    room = practice(host="192.168.1.5", passphrase="seven words")
    bearer = {"Authorization": "Bearer seven words"}
    with knock(room, base_url="http://192.168.1.5:8420", headers=bearer) as client:
        assert "on the computer that runs spinecoach" in good(client.get("/settings")).text


@pytest.mark.parametrize("speaks", [True, False])
def test_a_sample_of_the_voice_stands_there_where_this_computer_can_speak(speaks: bool) -> None:
    room = practice()
    app = application(room, lambda source: f"/static/built/{source}")
    inner: Any = app
    while not hasattr(inner, "state"):
        inner = inner.app
    inner.state.voice = Voice(Program("espeak-ng", "espeak") if speaks else None)
    with Client(app, HOME) as client:
        answer = client.get("/settings")
    page = good(answer)
    assert ("<audio" in answer.text) is speaks
    assert ("This computer has no speech program" in page.text) is not speaks


def test_what_is_chosen_for_the_voice_reaches_the_live_page_by_its_own_name() -> None:
    with knock() as client:
        words = unescape(client.get("/settings").text)
    assert re.findall(r'name="voice" value="([a-z]+)"', words) == list(Spoken)
