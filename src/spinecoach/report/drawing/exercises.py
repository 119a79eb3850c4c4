"""A line an exercise: done within planned, both as bars and in figures."""

import altair as alt

from spinecoach.report.chart import Chart
from spinecoach.report.drawing.look import ROW, TEXT, Picture
from spinecoach.report.drawing.rows import charted, named
from spinecoach.report.palette import ACCENT, EDGE, INK

NARROW = 500
MOST_LETTERS = 26
"""Of a name that stands beside its bar; with a longer one all stand above theirs, so that none is cut."""


def draw(chart: Chart, width: int) -> Picture:
    """Beside the name where there is room, below it where there is not."""
    rows = named(chart)
    for row in rows:
        row["told"] = f"{row['done']} of {row['planned']}"
    order = [row["exercise"] for row in rows]
    narrow = width < NARROW or any(len(name) > MOST_LETTERS for name in order)
    names, told = (0, 70) if narrow else (200, 90)
    pace = ROW * 2 if narrow else ROW
    base = charted(rows)
    most = max([row["planned"] for row in rows] + [1])
    x = alt.X("planned:Q", scale=alt.Scale(domain=[0, most], nice=False), axis=None)
    axis = (
        None
        if narrow
        else alt.Axis(
            title=None,
            labelOverlap=False,
            labelLimit=names,
            minExtent=names,
            maxExtent=names,
            labelColor=INK,
            labelFontSize=TEXT,
        )
    )
    y = alt.Y("exercise:N", sort=order, axis=axis, scale=alt.Scale(padding=0))
    shift = 11 if narrow else 0
    planned = base.mark_bar(size=12, yOffset=shift, filled=False, color=EDGE, strokeWidth=1).encode(x=x, y=y)
    done = base.mark_bar(size=12, yOffset=shift, color=ACCENT).encode(x=alt.X("done:Q"), y=y)
    figures = base.mark_text(align="left", baseline="middle", dx=8, dy=shift, color=INK).encode(
        x=alt.X("planned:Q"), y=y, text="told:N"
    )
    layers = [planned, done, figures]
    if narrow:
        label = base.mark_text(align="left", baseline="middle", dy=-9, color=INK).encode(
            x=alt.value(0), y=y, text="exercise:N"
        )
        layers.append(label)
    return alt.layer(*layers).properties(width=width - names - told, height=pace * len(rows))
