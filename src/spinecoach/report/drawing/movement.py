"""One movement of the neck: each reading, and the grey band within which a change cannot be told from error."""

import altair as alt

from spinecoach.report.chart import Chart
from spinecoach.report.drawing.look import Picture
from spinecoach.report.drawing.rows import charted, moment, named
from spinecoach.report.palette import BAND, EDGE, INK, QUIET


def draw(chart: Chart, width: int) -> Picture:
    """Degrees over days."""
    rows = named(chart)
    for row in rows:
        row["t"] = moment(row["day"])
    low, high = chart.marks["low"], chart.marks["high"]
    edges = [chart.marks[name] for name in ("typical_low", "typical_high") if name in chart.marks]
    span = [chart.marks["bottom"], chart.marks["top"]]
    x = alt.X(
        "t:T",
        scale=alt.Scale(type="utc", padding=8),
        axis=alt.Axis(title=None, grid=False, format="%-d %b", tickCount=4 if width < 500 else 8),
    )
    y = alt.Y(
        "degrees:Q", scale=alt.Scale(domain=span, nice=True), axis=alt.Axis(title=None, labelExpr="datum.label + '°'")
    )
    band = charted([{"low": low, "high": high}]).mark_rect(color=BAND, opacity=1).encode(
        y=alt.Y("low:Q", scale=alt.Scale(domain=span, nice=True)), y2="high:Q"
    )  # fmt: skip
    typical = charted([{"edge": edge} for edge in edges]).mark_rule(color=EDGE, strokeDash=[5, 5]).encode(
        y=alt.Y("edge:Q", scale=alt.Scale(domain=span, nice=True))
    )  # fmt: skip
    base = charted(rows)
    line = base.mark_line(color=QUIET, strokeWidth=1).encode(x=x, y=y)
    dots = base.mark_point(color=INK, filled=True, size=40, opacity=1).encode(x=x, y=y)
    return alt.layer(band, typical, line, dots).properties(width=width - 50, height=150)
