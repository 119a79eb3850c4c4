"""The person's reminders as a calendar file, and the feed behind its secret address."""

import secrets
from collections.abc import Mapping
from zoneinfo import available_timezones

from tzlocal import get_localzone_name

from spinecoach.app.practice import Practice
from spinecoach.app.progress_so_far import breaks
from spinecoach.app.sessions import sessions

UTC_ZONE = "Etc/UTC"


def zone_here() -> str:
    """The IANA name of this computer's time zone; UTC's where it tells none."""
    return get_localzone_name() or UTC_ZONE


def zone_untold(environment: Mapping[str, str]) -> str | None:
    """The name in ``TZ`` that no zone has, so that times are in UTC; None where all is well."""
    told = environment.get("TZ", "").removeprefix(":")
    # A path, or rules written out as POSIX has them, are zones too.
    known = not told or told.startswith("/") or any(sign.isdigit() or sign == "<" for sign in told)
    return None if known or told in available_timezones() else told


def zone_is_told(environment: Mapping[str, str]) -> bool:
    """Whether this computer says in which time zone it is."""
    return get_localzone_name() is not None and zone_untold(environment) is None


def calendar(practice: Practice) -> bytes:
    """The whole file; without any reminder one without events. Raises StoreError."""
    from spinecoach.report.calendar import CalendarOf, calendar_bytes  # noqa: PLC0415 - large, and rarely asked for

    reminding, along = practice.reminders.now(), practice.me().along
    return calendar_bytes(
        CalendarOf(
            wishes=reminding.wishes,
            person=practice.person,
            begun=reminding.begun,
            changed=reminding.changed,
            changes=reminding.changes,
            minutes=practice.me().wishes.minutes,
            zone=zone_here(),
            home=f"{practice.settings.home}/",
            pauses=breaks(sessions(practice), along) if along.pauses else (),
        )
    )


def is_feed(practice: Practice, secret: str) -> bool:
    """Whether this is the feed's secret now. Raises StoreError."""
    kept = practice.reminders.now().calendar
    return kept is not None and secrets.compare_digest(kept.encode(), secret.encode())
