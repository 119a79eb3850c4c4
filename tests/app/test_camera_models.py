"""Setting the camera up, from the settings page or the command line."""

import json
from pathlib import Path

import pytest

from spinecoach.app.models import readiness, set_up, shelf_of
from spinecoach.app.refused import Refused, Why
from spinecoach.app.settings import settings
from spinecoach.cli.main import run
from spinecoach.vision.models import FACE_BUNDLE, FILES


def test_before_it_is_set_up_one_line_says_what_to_do_and_afterwards_it_is_ready(tmp_path: Path) -> None:
    shelf = shelf_of(assembled=tmp_path)
    before = readiness(shelf)
    assert not before.ready
    assert before.missing == FILES
    assert "spinecoach models" in before.line
    assert set_up(shelf) == readiness(shelf)
    assert readiness(shelf).ready
    assert readiness(shelf).line == ""


def test_without_the_packages_it_is_refused_with_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"models: .*found no such file; right would be .*make setup") as fault:
        set_up(shelf_of(assembled=tmp_path / "built"), packages=tmp_path)
    assert fault.value.why is Why.NOT_NOW
    assert "\n" not in fault.value.line


def test_a_persons_own_models_are_off_until_a_folder_is_named(tmp_path: Path) -> None:
    assert settings({}).models_dir is None
    assert settings({"SPINECOACH_MODELS": ""}).models_dir is None
    (tmp_path / FACE_BUNDLE).write_bytes(b"mine")
    named = settings({"SPINECOACH_MODELS": str(tmp_path)}).models_dir
    assert shelf_of(named).file(f"models/{FACE_BUNDLE}") == tmp_path / FACE_BUNDLE


def test_a_folder_without_any_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"SPINECOACH_MODELS: found no model in .*; right would be a folder with pose_"):
        shelf_of(tmp_path)


def test_the_command_sets_up_and_tells_each_file(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["models"]) == 0
    told_plainly = capfd.readouterr().out
    assert all(Path(name).name in told_plainly for name in FILES)
    assert run(["models", "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert [file["name"] for file in told["files"]] == list(FILES)
    assert all(Path(file["path"]).stat().st_size == file["bytes"] for file in told["files"])
    assert told["made"] == []


def test_the_command_refuses_a_wrong_folder_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPINECOACH_MODELS", str(tmp_path))
    assert run(["models"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "SPINECOACH_MODELS" in err
