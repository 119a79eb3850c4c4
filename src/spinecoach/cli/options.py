"""Values of options, from what was typed."""

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from spinecoach.cli.faults import CliError
from spinecoach.planning.wishes import LEAST_MINUTES, MOST_MINUTES, PlaceWish
from spinecoach.protocol.movement import View
from spinecoach.report.paper import BY_NAME, Paper

E = TypeVar("E", bound=StrEnum)

SMALLEST = 64
"""Pixels. In a smaller picture nobody could be followed."""
VIEWS = (View.FRONT, View.SIDE)
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


def whole_of(option: str, low: int, high: int) -> Callable[[str], int]:
    """A parser of whole numbers."""

    def parse(typed: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,18}", typed) or not low <= int(typed) <= high:
            raise CliError(option, f'"{typed}"', f"a whole number from {low} to {high}")
        return int(typed)

    return parse


def number_of(option: str, low: float, high: float) -> Callable[[str], float]:
    """A parser of numbers."""

    def parse(typed: str) -> float:
        if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", typed) or not low <= float(typed) <= high:
            raise CliError(option, f'"{typed}"', f"a number from {low:g} to {high:g}")
        return float(typed)

    return parse


def word_of(option: str, words: type[E]) -> Callable[[str], E]:
    """A parser of one of a few words."""

    def parse(typed: str) -> E:
        if typed not in list(words):
            raise CliError(option, f'"{typed}"', f"one of {', '.join(words)}")
        return words(typed)

    return parse


def view_of(typed: str) -> View:
    """A camera's view."""
    if typed not in VIEWS:
        raise CliError("--view", f'"{typed}"', f"one of {', '.join(VIEWS)}")
    return View(typed)


def paper_of(typed: str) -> Paper:
    """A sheet to print on."""
    if typed not in BY_NAME:
        raise CliError("--paper", f'"{typed}"', f"one of {', '.join(BY_NAME)}")
    return BY_NAME[typed]


class Image(NamedTuple):
    """A picture's size in pixels."""

    wide: int
    high: int


def image_of(typed: str) -> Image:
    """The size of a picture."""
    found = re.fullmatch(r"([0-9]{2,4})x([0-9]{2,4})", typed)
    if found is None or min(int(found[1]), int(found[2])) < SMALLEST:
        raise CliError("--image", f'"{typed}"', f"width and height in pixels, each {SMALLEST} or more, as 640x480")
    return Image(int(found[1]), int(found[2]))


def today() -> date:
    """The day by this machine's clock and time zone."""
    return datetime.now().astimezone().date()
