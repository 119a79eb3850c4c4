"""What a Linux desktop can tell of the moment: whether a call, a full screen or "do not disturb" is on, and how long
nobody has touched it. Where it cannot tell, that is said and nobody is assumed to be busy.

There is no one answer for all desktops: freedesktop's notification service (KDE) and GNOME's settings tell of "do not
disturb"; a call or a full-screen film keeps the screen from going dark, which GNOME's and KDE's session services tell;
the time without a key is told by GNOME's and freedesktop's idle services.
"""

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

PATIENCE_S = 3
Run = Callable[[Sequence[str]], str | None]
"""A program's output, or None when it is not there or fails."""

DO_NOT_DISTURB = (
    (
        ("busctl", "--user", "get-property", "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
         "org.freedesktop.Notifications", "Inhibited"),
        "b true",
    ),
    (("gsettings", "get", "org.gnome.desktop.notifications", "show-banners"), "false"),
)  # fmt: skip
AWAKE = (
    (
        ("busctl", "--user", "call", "org.gnome.SessionManager", "/org/gnome/SessionManager",
         "org.gnome.SessionManager", "IsInhibited", "u", "8"),
        "b true",
    ),
    (
        ("busctl", "--user", "call", "org.freedesktop.PowerManagement.Inhibit",
         "/org/freedesktop/PowerManagement/Inhibit", "org.freedesktop.PowerManagement.Inhibit", "HasInhibit"),
        "b true",
    ),
)  # fmt: skip
IDLE = (
    (
        ("busctl", "--user", "call", "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core",
         "org.gnome.Mutter.IdleMonitor", "GetIdletime"),
        "t",
        0.001,
    ),
    (
        ("busctl", "--user", "call", "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver",
         "org.freedesktop.ScreenSaver", "GetSessionIdleTime"),
        "u",
        1.0,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Presence:
    """``busy``: not to be disturbed now. ``of_quiet`` and ``of_calls``: whether this desktop tells of do-not-disturb,
    and of calls and full screens. ``idle_s`` is None where the time without a key is not told.
    """

    busy: bool = False
    of_quiet: bool = False
    of_calls: bool = False
    idle_s: float | None = None

    @property
    def told(self) -> str:
        """In one sentence for the person."""
        match self.of_quiet, self.of_calls:
            case True, True:
                return "Reminders wait while you are in a call, on a full screen or not to be disturbed."
            case True, False:
                return "Reminders keep to do-not-disturb. This desktop does not tell of calls and full screens."
            case False, True:
                return "Reminders wait while you are in a call or on a full screen. This desktop tells nothing else."
            case _:
                return (
                    "Reminders come at any time: this desktop does not tell of calls, full screens or do-not-disturb."
                )


def presence(environment: Mapping[str, str], run: Run | None = None) -> Presence:
    """Ask this desktop."""
    ask = run or _run
    # GNOME's settings can be read where GNOME does not run; then they mean nothing.
    gnome = "GNOME" in environment.get("XDG_CURRENT_DESKTOP", "").upper()
    quiet = _asked(ask, DO_NOT_DISTURB if gnome else DO_NOT_DISTURB[:1])
    calls = _asked(ask, AWAKE)
    return Presence(any((*quiet, *calls)), bool(quiet), bool(calls), _idle_s(ask))


def _asked(ask: Run, questions: Sequence[tuple[Sequence[str], str]]) -> list[bool]:
    """Whether each of those that were answered says yes."""
    answers = ((ask(question), wanted) for question, wanted in questions)
    return [answer.strip() == wanted for answer, wanted in answers if answer is not None]


def _idle_s(ask: Run) -> float | None:
    for question, kind, factor in IDLE:
        words = (ask(question) or "").split()
        if len(words) == 2 and words[0] == kind and words[1].isdigit():
            return int(words[1]) * factor
    return None


def _run(command: Sequence[str]) -> str | None:
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the fixed questions above
            [program, *command[1:]], timeout=PATIENCE_S, check=False, capture_output=True, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
