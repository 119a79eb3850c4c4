"""A plan as JSON: the contract's keys, both ways, and every fault in one line."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.protocol.changes import CHANGES
from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.screening.clearance import Outcome
from spinecoach.session.plan import DayPlan, Item, LeftOut, Reason, Work
from spinecoach.wire.errors import WireError
from spinecoach.wire.plan import lowest_level, plan_json, plan_text, read_plan, work_at

PROTOCOL = catalogue()

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
codes = st.sampled_from(list(PROTOCOL.exercises))
reasons = st.lists(st.builds(Reason, texts, texts), max_size=2).map(tuple)


def known(exercise: Exercise, name: str) -> list[Any]:
    """What the levels of an exercise have under this name."""
    return [value for dose in exercise.levels.values() if (value := getattr(dose, name)) is not None]


@st.composite
def works(draw: st.DrawFn) -> Work:
    exercise = PROTOCOL.exercises[draw(codes)]
    base = work_at(exercise, draw(st.sampled_from(list(exercise.levels))))
    timed = base.duration_s is not None
    return Work(
        code=base.code,
        variant=base.variant,
        level=base.level,
        reps=None if timed else draw(st.integers(1, max(known(exercise, "reps")))),
        hold_s=draw(st.floats(0, max(known(exercise, "hold_s")))),
        rest_s=draw(st.floats(0, 300)),
        effort=draw(st.none() | st.integers(0, max(known(exercise, "effort"), default=10))),
        sides=base.sides,
        zones=draw(st.integers(1, max(known(exercise, "zones")))),
        duration_s=draw(st.floats(1, max(known(exercise, "duration_s")))) if timed else None,
        changes=tuple(draw(st.lists(st.sampled_from(CHANGES).map(lambda name: f"{name}:5"), max_size=2))),
        tempo=draw(st.floats(0.1, 10)),
        range_factor=draw(st.floats(0, 1)),
    )


plans = st.builds(
    DayPlan,
    day=st.none() | st.dates(),
    outcome=st.sampled_from([outcome.value for outcome in Outcome]),
    minutes=st.integers(2, 120),
    seconds=st.floats(0, 7200),
    items=st.lists(
        st.builds(
            Item,
            work=works(),
            seconds=st.floats(0, 3600),
            reasons=reasons,
            if_it_hurts=st.lists(works(), max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    left_out=st.lists(st.builds(LeftOut, codes, reasons), max_size=2).map(tuple),
    pain=st.dictionaries(st.sampled_from(Region), st.integers(0, 10)),
    advice=reasons,
)


@given(plans)
def test_every_plan_comes_back_as_it_went_out(plan: DayPlan) -> None:
    assert read_plan(plan_text(plan), "plan.json", PROTOCOL) == plan
    assert json.loads(plan_text(plan)) == plan_json(plan)


def a_plan() -> dict[str, Any]:
    """A plan as somebody outside may write it by the contract."""
    return {
        "plan": 1,
        "outcome": "PROCEED",
        "minutes": 5,
        "seconds": 97,
        "items": [
            {
                "code": "C1",
                "variant": "standard",
                "level": 1,
                "reps": 5,
                "hold_s": 0,
                "rest_s": 0,
                "effort": None,
                "sides": 1,
                "zones": 1,
                "duration_s": None,
                "seconds": 97,
                "reasons": [{"id": "A2", "text": "Your neck hurts."}],
                "if_it_hurts": [{"code": "C1", "variant": "easier"}, {"code": "C3", "variant": "standard"}],
            }
        ],
        "left_out": [{"code": "L2", "reasons": [{"id": "S40", "text": "Weak bones."}]}],
    }


def test_the_contracts_keys_are_always_there_and_flat() -> None:
    plan = DayPlan(
        day=date(2026, 11, 22),
        outcome="MODIFY",
        minutes=5,
        seconds=75.0,
        items=(
            Item(work_at(PROTOCOL.exercises["C6"], 1), 75.0, (Reason("A5", "Massage first."),), ()),
            Item(work_at(PROTOCOL.exercises["C1"], 1), 97.5, (), (work_at(PROTOCOL.exercises["C1"], 0),)),
        ),
        left_out=(LeftOut("L2", (Reason("S40", "Weak bones."),)),),
        pain={Region.NECK: 3},
    )
    found = plan_json(plan)
    assert list(found) == ["plan", "day", "outcome", "minutes", "seconds", "items", "left_out", "pain", "advice"]
    assert found["items"] == [
        {
            "code": "C6",
            "variant": "standard",
            "level": 1,
            "reps": None,
            "hold_s": 0,
            "rest_s": 0,
            "effort": None,
            "sides": 1,
            "zones": 1,
            "duration_s": 60,
            "changes": [],
            "tempo": 1,
            "range_factor": 1,
            "seconds": 75,
            "reasons": [{"id": "A5", "text": "Massage first."}],
            "if_it_hurts": [],
        },
        {
            "code": "C1",
            "variant": "standard",
            "level": 1,
            "reps": 5,
            "hold_s": 0,
            "rest_s": 0,
            "effort": None,
            "sides": 1,
            "zones": 1,
            "duration_s": None,
            "changes": [],
            "tempo": 1,
            "range_factor": 1,
            "seconds": 97.5,
            "reasons": [],
            "if_it_hurts": [
                {
                    "code": "C1",
                    "variant": "easier",
                    "level": 0,
                    "reps": 5,
                    "hold_s": 0,
                    "rest_s": 0,
                    "effort": None,
                    "sides": 1,
                    "zones": 1,
                    "duration_s": None,
                    "changes": [],
                    "tempo": 1,
                    "range_factor": 1,
                }
            ],
        },
    ]
    assert found["left_out"] == [{"code": "L2", "reasons": [{"id": "S40", "text": "Weak bones."}]}]
    assert found["pain"] == {"neck": 3}
    assert found["day"] == "2026-11-22"


def test_a_plan_without_the_additive_keys_is_read() -> None:
    plan = read_plan(json.dumps(a_plan()), "plan.json", PROTOCOL)
    assert plan.day is None
    assert plan.pain == {}
    assert plan.items[0].work == work_at(PROTOCOL.exercises["C1"], 1)
    assert plan.items[0].reasons == (Reason("A2", "Your neck hurts."),)


@pytest.mark.parametrize("code", PROTOCOL.exercises)
@pytest.mark.parametrize("variant", Variant)
def test_a_link_with_only_code_and_variant_takes_its_lowest_dose_from_the_programme(
    code: str, variant: Variant
) -> None:
    written = a_plan()
    written["items"][0]["if_it_hurts"] = [{"code": code, "variant": variant}]
    exercise = PROTOCOL.exercises[code]
    level = lowest_level(exercise, variant)
    if level is None:
        with pytest.raises(WireError, match=rf'if_it_hurts\[0\].variant: found "{variant}"; right would be easier or'):
            read_plan(json.dumps(written), "plan.json", PROTOCOL)
    else:
        assert (variant, level) in {(Variant.EASIER, 0), (Variant.STANDARD, 1)} or variant is Variant.HARDER
        [link] = read_plan(json.dumps(written), "plan.json", PROTOCOL).items[0].if_it_hurts
        assert link == work_at(exercise, level)


Edit = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (lambda p: p.update(plan=2), "plan: found 2; right would be 1, or a newer spinecoach"),
        (lambda p: p.update(plan="1"), 'plan: found "1"; right would be 1'),
        (lambda p: p.update(plan=0), "plan: found 0; right would be 1"),
        (lambda p: p.update(plan=True), "plan: found true; right would be 1"),
        (lambda p: p.pop("plan"), "plan: found nothing; right would be 1"),
        (lambda p: p.pop("outcome"), "outcome: found nothing; right would be a text"),
        (lambda p: p.pop("items"), "items: found nothing; right would be a list"),
        (lambda p: p.update(outcome="FINE"), 'outcome: found "FINE"; right would be one of EMERGENCY, URGENT, '),
        (lambda p: p.update(minutes=0), "minutes: found 0; right would be a whole number from 2 to 120"),
        (lambda p: p.update(minutes="five"), 'minutes: found "five"; right would be a whole number'),
        (lambda p: p.update(minutes=2.5), "minutes: found 2.5; right would be a whole number"),
        (lambda p: p.update(minutes=True), "minutes: found true; right would be a whole number"),
        (lambda p: p.update(seconds=-1), "seconds: found -1; right would be a number from 0 to 7200"),
        (lambda p: p.update(day="2026-02-30"), 'day: found "2026-02-30"; right would be a date that exists'),
        (lambda p: p.update(day="86400"), 'day: found "86400"; right would be a date that exists'),
        (lambda p: p.update(pain={"neck": 11}), "pain.neck: found 11; right would be a whole number from 0 to 10"),
        (lambda p: p.update(pain={"knee": 1}), "pain.knee"),
        (lambda p: p.update(items={}), "items: found {}; right would be a list"),
        (lambda p: p["items"].append(3), "items[1]: found 3; right would be an object"),
        (lambda p: p["items"][0].update(code="C9"), 'items[0].code: found "C9"; right would be one of C1, C2, '),
        (lambda p: p["items"][0].pop("code"), "items[0].code: found nothing; right would be a text"),
        (lambda p: p["items"][0].pop("seconds"), "items[0].seconds: found nothing; right would be a number"),
        (lambda p: p["items"][0].update(variant="hard"), "items[0].variant: found \"hard\"; right would be 'easier', "),
        (lambda p: p["items"][0].update(level=9), "items[0].level: found 9; right would be one of 0, 1, 2, 3, 4"),
        (lambda p: p["items"][0].update(reps=0), "items[0].reps: found 0; right would be a whole number from 1 to 10"),
        (
            lambda p: p["items"][0].update(reps=11),
            "items[0].reps: found 11; right would be a whole number from 1 to 10",
        ),
        (lambda p: p["items"][0].update(hold_s=3.5), "items[0].hold_s: found 3.5; right would be a number from 0 to 3"),
        (lambda p: p["items"][0].update(zones=2), "items[0].zones: found 2; right would be a whole number from 1 to 1"),
        (
            lambda p: p["items"][0].update(reps=None, duration_s=60),
            "items[0].duration_s: found 60; right would be null, for no level of C1 has any",
        ),
        (
            lambda p: p["items"][0].update(if_it_hurts=[{**p["items"][0]["if_it_hurts"][0], "reps": 50}]),
            "items[0].if_it_hurts[0]",
        ),
        (
            lambda p: p["items"][0].update(reps=None),
            'items[0]: found "neither"; right would be either reps or duration_s',
        ),
        (lambda p: p["items"][0].update(duration_s=60), 'items[0]: found "both"; right would be either reps or'),
        (lambda p: p["items"][0].update(hold_s=-1), "items[0].hold_s: found -1; right would be a number from 0"),
        (lambda p: p["items"][0].update(sides=2), "items[0].sides: found 2; right would be 1"),
        (lambda p: p["items"][0].update(effort=11), "items[0].effort: found 11; right would be a whole number from 0"),
        (lambda p: p["items"][0].update(tempo=0), "items[0].tempo: found 0; right would be a number from 0.1 to 10"),
        (
            lambda p: p["items"][0].update(changes=["no_backflip"]),
            'items[0].changes[0]: found "no_backflip"; right would be one of no_forward_bend',
        ),
        (lambda p: p["items"][0].update(colour="red"), "items[0].colour: found a key that is not known"),
        (lambda p: p["items"][0].update(work={}), "items[0].work: found a key that is not known"),
        (lambda p: p["items"][0].update(reasons=[{}]), "items[0].reasons[0].id: found nothing; right would be a text"),
        (
            lambda p: p["items"][0].update(if_it_hurts=[{"code": "C9", "variant": "easier"}]),
            'items[0].if_it_hurts[0].code: found "C9"; right would be one of C1, C2, ',
        ),
        (lambda p: p["items"][0].update(if_it_hurts=[1]), "items[0].if_it_hurts[0]: found 1; right would be an object"),
        (lambda p: p["items"][0].update(if_it_hurts=1), "items[0].if_it_hurts: found 1; right would be a list"),
        (lambda p: p["left_out"][0].update(code="C9"), 'left_out[0].code: found "C9"; right would be one of C1, '),
    ],
)
def test_a_malformed_plan_is_refused_in_one_line(edit: Edit, line: str) -> None:
    written = a_plan()
    edit(written)
    with pytest.raises(WireError) as caught:
        read_plan(json.dumps(written), "plan.json", PROTOCOL)
    assert str(caught.value).startswith(f"plan.json: {line}")
    assert "; right would be " in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"", "plan.json: line 1, column 1: found malformed JSON (expecting value); right would be JSON"),
        (b'{\n "plan": 1,\n}', "plan.json: line 3, column 1: found malformed JSON"),
        (b'{"plan": 1} {', "plan.json: line 1, column 13: found malformed JSON (extra data); right would be JSON"),
        (b"\xff\xfe", "plan.json: byte 0: found 0xff; right would be text in UTF-8"),
        (b"[]", 'plan.json: found []; right would be a plan: an object with "plan": 1'),
        (b"null", "plan.json: found null; right would be a plan"),
        (b'{"plan": NaN}', "plan.json: found NaN; right would be a number"),
        (
            b'{"plan": 1, "plan": 2}',
            'plan.json: found the key "plan" twice in one object; right would be each key once',
        ),
        (b"[" * 100_000, "plan.json: found JSON that is too deep or too long"),
        (b"1" * 10_000, "plan.json: found JSON that is too deep or too long"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_one_line(text: bytes, line: str) -> None:
    with pytest.raises(WireError) as caught:
        read_plan(text, "plan.json", PROTOCOL)
    assert str(caught.value).startswith(line)
    assert "\n" not in str(caught.value)


def test_half_a_character_is_refused() -> None:
    written = json.dumps(a_plan()).replace("Your neck hurts.", "\\ud800")
    with pytest.raises(WireError, match="found a text with half a character"):
        read_plan(written, "plan.json", PROTOCOL)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
KEYS = ["plan", "items", "minutes", "left_out", "pain", "seconds", "outcome", "day", "advice"]
ITEM_KEYS = list(a_plan()["items"][0])


def judged(written: object) -> str:
    """The line of refusal, or nothing."""
    try:
        read_plan(json.dumps(written), "plan.json", PROTOCOL)
    except WireError as fault:
        return str(fault)
    return ""


@given(st.sampled_from(KEYS), json_values)
def test_any_value_in_any_place_of_a_plan_is_read_or_refused_by_name(key: str, value: object) -> None:
    assert "\n" not in judged({**a_plan(), key: value})


@given(st.sampled_from(ITEM_KEYS), json_values)
def test_any_value_in_any_place_of_an_item_is_read_or_refused_by_name(key: str, value: object) -> None:
    written = a_plan()
    written["items"][0][key] = value
    assert "\n" not in judged(written)
