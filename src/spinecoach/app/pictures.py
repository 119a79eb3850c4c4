"""Pictures of charts, drawn when first looked at and kept in memory until the charts change."""

import hashlib
from collections.abc import Mapping, Sequence
from threading import Lock

from spinecoach.app.refused import Refused, Why
from spinecoach.report.chart import Chart
from spinecoach.report.draw import NotDrawn, draw
from spinecoach.report.order import ORDER, Order

NARROW, WIDE = 354, 720
"""Pixels: the column of a page on a phone and on a desk."""
WIDTHS = (NARROW, WIDE)

Drawn = Mapping[tuple[str, int], str]
"""Plain drawings by chart and width."""


def digest(charts: Sequence[Chart]) -> str:
    """A name of what the charts say: the same charts have the same pictures."""
    return hashlib.sha256(ORDER.text(Order(tuple(charts), WIDTHS)).encode()).hexdigest()[:16]


class Pictures:
    """The pictures of the charts looked at last. May be asked from any thread; one draws, the others wait for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of = ""
        self._drawn: Drawn = {}

    def ready(self, name: str) -> Drawn | None:
        """The pictures of the charts with that digest, if they are drawn."""
        drawn = self._drawn
        return drawn if self._of == name else None

    def drawn(self, charts: Sequence[Chart]) -> Drawn:
        """The pictures of these charts. Raises Refused when they cannot be drawn."""
        name = digest(charts)
        with self._lock:
            found = self.ready(name)
            if found is None:
                try:
                    found = {(each.chart, each.width): each.picture for each in draw(charts, WIDTHS)}
                except NotDrawn as fault:
                    raise Refused(Why.BROKEN, str(fault)) from fault
                self._of, self._drawn = "", found
                self._of = name
            return found
