"""Everything that is known of a person as a FHIR bundle."""

from collections.abc import Iterator, Mapping

from spinecoach.app.charts import exercise_names, region_names
from spinecoach.app.flags import red_flags
from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.sessions import sessions
from spinecoach.app.so_far import SoFar, so_far
from spinecoach.body import Region
from spinecoach.protocol.form import ENGLISH
from spinecoach.report.fhir import answers, observations, programme
from spinecoach.report.fhir.codes import Resource
from spinecoach.session.fold import SEVERE

MINUTES = "minutes"


def fhir_entries(practice: Practice) -> Iterator[Resource]:
    """Who it is, the plan, its requests and goals, flags, answers, and what was observed. Raises StoreError."""
    found = so_far(practice)
    names = exercise_names(practice)
    codes = [code for code in practice.protocol.exercises if code in found.levels]
    yield programme.patient()
    me = practice.me()
    yield programme.care_plan(found.first_day, codes, [MINUTES, *me.along.activities])
    yield from _requests(practice, found, names)
    yield programme.minutes_goal(MINUTES, me.wishes.minutes, me.wishes.days)
    yield from (programme.activity_goal(key, activity) for key, activity in me.along.activities.items())
    yield from _flags(practice)
    yield from answers.safety(practice.questions, me.gate)
    yield from answers.measures(found.told, _asked(practice))
    yield from _observations(practice, found, names)


def _asked(practice: Practice) -> Mapping[tuple[str, str], str]:
    """What each answer of a measure is about."""
    asked = {(name, ""): measure.ask[ENGLISH] for name, measure in practice.protocol.measures.measures.items()}
    activities = practice.me().along.activities
    return asked | {
        (name, item): activity
        for name, measure in practice.protocol.measures.measures.items()
        if measure.own_items
        for item, activity in activities.items()
    }


def _requests(practice: Practice, found: SoFar, names: Mapping[str, str]) -> Iterator[Resource]:
    clearance, days = gate(practice).clearance, practice.me().wishes.days
    for code, exercise in practice.protocol.exercises.items():
        if code in found.levels:
            dose = exercise.levels[found.levels[code][-1][1]]
            active = clearance.of(code) is not None
            yield programme.request(code, names[code], dose, exercise.sides, days, active=active)


def _flags(practice: Practice) -> Iterator[Resource]:
    for each in red_flags(practice):
        yield answers.row_flag(each.row, each.on, each.until)
    signs = practice.protocol.stop_signs
    for session in reversed(sessions(practice)):
        sign = signs.get(session.ended or "")
        if sign is not None:
            yield answers.stop_flag(session.id, session.day, session.ended or "", sign.label[ENGLISH])
        elif session.ended == SEVERE:
            yield answers.stop_flag(session.id, session.day, SEVERE, "Stopped because of strong pain")


def _observations(practice: Practice, found: SoFar, names: Mapping[str, str]) -> Iterator[Resource]:
    regions = region_names(practice)
    done_before = sessions(practice)
    seconds = practice.lengths.of([each.id for each in done_before])
    for session in reversed(done_before):
        done = [(one.code, names.get(one.code, one.code), one.reps_done, one.seconds) for one in session.done]
        yield observations.session(session.id, session.begun_at, seconds.get(session.id, 0.0), done)
    for region in Region:
        yield from observations.pain(region.value, regions[region], found.pain.get(region, ()))
    yield from filter(None, map(observations.adherence, found.weeks))
    yield from filter(None, (observations.motion(number, each) for number, each in enumerate(found.readings)))
