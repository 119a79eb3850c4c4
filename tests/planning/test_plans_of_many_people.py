"""What holds for everybody: thousands of random people, each with answers, pain, things, minutes and a past."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.planning.candidate import candidate_of
from spinecoach.planning.decide import decide
from spinecoach.planning.judge import closed_by, missing_for
from spinecoach.planning.today import Today
from spinecoach.planning.wishes import Wishes
from spinecoach.progress.fold import progress_of
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.protocol.exercise import Equipment, Kind, Place, Position, Variant
from spinecoach.protocol.form import resolve_shape
from spinecoach.screening.clearance import Clearance
from spinecoach.session.plan import DayPlan, Work
from spinecoach.session.rehearse import rehearse
from spinecoach.session.script import compile_plan
from spinecoach.session.timing import item_seconds

People = Any
PROTOCOL = catalogue()
CODES = list(PROTOCOL.exercises)
DAY = date(2026, 11, 22)
GRAVE = ("emergency", "urgent")
ROWS = packaged_questions().rows
REGIONS = [r.value for r in Region]


def row_answers(row: str) -> st.SearchStrategy[Any]:
    items = list(ROWS[row].items)
    ticked = [st.lists(st.sampled_from(items), max_size=3, unique=True)] if items else []
    return st.one_of(st.just(True), st.just("unsure"), *ticked)


def answers(rows: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    facts: dict[str, st.SearchStrategy[Any]] = {
        "age": st.integers(18, 95),
        "pregnant_weeks": st.integers(0, 42),
        "rest_pain": st.dictionaries(st.sampled_from(REGIONS), st.integers(0, 10), max_size=2),
    }
    told = st.lists(st.sampled_from(rows), max_size=4, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries({row: row_answers(row) for row in chosen})
    )
    return st.builds(lambda a, b: {**a, **b}, told, st.fixed_dictionaries({}, optional=facts))


ORDINARY = [row.id for row in ROWS.values() if row.group not in GRAVE]
ANSWERS = st.one_of(st.just({}), answers(ORDINARY), answers(ORDINARY), answers(list(ROWS)))
SCALE = st.integers(0, 10)


@st.composite
def histories(draw: st.DrawFn) -> list[DoneDay]:
    days = []
    for back in draw(st.lists(st.integers(0, 60), max_size=12, unique=True)):
        items = []
        for code in draw(st.lists(st.sampled_from(CODES), max_size=5, unique=True)):
            exercise = PROTOCOL.exercises[code]
            level = draw(st.sampled_from(list(exercise.levels)))
            reps = exercise.levels[level].reps
            done = None if reps is None else reps * exercise.sides * exercise.levels[level].zones
            before, worst = draw(st.integers(0, 6)), draw(SCALE)
            items.append(DoneItem(code, level, done, before, worst, draw(st.none() | st.integers(1, 9))))
        morning = draw(st.dictionaries(st.sampled_from(list(Region)), SCALE, max_size=2))
        days.append(DoneDay(DAY - timedelta(days=back), tuple(items), morning))
    return days


LIVES = st.fixed_dictionaries(
    {
        "answers": ANSWERS,
        "pain": st.dictionaries(st.sampled_from(REGIONS), SCALE, max_size=4),
        "minutes": st.integers(2, 60),
        "place": st.sampled_from(["chair", "floor", "any"]),
        "things": st.frozensets(st.sampled_from(list(Equipment))),
        "regions": st.lists(st.sampled_from(list(Region)), max_size=2, unique=True).map(tuple),
        "opt_in": st.frozensets(st.sampled_from(CODES), max_size=3),
    }
)


def judge_work(someone: Any, wishes: Wishes, clearance: Clearance, work: Work) -> None:
    """One item or one link: cleared, inside its limits, possible here, and right for today's pain."""
    exercise, cleared = PROTOCOL.exercises[work.code], clearance.of(work.code)
    assert cleared is not None
    assert work.code not in dict(clearance.blocked)
    dose, limits = exercise.levels[work.level], cleared.limits
    assert (work.variant, work.reps, work.zones, work.duration_s) == (
        *(dose.variant, dose.reps, dose.zones),
        dose.duration_s,
    )
    assert work.changes == limits.names
    assert work.hold_s == min(dose.hold_s, limits.hold_s_max if limits.hold_s_max is not None else dose.hold_s)
    assert (work.effort is None) == (dose.effort is None)
    if work.effort is not None and dose.effort is not None:
        assert work.effort == min(dose.effort, limits.effort_max if limits.effort_max is not None else dose.effort)
    assert work.rest_s == dose.rest_s * limits.rest_factor
    assert work.range_factor == limits.range_factor
    assert (work.tempo > 1) == limits.slow
    assert someone.place != "chair" or exercise.place is Place.CHAIR
    things = wishes.things
    assert all(set(need) & things for need in resolve_shape(exercise, work.variant, work.changes).needs)
    if "towel_rest_only" in work.changes:
        assert (work.level, work.reps) == (0, None)
        assert Equipment.TOWEL in things
    own = [r for r, name in PROTOCOL.region_complex.items() if name is exercise.complex]
    near = [r for r, name in PROTOCOL.region_complex.items() if exercise.complex in PROTOCOL.linked[name]]
    assert all(someone.pain.get(r, 0) < 7 for r in own + near)
    if any(someone.pain.get(r, 0) >= 4 for r in own):
        assert work.variant is Variant.EASIER
    assert work.code != "L2" or someone.pain.get("neck", 0) <= 3


