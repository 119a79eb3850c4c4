"""Days and counts as documents and charts say them."""

from collections.abc import Sequence
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def short_day(day: date, today: date) -> str:
    """``9 Nov``, with the year where it is not this one."""
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")


def count(number: int, one: str, many: str | None = None) -> str:
    """``five days``; figures from thirteen on."""
    word = SMALL[number] if 0 <= number < len(SMALL) else str(number)
    return f"{word} {one if number == 1 else many or one + 's'}"


def shared_out(counts: Sequence[int], whole: int, step: int) -> tuple[int, ...]:
    """``whole`` in portions of ``step`` by ``counts``, which have something: the largest remainders are rounded up."""
    portions, total = whole // step, sum(counts)
    found = [portions * number // total for number in counts]
    first = sorted(range(len(counts)), key=lambda n: -(portions * counts[n] % total))
    for n in first[: portions - sum(found)]:
        found[n] += 1
    return tuple(step * number for number in found)


def begun(sentence: str) -> str:
    """With a large first letter."""
    return sentence[:1].upper() + sentence[1:]
