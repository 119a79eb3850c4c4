"""Whatever is wrong: exit code 2, one line on standard error, nothing on standard output."""

import json
from pathlib import Path

import pytest

from spinecoach.app.catalogue import packaged
from spinecoach.cli.main import run

PLAN = {"plan": 1, "outcome": "PROCEED", "minutes": 5, "seconds": 0, "items": [], "left_out": []}
ITEM = {
    "code": "C1", "variant": "standard", "level": 1, "reps": 5, "hold_s": 0, "rest_s": 0, "effort": None, "sides": 1,
    "zones": 1, "duration_s": None, "seconds": 97, "reasons": [], "if_it_hurts": [],
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files good and bad, as the current one."""
    monkeypatch.chdir(tmp_path)
    contents: dict[str, object] = {
        "empty.json": {},
        "pain11.json": {"pain": {"neck": 11}},
        "unknown.json": {"history": [{"date": "2026-11-01", "items": [{"code": "C9", "level": 1}]}]},
        "noday.json": {"history": [{"date": "2026-02-30"}]},
        "row.json": {"S99": True},
        "newer.json": {**PLAN, "plan": 2},
        "exercise.json": {**PLAN, "items": [{**ITEM, "code": "C9"}]},
        "plan.json": PLAN,
        "list.json": [],
    }
    for name, value in contents.items():
        (tmp_path / name).write_text(json.dumps(value))
    (tmp_path / "broken.json").write_text('{"pain": {\n  "neck": 3,\n}}')
    (tmp_path / "bytes.json").write_bytes(b'{"a": "\xff"}')
    (tmp_path / "inputs.jsonl").write_text('{"t": 1, "command": "start"}\n{"t": 2, "command": "dance"}\n')
    (tmp_path / "broken.toml").write_text('id = "x\n')
    (tmp_path / "ends.toml").write_text('id = """x\n\n')
    turn = packaged()["exercises/cervical-rotation.toml"]
    (tmp_path / "row.toml").write_text(turn.replace('"S22"', '"S99"', 1))
    (tmp_path / "folder").mkdir()
    return tmp_path


REFUSED = {
    # usage
    "dance": 'spinecoach: found "dance"; right would be one of serve, exercises, screen, plan, explain',
    "exercise": 'spinecoach: found "exercise"; right would be exercises',
    "--jsn": "spinecoach: --jsn: found an option that is not known; right would be one of --version",
    "exercises --jsn": "spinecoach exercises: --jsn: found an option that is not known; right would be --json",
    "exercises --json=yes": "spinecoach: --json: found a value; right would be --json alone",
    "exercises C1": 'spinecoach exercises: found "C1", which nothing asks for; '
    "right would be what `spinecoach exercises --help` shows",
    "exercises C1 C2": 'spinecoach exercises: found "C1 C2", which nothing asks for; right would be what',
    "plan": "spinecoach plan: --profile: found nothing; right would be --profile FILE",
    "plan --profile": "spinecoach: --profile: found nothing after it; right would be a value",
    "screen": "spinecoach screen: --answers: found nothing; right would be --answers FILE",
    "rehearse": "spinecoach rehearse: --plan: found nothing; right would be --plan FILE",
    "check": "spinecoach check: file: found nothing; right would be FILE.toml",
    # values of options
    "plan --profile empty.json --minutes 0": '--minutes: found "0"; right would be a whole number from 2 to 120',
    "plan --profile empty.json --minutes five": '--minutes: found "five"; right would be a whole number from 2 to 120',
    "plan --profile empty.json --minutes -5": '--minutes: found "-5"; right would be a whole number from 2 to 120',
    "plan --profile empty.json --minutes 2.5": '--minutes: found "2.5"; right would be a whole number from 2 to 120',
    "plan --profile empty.json --minutes ٥": '--minutes: found "٥"; right would be a whole number from 2 to 120',
    "plan --profile empty.json --place bed": '--place: found "bed"; right would be one of chair, floor, any',
    "plan --profile empty.json --date 2026-02-30": '--date: found "2026-02-30"; right would be a date that exists, '
    "written as 2026-09-14",
    "screen --answers empty.json --date today": '--date: found "today"; right would be a date that exists',
    "screen --answers empty.json --date 20261122": '--date: found "20261122"; right would be a date that exists',
    "serve --port 0": '--port: found "0"; right would be a whole number from 1 to 65535',
    "serve --port many": '--port: found "many"; right would be a whole number from 1 to 65535',
    "serve --host 0.0.0.0": "--host: found '0.0.0.0', which others can reach; right would be 127.0.0.1, or "
    "SPINECOACH_PASSPHRASE set beside it",
    # files
    "plan --profile nowhere.json": "nowhere.json: found no such file; right would be a file that exists",
    "plan --profile folder": "folder: found a folder; right would be a file",
    "plan --profile plan.json/x": "plan.json/x: found not a directory; right would be a file that may be read",
    "plan --profile /dev/zero": "/dev/zero: found more than 16 MB; right would be a smaller file",
    "plan --profile bytes.json": "bytes.json: byte 7: found 0xff; right would be text in UTF-8",
    "plan --profile broken.json": "broken.json: line 3, column 1: found malformed JSON (",
    "plan --profile list.json": "list.json: found []; right would be an object with any of pain, answers, ",
    "plan --profile pain11.json": "pain11.json: pain.neck: found 11; right would be a whole number from 0 to 10",
    "plan --profile unknown.json": 'unknown.json: history[0].items[0].code: found "C9"; right would be one of C1, ',
    "plan --profile noday.json": 'noday.json: history[0].date: found "2026-02-30"; right would be a date that exists',
    "screen --answers row.json": "row.json: S99: found an unknown question or fact; right would be S49",
    "screen --answers list.json": "list.json: the file: found a list of 0; right would be an object such as ",
    "rehearse --plan newer.json": "newer.json: plan: found 2; right would be 1, or a newer spinecoach",
    "rehearse --plan empty.json": "empty.json: plan: found nothing; right would be 1",
    "rehearse --plan exercise.json": 'exercise.json: items[0].code: found "C9"; right would be one of C1, C2, ',
    "rehearse --plan plan.json --inputs inputs.jsonl": 'inputs.jsonl: line 2: command: found "dance"; right would be ',
    "rehearse --plan plan.json --inputs nowhere": "nowhere: found no such file; right would be a file that exists",
    "check broken.toml": "broken.toml: line 1, column 8: found no valid TOML: ",
    "check ends.toml": "ends.toml: line 3, end of document: found no valid TOML: Unterminated string; right would be",
    "check row.toml": 'row.toml: contraindication#3.rows#1: found the unknown row "S99"; right would be S49',
    "check nowhere.toml": "nowhere.toml: found no such file; right would be a file that exists",
    "check folder": "folder: found a folder; right would be a file",
    "check /dev/zero": "/dev/zero: found more than 16 MB; right would be a smaller file",
}


@pytest.mark.parametrize("command", REFUSED)
@pytest.mark.usefixtures("files")
def test_what_is_wrong_is_told_in_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(command.split())
    out, err = capsys.readouterr()
    assert err.startswith(REFUSED[command])
    assert "found " in err
    assert "; right would be " in err
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert out == ""
    assert code == 2


@pytest.mark.parametrize("command", [c for c in REFUSED if c.startswith(("plan --", "screen --", "rehearse --"))])
@pytest.mark.usefixtures("files")
def test_json_does_not_change_how_it_is_told(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command.split()[:1], "--json", *command.split()[1:]]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_a_fault_in_the_program_itself_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("spinecoach.cli.exercises.list_exercises", broken)
    assert run(["exercises"]) == 2
    assert capsys.readouterr().err == (
        "spinecoach: found ZeroDivisionError: division by zero; right would be no such fault: please report it\n"
    )
    monkeypatch.setenv("SPINECOACH_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run(["exercises"])
