"""Has charts drawn by a process of its own, so that what draws never stays in the memory of the server."""

from collections.abc import Sequence

from spinecoach.report.apart import Fell, run_apart
from spinecoach.report.chart import Chart
from spinecoach.report.order import DRAWN, ORDER, Drawing, Form, Order

PATIENCE_S = 120


class NotDrawn(Exception):  # noqa: N818 - it names what happened, as the rest of the house does
    """The process failed. ``str`` is one line."""


def draw(charts: Sequence[Chart], widths: Sequence[int], form: Form = Form.SVG) -> tuple[Drawing, ...]:
    """The charts that have something to draw, each in each width. Raises NotDrawn."""
    with_rows = tuple(chart for chart in charts if chart.rows)
    if not with_rows:
        return ()
    order = ORDER.text(Order(with_rows, tuple(widths), form))
    try:
        drawn = run_apart("spinecoach.report.drawing", order.encode(), PATIENCE_S)
    except Fell as fault:
        raise NotDrawn(f"charts: found no drawing ({fault}); right would be trying again") from fault
    return DRAWN.read(drawn, "drawing").drawings
