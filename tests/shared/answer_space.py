"""Every answer that a person can give, as free variables for z3, and what screening says of them, as terms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, assert_never

import z3  # type: ignore[import-untyped]

from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.questions import (
    AnyOf,
    Condition,
    Count,
    Effect,
    Fact,
    FactIs,
    FactTest,
    Questions,
    RestPain,
    Row,
    Where,
    Yes,
)

QUESTIONS = packaged_questions()
CODES = QUESTIONS.codes
DAY = date(2026, 11, 22)
GRAVITY = list(Outcome)
Bool = Any
"""z3 ships no types for its terms."""


@dataclass(frozen=True)
class Space:
    """Every answer that a person can give, as free variables; ``name`` keeps two people apart."""

    questions: Questions
    name: str

    def say(self, row: str, what: str) -> Bool:
        return z3.Bool(f"{self.name}.{row}.{what}")

    def item(self, row: str, item: str) -> Bool:
        return z3.Bool(f"{self.name}.{row}.item.{item}")

    def known(self, what: str) -> Bool:
        return z3.Bool(f"{self.name}.known.{what}")

    def number(self, what: str) -> Bool:
        return z3.Int(f"{self.name}.{what}")

    def region(self, region: Region) -> Bool:
        return z3.Bool(f"{self.name}.region.{region}")

    @cached_property
    def sites(self) -> list[str]:
        return [item for row in self.questions.rows.values() if row.surgery_days is not None for item in row.items]

    @cached_property
    def numbers(self) -> dict[str, tuple[int, int]]:
        return {
            Fact.AGE: (0, 120),
            Fact.PREGNANT_WEEKS: (0, 42),
            Fact.INJURY_DAYS: (-400, 40_000),
            **{f"surgery.{site}": (-400, 40_000) for site in self.sites},
        }

    @cached_property
    def limits(self) -> Bool:
        """What makes an assignment a possible set of answers: at most one word a row, items only in a list."""
        rules = []
        for row in self.questions.rows.values():
            words = [self.say(row.id, what) for what in ("yes", "no", "unsure", "list")]
            rules.append(z3.AtMost(*words, 1))
            rules += [z3.Implies(self.item(row.id, item), words[3]) for item in row.items]
            if not row.items:
                rules.append(z3.Not(words[3]))
        for what, (low, high) in self.numbers.items():
            rules += [self.number(what) >= low, self.number(what) <= high]
        for region in Region:
            rules += [self.number(f"pain.{region}") >= 0, self.number(f"pain.{region}") <= 10]
        return z3.And(rules)

    def is_yes(self, row: Row) -> Bool:
        unsure = self.say(row.id, "unsure") if row.unsure_is_yes else z3.BoolVal(False)
        return z3.Or(self.say(row.id, "yes"), unsure, self.say(row.id, "list"))

    def young(self, row: Row, site: str) -> Bool:
        if row.surgery_days is None:
            return z3.BoolVal(False)
        return z3.And(self.known(f"surgery.{site}"), self.number(f"surgery.{site}") <= row.surgery_days)

    def fact(self, test: FactTest) -> Bool:
        value = self.number(test.fact)
        limits = [value >= test.at_least] if test.at_least is not None else []
        limits += [value < test.below] if test.below is not None else []
        return z3.And(self.known(test.fact), *limits)

    def counts(self, row: Row, item: str) -> Bool:
        plain_yes = z3.And(self.is_yes(row), z3.Not(self.say(row.id, "list")))
        listed = self.item(row.id, item)
        if row.surgery_days is not None:
            any_date = z3.Or([self.known(f"surgery.{site}") for site in row.items])
            any_young = z3.Or([self.young(row, site) for site in row.items])
            plain_yes = z3.And(plain_yes, z3.Or(z3.Not(any_date), any_young))
            listed = z3.And(listed, z3.Not(self.known(f"surgery.{item}")))
        told = z3.And(self.say(row.id, "list"), self.fact(row.counts[item])) if item in row.counts else False
        return z3.Or(plain_yes, listed, told, self.young(row, item))

    def holds(self, row: Row, condition: Condition) -> Bool:
        match condition:
            case Yes():
                return self.is_yes(row)
            case Count(at_least):
                return z3.AtLeast(*(self.counts(row, item) for item in row.items), at_least)
            case AnyOf(items):
                return z3.Or([self.counts(row, item) for item in items])
            case FactIs(test, unless_no):
                return z3.And(self.fact(test), z3.Not(z3.And(unless_no, self.say(row.id, "no"))))
            case RestPain(at_least):
                return z3.Or([self.number(f"pain.{region}") >= at_least for region in Region])
            case _:
                assert_never(condition)

    def met(self, row: Row, effect: Effect) -> Bool:
        return z3.Or([self.holds(row, condition) for condition in effect.rule])

    def blocks(self, effect: Effect, code: str) -> Bool:
        if effect.outcome in (Outcome.EMERGENCY, Outcome.URGENT):
            return z3.BoolVal(True)
        match effect.block:
            case Where.REGIONS_GIVEN:
                none = z3.Not(z3.Or([self.region(r) for r in Region]))
                return z3.Or(none, *(self.region(r) for r in Region if code in self.questions.reached(r)))
            case Where.REGIONS_IN_PAIN:
                least = min(c.at_least for c in effect.rule if isinstance(c, RestPain))
                hit = [self.number(f"pain.{r}") >= least for r in Region if code in self.questions.reached(r)]
                return z3.Or(hit)
            case codes:
                return z3.BoolVal(code in codes)


class Formula:
    """What ``clear`` answers, as terms over a space."""

    def __init__(self, space: Space) -> None:
        self.space = space
        pairs = [(row, effect) for row in space.questions.rows.values() for effect in row.effects]
        hits = [(row, effect, space.met(row, effect)) for row, effect in pairs]
        self.blocked = {c: z3.Or([z3.And(m, space.blocks(e, c)) for _, e, m in hits]) for c in CODES}
        self.ordered = {
            code: {
                change: z3.Or([m for _, e, m in hits if change in map(str, e.changes_of(code))])
                for change in sorted({str(c) for _, e, _ in hits for c in e.changes_of(code)})
            }
            for code in CODES
        }
        self.gravity = z3.IntVal(len(GRAVITY) - 1)
        for _, effect, hit in hits:
            level = GRAVITY.index(effect.outcome)
            self.gravity = z3.If(z3.And(hit, self.gravity > level), level, self.gravity)

    def changed(self, code: str, change: str) -> Bool:
        return self.ordered[code].get(change, z3.BoolVal(False))

    def ceiling(self, code: str, name: str, free: float) -> Bool:
        """The least number ordered under ``name``, or ``free``."""
        least = z3.RealVal(free)
        for change, hit in self.ordered[code].items():
            if change.startswith(f"{name}:"):
                value = z3.RealVal(change.partition(":")[2])
                least = z3.If(z3.And(hit, value < least), value, least)
        return least


ONE, TWO = Space(QUESTIONS, "one"), Space(QUESTIONS, "two")
FIRST, SECOND = Formula(ONE), Formula(TWO)


def proved(claim: Bool, *given_that: Bool) -> None:
    """No answer breaks the claim, and there are answers of which it speaks."""
    solver = z3.Solver()
    solver.add(ONE.limits, *given_that)
    assert solver.check() == z3.sat
    solver.add(z3.Not(claim))
    assert solver.check() == z3.unsat, solver.model()


def given_yes(row: str) -> Bool:
    """Any yes on the row, unsure included, whatever its rule says."""
    items = [ONE.item(row, item) for item in QUESTIONS.rows[row].items]
    return z3.Or(ONE.say(row, "yes"), ONE.say(row, "unsure"), *items)


def age_from(years: int) -> Bool:
    return z3.And(ONE.known(Fact.AGE), ONE.number(Fact.AGE) >= years)


def weeks_from(weeks: int) -> Bool:
    return z3.And(ONE.known(Fact.PREGNANT_WEEKS), ONE.number(Fact.PREGNANT_WEEKS) >= weeks)


def states(code: str, *given_that: Bool) -> Iterator[frozenset[str] | None]:
    """Every set of changes that answers can order for the exercise while it is open, and None if they can close it.

    Exact: z3 gives one set after another, each then forbidden, until no answers are left.
    """
    solver = z3.Solver()
    solver.add(ONE.limits, *given_that)
    closed, changes = FIRST.blocked[code], FIRST.ordered[code]
    if solver.check(closed) == z3.sat:
        yield None
    solver.add(z3.Not(closed))
    while solver.check() == z3.sat:
        model = solver.model()
        ordered = {name: z3.is_true(model.eval(term, model_completion=True)) for name, term in changes.items()}
        yield frozenset(name for name, on in ordered.items() if on)
        solver.add(z3.Or([term != on for term, on in zip(changes.values(), ordered.values(), strict=True)]))
