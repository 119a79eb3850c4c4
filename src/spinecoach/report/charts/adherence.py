"""Done of planned, by week and by exercise, and the minutes of each week."""

from collections.abc import Mapping, Sequence

from spinecoach.progress.adherence import ExerciseAdherence, WeekAdherence
from spinecoach.report.chart import Chart, Column, Kind

WEEKS = 26
FEWEST = 2
MISSED = "A missed day counts as planned, with the exercises of the days before it."
MONDAY = Column("monday", "Week of", number=False)


def by_week(weeks: Sequence[WeekAdherence]) -> Chart:
    """Days done of days planned."""
    title = "Done of planned, by week"
    if len(weeks) < FEWEST:
        return Chart("weeks", Kind.WEEKS, title, _too_early(weeks))
    said = "Filled is done, the outline was planned. A break is not counted, neither for nor against."
    columns = (
        MONDAY,
        Column("done", "Days done"),
        Column("planned", "Days planned"),
        Column("paused", "Days of break"),
    )
    rows = tuple((week.monday, week.done, week.planned, week.paused) for week in weeks[-WEEKS:])
    return Chart("weeks", Kind.WEEKS, title, said, columns, rows)


def minutes_by_week(weeks: Sequence[WeekAdherence]) -> Chart:
    """Minutes of sessions, without their pauses."""
    title = "Minutes by week"
    if len(weeks) < FEWEST:
        return Chart("minutes", Kind.MINUTES, title, _too_early(weeks))
    said = "Time in sessions, without their pauses."
    columns = (MONDAY, Column("minutes", "Minutes"), Column("sessions", "Sessions"))
    rows = tuple((week.monday, round(week.seconds / 60), week.sessions) for week in weeks[-WEEKS:])
    return Chart("minutes", Kind.MINUTES, title, said, columns, rows)


def by_exercise(exercises: Sequence[ExerciseAdherence], names: Mapping[str, str]) -> Chart:
    """Days on which each exercise was done, of the days that it was planned on, in all."""
    title = "Done of planned, by exercise"
    if not exercises:
        return Chart("exercises", Kind.EXERCISES, title, "Nothing yet. Each exercise stands here once it was planned.")
    said = (
        "On how many days each was done, of the days it was planned, since the first session. "
        f"{MISSED} A break is not counted."
    )
    columns = (
        Column("exercise", "Exercise", number=False),
        Column("done", "Days done"),
        Column("planned", "Days planned"),
    )
    rows = tuple((names.get(each.code, each.code), each.done, each.planned) for each in exercises)
    return Chart("exercises", Kind.EXERCISES, title, said, columns, rows)


def _too_early(weeks: Sequence[WeekAdherence]) -> str:
    if not weeks or not weeks[-1].sessions:
        return "Nothing yet. With the second week there is something to compare."
    only = weeks[-1]
    minutes = round(only.seconds / 60)
    return (
        f"So far there is one week: {only.done} of {only.planned} planned days, {minutes} minutes. "
        "With the second week there is something to compare."
    )
