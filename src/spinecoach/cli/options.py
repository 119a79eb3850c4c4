"""Values of options, from what was typed."""

import re
from datetime import date, datetime

from spinecoach.cli.faults import CliError
from spinecoach.planning.wishes import LEAST_MINUTES, MOST_MINUTES, PlaceWish

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def minutes_of(typed: str) -> int:
    """Minutes of a plan."""
    if not re.fullmatch(r"[0-9]{1,4}", typed) or not LEAST_MINUTES <= int(typed) <= MOST_MINUTES:
        raise CliError("--minutes", f'"{typed}"', f"a whole number from {LEAST_MINUTES} to {MOST_MINUTES}")
    return int(typed)


def place_of(typed: str) -> PlaceWish:
    """PlaceWish to exercise."""
    if typed not in list(PlaceWish):
        raise CliError("--place", f'"{typed}"', f"one of {', '.join(PlaceWish)}")
    return PlaceWish(typed)


def day_of(typed: str) -> date:
    """A day, written in full."""
    try:
        if DAY.fullmatch(typed):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    raise CliError("--date", f'"{typed}"', "a date that exists, written as 2026-09-14")


def port_of(typed: str) -> int:
    """A port to listen at."""
    if not re.fullmatch(r"[0-9]{1,5}", typed) or not 1 <= int(typed) <= 65535:
        raise CliError("--port", f'"{typed}"', "a whole number from 1 to 65535")
    return int(typed)


def today() -> date:
    """The day by this machine's clock and time zone."""
    return datetime.now().astimezone().date()
