"""Your data on the pages: taken out as a file, or removed once somebody is sure."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from asgi_client import Client
from front_door import HOME, answer_gate, knock, practice
from page_reader import read_page

from spinecoach.app.practice import Practice
from spinecoach.app.settings import Settings
from spinecoach.app.take_in import restore_backup
from spinecoach.app.tell_pain import tell_pain
from spinecoach.record.archive import archive
from spinecoach.record.copies import BEFORE, backup
from spinecoach.record.sqlite import SqliteStore

BROWSER = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Practice]:
    store = SqliteStore.open(tmp_path / "data")
    made = practice(store)
    made.settings = Settings(data_dir=tmp_path / "data")
    answer_gate(made)
    tell_pain(made, {"neck": 3})
    yield made
    store.close()


def submit(client: Client, **fields: str) -> httpx.Response:
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/forget").text)
    assert token
    return client.post("/forget", data={"csrf": token[1], **fields}, headers=BROWSER)


def test_the_download_is_what_the_command_writes(room: Practice) -> None:
    with knock(room) as client:
        answer = client.get("/data/export/json")
    assert answer.content == b"".join(archive(room.store.every()))
    assert answer.headers["content-disposition"] == 'attachment; filename="spinecoach-2026-11-22.json"'
    assert answer.headers["cache-control"] == "no-store"
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize(
    ("path", "kind", "begins", "name"),
    [
        ("csv", "application/zip", b"PK", "csv.zip"),
        ("fhir", "application/fhir+json", b'{"resourceType":"Bundle"', "fhir.json"),
        ("pdf", "application/pdf", b"%PDF", "pdf"),
        ("pdf?paper=letter", "application/pdf", b"%PDF", "pdf"),
    ],
)
def test_every_form_comes_as_a_file_of_its_kind(room: Practice, path: str, kind: str, begins: bytes, name: str) -> None:
    with knock(room) as client:
        answer = client.get(f"/data/export/{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"].endswith(f'.{name}"')


def test_settings_tell_of_the_older_record_beside_and_remove_it(room: Practice, tmp_path: Path) -> None:
    folder = room.settings.data_dir
    with knock(room) as client:
        assert "Everything lies in one file on" in read_page(client.get("/settings").text).text
        backup(folder, tmp_path / "copy")
        tell_pain(room, {"neck": 4})
        restore_backup(room, tmp_path / "copy")
        shown = client.get("/settings").text
        page = read_page(shown)
        assert page.faults == []
        assert "What you told and did lies in one file on" in page.text
        assert f"Beside your data lies an older record, put aside on {date.today().day} " in page.text  # noqa: DTZ011 - a file's
        assert str(folder / BEFORE) in page.text
        token = re.search(r'name="csrf-token" content="([^"]+)"', shown)
        assert token
        assert client.post("/data/before/remove", data={"csrf": token[1]}, headers=BROWSER).status_code == 200
        assert not (folder / BEFORE).exists()
        assert "Everything lies in one file on" in read_page(client.get("/settings").text).text


def test_an_unknown_form_is_refused(room: Practice) -> None:
    with knock(room) as client:
        assert client.get("/data/export/yaml").status_code == 422
        assert client.get("/data/export/pdf?paper=a3").status_code == 422


def test_nothing_is_removed_before_the_box_is_ticked(room: Practice) -> None:
    with knock(room) as client:
        page = client.get("/forget")
        assert page.status_code == 200
        assert read_page(page.text).faults == []
        answer = submit(client)
    assert answer.status_code == 422
    assert "Nothing was removed. Tick the box first" in read_page(answer.text).text
    assert next(room.store.every(), None) is not None


def test_what_is_removed_is_gone_from_the_pages_and_the_disk(room: Practice) -> None:
    with knock(room) as client:
        assert "/gate" not in read_page(client.get("/").text).links
        answer = submit(client, sure="forget")
        page = read_page(answer.text)
        assert answer.status_code == 200
        assert "Everything is removed" in page.text
        assert page.faults == []
        assert "Go to the questions" in read_page(client.get("/").text).text
    assert list(room.store.every()) == []
    assert b"gate_answered" not in b"".join(path.read_bytes() for path in room.settings.data_dir.iterdir())
