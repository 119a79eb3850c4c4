"""What is asked of the drawing process, and what comes back."""

from dataclasses import dataclass
from enum import StrEnum

from spinecoach.report.chart import Chart
from spinecoach.wire.adapter import Adapter


class Form(StrEnum):
    """How a picture comes: as SVG text, or as a PNG in base64."""

    SVG = "svg"
    PNG = "png"


@dataclass(frozen=True, slots=True)
class Order:
    """Each of ``charts`` in each of ``widths``, pixels."""

    charts: tuple[Chart, ...]
    widths: tuple[int, ...]
    form: Form = Form.SVG


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture, plain: on no ground, in light colours, its typeface named and not embedded."""

    chart: str
    width: int
    picture: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that was ordered."""

    drawings: tuple[Drawing, ...]


ORDER: Adapter[Order] = Adapter(Order)
DRAWN: Adapter[Drawn] = Adapter(Drawn)
