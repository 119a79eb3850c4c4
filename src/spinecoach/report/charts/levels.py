"""The level of each exercise over time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from spinecoach.report.chart import Chart, Column, Kind

Levels = Mapping[str, Sequence[tuple[date, int]]]


def levels(over_time: Levels, names: Mapping[str, str], today: date) -> Chart:
    """``over_time`` gives by code the day of each level and the level from then on."""
    title = "Levels"
    if not any(over_time.values()):
        return Chart("levels", Kind.LEVELS, title, "Nothing yet. Each exercise stands here once it was done.")
    said = (
        "How much each exercise asks, from 0, the gentlest, to 6. It goes up after calm days and down when it hurts; "
        "both are right."
    )
    columns = (
        Column("exercise", "Exercise", number=False),
        Column("day", "From", number=False),
        Column("level", "Level"),
    )
    rows = tuple((names.get(code, code), day, level) for code, steps in over_time.items() for day, level in steps)
    until = (datetime.combine(today, time()) - datetime(1970, 1, 1)).total_seconds() * 1000  # noqa: DTZ001 - a day
    highest = max(level for steps in over_time.values() for _, level in steps)
    return Chart("levels", Kind.LEVELS, title, said, columns, rows, {"until": until, "highest": max(highest, 1)})
