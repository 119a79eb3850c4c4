"""Numbers, days and lengths as people say them, for the templates."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from spinecoach.app.summary import Summary
from spinecoach.protocol.exercise import ArticleDose, ArticleSides, Equipment, Mark, Tier
from spinecoach.report.chart import Cell, Range
from spinecoach.report.words import short_day

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
THINGS = {
    Equipment.CHAIR: "a chair",
    Equipment.CHAIR_WITHOUT_WHEELS: "a chair without wheels",
    Equipment.MAT: "a mat",
    Equipment.TOWEL: "a towel",
    Equipment.ROLLER: "a roller",
}
TIERS = {
    Tier.GUIDELINE: "guideline",
    Tier.TRIAL: "study",
    Tier.LEAFLET: "leaflet of a clinic",
    Tier.LAY: "lay text, no evidence",
    Tier.OWN_CHOICE: "our own choice, no evidence",
}
MARKS = {
    Mark.FOUND: "found in public",
    Mark.UNVERIFIED: "from knowledge, not checked",
    Mark.OWN_CHOICE: "chosen by us",
}
SIDES = {ArticleSides.EACH: " on each side", ArticleSides.BOTH: " to both sides", None: ""}
NBSP = "\N{NO-BREAK SPACE}"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def count(number: int, one: str, many: str | None = None) -> str:
    """``five exercises``; figures from thirteen on."""
    word = SMALL[number] if 0 <= number < len(SMALL) else str(number)
    return f"{word} {one if number == 1 else many or one + 's'}"


def minutes(seconds: float) -> str:
    """``11 minutes``, never less than the time it takes; below a minute in seconds."""
    if seconds < 60:
        whole = round(seconds)
        return "1 second" if whole == 1 else f"{whole} seconds"
    whole = -int(-seconds // 60)
    return "1 minute" if whole == 1 else f"{whole} minutes"


def length(seconds: float) -> str:
    """``45 s``, ``3 min``, ``3 min 20 s``; a number and its unit stay on one line."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}{NBSP}s"
    rest = whole % 60
    return f"{whole // 60}{NBSP}min {rest}{NBSP}s" if rest else f"{whole // 60}{NBSP}min"


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


class Dosed(Protocol):
    """What a dose is made of, in a level as in a plan."""

    @property
    def reps(self) -> int | None:
        """Per side and zone."""

    @property
    def hold_s(self) -> float:
        """Seconds."""

    @property
    def rest_s(self) -> float:
        """Seconds."""

    @property
    def zones(self) -> int:
        """Places of the roller."""

    @property
    def duration_s(self) -> float | None:
        """Seconds of a timed exercise."""

    @property
    def effort(self) -> int | None:
        """0-10."""


def dose(value: Dosed, sides: int) -> str:
    """``3 times on each side, hold 5 s, rest 10 s, effort 3 of 10``."""
    if value.duration_s is not None:
        said = [length(value.duration_s)]
    else:
        times = "once" if value.reps == 1 else f"{value.reps} times"
        said = [f"{times} on each side" if sides > 1 else times]
        if value.zones > 1:
            said.append(f"in {count(value.zones, 'place')}")
        if value.hold_s:
            said.append(f"hold {length(value.hold_s)}")
        if value.rest_s:
            said.append(f"rest {length(value.rest_s)}")
    if value.effort is not None:
        said.append(f"effort {value.effort} of 10")
    return ", ".join(said)


def article_dose(value: ArticleDose) -> str:
    """What the article asks for, and nothing where it says nothing."""
    said: list[str] = []
    if value.reps is not None:
        low, high = value.reps
        times = f"{low} times" if low == high else f"{low} to {high} times"
        said.append(times + SIDES[value.sides])
    if value.hold_s is not None:
        said.append(f"hold {length(value.hold_s)}")
    if value.duration_s is not None:
        low_s, high_s = value.duration_s
        said.append(length(low_s) if low_s == high_s else f"{length(low_s)} to {length(high_s)}")
    return ", ".join(said)


def equipment(needs: tuple[tuple[Equipment, ...], ...]) -> str:
    """``a chair without wheels``; ``a roller or a towel``; ``nothing``."""
    return " and ".join(" or ".join(THINGS[thing] for thing in any_of) for any_of in needs) or "nothing"


def cell(value: Cell, today: date) -> str:
    """A cell of a chart's table: ``9 Nov``, ``2 (1 to 4)``, and a dash where there is nothing."""
    match value:
        case None:
            return "–"
        case Range(low, middle, high):
            return f"{middle} ({low} to {high})" if low != high else str(middle)
        case date():
            return short_day(value, today)
        case _:
            return str(value)


def exercises_done(summary: Summary) -> str:
    """``four exercises``, those that the session led through; ``part of one exercise`` where there is but a part."""
    led = sum(each.led_out for each in summary.done)
    return count(led, "exercise") if led else f"part of {count(len(summary.done), 'exercise')}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "count": count,
    "minutes": minutes,
    "length_words": length,
    "day": day,
    "full_day": full_day,
    "hour": hour,
    "dose": dose,
    "article_dose": article_dose,
    "equipment": equipment,
    "cell": cell,
    "exercises_done": exercises_done,
    "tier": TIERS.__getitem__,
    "mark": MARKS.__getitem__,
}
