"""A plan from outside begins no session of more than its levels hold, as screening changes them."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from front_door import answer_gate, plan_of, practice

from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.reclear import reclear
from spinecoach.app.refused import Refused, Why
from spinecoach.planning.decide import decide
from spinecoach.planning.wishes import Wishes
from spinecoach.progress.progress import Progress
from spinecoach.protocol.exercise import Equipment
from spinecoach.screening.answers import Said, Ticked
from spinecoach.session.plan import DayPlan
from spinecoach.wire.plan import plan_json, take_plan

Edit = Callable[[dict[str, Any]], object]
MOBILE, PRESS, RUB, ROLL = "C1", "C4", "C6", "T3"
ALL_THINGS = frozenset(Equipment)


def ready(**rows: Any) -> Practice:
    room = practice()
    answer_gate(room, **rows)
    return room


def planned(room: Practice, level: int, minutes: int = 120, **more: Any) -> DayPlan:
    """Everything that this person may do, each exercise at ``level`` at most."""
    levels = dict.fromkeys(room.protocol.exercises, level)
    progress = Progress(levels=levels, done={room.clock.today() - timedelta(days=3): tuple(levels)})
    wishes = Wishes(minutes=minutes, equipment=ALL_THINGS, **more)
    return decide(room.protocol, gate(room).clearance, progress, wishes, room.clock.today())


def judge(room: Practice, plan: DayPlan, edit: Edit = lambda _: None, opt_in: frozenset[str] = frozenset()) -> str:
    """The line of refusal, or nothing."""
    written = json.loads(json.dumps(plan_json(plan)))
    edit(written)
    taken = take_plan(written, "plan", room.protocol)
    try:
        reclear(room.protocol, gate(room).clearance, taken, opt_in)
    except Refused as fault:
        return fault.line if fault.why is Why.NOT_NOW else f"{fault.why}: {fault.line}"
    return ""


ROWS: list[dict[str, Any]] = [
    {},
    {"S40": Ticked(("osteoporosis",))},
    {"S42": Said.YES},
    {"S44": Said.YES},
    {"S45": Said.YES},
    {"S46": Said.YES},
    {"S54": Ticked(("marked_rounded_back",))},
]


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("level", [0, 1, 3, 5])
def test_every_plan_that_is_made_may_begin(rows: dict[str, Any], level: int) -> None:
    room = ready(**rows)
    plan = planned(room, level)
    assert plan.items
    assert judge(room, plan) == ""


def of(code: str, plan: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in plan["items"] if item["code"] == code)
    return found


def sets(code: str, **changed: Any) -> Edit:
    return lambda plan: of(code, plan).update(changed)


@pytest.fixture(scope="module")
def room() -> Practice:
    return ready()


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (sets(MOBILE, reps=6), "items[0].reps: found 6; right would be at most 5 at level 1"),
        (sets(MOBILE, hold_s=1), "items[0].hold_s: found 1; right would be at most 0 at level 1"),
        (sets(MOBILE, tempo=0.5), "items[0].tempo: found 0.5; right would be at least 1 at level 1"),
        (sets(MOBILE, effort=3), "items[0].effort: found 3; right would be null at level 1"),
        (sets(MOBILE, variant="harder"), "items[0].variant: found harder; right would be standard at level 1"),
        (sets(MOBILE, level=5), "items[0].level: found 5; right would be at most 4, the article's dose"),
        (sets(PRESS, effort=4), "items[1].effort: found 4; right would be at most 3 at level 1"),
        (sets(PRESS, hold_s=10), "items[1].hold_s: found 10; right would be at most 5 at level 1"),
        (sets(PRESS, rest_s=5), "items[1].rest_s: found 5; right would be at least 10 at level 1"),
        (sets(RUB, duration_s=61), "items[2].duration_s: found 61; right would be at most 60 at level 1"),
        (sets(ROLL, zones=3), "items[3].zones: found 3; right would be at most 2 at level 1"),
        (sets(ROLL, reps=None, duration_s=60), "items[3].duration_s: found 60; right would be null at level 1"),
        (lambda p: p["items"].append(p["items"][0]), "items[4].code: found C1 once more; right would be each exercise"),
        (
            lambda p: of(MOBILE, p).update(if_it_hurts=[{**a_link(p), "reps": 9}]),
            "items[0].if_it_hurts[0].reps: found 9; right would be at most 3 at level 1",
        ),
        (
            lambda p: of(MOBILE, p).update(if_it_hurts=[{**a_link(p), "level": 6}]),
            "items[0].if_it_hurts[0].level: found 6",
        ),
    ],
)
def test_more_than_its_level_holds_begins_no_session(room: Practice, edit: Edit, line: str) -> None:
    plan = plan_of(room, MOBILE, PRESS, RUB, ROLL)
    assert judge(room, plan) == ""
    assert judge(room, plan, edit).startswith(f"plan: {line}")


def a_link(plan: dict[str, Any]) -> dict[str, Any]:
    """A press as a link of a chain."""
    return {key: value for key, value in of(PRESS, plan).items() if key not in {"seconds", "reasons", "if_it_hurts"}}


@pytest.mark.parametrize(
    "edit", [sets(MOBILE, reps=1), sets(PRESS, hold_s=2, effort=None, rest_s=60), sets(ROLL, zones=1, tempo=1.5)]
)
def test_less_than_its_level_holds_may_begin(room: Practice, edit: Edit) -> None:
    assert judge(room, plan_of(room, MOBILE, PRESS, ROLL), edit) == ""


def test_above_the_articles_dose_is_only_for_those_who_chose_it(room: Practice) -> None:
    plan = plan_of(room, MOBILE, level=5)
    assert "at most 4, the article's dose, until going further is chosen for C1" in judge(room, plan)
    assert judge(room, plan, opt_in=frozenset({MOBILE})) == ""
    assert judge(room, plan, opt_in=frozenset({PRESS})) != ""


def test_where_only_the_easier_form_is_ordered_no_other_level_may_begin() -> None:
    room = ready(S40=Ticked(("osteoporosis",)))
    found = gate(room).clearance
    easier = room.protocol.planning.easier_by_change
    [code, *_] = [each.code for each in found.cleared if set(easier) & set(each.limits.names)]
    plan = plan_of(room, code)

    def as_ordered(written: dict[str, Any]) -> None:
        written.update(outcome=found.outcome)
        limits = next(each.limits for each in found.cleared if each.code == code)
        of(code, written).update(changes=list(limits.names))

    assert "level: found 1; by the stored answers right would be 0, the easier form" in judge(room, plan, as_ordered)
