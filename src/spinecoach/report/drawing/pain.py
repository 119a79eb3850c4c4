"""Pain of one region week by week: before, at worst during, and the next morning, each the middle and the range."""

import altair as alt

from spinecoach.report.chart import Chart
from spinecoach.report.drawing.look import Picture
from spinecoach.report.drawing.rows import charted
from spinecoach.report.drawing.weeks import across, latest
from spinecoach.report.palette import INK, LINE, REACH

TALL, COMPACT = 92, 46


def draw(chart: Chart, width: int) -> Picture:
    """A picture for each that was told, with one scale, one below the other."""
    rows = latest(chart, width)
    panels = []
    series = [column for column in chart.columns if any(row.get(column.key) is not None for row in rows)][1:]
    tall = COMPACT if "compact" in chart.marks else TALL
    for number, column in enumerate(series):
        last = number == len(series) - 1
        x = across(rows, width, names=last)
        base = charted([row for row in rows if row[column.key] is not None])
        axis = alt.Axis(title=None, values=[0, 5, 10], gridColor=LINE)
        y = alt.Y(f"{column.key}:Q", scale=alt.Scale(domain=[0, 10], nice=False), axis=axis)
        spread = base.mark_rule(color=REACH, strokeWidth=6, strokeCap="round").encode(
            x=x, y=alt.Y(f"{column.key}_low:Q"), y2=f"{column.key}_high:Q"
        )
        middle = base.mark_point(color=INK, filled=True, size=46, opacity=1).encode(x=x, y=y)
        panels.append(alt.layer(spread, middle).properties(width=width - 40, height=tall, title=column.head))
    return alt.vconcat(*panels, spacing=14 if tall == TALL else 6)
