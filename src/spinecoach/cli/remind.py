"""``spinecoach remind``: one look at whether a reminder is right now, and the desktop's timer that looks again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from spinecoach.app.desktop import presence
from spinecoach.app.notices import send
from spinecoach.app.remind import Note, due
from spinecoach.cli.faults import CliError
from spinecoach.cli.output import console, print_json
from spinecoach.cli.record import chosen, opened
from spinecoach.planning.reminders import Wait

NAME = "spinecoach-remind"
EVERY = "5min"
PATIENCE_S = 20

SERVICE = """\
[Unit]
Description=One look at whether a spinecoach reminder is right now

[Service]
Type=oneshot
ExecStart="{program}" remind --data "{data}"
"""
TIMER = f"""\
[Unit]
Description=Spinecoach reminders

[Timer]
OnStartupSec={EVERY}
OnUnitActiveSec={EVERY}

[Install]
WantedBy=timers.target
"""


def remind_now(data: Path | None, *, as_json: bool) -> None:
    """Look once; send what is due."""
    here = presence(os.environ)
    with opened(data) as practice:
        told = due(practice, busy=here.busy, idle_s=here.idle_s)
        match told:
            case Note():
                addresses, home = practice.reminders.now().addresses, practice.settings.home
                failed = send(told, addresses, home, desktop=True)
                found = {"remind": told.kind.value, "why": None, "failed": list(failed), "desktop": here.told}
                line = f"{told.title}. {told.body}" + (f" It did not arrive by: {', '.join(failed)}." if failed else "")
            case Wait(why, _):
                found = {"remind": None, "why": why.value, "failed": [], "desktop": here.told}
                line = f"Nothing is said now ({why.value.replace('_', ' ')}). {here.told}"
    if as_json:
        print_json(found)
    else:
        console().print(line)


def install(data: Path | None) -> None:
    """Write the user's own systemd timer and start it, where systemd runs."""
    folder = _units()
    program = Path(sys.argv[0]).resolve()
    files = {
        folder / f"{NAME}.service": SERVICE.format(program=program, data=chosen(data).data_dir.resolve()),
        folder / f"{NAME}.timer": TIMER,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
    except OSError as fault:
        found = (fault.strerror or str(fault)).lower()
        raise CliError(str(folder), found, "a folder that may be written to") from fault
    started = _systemctl("daemon-reload") and _systemctl("enable", "--now", f"{NAME}.timer")
    for path in files:
        console().print(str(path))
    if started:
        console().print(f"The timer looks every {EVERY.replace('min', ' minutes')}. {presence(os.environ).told}")
    else:
        console().print(
            "systemd does not run for you here, so nothing looks yet. Once it does: "
            f"systemctl --user daemon-reload && systemctl --user enable --now {NAME}.timer"
        )


def remove() -> None:
    """Stop the timer and remove its files."""
    _systemctl("disable", "--now", f"{NAME}.timer")
    gone = []
    for path in (_units() / f"{NAME}.timer", _units() / f"{NAME}.service"):
        try:
            path.unlink()
            gone.append(str(path))
        except FileNotFoundError:
            continue
        except OSError as fault:
            raise CliError(str(path), (fault.strerror or str(fault)).lower(), "a file that may be removed") from fault
    _systemctl("daemon-reload")
    console().print("\n".join(f"removed {path}" for path in gone) or "There was no timer.")


def _units() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "systemd" / "user"


def _systemctl(*words: str) -> bool:
    program = shutil.which("systemctl")
    if program is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            [program, "--user", *words], timeout=PATIENCE_S, check=False, capture_output=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
