"""Pain of one region: before, at worst during, and the next morning, week by week."""

from collections.abc import Sequence

from spinecoach.body import Region
from spinecoach.progress.pain import PainDay, PainWeek, Spread, pain_weeks
from spinecoach.report.chart import Chart, Column, Kind, Range
from spinecoach.report.charts.adherence import MONDAY

WEEKS = 26
FEWEST = 2
COLUMNS = (MONDAY, Column("before", "Before"), Column("during", "Worst during"), Column("morning", "Next morning"))


HOW = (
    "From 0, no pain, to 10. The dot is the middle of a week, the bar reaches from its lowest to its highest. "
    "One week alone says little; look at several."
)
AGAIN = "From 0, no pain, to 10; the middle of each week, from its lowest to its highest."


def pain(region: Region, name: str, days: Sequence[PainDay], change: str = "", *, how: str = HOW) -> Chart:
    """``name`` is the region in words, ``change`` what may be said of its mornings, if anything.

    ``how`` says how to read it.
    """
    title = f"Pain: {name}"
    found = pain_weeks(days)[-WEEKS:]
    if len(found) < FEWEST:
        return Chart(f"pain-{region.value}", Kind.PAIN, title, _too_early(found))
    said = f"{how} {change}".rstrip()
    rows = tuple((week.monday, _range(week.before), _range(week.during), _range(week.morning)) for week in found)
    return Chart(f"pain-{region.value}", Kind.PAIN, title, said, COLUMNS, rows)


def _range(spread: Spread | None) -> Range | None:
    return None if spread is None else Range(spread.low, spread.median, spread.high)


def _too_early(found: Sequence[PainWeek]) -> str:
    if not found:
        return "Nothing was told yet."
    told = [
        f"{head} {spread.median}"
        for head, spread in (
            ("before a session", found[0].before),
            ("worst during", found[0].during),
            ("the next morning", found[0].morning),
        )
        if spread is not None
    ]
    return f"So far there is one week, in the middle: {', '.join(told)}. A picture comes with the second week."
