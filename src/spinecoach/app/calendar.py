"""The person's reminders as a calendar file, and the feed behind its secret address."""

import secrets

from tzlocal import get_localzone_name

from spinecoach.app.practice import Practice


def calendar(practice: Practice) -> bytes:
    """The whole file; without any reminder one without events. Raises StoreError."""
    from spinecoach.report.calendar import CalendarOf, calendar_bytes  # noqa: PLC0415 - large, and rarely asked for

    reminding = practice.reminders.now()
    return calendar_bytes(
        CalendarOf(
            wishes=reminding.wishes,
            person=practice.person,
            begun=reminding.begun,
            changed=reminding.changed,
            changes=reminding.changes,
            minutes=practice.me().wishes.minutes,
            zone=get_localzone_name() or "Etc/UTC",
            home=f"{practice.settings.home}/",
        )
    )


def is_feed(practice: Practice, secret: str) -> bool:
    """Whether this is the feed's secret now. Raises StoreError."""
    kept = practice.reminders.now().calendar
    return kept is not None and secrets.compare_digest(kept.encode(), secret.encode())
