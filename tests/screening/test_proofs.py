"""One translation of the rule data to z3, compared with the interpreter; then what holds for every possible answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, combinations

import pytest
import z3  # type: ignore[import-untyped]
from answer_space import (
    CODES,
    DAY,
    FIRST,
    GRAVITY,
    ONE,
    QUESTIONS,
    SECOND,
    TWO,
    Bool,
    Space,
    age_from,
    given_yes,
    proved,
    weeks_from,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spinecoach.body import Region
from spinecoach.screening.answers import Answer, Answers, Said, Ticked
from spinecoach.screening.clear import clear
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.questions import Fact, FactIs, Row
from spinecoach.screening.rules import met, today

# ---------------------------------------------------------------- the interpreter and the formula say the same


def assigned(space: Space, answers: Answers, *only_rows: Row) -> list[tuple[Bool, Bool]]:
    """The values of the space's variables for these answers, of every row or of some."""
    values: list[tuple[Bool, Bool]] = []
    for row in only_rows or space.questions.rows.values():
        answer = answers.rows.get(row.id)
        values += [(space.say(row.id, word), z3.BoolVal(answer is word)) for word in Said]
        values.append((space.say(row.id, "list"), z3.BoolVal(isinstance(answer, Ticked))))
        ticked = answer.items if isinstance(answer, Ticked) else ()
        values += [(space.item(row.id, item), z3.BoolVal(item in ticked)) for item in row.items]
    now = today(answers, DAY)
    facts: dict[str, int] = {
        **{str(f): v for f, v in now.facts.items()},
        **{f"surgery.{site}": days for site, days in now.surgery_days.items()},
    }
    for what in space.numbers:
        values += [(space.known(what), z3.BoolVal(what in facts)), (space.number(what), z3.IntVal(facts.get(what, 0)))]
    for region in Region:
        values.append((space.number(f"pain.{region}"), z3.IntVal(answers.rest_pain.get(region, 0))))
        values.append((space.region(region), z3.BoolVal(region in answers.regions)))
    return values


def told(term: Bool, values: list[tuple[Bool, Bool]]) -> Bool:
    return z3.simplify(z3.substitute(term, *values))


def agrees(answers: Answers) -> None:
    values = assigned(ONE, answers)
    assert z3.is_true(told(ONE.limits, values))
    clearance = clear(QUESTIONS, answers, DAY)
    blocked = dict(clearance.blocked)
    assert GRAVITY[told(FIRST.gravity, values).as_long()] is clearance.outcome
    for code in CODES:
        assert z3.is_true(told(FIRST.blocked[code], values)) == (code in blocked), code
        if (cleared := clearance.of(code)) is not None:
            names = {change for change, term in FIRST.ordered[code].items() if z3.is_true(told(term, values))}
            assert names == set(cleared.limits.names), code


def answer_of(row: Row) -> st.SearchStrategy[Answer]:
    said: st.SearchStrategy[Answer] = st.sampled_from(Said)
    if not row.items:
        return said
    lists = st.sets(st.sampled_from(list(row.items))).map(lambda s: Ticked(tuple(i for i in row.items if i in s)))
    return st.one_of(said, lists)


def some(day_range: int) -> st.SearchStrategy[date]:
    return st.integers(0, day_range).map(lambda days: DAY - timedelta(days=days))


