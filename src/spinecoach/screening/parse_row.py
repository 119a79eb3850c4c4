"""Parses one row of the screening: its question, its rule and what that blocks or changes."""

from collections.abc import Mapping

from spinecoach.body import Region
from spinecoach.protocol.changes import CHANGES
from spinecoach.protocol.table import Table, is_number, one_of, told
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.questions import (
    GRAVE,
    AnyOf,
    AskedFact,
    Change,
    Condition,
    Count,
    Effect,
    Fact,
    FactIs,
    FactTest,
    Group,
    RestPain,
    Row,
    Valid,
    Where,
    Yes,
)

NUMBERED = {"hold_s_max": (1, 60), "effort_max": (1, 10), "rest_factor": (1, 5), "range_factor": (0.1, 1)}
"""Changes with a number, and its limits. A number beyond them would loosen what it should bound."""


def parse_row(name: str, table: Table, codes: tuple[str, ...]) -> Row | None:
    """The row, or None when its group or validity cannot be read. Faults go to the table."""
    group, valid = table.choice("group", Group), table.choice("valid", Valid)
    items = _items(table)
    effects = _effects(table, group, items, codes)
    row = Row(
        id=name,
        group=group or Group.EMERGENCY,
        line=table.text("line"),
        ask=table.text("ask"),
        after=table.text("after", needed=False),
        lead=table.flag("lead"),
        items=items,
        counts=_counts(table, items),
        facts=table.choices("facts", AskedFact),
        scope=table.choices("scope", Region),
        effects=effects,
        unsure_is_yes=table.flag("unsure_is_yes") or group in (*GRAVE, Group.CLINICIAN_FIRST),
        surgery_days=table.whole("surgery_days", 1, 366) if "surgery_days" in table.values else None,
        valid=valid or Valid.UNTIL_CLEARED,
        sources=table.cited(),
        means=table.text("means"),
        do=table.text("do"),
        note=table.text("note", needed=False),
    )
    if not row.sources:
        table.fault("source", "no source", "one id or more of [sources]")
    if row.group in GRAVE and any(effect.block or effect.change for effect in effects):
        table.fault("block", "a block or change of its own", f"nothing here, for {row.group} closes every exercise")
    if row.group in GRAVE and row.valid is not Valid.UNTIL_CLEARED:
        table.fault("valid", row.valid, f"until_cleared, for only a clinician lifts {row.group}")
    table.end()
    return row if group and valid else None


def _items(table: Table) -> Mapping[str, str]:
    inner = table.table("items", needed=False)
    return {key: inner.text(key) for key in inner.values} if inner else {}


def _counts(table: Table, items: Mapping[str, str]) -> Mapping[str, FactTest]:
    found = {}
    inner = table.table("counts", needed=False)
    for name, test in inner.named() if inner else ():
        if inner and name not in items:
            inner.fault(name, "an unknown item", one_of(items, name))
        fact = _fact_test(test)
        test.end()
        if fact:
            found[name] = fact
    return found


def _effects(table: Table, group: Group | None, items: Mapping[str, str], codes: tuple[str, ...]) -> tuple[Effect, ...]:
    """The row's own rule, which may be missing where ``also`` has rules, then those."""
    outcome = group.outcome if group else Outcome.EMERGENCY
    also = table.tables("also")
    own = not also or any(key in table.values for key in ("rule", "block", "change"))
    table.asked += ["rule", "block", "change"]
    effects = [_effect(table, outcome, items, codes)] if own else []
    for inner in also:
        effects.append(_effect(inner, _outcome(inner, outcome), items, codes))
        inner.end()
    return tuple(effects)


def _effect(table: Table, outcome: Outcome, items: Mapping[str, str], codes: tuple[str, ...]) -> Effect:
    return Effect(_rule(table, items), outcome, _block(table, codes), _change(table, codes))


def _outcome(table: Table, least: Outcome) -> Outcome:
    outcome = table.choice("outcome", Outcome, default=least) or least
    if tuple(Outcome).index(outcome) > tuple(Outcome).index(least):
        table.fault("outcome", outcome, f"{least} or graver, as the group of the row")
    return outcome


