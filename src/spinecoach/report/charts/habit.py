"""How strong the habit is, week by week. It fades and grows, and never breaks."""

from collections.abc import Sequence
from datetime import date

from spinecoach.progress.adherence import monday_of
from spinecoach.report.chart import Chart, Column, Kind
from spinecoach.report.charts.adherence import MONDAY, WEEKS

FEWEST = 2
STEP = 5
"""It is told to so many of a hundred: more would be false precision."""
WHOLE = 100
EXPLAINED = (
    "A day with a session adds a little, a planned day without one takes a little away, and a break changes nothing."
)


def habit(series: Sequence[tuple[date, float]]) -> Chart:
    """At the end of each week, and now. ``series`` is 0-1 at the end of each day, the first first."""
    title = "Habit"
    if not series:
        return Chart("habit", Kind.HABIT, title, f"Nothing yet. It begins with your first session. {EXPLAINED}")
    weeks = {monday_of(day): of_hundred(strength) for day, strength in series}
    said = (
        f"Now at {of_hundred(series[-1][1])} of {WHOLE}. It comes near {WHOLE} when you do every day that you plan, "
        f"for many weeks. {EXPLAINED}"
    )
    if len(weeks) < FEWEST:
        return Chart("habit", Kind.HABIT, title, said)
    columns = (MONDAY, Column("strength", f"Strength, 0 to {WHOLE}"))
    return Chart("habit", Kind.HABIT, title, said, columns, tuple(weeks.items())[-WEEKS:])


def of_hundred(strength: float) -> int:
    """As it is told."""
    return STEP * round(WHOLE * strength / STEP)
