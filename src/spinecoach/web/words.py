"""Numbers, days and lengths as people say them, for the templates."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def count(number: int, one: str, many: str | None = None) -> str:
    """``five exercises``; figures from thirteen on."""
    word = SMALL[number] if 0 <= number < len(SMALL) else str(number)
    return f"{word} {one if number == 1 else many or one + 's'}"


def minutes(seconds: float) -> str:
    """``11 minutes``, never less than the time it takes; below a minute in seconds."""
    if seconds < 60:
        return f"{round(seconds)} seconds"
    whole = -int(-seconds // 60)
    return "1 minute" if whole == 1 else f"{whole} minutes"


def length(seconds: float) -> str:
    """``45 s``, ``3 min``, ``3 min 20 s``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    rest = whole % 60
    return f"{whole // 60} min {rest} s" if rest else f"{whole // 60} min"


def day(value: date | datetime) -> str:
    """``Sunday, 22 November``."""
    local = value.astimezone().date() if isinstance(value, datetime) else value
    return f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]}"


def full_day(value: date | datetime) -> str:
    """``22 November 2026``."""
    local = value.astimezone().date() if isinstance(value, datetime) else value
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def hour(value: datetime) -> str:
    """``07:05`` where this machine stands."""
    return value.astimezone().strftime("%H:%M")


def number(value: float) -> str:
    """Without a needless ``.0``."""
    return str(int(value)) if float(value).is_integer() else f"{value:g}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "count": count,
    "minutes": minutes,
    "length": length,
    "day": day,
    "full_day": full_day,
    "hour": hour,
    "number": number,
}
