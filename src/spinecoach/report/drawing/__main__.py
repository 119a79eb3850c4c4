"""Draws charts in a process of its own: JSON from standard input, JSON with every picture to standard output."""

import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from html import escape
from importlib.resources import as_file, files

import altair as alt
import vl_convert

from spinecoach.report.chart import Chart, Kind
from spinecoach.report.drawing import calendar, exercises, levels, movement, pain, weeks
from spinecoach.report.drawing.look import HEADING, Picture, finished
from spinecoach.report.order import DRAWN, ORDER, Drawing, Drawn, Form
from spinecoach.report.palette import PAPER

DRAW: Mapping[Kind, Callable[[Chart, int], Picture]] = {
    Kind.CALENDAR: calendar.draw,
    Kind.WEEKS: weeks.draw_adherence,
    Kind.EXERCISES: exercises.draw,
    Kind.HABIT: weeks.draw_habit,
    Kind.MINUTES: weeks.draw_minutes,
    Kind.PAIN: pain.draw,
    Kind.MOVEMENT: movement.draw,
    Kind.LEVELS: levels.draw,
}
SHARP = 2
"""Pixels of a PNG for one of the drawing."""


def main() -> None:
    """Everything that is ordered, in its order."""
    order = ORDER.read(sys.stdin.buffer.read(), "order")
    with as_file(files("fontpkg_atkinson_hyperlegible").joinpath("files")) as faces:
        vl_convert.register_font_directory(str(faces))
        drawn = tuple(
            Drawing(chart.id, width, _picture(chart, width, order.form))
            for chart in order.charts
            for width in order.widths
        )
    sys.stdout.write(DRAWN.text(Drawn(drawn)))


def _picture(chart: Chart, width: int, form: Form) -> str:
    picture = DRAW[chart.kind](chart, width)
    match form:
        case Form.SVG:
            svg = vl_convert.vegalite_to_svg(finished(picture, "transparent"), allowed_base_urls=[])
            return svg.replace(">", f"><title>{escape(chart.title)}</title>", 1)
        case Form.PNG:
            # Kept by itself, it has no heading above it.
            titled = picture.properties(title=alt.Title(chart.title, fontSize=HEADING, offset=14))
            png = vl_convert.vegalite_to_png(finished(titled, PAPER), scale=SHARP, allowed_base_urls=[])
            return b64encode(png).decode()


if __name__ == "__main__":
    main()
