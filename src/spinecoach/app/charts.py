"""The charts of a person, as of now."""

from collections.abc import Mapping

from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.so_far import SoFar, so_far
from spinecoach.body import Region
from spinecoach.progress.change import Verdict
from spinecoach.protocol.exercise import Variant
from spinecoach.protocol.form import ENGLISH
from spinecoach.report.chart import Chart
from spinecoach.report.charts.adherence import by_exercise, by_week, minutes_by_week
from spinecoach.report.charts.calendar import calendar
from spinecoach.report.charts.habit import habit
from spinecoach.report.charts.levels import levels
from spinecoach.report.charts.movement import movements
from spinecoach.report.charts.pain import AGAIN, HOW, pain


def charts(practice: Practice) -> tuple[Chart, ...]:
    """In the order of the page. Raises StoreError."""
    return charts_of(practice, so_far(practice))


def charts_of(practice: Practice, found: SoFar) -> tuple[Chart, ...]:
    """The charts of what is known so far."""
    names = exercise_names(practice)
    regions = region_names(practice)
    return (
        calendar(found.attended, found.pauses, found.today),
        by_week(found.weeks),
        habit(found.habit_series),
        minutes_by_week(found.weeks),
        by_exercise(found.exercises, names),
        *(
            pain(
                region,
                regions[region],
                found.pain[region],
                mornings_told(practice, found, region),
                how=AGAIN if number else HOW,
            )
            for number, region in enumerate(region for region in Region if found.pain.get(region))
        ),
        *movements(found.readings, found.ranges, verdicts(practice), _typical(practice)),
        levels(found.levels, names, found.today),
    )


def _typical(practice: Practice) -> Mapping[str, tuple[float, float]]:
    """Where most people of the person's age lie, by movement; nothing before the age is known."""
    age = gate(practice).status.answers.age
    if age is None:
        return {}
    return {movement: band.at(age) for movement, band in practice.protocol.measures.range.typical.items()}


def verdicts(practice: Practice) -> Mapping[Verdict, str]:
    """What may be said of each verdict, in the person's language."""
    language = practice.me().preferences.language
    told = practice.protocol.measures.verdicts
    return {verdict: told[verdict.value].get(language, told[verdict.value][ENGLISH]) for verdict in Verdict}


def mornings_told(practice: Practice, found: SoFar, region: Region) -> str:
    """How the usual morning of a region changed; nothing before enough of them are known."""
    change = found.pain_changes.get(region)
    if change is None:
        return ""
    said = verdicts(practice)[change.verdict]
    return f"Usual mornings: {change.before:g} at first, {change.now:g} lately. {said}"


def exercise_names(practice: Practice) -> Mapping[str, str]:
    """The name of each exercise by its code, in the person's language."""
    language = practice.me().preferences.language
    return {
        code: exercise.text.get(language, exercise.text[ENGLISH])[Variant.STANDARD].name
        for code, exercise in practice.protocol.exercises.items()
    }


def region_names(practice: Practice) -> Mapping[Region, str]:
    """Each region in the person's language."""
    phrases = practice.protocol.phrases
    told = {**phrases[ENGLISH], **phrases.get(practice.me().preferences.language, {})}
    return {region: told[f"region.{region.value}"] for region in Region}
