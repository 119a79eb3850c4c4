"""Export, import, backup, restore and forget, as they are typed."""

import json
import os
from pathlib import Path

import pytest

from spinecoach.app.set_reminders import set_reminders
from spinecoach.cli.main import run
from spinecoach.cli.record import chosen, practice
from spinecoach.record.claim import Claim
from spinecoach.record.sqlite import SqliteStore


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def wish(folder: Path, minutes: int) -> None:
    store = SqliteStore.open(folder, alone=False)
    practice(chosen(folder), store).note([("wished", {"minutes": minutes})])
    store.close()


def done(*words: str) -> None:
    assert run(words) == 0


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    return err


def test_a_new_folder_gives_one_object_and_is_left_as_it_is(here: Path) -> None:
    done("export", "--format", "json", "-o", "mine.json", "--data", "new")
    value = json.loads((here / "mine.json").read_text())
    assert value["entries"] == []
    assert not (here / "new").exists()
    assert (here / "mine.json").stat().st_mode & 0o777 == 0o600


def test_export_import_export_is_the_same_to_the_byte(here: Path) -> None:
    wish(here / "data", 7)
    done("export", "--format", "json", "-o", "one.json", "--data", "data")
    done("import", "one.json", "--data", "other")
    done("export", "--format", "json", "-o", "two.json", "--data", "other")
    assert (here / "one.json").read_bytes() == (here / "two.json").read_bytes()


def test_an_export_with_nothing_in_it_says_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done("export", "--format", "pdf", "-o", "mine.pdf", "--data", "new")
    done("export", "--format", "ics", "-o", "mine.ics", "--data", "new")
    assert capsys.readouterr().err.splitlines() == [
        "No session is recorded yet, so the report has little to tell.",
        "No reminder is set yet, so the calendar is empty.",
    ]
    assert (here / "mine.pdf").read_bytes().startswith(b"%PDF")