def _rule(table: Table, items: Mapping[str, str]) -> tuple[Condition, ...]:
    rule = tuple(c for inner in table.tables("rule") if (c := _condition(inner, items)) is not None)
    if not rule:
        table.fault("rule", "no condition", "a list such as [{ yes = true }]")
    return rule


def _condition(table: Table, items: Mapping[str, str]) -> Condition | None:
    kind = next((key for key in ("yes", "count", "any_of", "fact", "rest_pain") if key in table.values), None)
    found: Condition | None = None
    match kind:
        case "yes":
            if table.flag("yes") and not items:
                found = Yes()
            else:
                table.fault("yes", "no yes to a question without items", "{ count = 1 } or { any_of = [...] }")
        case "count":
            least = table.whole("count", 1, max(1, len(items)))
            found = Count(least) if least else None
        case "any_of":
            named = table.texts("any_of", least=1)
            for i, item in enumerate(named, 1):
                if item not in items:
                    table.fault(f"any_of#{i}", told(item), one_of(items, item))
            found = AnyOf(named)
        case "fact":
            unless_no = table.flag("unless_no")
            test = _fact_test(table)
            found = FactIs(test, unless_no) if test else None
        case "rest_pain":
            pain = table.whole("rest_pain", 1, 10)
            found = RestPain(pain) if pain else None
        case _:
            table.fault("", "no known condition", "one of yes, count, any_of, fact, rest_pain")
            return None
    table.end()
    return found


def _fact_test(table: Table) -> FactTest | None:
    fact = table.choice("fact", Fact)
    least = table.whole("at_least", 0, 400) if "at_least" in table.values else None
    below = table.whole("below", 0, 400) if "below" in table.values else None
    if least is None and below is None:
        table.fault("at_least", "no limit", "at_least or below, a whole number")
    return FactTest(fact, least, below) if fact else None


def _block(table: Table, codes: tuple[str, ...]) -> tuple[str, ...] | Where:
    value = table.raw("block")
    if isinstance(value, str):
        if value in list(Where):
            return _where(table, Where(value))
        if value != "all":
            table.fault("block", told(value), '"all", "regions_given", "regions_in_pain" or a list of codes')
        return codes
    return _codes(table, "block", codes)


def _where(table: Table, where: Where) -> Where:
    rule = table.values.get("rule")
    pain = isinstance(rule, list) and any(isinstance(c, Mapping) and "rest_pain" in c for c in rule)
    if where is Where.REGIONS_IN_PAIN and not pain:
        table.fault("block", told(str(where)), "this only beside { rest_pain = ... }")
    return where


def _codes(table: Table, key: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    if table.values.get(key) == "all":
        table.asked.append(key)
        return codes
    named = table.texts(key)
    for i, code in enumerate(named, 1):
        if code not in codes:
            table.fault(f"{key}#{i}", told(code), one_of(codes, code))
    return tuple(code for code in codes if code in named)


def _change(table: Table, codes: tuple[str, ...]) -> Mapping[str, tuple[Change, ...]]:
    found: dict[str, tuple[Change, ...]] = {}
    for inner in table.tables("change"):
        named = _codes(inner, "codes", codes)
        changes = tuple(
            c for i, text in enumerate(inner.texts("changes", least=1), 1) if (c := _one_change(inner, i, text))
        )
        inner.end()
        for code in named:
            found[code] = found.get(code, ()) + changes
    return found


def _one_change(table: Table, place: int, text: str) -> Change | None:
    name, colon, number = text.partition(":")
    if name not in CHANGES:
        table.fault(f"changes#{place}", told(text), one_of(CHANGES, name))
        return None
    if name not in NUMBERED:
        if colon:
            table.fault(f"changes#{place}", told(text), f"{name} without a number")
        return Change(name)
    least, most = NUMBERED[name]
    try:
        value = float(number)
    except ValueError:
        value = float("nan")
    if not (is_number(value) and least <= value <= most) or (name == "effort_max" and value % 1):
        table.fault(f"changes#{place}", told(text), f"{name}: and a number from {least:g} to {most:g}")
        return None
    return Change(name, value)
