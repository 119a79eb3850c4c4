"""Sends a reminder where the person wants it: on this machine's desktop, or through a service of their own choice."""

import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

from spinecoach.app.remind import Note
from spinecoach.app.reminder_log import DESKTOP

PATIENCE_S = 10


def send(note: Note, addresses: Sequence[str], home: str, *, desktop: bool) -> tuple[str, ...]:
    """Send to every address; the kinds (``ntfy``) of those that failed. ``home`` is the address of the first page.

    ``desktop`` False leaves out this machine's own notices, for a process that has no screen.
    """
    failed = []
    body = f"{note.body}\n{home}{note.short}"
    for address in addresses:
        if address == DESKTOP and not desktop:
            continue
        if not (show(note.title, body) if address == DESKTOP else _send(address, note.title, body)):
            failed.append(address.partition("://")[0])
    return tuple(failed)


def show(title: str, body: str) -> bool:
    """A notice of the desktop; it keeps to the desktop's own "do not disturb". False where there is no way to it."""
    program = shutil.which("notify-send")
    if program is None:
        return False
    command = [program, "--app-name=Spinecoach", "--category=im.received", title, body]
    try:
        return subprocess.run(command, timeout=PATIENCE_S, check=False, capture_output=True).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def _send(address: str, title: str, body: str) -> bool:
    from apprise import Apprise, AppriseAsset  # noqa: PLC0415 - large, and only needed when there is something to send

    asset: Any = AppriseAsset(app_id="Spinecoach", app_desc="Spinecoach", app_url="", async_mode=False)
    sender = Apprise(asset=asset)
    return bool(sender.add(address)) and bool(sender.notify(title=title, body=body))