ANYONE = st.builds(
    Answers,
    rows=st.fixed_dictionaries({}, optional={row.id: answer_of(row) for row in QUESTIONS.rows.values()}),
    age=st.none() | st.integers(0, 120),
    pregnant_weeks=st.none() | st.integers(0, 42),
    regions=st.sets(st.sampled_from(Region)).map(lambda s: tuple(r for r in Region if r in s)),
    rest_pain=st.dictionaries(st.sampled_from(Region), st.integers(0, 10)),
    injury_date=st.none() | some(120),
    surgery=st.dictionaries(st.sampled_from(ONE.sites), some(120)),
)
FEW = ANYONE.flatmap(
    lambda a: st.sets(st.sampled_from(list(QUESTIONS.rows)), max_size=4).map(
        lambda kept: replace(a, rows={row: answer for row, answer in a.rows.items() if row in kept})
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(FEW, ANYONE))
def test_the_formula_and_the_interpreter_agree_on_anyone(answers: Answers) -> None:
    agrees(answers)


def every_answer(row: Row) -> Iterator[Answer | None]:
    yield None
    yield from Said
    if row.items:
        items = list(row.items)
        yield from (Ticked(c) for c in chain.from_iterable(combinations(items, n) for n in range(len(items) + 1)))


def facts_that_matter(row: Row) -> list[Answers]:
    """No fact, and each fact that the row compares on both sides of its limits."""
    tests = [*row.counts.values(), *(c.test for e in row.effects for c in e.rule if isinstance(c, FactIs))]
    known = [Answers()]
    for test in tests:
        for limit in (test.at_least, test.below):
            for value in (limit - 1, limit) if limit is not None else ():
                match test.fact:
                    case Fact.AGE:
                        known.append(Answers(age=value))
                    case Fact.PREGNANT_WEEKS:
                        known.append(Answers(pregnant_weeks=value))
                    case Fact.INJURY_DAYS:
                        known.append(Answers(injury_date=DAY - timedelta(days=value)))
    if row.surgery_days is not None:
        known += [Answers(surgery={"hip": DAY - timedelta(days=row.surgery_days + n)}) for n in (0, 1)]
    return known


@pytest.mark.parametrize("row", QUESTIONS.rows.values(), ids=lambda row: row.id)
def test_the_formula_and_the_interpreter_agree_on_every_answer_of_a_row(row: Row) -> None:
    terms = [ONE.met(row, effect) for effect in row.effects]
    for known in facts_that_matter(row):
        for answer in every_answer(row):
            answers = replace(known, rows={} if answer is None else {row.id: answer})
            values = assigned(ONE, answers, row)
            hit = met(row, answer, today(answers, DAY))
            assert [z3.is_true(told(term, values)) for term in terms] == [effect in hit for effect in row.effects]


# ---------------------------------------------------------------- what holds for everyone


def only(code: str, change: str) -> Bool:
    """The exercise is blocked, or done with this change."""
    return z3.Or(FIRST.blocked[code], FIRST.changed(code, change))


def all_blocked(codes: str) -> Bool:
    return z3.And([FIRST.blocked[code] for code in codes.split()])


EVERYTHING = " ".join(CODES)


def test_the_space_of_answers_is_not_empty() -> None:
    solver = z3.Solver()
    solver.add(ONE.limits, z3.Not(z3.Or(list(FIRST.blocked.values()))), age_from(30))
    assert solver.check() == z3.sat


def test_an_emergency_or_urgent_outcome_clears_nothing() -> None:
    proved(z3.Implies(FIRST.gravity <= GRAVITY.index(Outcome.URGENT), all_blocked(EVERYTHING)))


def test_every_yes_on_a_grave_row_that_is_a_whole_question_closes_everything() -> None:
    for row in ("S01", "S02", "S03", "S04", "S05", "S06", "S08", "S09", "S10", "S14", "S15", "S16"):
        proved(z3.Implies(given_yes(row), all_blocked(EVERYTHING)))


def test_weak_bones_mean_no_curl_up_no_forward_bend_and_rest_on_a_towel_only() -> None:
    weak = z3.Or(given_yes("S40"), age_from(70))
    proved(z3.Implies(weak, all_blocked("L2")))
    proved(z3.Implies(weak, only("T1", "no_forward_bend")))
    proved(z3.Implies(weak, only("T3", "towel_rest_only")))
    proved(z3.Implies(weak, only("C6", "light_pressure")))


def test_a_fracture_from_weak_bones_means_nothing() -> None:
    proved(z3.Implies(given_yes("S24"), all_blocked(EVERYTHING)))


def test_under_eighteen_means_nothing() -> None:
    child = z3.And(ONE.known(Fact.AGE), ONE.number(Fact.AGE) < 18)
    proved(z3.Implies(child, all_blocked(EVERYTHING)))


def test_from_sixteen_weeks_nothing_is_done_lying_on_the_back() -> None:
    proved(z3.Implies(weeks_from(16), all_blocked("T3 L2 L3")))
    for code in ("L1", "C1", "C2", "C3", "C4", "C6"):
        proved(z3.Implies(weeks_from(16), only(code, "sitting_only")))
    proved(z3.Implies(weeks_from(13), all_blocked("L2")))


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ("spine", EVERYTHING),
        ("brain", EVERYTHING),
        ("chest", "C4 C5 C6 T1 T2 T3 L1 L2 L3"),
        ("abdomen", "T1 T3 L1 L2 L3"),
        ("eye", "C4 C5 T1 T2 T3 L1 L2 L3"),
        ("shoulder_or_collarbone", "T1 T2 T3 C4 C5 C6 L3"),
        ("hip", "L3"),
    ],
)
def test_surgery_blocks_what_its_place_asks_for_twelve_weeks(item: str, codes: str) -> None:
    site = f"surgery.{item}"
    undated = z3.And(ONE.item("S22", item), z3.Not(ONE.known(site)))
    dated = z3.And(ONE.known(site), ONE.number(site) <= 84)
    proved(z3.Implies(z3.Or(undated, dated), all_blocked(codes)))
    unknown = z3.And(
        z3.Or(ONE.say("S22", "yes"), ONE.say("S22", "unsure")),
        *(z3.Not(ONE.known(f"surgery.{other}")) for other in ONE.sites),
    )
    proved(z3.Implies(unknown, all_blocked(EVERYTHING)))


