"""Has charts drawn by a process of its own, so that what draws never stays in the memory of the server."""

import subprocess
import sys
from collections.abc import Sequence

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
        ran = subprocess.run(
            [sys.executable, "-P", "-m", "spinecoach.report.drawing"],
            input=order.encode(),
            capture_output=True,
            check=False,
            timeout=PATIENCE_S,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise NotDrawn(f"charts: found no process that draws ({fault}); right would be trying again") from fault
    if ran.returncode:
        last = ran.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise NotDrawn(f"charts: found a drawing that failed ({' '.join(last)[:200]}); right would be none")
    return DRAWN.read(ran.stdout, "drawing").drawings
