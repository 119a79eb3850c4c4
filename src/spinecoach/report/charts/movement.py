"""How far a movement of the neck goes, beside what the camera cannot tell apart.

Upper-back extension has no chart: its whole range is hardly more than the error (clinical.md 6.4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spinecoach.progress.change import Verdict
from spinecoach.progress.range_of_motion import RangeChange, RangeReading
from spinecoach.report.chart import Chart, Column, Kind

FEWEST = 2
NAMES: Mapping[str, str] = {
    "neck-rotation-left": "Turning the head to the left",
    "neck-rotation-right": "Turning the head to the right",
    "neck-flexion": "Bending the head forward",
    "neck-extension": "Bending the head back",
    "neck-lateral-flexion-left": "Tilting the head to the left",
    "neck-lateral-flexion-right": "Tilting the head to the right",
    "craniovertebral-angle": "How far the head stands back",
}
"""The movements that are charted, and no others."""
Verdicts = Mapping[Verdict, str]
"""What may be said of each."""


def movements(
    readings: Sequence[RangeReading],
    changes: Mapping[str, RangeChange],
    verdicts: Verdicts,
    typical: Mapping[str, tuple[float, float]],
) -> tuple[Chart, ...]:
    """A chart for each movement that was ever measured. ``typical`` is where most people of that age lie, degrees."""
    found = []
    for movement, title in NAMES.items():
        own = [reading for reading in readings if reading.movement == movement]
        if own:
            found.append(_chart(movement, title, own, changes.get(movement), verdicts, typical.get(movement)))
    return tuple(_beside_its_other_side(chart, found) for chart in found)


def _beside_its_other_side(chart: Chart, every: Sequence[Chart]) -> Chart:
    """Both sides of a movement on one scale, so that they can be compared."""
    if not chart.rows:
        return chart
    alike = [_span(other) for other in every if other.rows and _of(other) == _of(chart)]
    bottom, top = min(low for low, _ in alike), max(high for _, high in alike)
    return replace(chart, marks={**chart.marks, "bottom": bottom, "top": top})


def _of(chart: Chart) -> str:
    return chart.id.removesuffix("-left").removesuffix("-right")


def _span(chart: Chart) -> tuple[float, float]:
    """From the lowest to the highest that it shows, and as much room about the band as it is wide."""
    low, high = chart.marks["low"], chart.marks["high"]
    around, shown = (
        high - low,
        [*chart.marks.values(), *(row[1] for row in chart.rows if isinstance(row[1], int | float))],
    )
    return max(0.0, min(low - around, *shown)), max(high + around, *shown)


def _chart(
    movement: str,
    title: str,
    readings: Sequence[RangeReading],
    change: RangeChange | None,
    verdicts: Verdicts,
    typical: tuple[float, float] | None,
) -> Chart:
    if change is None or len(readings) < FEWEST:
        last = readings[-1]
        said = f"Last measured: about {round(last.degrees)}°. There are too few readings to speak of a change."
        return Chart(movement, Kind.MOVEMENT, title, said)
    columns = (Column("day", "Day", number=False), Column("degrees", "Degrees"), Column("sure", "Confidence, %"))
    rows = tuple((each.day, round(each.degrees), round(each.confidence * 100)) for each in readings)
    marks = {"low": change.baseline_deg - change.mdc_deg, "high": change.baseline_deg + change.mdc_deg}
    said = told(change, verdicts)
    if typical is not None:
        low, high = typical
        marks |= {"typical_low": low, "typical_high": high}
        said += (
            f" Between the dashed lines, {round(low)}° to {round(high)}°, lay most people of your age in published "
            "studies with another device. Yours may differ."
        )
    return Chart(movement, Kind.MOVEMENT, title, said, columns, rows, marks)


def told(change: RangeChange, verdicts: Verdicts) -> str:
    """The change in words: now, at first, and whether it is more than the error."""
    now, first, error = round(change.now_deg), round(change.baseline_deg), round(change.mdc_deg)
    whose = "as your own first readings show" if change.own_mdc else "the usual error of a camera"
    return (
        f"Lately about {now}°, at first about {first}°. {verdicts[change.verdict]} "
        f"Within the grey band, {error}° either way, a change cannot be told from error ({whose})."
    )


def told_in_short(change: RangeChange, verdicts: Verdicts) -> str:
    """As ``told``, for who knows what an error of measuring is."""
    whose = "own" if change.own_mdc else "usual"
    return (
        f"{round(change.baseline_deg)}° at first, {round(change.now_deg)}° lately; "
        f"{whose} error {round(change.mdc_deg)}°. {verdicts[change.verdict]}"
    )
