"""The look that all charts share."""

from typing import Any

from altair import FacetChart, LayerChart, VConcatChart

from spinecoach.report.palette import FACE, INK, LINE, QUIET

Picture = LayerChart | FacetChart | VConcatChart

TEXT, HEADING = 15, 19
ROW = 26
"""Height of one line of a list, pixels."""


def finished(picture: Picture, ground: str) -> dict[str, Any]:
    """The specification on a ground of that colour."""
    axis = {
        "labelColor": QUIET, "labelFontSize": TEXT, "titleColor": QUIET, "titleFontSize": TEXT, "titleFontWeight": 400,
        "gridColor": LINE, "domain": False, "ticks": False, "labelPadding": 6, "labelOverlap": "parity",
        "labelSeparation": 14,
    }  # fmt: skip
    made: dict[str, Any] = (
        picture.configure(font=FACE, background=ground, padding={"left": 1, "right": 6, "top": 4, "bottom": 2})
        .configure_view(stroke=None)
        .configure_axis(**axis)
        .configure_title(color=INK, fontSize=TEXT, fontWeight=400, anchor="start", offset=6)
        .configure_text(color=QUIET, fontSize=TEXT)
        .to_dict()
    )
    return made