def judge_seconds(plan: DayPlan) -> None:
    """Each item takes its own seconds, and fifteen more where one gets up from the floor or lies down on it."""
    lies: bool | None = None
    for item in plan.items:
        work = item.work
        positions = resolve_shape(PROTOCOL.exercises[work.code], work.variant, work.changes).positions
        now = lies if lies in {p is Position.LYING for p in positions} else positions[0] is Position.LYING
        moved = lies is not None and now is not lies
        assert item.seconds == item_seconds(PROTOCOL, work) + (15 if moved else 0)
        lies = now


def judge(someone: Any) -> None:
    clearance, wishes = someone.clearance, someone.wishes
    plan = decide(PROTOCOL, clearance, someone.progress, wishes, DAY)
    assert plan == decide(PROTOCOL, clearance, someone.progress, wishes, DAY)
    assert plan.seconds <= plan.minutes * 60
    assert plan.seconds == pytest.approx(sum(item.seconds for item in plan.items), abs=1e-6)
    if clearance.outcome in ("EMERGENCY", "URGENT"):
        assert not plan.items
    judge_seconds(plan)
    for item in plan.items:
        work = item.work
        judge_work(someone, wishes, clearance, work)
        ordered = someone.progress.levels.get(work.code, 1)
        exercise = PROTOCOL.exercises[work.code]
        most = max(exercise.levels) if work.code in someone.opt_in else exercise.article_levels[1]
        assert work.level <= min(ordered, most)
        links = [(link.code, link.variant) for link in item.if_it_hurts]
        assert (work.code, work.variant) not in links
        assert len(set(links)) == len(links)
        known = [link.code for link in PROTOCOL.exercises[work.code].if_it_hurts]
        assert all(code in known for code, _ in links)
        for link in item.if_it_hurts:
            judge_work(someone, wishes, clearance, link)
    told = [item.work.code for item in plan.items] + [out.code for out in plan.left_out]
    assert sorted(told) == sorted(CODES)
    for reasons in [*(i.reasons for i in plan.items), *(o.reasons for o in plan.left_out)]:
        assert reasons
        assert all(r.id and r.text and "{" not in r.text for r in reasons)
        assert len({r.id for r in reasons}) == len(reasons)
    kinds = [
        (PROTOCOL.exercises[i.work.code].place is Place.FLOOR, list(Kind).index(PROTOCOL.exercises[i.work.code].kind))
        for i in plan.items
    ]
    assert kinds == sorted(kinds)
    judge_massage(someone, clearance, plan)
    if plan.items:
        *_, last = rehearse(compile_plan(PROTOCOL, plan, "en", "112"), ())
        assert last.t == pytest.approx(plan.seconds, abs=1e-6)


def judge_massage(someone: Any, clearance: Clearance, plan: DayPlan) -> None:
    """A5, whenever the neck hurts and the massage is open."""
    reasons = {out.code: {reason.id for reason in out.reasons} for out in plan.left_out}.get("C6", set())
    open_today = clearance.of("C6") and not reasons & {"S26", "rests-today", "retired", "equipment", "place"}
    if 1 <= someone.pain.get("neck", 0) <= 6 and open_today and plan.outcome not in ("EMERGENCY", "URGENT"):
        assert plan.items[0].work.code == "C6"


@given(LIVES, histories())
@settings(max_examples=300, deadline=None)
def test_limits_of_time_place_things_blocks_and_changes_hold(
    person: People, life: dict[str, Any], history: list[DoneDay]
) -> None:
    judge(person(**life, progress=progress_of(PROTOCOL, history, DAY, life["opt_in"])))


@pytest.mark.slow
@pytest.mark.timeout(900)
@given(LIVES, histories())
@settings(max_examples=10_000, deadline=None)
def test_ten_thousand_people_get_plans_that_hold(person: People, life: dict[str, Any], history: list[DoneDay]) -> None:
    judge(person(**life, progress=progress_of(PROTOCOL, history, DAY, life["opt_in"])))


@given(LIVES, st.sampled_from(sorted(ROWS)), st.data())
@settings(max_examples=150, deadline=None)
def test_another_yes_never_opens_what_was_closed_nor_raises_a_dose(
    person: People, life: dict[str, Any], row: str, data: st.DataObject
) -> None:
    without = {name: answer for name, answer in life["answers"].items() if name != row}
    before = possible(person(**life | {"answers": without}))
    after = possible(person(**life | {"answers": {**without, row: data.draw(row_answers(row))}}))
    for code, work in after.items():
        assert code in before
        assert work.level <= before[code].level
        assert work.hold_s <= before[code].hold_s
        assert (work.effort or 0) <= (before[code].effort or 0)


def possible(someone: Any) -> dict[str, Work]:
    """All that a plan or its chains may hold today: every code alone, with all the time there is."""
    today = Today(PROTOCOL, someone.clearance, someone.progress, replace(someone.wishes, minutes=120), someone.day)
    found = {}
    for code, exercise in PROTOCOL.exercises.items():
        cleared = today.clearance.of(code)
        if cleared and not closed_by(today, exercise):
            candidate = candidate_of(today, cleared)
            if not missing_for(today, candidate.gentlest):
                found[code] = candidate.works[-1]
    return found