def test_the_heart_rows_block_what_they_name() -> None:
    for item in QUESTIONS.rows["S23"].items:
        pressure = item == "blood_pressure_180_110_or_not_under_control"
        codes = "C4 C5 T2 L1 L2 L3" if pressure else EVERYTHING
        proved(z3.Implies(z3.Or(ONE.item("S23", item), ONE.say("S23", "unsure")), all_blocked(codes)))


def test_strong_pain_at_rest_blocks_its_complex_and_the_linked_one() -> None:
    neck_and_thoracic = "C1 C2 C3 C4 C5 C6 T1 T2 T3"
    for region in (Region.NECK, Region.HEADACHE, Region.THORACIC):
        proved(z3.Implies(ONE.number(f"pain.{region}") >= 7, all_blocked(neck_and_thoracic)))
    proved(z3.Implies(ONE.number("pain.lumbar") >= 7, all_blocked("L1 L2 L3")))
    no_region = z3.Not(z3.Or([ONE.region(r) for r in Region]))
    proved(z3.Implies(z3.And(given_yes("S26"), no_region), all_blocked(EVERYTHING)))


# ---------------------------------------------------------------- another yes never widens


def same_but(row: str | None = None, *, fact: str | None = None) -> Bool:
    """Both people have answered alike, except on this row or fact."""
    pairs: list[Bool] = []
    for other in QUESTIONS.rows.values():
        if other.id != row:
            pairs += [ONE.say(other.id, w) == TWO.say(other.id, w) for w in ("yes", "no", "unsure", "list")]
            pairs += [ONE.item(other.id, item) == TWO.item(other.id, item) for item in other.items]
    for what in ONE.numbers:
        if what != fact:
            pairs += [ONE.known(what) == TWO.known(what), ONE.number(what) == TWO.number(what)]
    for region in Region:
        if fact != f"pain.{region}":
            pairs.append(ONE.number(f"pain.{region}") == TWO.number(f"pain.{region}"))
        if fact != f"region.{region}":
            pairs.append(ONE.region(region) == TWO.region(region))
    return z3.And(TWO.limits, *pairs)


