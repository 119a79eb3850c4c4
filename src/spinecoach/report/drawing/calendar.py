"""Days as squares, week beside week: the more minutes, the larger and darker."""

from datetime import date, timedelta

import altair as alt

from spinecoach.report.chart import Chart
from spinecoach.report.drawing.look import Picture
from spinecoach.report.drawing.rows import charted, named
from spinecoach.report.palette import ACCENT, EDGE, INK, LEAST, LESS

PACE = 21
"""Pixels from week to week."""
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
STEPS = (5, 15)
"""Minutes: up to the first, up to the second, more."""
ROOM_FOR_NAME = 17
"""The first week names its month as well, unless the next one comes too soon to be read beside it."""
PAUSE, NONE, AHEAD = "pause", "none", "ahead"


def draw(chart: Chart, width: int) -> Picture:
    """The latest weeks that fit."""
    room = (width - 40) // PACE
    weeks = named(chart)[-room:]
    values = []
    for column, week in enumerate(weeks):
        monday = date.fromisoformat(str(week["monday"]))
        for row, day in enumerate(DAYS):
            on = monday + timedelta(days=row)
            minutes = week[f"day{row}"]
            first = row == 0 and on.day <= (7 if column else ROOM_FOR_NAME)
            values.append({
                "x": column, "day": day, "state": _state(minutes),
                "size": _size(minutes), "month": on.strftime("%b") if first else "",
            })  # fmt: skip
    order = list(DAYS)
    x = alt.X("x:Q", scale=alt.Scale(domain=[-0.5, room - 0.5], nice=False), axis=None)
    y = alt.Y("day:N", sort=order, axis=alt.Axis(title=None, values=["Mo", "We", "Fr", "Su"]))
    base = charted(values)
    shown = alt.Color(
        "state:N",
        scale=alt.Scale(domain=["few", "some", "many"], range=[LEAST, LESS, ACCENT]),
        legend=None,
    )
    done = base.transform_filter("datum.size > 0").mark_square(opacity=1).encode(
        x=x, y=y, color=shown, size=alt.Size("size:Q", scale=None, legend=None)
    )  # fmt: skip
    none = base.transform_filter("datum.state == 'none'").mark_point(
        shape="circle", size=5, filled=True, color=EDGE, opacity=1
    ).encode(x=x, y=y)  # fmt: skip
    pause = base.transform_filter("datum.state == 'pause'").mark_point(
        shape="stroke", size=70, strokeWidth=1.5, color=EDGE, opacity=1
    ).encode(x=x, y=y)  # fmt: skip
    months = base.transform_filter("datum.month != ''").mark_text(
        align="left", baseline="bottom", dx=-PACE // 2 + 2, dy=-12, color=INK
    ).encode(x=x, y=alt.Y("day:N", sort=order), text="month:N")  # fmt: skip
    return alt.layer(none, pause, done, months).properties(width=PACE * room, height=PACE * 7)


def _state(minutes: object) -> str:
    match minutes:
        case "pause":
            return PAUSE
        case "":
            return AHEAD
        case int() | float() if minutes > 0:
            return "few" if minutes <= STEPS[0] else "some" if minutes <= STEPS[1] else "many"
        case _:
            return NONE


def _size(minutes: object) -> int:
    return {"few": 90, "some": 170, "many": 270}.get(_state(minutes), 0)
