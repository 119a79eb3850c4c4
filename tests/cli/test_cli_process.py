"""The command as a process: pipes, signals, ports, folders, encodings, and what it loads."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

SPINECOACH = [sys.executable, "-c", "import sys; from spinecoach.cli.main import run; sys.exit(run())"]


def ran(*arguments: object, **options: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [*SPINECOACH, *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **options},
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def serving(folder: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A server that can be reached."""
    with subprocess.Popen(
        [*SPINECOACH, "serve", "--no-browser", "--port", str(port), "--data", folder], stderr=subprocess.PIPE
    ) as server:
        assert server.stderr
        try:
            assert b"http://127.0.0.1" in server.stderr.readline()
            yield server
        finally:
            server.kill()


def test_the_installed_command_is_this_one() -> None:
    command = Path(sys.executable).with_name("spinecoach")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("spinecoach 0.")


def test_a_listing_loads_neither_the_pages_nor_the_record() -> None:
    program = (
        "import sys; from spinecoach.cli.main import run; run(['exercises', '--json']); "
        "print([m for m in ('fastapi', 'starlette', 'uvicorn', 'sqlalchemy', 'alembic', 'jinja2', 'rich') "
        "if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
    assert len(json.loads(done.stdout)) == 12


def test_help_loads_no_pydantic() -> None:
    program = "import sys; from spinecoach.cli.main import run; run(['--help']); print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")


def test_json_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text("{}")
    code, out, _ = ran("exercises", "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (code, len(json.loads(out))) == (0, 12)
    assert ran("screen", "--answers", file, PYTHONIOENCODING="ascii", PYTHONUTF8="0")[0] == 0


def test_a_name_that_the_terminal_cannot_write_is_told_all_the_same() -> None:
    code, out, err = ran("plan", "--profile", "Rücken.json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "cken.json: found no such file" in err


def test_a_reader_that_has_seen_enough_is_not_complained_to() -> None:
    for command in ("exercises", "exercises --json", "--help"):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([*SPINECOACH, *command.split()], stdout=write, stderr=subprocess.PIPE, check=False)
        os.close(write)
        assert (done.returncode, done.stderr) == (2, b"")


def test_ctrl_c_is_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "answers.json")
    # A shell starts what runs in its background deaf to Ctrl+C, and these tests may run there.
    hears = ["env", "--default-signal=INT"]
    with subprocess.Popen(
        [*hears, *SPINECOACH, "screen", "--answers", tmp_path / "answers.json"], stderr=subprocess.PIPE
    ) as waiting:
        assert waiting.stderr
        with (tmp_path / "answers.json").open("wb"):  # waits until the command has opened it, and keeps it waiting
            # Python may miss a signal in the instant before it begins to read; a person would press again.
            for _ in range(10):
                waiting.send_signal(signal.SIGINT)
                with suppress(subprocess.TimeoutExpired):
                    waiting.wait(10)
                    break
            assert waiting.stderr.read() == b"spinecoach: found Ctrl+C; right would be waiting until it is done\n"
    assert waiting.returncode == 2


def test_standard_input_is_a_file_like_any_other() -> None:
    done = subprocess.run(
        [*SPINECOACH, "screen", "--answers", "-", "--json"], input=b'{"S01": true}', capture_output=True, check=True
    )
    assert json.loads(done.stdout)["outcome"] == "EMERGENCY"
    done = subprocess.run([*SPINECOACH, "screen", "--answers", "-"], input=b"{", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"standard input: line 1, column 2: found malformed JSON")


def test_a_port_in_use_is_refused_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, out, err = ran("serve", "--no-browser", "--port", port, "--data", tmp_path / "data")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"--port: found {port} in use by another program; right would be a free one")
    assert not (tmp_path / "data").exists()


def test_listening_to_others_without_a_passphrase_is_refused_in_one_line(tmp_path: Path) -> None:
    code, out, err = ran("serve", "--host", "0.0.0.0", "--data", tmp_path / "data", SPINECOACH_PASSPHRASE="")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("--host: found '0.0.0.0', which others can reach; right would be 127.0.0.1, or ")
    assert not (tmp_path / "data").exists()


def test_a_second_server_on_the_same_data_is_refused_and_the_first_ends_with_ctrl_c(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path / "data", port) as server:
        with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
        code, out, err = ran("serve", "--no-browser", "--port", free_port(), "--data", tmp_path / "data")
        assert (code, out) == (2, "")
        assert err == (
            f"{tmp_path / 'data'}: found a spinecoach that is running there (process {server.pid}); "
            "right would be ending that one first, or another folder with --data\n"
        )
        server.send_signal(signal.SIGINT)
        assert server.wait() == 0
        assert server.stderr
        assert b"Traceback" not in server.stderr.read()


def test_a_data_folder_that_is_a_file_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    code, out, err = ran("serve", "--no-browser", "--port", free_port(), "--data", tmp_path / "data")
    assert (code, out) == (2, "")
    assert err == f"{tmp_path / 'data'}: found a file; right would be a folder, or a name that is free\n"
    assert (tmp_path / "data").read_text() == "mine"


@pytest.mark.parametrize("variable", ["SPINECOACH_PORT", "SPINECOACH_CLOCK_RATE"])
def test_a_wrong_variable_is_refused_in_one_line(tmp_path: Path, variable: str) -> None:
    code, out, err = ran("serve", "--no-browser", "--data", tmp_path / "data", **{variable: "many"})
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "found 'many'; right would be" in err
