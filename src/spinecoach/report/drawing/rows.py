"""The table of a chart as named values, for the drawing."""

from datetime import date, datetime, time
from typing import Any

import altair as alt

from spinecoach.report.chart import Chart, Range


def named(chart: Chart) -> list[dict[str, Any]]:
    """A dictionary a row, by the keys of the columns; days as text, ranges as ``key_low``, ``key`` and ``key_high``."""
    made = []
    for row in chart.rows:
        values: dict[str, Any] = {}
        for column, cell in zip(chart.columns, row, strict=True):
            match cell:
                case Range(low, middle, high):
                    values |= {f"{column.key}_low": low, column.key: middle, f"{column.key}_high": high}
                case date():
                    values[column.key] = cell.isoformat()
                case _:
                    values[column.key] = cell
        made.append(values)
    return made


def moment(day: object) -> int:
    """Milliseconds of a day, in a time of no zone, as axes of time want them."""
    found = datetime.combine(date.fromisoformat(str(day)), time())
    return round((found - datetime(1970, 1, 1)).total_seconds() * 1000)  # noqa: DTZ001 - a calendar day has no zone


def charted(values: list[dict[str, Any]]) -> alt.Chart:
    """A picture to be made of these values."""
    return alt.Chart(alt.Data(values=values))  # type: ignore[no-untyped-call]
