"""The level of each exercise over time, a strip each."""

import altair as alt

from spinecoach.report.chart import Chart
from spinecoach.report.drawing.look import Picture
from spinecoach.report.drawing.rows import charted, moment, named
from spinecoach.report.palette import ACCENT, INK, LINE, QUIET

STRIP = 34


def draw(chart: Chart, width: int) -> Picture:
    """Steps from day to day; the last level in figures at the end."""
    rows = named(chart)
    names = list(dict.fromkeys(row["exercise"] for row in rows))
    until = chart.marks["until"]
    first = min(moment(row["day"]) for row in rows)
    highest = max(chart.marks["highest"], 1)
    strips = []
    for number, name in enumerate(names):
        own = [{**row, "t": moment(row["day"])} for row in rows if row["exercise"] == name]
        values = [*own, {**own[-1], "t": until}]
        axis = None
        if number == len(names) - 1:
            axis = alt.Axis(title=None, grid=False, format="%-d %b", tickCount=4 if width < 500 else 8)
        x = alt.X("t:T", scale=alt.Scale(type="utc", domain=[first, until]), axis=axis)
        y = alt.Y("level:Q", scale=alt.Scale(domain=[0, highest], nice=False), axis=None)
        base = charted(values)
        floor = charted([{"level": 0}]).mark_rule(color=LINE).encode(y=y)
        steps = base.mark_line(interpolate="step-after", color=ACCENT, strokeWidth=2).encode(x=x, y=y)
        now = charted(values[-1:]).mark_text(align="left", dx=8, color=INK).encode(
            x=x, y=y, text="level:Q"
        )  # fmt: skip
        strips.append(alt.layer(floor, steps, now).properties(
            width=width - 36, height=STRIP, title=alt.Title(name, color=QUIET, offset=2)
        ))  # fmt: skip
    return alt.vconcat(*strips, spacing=8)
