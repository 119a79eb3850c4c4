"""Days and counts as documents and charts say them."""

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


def begun(sentence: str) -> str:
    """With a large first letter."""
    return sentence[:1].upper() + sentence[1:]
