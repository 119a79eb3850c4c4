"""Week by week: days done within days planned, or minutes, as bars; the habit as a line."""

from datetime import date

import altair as alt

from spinecoach.report.chart import Chart
from spinecoach.report.drawing.look import Picture
from spinecoach.report.drawing.rows import charted, named
from spinecoach.report.palette import ACCENT, EDGE, QUIET

NARROW = 500
MOST = 26, 13
"""Weeks, on a wide and on a narrow picture."""


def latest(chart: Chart, width: int) -> list[dict[str, object]]:
    """The weeks that fit, each with a short name of its Monday."""
    rows = named(chart)[-(MOST[0] if width > NARROW else MOST[1]) :]
    for number, row in enumerate(rows):
        monday = date.fromisoformat(str(row["monday"]))
        row["x"] = number
        row["name"] = f"{monday.day} {monday:%b}"
    return rows


def across(rows: list[dict[str, object]], width: int, *, names: bool = True) -> alt.X:
    """The axis of weeks, with as many names as find room, or with none."""
    every = max(1, -(-len(rows) * 52 // (width - 60)))
    shown = [number for number in range(len(rows)) if (len(rows) - 1 - number) % every == 0]
    told = "{" + ",".join(f"{row['x']}:'{row['name']}'" for row in rows) + "}"
    axis = alt.Axis(values=shown, labelExpr=f"{told}[datum.value]", title=None, grid=False) if names else None
    return alt.X(
        "x:Q",
        scale=alt.Scale(domain=[-0.6, max(len(rows), 6) - 0.4], nice=False),
        axis=axis,
    )


def draw_adherence(chart: Chart, width: int) -> Picture:
    """Days done, filled, within days planned, outlined."""
    rows = latest(chart, width)
    bar = _bar(rows, width)
    x = across(rows, width)
    y = alt.Y("planned:Q", scale=alt.Scale(domain=[0, 7], nice=False), axis=alt.Axis(title=None, values=[0, 2, 4, 6]))
    base = charted(rows)
    outline = base.transform_filter("datum.planned > 0").mark_bar(size=bar, filled=False, color=EDGE, strokeWidth=1)
    planned = outline.encode(x=x, y=y)
    done = base.mark_bar(size=bar, color=ACCENT).encode(x=x, y=alt.Y("done:Q"))
    paused = (
        base.transform_filter("datum.paused > 0 && datum.planned == 0")
        .mark_text(text="pause", angle=270, align="left", dx=4, color=QUIET)
        .encode(x=x, y=alt.Y("planned:Q"))
    )
    return alt.layer(planned, done, paused).properties(width=width - 40, height=150)


def draw_minutes(chart: Chart, width: int) -> Picture:
    """Minutes of each week."""
    rows = latest(chart, width)
    y = alt.Y("minutes:Q", axis=alt.Axis(title=None, tickCount=4), scale=alt.Scale(domainMin=0, nice=True))
    bars = charted(rows).mark_bar(size=_bar(rows, width), color=ACCENT)
    return alt.layer(bars.encode(x=across(rows, width), y=y)).properties(width=width - 40, height=150)


def draw_habit(chart: Chart, width: int) -> Picture:
    """The strength at the end of each week, as a line from 0 to all of it."""
    rows = latest(chart, width)
    y = alt.Y(
        "strength:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=alt.Axis(title=None, values=[0, 50, 100])
    )
    base = charted(rows).encode(x=across(rows, width), y=y)
    line = base.mark_line(color=ACCENT, strokeWidth=2)
    dots = base.mark_point(color=ACCENT, filled=True, size=40, opacity=1)
    return alt.layer(line, dots).properties(width=width - 40, height=110)


def _bar(rows: list[dict[str, object]], width: int) -> int:
    return max(4, min(28, round((width - 60) / max(len(rows), 6) * 0.6)))
