"""``spinecoach remind`` looks once, and its timer comes and goes without a trace."""

import json
from pathlib import Path

import pytest

from spinecoach.cli.main import run


def test_without_anything_asked_for_it_says_nothing_and_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["remind", "--data", str(tmp_path / "data"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["remind"], told["why"]) == (None, "off")
    assert not (tmp_path / "data").exists()


def test_the_timer_is_written_and_removed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    units = tmp_path / "systemd" / "user"
    assert run(["remind", "--install", "--data", str(tmp_path / "my data")]) == 0
    service = (units / "spinecoach-remind.service").read_text(encoding="utf-8")
    assert f'remind --data "{tmp_path / "my data"}"' in service
    assert "OnUnitActiveSec=5min" in (units / "spinecoach-remind.timer").read_text(encoding="utf-8")
    assert run(["remind", "--remove"]) == 0
    assert list(units.iterdir()) == []
    assert run(["remind", "--remove"]) == 0
    assert "There was no timer." in capsys.readouterr().out


def test_both_at_once_are_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["remind", "--install", "--remove"]) == 2
    assert capsys.readouterr().err == "spinecoach remind: found --install and --remove; right would be one of them\n"


def test_a_calendar_of_an_empty_folder_is_a_calendar(tmp_path: Path) -> None:
    out = tmp_path / "mine.ics"
    assert run(["export", "--format", "ics", "-o", str(out), "--data", str(tmp_path / "data")]) == 0
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")