def test_a_time_zone_that_there_is_not_is_told_and_the_calendar_is_in_utc(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore.open(here / "data", alone=False)
    set_reminders(practice(chosen(here / "data"), store), {"session_at": "12:30"})
    store.close()
    monkeypatch.setenv("TZ", "Nope/Zone")
    done("export", "--format", "ics", "-o", "mine.ics", "--data", "data")
    assert "found 'Nope/Zone', which is no time zone" in capsys.readouterr().err
    file = (here / "mine.ics").read_bytes()
    assert b"T123000Z" in file
    assert b"VTIMEZONE" not in file


def test_an_export_to_standard_output_is_the_file_itself(here: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    wish(here / "data", 7)
    done("export", "--format", "json", "-o", "one.json", "--data", "data", "--json")
    told = json.loads(capfdbinary.readouterr().out)
    assert told == {"file": "one.json", "format": "json", "bytes": (here / "one.json").stat().st_size}
    done("export", "--format", "json", "-o", "-", "--data", "data")
    assert capfdbinary.readouterr().out == (here / "one.json").read_bytes()


def test_an_export_leaves_an_older_file_as_it_is_unless_it_may_replace_it(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wish(here / "data", 7)
    (here / "mine.json").write_text("my letter")
    export = ("export", "--format", "json", "-o", "mine.json", "--data", "data")
    expected = "mine.json: found an older file; right would be another file name, or --replace\n"
    assert refused(capsys, *export).endswith(expected)
    assert refused(capsys, *export, "--json").endswith(expected)
    assert (here / "mine.json").read_text() == "my letter"
    assert sorted(path.name for path in here.iterdir()) == ["data", "mine.json"], "nothing is half-written"
    done(*export, "--replace")
    assert json.loads((here / "mine.json").read_text())["entries"]


def test_an_export_over_an_empty_file_or_the_very_same_loses_nothing_and_is_allowed(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wish(here / "data", 7)
    (here / "mine.json").touch()
    export = ("export", "--format", "json", "-o", "mine.json", "--data", "data")
    done(*export)
    done(*export)
    before = (here / "mine.json").read_bytes()
    wish(here / "data", 21)
    assert "an older file" in refused(capsys, *export)
    assert (here / "mine.json").read_bytes() == before


def test_an_export_never_takes_the_place_of_the_record_or_of_a_device(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wish(here / "data", 7)
    before = (here / "data" / "spinecoach.sqlite3").read_bytes()
    export = ("export", "--format", "json", "--data", "data", "--replace", "-o")
    assert "the record itself" in refused(capsys, *export, "data/spinecoach.sqlite3")
    assert (here / "data" / "spinecoach.sqlite3").read_bytes() == before
    os.mkfifo(here / "pipe")
    assert "a device or a pipe" in refused(capsys, *export, "pipe")
    assert (here / "pipe").is_fifo()


def test_backup_restore_and_forget_tell_what_they_did(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wish(here / "data", 7)
    done("backup", "copy", "--data", "data")
    wish(here / "data", 21)
    done("restore", "copy", "--data", "data")
    assert "What was there before is kept in data/before-restore.sqlite3" in capsys.readouterr().out
    done("forget", "--everything", "--yes", "--data", "data", "--json")
    assert json.loads(capsys.readouterr().out) == {"folder": "data", "left": []}
    assert not (here / "data").exists()
    done("restore", "copy", "--data", "data", "--json")
    assert json.loads(capsys.readouterr().out) == {"file": "copy", "before": None}


def test_an_older_backup_is_replaced_only_when_that_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wish(here / "data", 7)
    done("backup", "copy", "--data", "data")
    first = (here / "copy").read_bytes()
    wish(here / "data", 21)
    told = refused(capsys, "backup", "copy", "--data", "data")
    assert told == "copy: found an older backup; right would be another file name, or --replace\n"
    assert (here / "copy").read_bytes() == first
    done("backup", "copy", "--replace", "--data", "data")
    assert (here / "copy").read_bytes() != first


def test_while_a_server_runs_nobody_is_asked_and_nothing_forgotten(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wish(here / "data", 7)
    serving = Claim.take(here / "data")
    told = refused(capsys, "forget", "--everything", "--data", "data")
    serving.release()
    assert told.startswith("data: found a spinecoach that is running there (process ")
    assert told.endswith(
        'ending that one first (Ctrl-C where it runs), or "Remove everything" on its page of settings\n'
    )
    assert (here / "data" / "spinecoach.sqlite3").exists()


def test_nothing_is_forgotten_before_somebody_is_sure(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wish(here / "data", 7)
    assert "right would be --everything" in refused(capsys, "forget", "--data", "data")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    before = sorted(here.rglob("*"))
    assert "found nobody to ask" in refused(capsys, "forget", "--everything", "--data", "data")
    assert sorted(here.rglob("*")) == before, "not even a lock is left behind"
    assert (here / "data").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("export -o x", "spinecoach export: --format: found nothing"),
        ("export --format yaml -o x", '--format: found "yaml"; right would be one of json'),
        ("export --format json", "spinecoach export: -o: found nothing; right would be -o FILE"),
        ("export --format json -o .", ".: found a folder; right would be a file name"),
        ("export --format json -o no/x --data d", "no/x: found no such file or directory"),
        ("import", "spinecoach import: file: found nothing"),
        ("import nowhere --data d", "nowhere: found no such file"),
        ("import . --data d", ".: found a folder"),
        ("import letter --data d", 'letter: character 1: found "D"'),
        ("backup", "spinecoach backup: file: found nothing"),
        ("backup letter --data d", "letter: found a file that is no backup"),
        ("backup letter --replace --data d", "letter: found a file that is no backup"),
        ("restore nowhere --data d", "nowhere: found no such file"),
        ("restore letter --data d", "letter: found a file that is no record"),
        ("forget --everything --yes --data letter", "letter: found a file"),
    ],
)
def test_what_cannot_be_is_told_in_one_line_and_nothing_is_written(
    here: Path, capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    (here / "letter").write_text("Dear diary")
    assert refused(capsys, *words.split()).startswith(told)
    assert not (here / "x").exists()
    assert [path.name for path in here.iterdir() if path.name.startswith(".")] == []
    if (here / "d").exists():
        assert [path.name for path in (here / "d").iterdir() if path.name.startswith(".")] == []