def never_wider(*given_that: Bool) -> None:
    """The second person may do no more, with no looser limit, than the first."""
    narrower = [SECOND.gravity <= FIRST.gravity]
    for code in CODES:
        limits = [z3.Implies(term, SECOND.changed(code, change)) for change, term in FIRST.ordered[code].items()]
        for name, free in (("hold_s_max", 1000), ("effort_max", 10), ("range_factor", 1)):
            limits.append(SECOND.ceiling(code, name, free) <= FIRST.ceiling(code, name, free))
        narrower.append(z3.Implies(FIRST.blocked[code], SECOND.blocked[code]))
        narrower.append(z3.Or(SECOND.blocked[code], z3.And(limits)))
    proved(z3.And(narrower), *given_that)


def more(row: Row) -> Bool:
    """The second person's answer to the row is one more yes than the first's."""

    def nothing(space: Space) -> Bool:
        return z3.Not(z3.Or([space.say(row.id, w) for w in ("yes", "unsure", "list")]))

    steps = [z3.And(nothing(ONE), z3.Or(TWO.say(row.id, "yes"), TWO.say(row.id, "list")))]
    steps.append(z3.And(ONE.say(row.id, "unsure"), TWO.say(row.id, "yes")))
    if row.items:
        subset = [z3.Implies(ONE.item(row.id, item), TWO.item(row.id, item)) for item in row.items]
        steps.append(z3.And(ONE.say(row.id, "list"), TWO.say(row.id, "list"), *subset))
        if row.surgery_days is None:
            steps.append(z3.And(ONE.say(row.id, "list"), TWO.say(row.id, "yes")))
    return z3.Or(steps)


@pytest.mark.parametrize("row", QUESTIONS.rows.values(), ids=lambda row: row.id)
def test_another_yes_never_widens_what_is_allowed_nor_raises_a_ceiling(row: Row) -> None:
    never_wider(same_but(row.id), more(row))


@pytest.mark.parametrize("row", QUESTIONS.rows.values(), ids=lambda row: row.id)
def test_unsure_is_never_less_strict_than_no(row: Row) -> None:
    never_wider(same_but(row.id), ONE.say(row.id, "no"), TWO.say(row.id, "unsure"))


@pytest.mark.parametrize("row", QUESTIONS.rows.values(), ids=lambda row: row.id)
def test_leaving_a_question_out_is_never_less_strict_than_no(row: Row) -> None:
    words = z3.Or([TWO.say(row.id, w) for w in ("yes", "no", "unsure", "list")])
    never_wider(same_but(row.id), ONE.say(row.id, "no"), z3.Not(words))


@pytest.mark.parametrize("region", Region)
def test_more_pain_at_rest_never_widens(region: Region) -> None:
    pain = f"pain.{region}"
    never_wider(same_but(fact=pain), ONE.number(pain) <= TWO.number(pain))


@pytest.mark.parametrize("region", Region)
def test_one_more_region_never_widens(region: Region) -> None:
    other = z3.Or([ONE.region(r) for r in Region if r is not region])
    never_wider(same_but(fact=f"region.{region}"), other, z3.Not(ONE.region(region)), TWO.region(region))


def test_a_later_week_of_pregnancy_never_widens() -> None:
    weeks = Fact.PREGNANT_WEEKS
    later = z3.And(TWO.known(weeks), z3.Implies(ONE.known(weeks), ONE.number(weeks) <= TWO.number(weeks)))
    never_wider(same_but(fact=weeks), later)


def test_a_higher_age_of_an_adult_never_widens() -> None:
    later = z3.And(TWO.known(Fact.AGE), ONE.number(Fact.AGE) <= TWO.number(Fact.AGE), ONE.number(Fact.AGE) >= 18)
    never_wider(same_but(fact=Fact.AGE), later)


@pytest.mark.parametrize("site", ONE.sites)
def test_one_more_operation_of_the_last_weeks_never_widens(site: str) -> None:
    what = f"surgery.{site}"
    never_wider(same_but(fact=what), z3.Not(ONE.known(what)), TWO.known(what), TWO.number(what) <= 84)
