"""The expected table, kept by hand from the clinical paper, and a second judge written from it.

The data must say the same for every answer of every row; any one change of the data must be seen.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.screening.answers import parse_answers
from spinecoach.screening.clear import clear
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.questions import (
    AnyOf,
    Change,
    Condition,
    Count,
    Effect,
    FactIs,
    FactTest,
    Group,
    Questions,
    RestPain,
    Row,
    Valid,
    Where,
    Yes,
)

DAY = date(2026, 11, 22)
ALL = "C1 C2 C3 C4 C5 C6 T1 T2 T3 L1 L2 L3"
NECK = "C1 C2 C3 C4 C5 C6"
THORACIC = "T1 T2 T3"
LUMBAR = "L1 L2 L3"
STRAIN = "C4 C5 T2 L1 L2 L3"
Items = frozenset[str]
Raw = dict[str, Any]


def one_or_more(items: Items) -> bool:
    return bool(items)


@dataclass(frozen=True)
class Expected:
    """One row by hand. ``hit`` judges the items; ``block`` and ``change`` follow from a hit."""

    group: str
    valid: str
    items: str = ""
    scope: str = ""
    hit: Callable[[Items], bool] = one_or_more
    block: str = ""
    change: Mapping[str, str] = field(default_factory=dict)
    by_item: Mapping[str, str] = field(default_factory=dict)
    unsure: bool = False


def grave(group: str, items: str = "", scope: str = "", hit: Callable[[Items], bool] = one_or_more) -> Expected:
    return Expected(group, "until_cleared", items, scope, hit, ALL)


TABLE: dict[str, Expected] = {
    "S01": grave("emergency"),
    "S02": grave("emergency"),
    "S03": grave("emergency", scope="lumbar"),
    "S04": grave("emergency", scope="neck thoracic lumbar"),
    "S05": grave("emergency", scope="neck headache"),
    "S06": grave(
        "emergency",
        "double_vision slurred_speech trouble_swallowing drop_attack_or_faint face_numb_or_drooping "
        "lid_drooping_or_pupils_unequal weak_on_one_side unsteady_walking",
    ),
    "S07": grave("emergency", "within_48_hours cannot_turn_head_45_degrees tingling_since aged_65_or_more"),
    "S08": grave("emergency", "chest_pain breathless fainting tearing_pain_between_shoulder_blades"),
    "S09": grave("emergency", "fever light_hurts confusion rash", "neck headache"),
    "S10": grave("urgent", "clumsy_hands unsteady_or_stiff_walking electric_shock_on_bending_neck both_hands_numb"),
    "S11": grave(
        "urgent",
        "fever_or_chills recent_infection injected_drugs weak_immunity tuberculosis",
        hit=lambda items: "fever_or_chills" in items or len(items) >= 2,
    ),
    "S12": grave(
        "urgent",
        "had_cancer_and_new_spine_pain lost_weight_unexplained pain_at_night_not_eased_by_position",
        hit=lambda items: "had_cancer_and_new_spine_pain" in items or len(items) >= 2,
    ),
    "S13": grave("urgent", "osteoporosis long_steroids height_loss aged_70_or_more", "thoracic lumbar"),
    "S14": grave("urgent"),
    "S15": grave("urgent", "scalp_tender jaw_hurts_chewing vision_changed", "headache neck"),
    "S16": grave("urgent", scope="neck headache"),
    "S21": Expected(
        "clinician_first",
        "until_cleared",
        "rheumatoid_arthritis_of_neck down_syndrome marked_hypermobility known_c1_c2_problem",
        block=f"{NECK} T1 T3 L2",
    ),
    "S22": Expected(
        "clinician_first",
        "dated",
        "spine brain chest abdomen eye shoulder_or_collarbone hip",
        by_item={
            "spine": ALL,
            "brain": ALL,
            "chest": "C4 C5 C6 T1 T2 T3 L1 L2 L3",
            "abdomen": "T1 T3 L1 L2 L3",
            "eye": "C4 C5 T1 T2 T3 L1 L2 L3",
            "shoulder_or_collarbone": "T1 T2 T3 C4 C5 C6 L3",
            "hip": "L3",
        },
    ),
    "S23": Expected(
        "clinician_first",
        "until_cleared",
        "blood_pressure_180_110_or_not_under_control recent_heart_attack recent_stroke unstable_angina aneurysm",
        by_item={
            "blood_pressure_180_110_or_not_under_control": STRAIN,
            "recent_heart_attack": ALL,
            "recent_stroke": ALL,
            "unstable_angina": ALL,
            "aneurysm": ALL,
        },
    ),
    "S24": Expected("clinician_first", "until_cleared", block=ALL),
    "S25": Expected("clinician_first", "until_cleared", block=ALL),
    "S26": Expected("clinician_first", "4w"),
    "S27": Expected("clinician_first", "dated", block=ALL),
    "S28": Expected("clinician_first", "until_cleared", block=f"{NECK} T1 T3 L2"),
    "S29": Expected(
        "clinician_first",
        "until_cleared",
        "ankylosing_spondylitis_or_stiffened_spine spinal_fusion rib_fracture_last_12_weeks spread_of_cancer_to_bone",
        block="C1 C2 C4 C5 T1 T3 L2",
    ),
    "S31": Expected("clinician_first", "until_cleared", block="C5 C6", change={"C1": "range_factor:0.5 slow"}),
    "S33": Expected("clinician_first", "4w", scope="headache neck", block=NECK),
    "S30": Expected("modify", "today", block="C6"),
    "S32": Expected("modify", "until_cleared", block="T3", change={"T1": "range_factor:0.5"}),
    "S40": Expected(
        "modify",
        "permanent",
        "osteoporosis osteopenia long_steroids early_menopause",
        block="L2",
        change={"T1": "no_forward_bend", "T3": "towel_rest_only", "C6": "light_pressure"},
        unsure=True,
    ),
    "S41": Expected("modify", "dated", block="T3 L2 L3", change={"L1 C1 C2 C3 C4 C6": "sitting_only"}),
    "S42": Expected("modify", "permanent", change={STRAIN: "hold_s_max:5 effort_max:3 rest_factor:2 exhale_on_effort"}),
    "S43": Expected(
        "modify",
        "permanent",
        block="T3",
        change={STRAIN: "hold_s_max:5 effort_max:3 exhale_on_effort", "T1": "no_forward_bend"},
    ),
    "S44": Expected(
        "modify",
        "permanent",
        change={"C1 C2 T1": "slow range_factor:0.5 eyes_on_a_point", "T3 L1 L2 L3": "sit_30_s_after_lying"},
    ),
    "S45": Expected("modify", "4w", change={ALL: "stop_if_symptoms_spread"}),
    "S46": Expected("modify", "permanent", change={"C6": "light_pressure", "T3": "towel_rest_only"}),
    "S47": Expected("modify", "permanent", block="L2", change={"L1 L3": "effort_max:3 exhale_on_effort"}),
    "S48": Expected("modify", "permanent", change={"L3": "heel_on_floor"}),
    "S49": Expected("modify", "4w", block="C6", change={"T1 T3": "arms_crossed"}),
    "S50": Expected("modify", "today", block="C3 C4 C5 C6"),
    "S51": Expected("modify", "today", block="T3 L2"),
    "S52": Expected("modify", "4w", block="T3 L2 L3", change={"L1": "sitting_only"}),
    "S53": Expected("modify", "4w", block="L2 L3", change={"T1": "no_forward_bend"}),
    "S54": Expected(
        "modify",
        "4w",
        "wry_neck_now shoulder_or_collarbone_fracture_or_strain thoracic_outlet marked_rounded_back",
        block="C2 C4 C5 T1 T2 T3",
    ),
    "S20": Expected(
        "advice",
        "4w",
        "came_gradually better_with_movement not_better_with_rest wakes_at_night_eases_on_getting_up began_before_40",
        hit=lambda items: len(items) >= 4,
    ),
}


# ---------------------------------------------------------------- the second judge


@dataclass(frozen=True)
class Verdict:
    outcome: str
    blocked: frozenset[str]
    changes: frozenset[tuple[str, str]]
    met: frozenset[str]


def judge(raw: Raw) -> Verdict:
    """By the table alone, in plain steps."""
    outcomes, blocked, changes, hits = ["PROCEED"], set(), set(), set()
    for row, expected in TABLE.items():
        answer = raw.get(row)
        unsure = expected.unsure or expected.group in ("emergency", "urgent", "clinician_first")
        yes = answer is True or isinstance(answer, list) or (answer == "unsure" and unsure)
        items = ticked(row, answer, yes, raw)
        hit = expected.hit(items) if expected.items else yes
        hit, codes = special(row, hit, yes, raw, expected.block)
        for item in items:
            codes |= set(expected.by_item.get(item, "").split())
        if not hit:
            continue
        hits.add(row)
        name = "PROCEED" if row == "S20" else expected.group.upper()
        outcomes.append("EMERGENCY" if row == "S15" and "vision_changed" in items else name)
        blocked |= codes
        if row != "S41" or answer is True or raw.get("pregnant_weeks", 0) >= 16:
            changes |= {(c, n) for cs, ns in expected.change.items() for c in cs.split() for n in ns.split()}
    gravest = min(outcomes, key=[o.value for o in Outcome].index)
    return Verdict(gravest, frozenset(blocked), frozenset(c for c in changes if c[0] not in blocked), frozenset(hits))


def ticked(row: str, answer: object, yes: bool, raw: Raw) -> Items:
    named = set(TABLE[row].items.split())
    if row == "S22":
        days = {site: (DAY - date.fromisoformat(on)).days for site, on in raw.get("surgery", {}).items()}
        young = {site for site, n in days.items() if n <= 84}
        if isinstance(answer, list):
            return frozenset(young | (set(answer) - set(days)))
        return frozenset(named if yes and (young or not days) else young)
    items = set(answer) if isinstance(answer, list) else named if yes else set()
    if isinstance(answer, list):
        age = raw.get("age", 0)
        injured = "injury_date" in raw and (DAY - date.fromisoformat(raw["injury_date"])).days <= 2
        items |= {"aged_65_or_more"} & named if age >= 65 else set()
        items |= {"aged_70_or_more"} & named if age >= 70 else set()
        items |= {"within_48_hours"} & named if injured else set()
    return frozenset(items)


def special(row: str, hit: bool, yes: bool, raw: Raw, block: str) -> tuple[bool, set[str]]:
    """Rows that a fact alone can meet, and the rows that block by region or week."""
    codes = set(block.split()) if hit else set()
    regions = {"neck": f"{NECK} {THORACIC}", "headache": f"{NECK} {THORACIC}", "lumbar": LUMBAR}
    regions["thoracic"] = regions["neck"]
    if row == "S26":
        in_pain = [r for r, pain in raw.get("rest_pain", {}).items() if pain >= 7]
        named = [*in_pain, *((raw.get("regions") or list(regions)) if yes else [])]
        return bool(named), {code for region in named for code in regions[region].split()}
    if row == "S27" and raw.get("age", 99) < 18:
        return True, set(block.split())
    if row == "S40" and raw.get("age", 0) >= 70:
        return True, set(block.split())
    if row == "S28" and "injury_date" in raw and raw.get("S28") is not False:
        weeks12 = (DAY - date.fromisoformat(raw["injury_date"])).days <= 84
        return hit or weeks12, set(block.split()) if hit or weeks12 else set()
    if row == "S41" and raw.get("pregnant_weeks", 0) >= 16:
        return True, set(block.split())
    if row == "S41" and raw.get("pregnant_weeks", 0) >= 13:
        return True, codes | {"L2"}
    return hit, codes


def verdict(questions: Questions, raw: Raw) -> Verdict | str:
    """What the product says; the first fault where the answers are refused."""
    answers, faults = parse_answers(questions, raw, day=DAY)
    if answers is None:
        return str(faults[0])
    got = clear(questions, answers, DAY)
    return Verdict(
        got.outcome.value,
        frozenset(code for code, _ in got.blocked),
        frozenset((code, name) for code, names in got.changed.items() for name in names),
        frozenset(
            note.id for note in (*got.reasons, *got.advice) if raw.get(note.id) != "unsure" or _counts(got, note.id)
        ),
    )


def _counts(got: Any, row: str) -> bool:
    return row in {note.id for note in got.reasons}


# ---------------------------------------------------------------- every answer of every row


def days_ago(days: int) -> str:
    return (DAY - timedelta(days=days)).isoformat()


def facts_of(row: str) -> list[Raw]:
    """Facts at both sides of each limit that the row knows."""
    ages = [{"age": n} for n in (0, 17, 18, 64, 65, 69, 70, 120)]
    injuries = [{"injury_date": days_ago(n)} for n in (0, 2, 3, 84, 85)]
    sites = TABLE["S22"].items.split()
    surgeries = [{"surgery": {site: days_ago(n)}} for site in sites for n in (0, 84, 85)]
    surgeries.append({"surgery": {"hip": days_ago(85), "eye": days_ago(10)}})
    pains = [{"rest_pain": {r: n}} for r in ("neck", "headache", "thoracic", "lumbar") for n in (0, 6, 7, 10)]
    regions = [{"regions": list(some)} for n in range(5) for some in combinations([r.value for r in Region], n)]
    weeks = [{"pregnant_weeks": n} for n in (0, 12, 13, 15, 16, 42)]
    of: dict[str, list[Raw]] = {
        "S07": ages + injuries,
        "S13": ages,
        "S22": surgeries,
        "S26": pains + regions,
        "S27": ages,
        "S28": injuries,
        "S40": ages,
        "S41": weeks,
    }
    return [{}, *of.get(row, [])]


def answers_of(row: str) -> Iterator[Raw]:
    items = TABLE[row].items.split()
    lists: Iterable[tuple[str, ...]] = chain.from_iterable(combinations(items, n) for n in range(len(items) + 1))
    yield {}
    for value in (True, False, "unsure", *(map(list, lists) if items else ())):
        yield {row: value}


CASES = {row: [{**answer, **facts} for facts in facts_of(row) for answer in answers_of(row)] for row in TABLE}
EXPECTED = {row: [judge(raw) for raw in cases] for row, cases in CASES.items()}


def first_difference(questions: Questions, row: str) -> str | None:
    """What of the row differs from the table, in words; None when nothing does."""
    if (got := questions.rows.get(row)) is None:
        return "missing"
    by_hand = TABLE[row]
    kept = (got.group.value, got.valid.value, " ".join(got.items), set(got.scope))
    if kept != (by_hand.group, by_hand.valid, by_hand.items, set(by_hand.scope.split())):
        return f"{kept}"
    for raw, expected in zip(CASES[row], EXPECTED[row], strict=True):
        if (said := verdict(questions, raw)) != expected:
            return f"{raw}: {said}, by hand {expected}"
    return None


def test_the_table_and_the_data_have_the_same_rows_in_the_same_order() -> None:
    assert list(TABLE) == list(packaged_questions().rows)


@pytest.mark.parametrize("row", TABLE)
def test_the_data_says_what_the_table_says_for_every_answer_of_the_row(row: str) -> None:
    assert first_difference(packaged_questions(), row) is None


def anyone() -> st.SearchStrategy[Raw]:
    def value(row: str) -> st.SearchStrategy[Any]:
        plain: st.SearchStrategy[Any] = st.sampled_from([True, False, "unsure"])
        items = TABLE[row].items.split()
        return st.one_of(plain, st.lists(st.sampled_from(items), unique=True)) if items else plain

    regions = st.sampled_from([r.value for r in Region])
    facts: dict[str, st.SearchStrategy[Any]] = {
        "age": st.integers(0, 120),
        "pregnant_weeks": st.integers(0, 42),
        "regions": st.lists(regions, unique=True),
        "rest_pain": st.dictionaries(regions, st.integers(0, 10)),
        "injury_date": st.integers(0, 120).map(days_ago),
        "surgery": st.dictionaries(st.sampled_from(TABLE["S22"].items.split()), st.integers(0, 120).map(days_ago)),
    }
    every = {**{row: value(row) for row in TABLE}, **facts}
    whole = st.fixed_dictionaries({}, optional=every)
    few = st.lists(st.sampled_from(list(every)), max_size=4, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({key: every[key] for key in keys})
    )
    return st.one_of(few, whole)


@settings(deadline=None, max_examples=300)
@given(anyone())
def test_two_judges_agree_on_anyone(raw: Raw) -> None:
    said, expected = verdict(packaged_questions(), raw), judge(raw)
    assert isinstance(said, Verdict)
    assert (said.outcome, said.blocked, said.met) == (expected.outcome, expected.blocked, expected.met)
    assert said.changes == expected.changes


# ---------------------------------------------------------------- any one change is seen


def other_conditions(condition: Condition) -> Iterator[Condition]:
    match condition:
        case Count(n):
            yield Count(n + 1)
            if n > 1:
                yield Count(n - 1)
        case AnyOf(items):
            if len(items) > 1:
                yield from (AnyOf(tuple(i for i in items if i != gone)) for gone in items)
        case FactIs(test, unless_no):
            yield from (FactIs(other, unless_no) for other in other_tests(test))
            yield FactIs(test, not unless_no)
        case RestPain(n):
            yield from (RestPain(n - 1), RestPain(n + 1))
        case Yes():
            pass


def other_tests(test: FactTest) -> Iterator[FactTest]:
    if test.at_least is not None:
        yield from (replace(test, at_least=test.at_least + n) for n in (-1, 1))
    if test.below is not None:
        yield from (replace(test, below=test.below + n) for n in (-1, 1))


def other_effects(effect: Effect, grave_row: bool) -> Iterator[Effect]:
    for i, condition in enumerate(effect.rule):
        yield replace(effect, rule=(*effect.rule[:i], *effect.rule[i + 1 :]))
        for other in other_conditions(condition):
            yield replace(effect, rule=(*effect.rule[:i], other, *effect.rule[i + 1 :]))
    ranks = list(Outcome)
    yield from (replace(effect, outcome=other) for other in ranks if other is not effect.outcome)
    if grave_row:
        return
    match effect.block:
        case Where.REGIONS_GIVEN:
            yield replace(effect, block=())
        case Where.REGIONS_IN_PAIN:
            yield replace(effect, block=())
            yield replace(effect, block=Where.REGIONS_GIVEN)
        case tuple(codes):
            yield from (replace(effect, block=tuple(c for c in codes if c != gone)) for gone in codes)
            yield from (replace(effect, block=(*codes, more)) for more in ALL.split() if more not in codes)
    for code, changes in (effect.change or {}).items():
        for i, change in enumerate(changes):
            rest = (*changes[:i], *changes[i + 1 :])
            yield replace(effect, change={**(effect.change or {}), code: rest})
            if change.value is not None:
                looser = (*rest, Change(change.name, change.value * 2))
                yield replace(effect, change={**(effect.change or {}), code: looser})


def other_rows(row: Row) -> Iterator[Row]:
    for i, effect in enumerate(row.effects):
        yield replace(row, effects=(*row.effects[:i], *row.effects[i + 1 :]))
        for other in other_effects(effect, row.group in (Group.EMERGENCY, Group.URGENT)):
            yield replace(row, effects=(*row.effects[:i], other, *row.effects[i + 1 :]))
    yield from (replace(row, group=group) for group in Group if group is not row.group)
    yield from (replace(row, valid=valid) for valid in Valid if valid is not row.valid)
    yield from (replace(row, items={i: t for i, t in row.items.items() if i != gone}) for gone in row.items)
    for item, test in row.counts.items():
        yield replace(row, counts={i: t for i, t in row.counts.items() if i != item})
        yield from (replace(row, counts={**row.counts, item: other}) for other in other_tests(test))
    yield replace(row, scope=(Region.LUMBAR,) if row.scope != (Region.LUMBAR,) else ())
    if row.group is not Group.ADVICE:
        yield replace(row, unsure_is_yes=not row.unsure_is_yes)
    if row.surgery_days is not None:
        yield from (replace(row, surgery_days=days) for days in (None, row.surgery_days - 1, row.surgery_days + 1))


def said_from_week_13(row: Row) -> bool:
    """From week 13 on L2 is blocked and the outcome reached; saying so again from week 16 on changes nothing."""
    first = row.effects[0]
    return len(row.effects) == 2 and (first.outcome is Outcome.PROCEED or set(first.block) == {"T3", "L2", "L3"})


@pytest.mark.parametrize("row", TABLE)
def test_changing_any_one_rule_of_the_data_is_seen(row: str) -> None:
    questions = packaged_questions()
    others = list(other_rows(questions.rows[row]))
    assert len(others) > 8
    for other in others:
        if row == "S41" and said_from_week_13(other):
            continue
        changed = replace(questions, rows={**questions.rows, row: other})
        assert first_difference(changed, row) is not None, other


@pytest.mark.parametrize("region", Region)
def test_changing_a_region_or_its_link_is_seen(region: Region) -> None:
    questions = packaged_questions()
    reach = questions.reach[region]
    others = [replace(reach, codes=tuple(c for c in reach.codes if c != gone)) for gone in reach.codes]
    others.append(replace(reach, linked=() if reach.linked else (Region.NECK,)))
    for other in others:
        changed = replace(questions, reach={**questions.reach, region: other})
        assert first_difference(changed, "S26") is not None
