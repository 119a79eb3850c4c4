"""Parses ``planning.toml``: what pain does, the pool, the week, the weights, and the planner's sentences."""

from collections.abc import Mapping

from spinecoach.body import Region
from spinecoach.protocol.changes import CHANGES
from spinecoach.protocol.exercise import Complex, Equipment
from spinecoach.protocol.parse_sentences import opened, parse_sentences
from spinecoach.protocol.parse_shared import OUTCOMES, parse_by_language
from spinecoach.protocol.planning import FlareRules, PainLimit, PainRules, Planning, Pool, Week, Weights
from spinecoach.protocol.table import Table, one_of, told

GAPS = ("region", "pain", "minutes", "needed", "sessions", "value", "things")
"""What the planner fills into a sentence."""
SAID = (
    *("region", "not-this-week", "first-time", "shorter", "easier-pain", "easier-flare", "easier-level", "blocked"),
    *("flare", "rests-today", "retired", "place", "equipment", "every-other-day", "later", "no-room", "nothing-left"),
    *("behind-massage", "too-long", "turn"),
)
"""Sentences that the planner says of itself; the others are named in the file."""
PARTS = (
    *("massage", "turn", "hurts", "not_this_week", "in_full", "short_of_week", "longest_ago", "positions", "items"),
)
TEN = (0, 10)


def parse_planning(top: Table) -> Planning:
    """The whole file; stand-ins where it has faults. Whether its codes exist is judged by ``load``."""
    change = opened(top, "change")
    easier_by, tempo = change.texts("easier_by"), change.number("slow_tempo", 1, 5)
    for i, name in enumerate(easier_by, 1):
        if name not in CHANGES:
            change.fault(f"easier_by#{i}", told(name), one_of(CHANGES, name))
    link_level = change.whole("link_level", 1, 9)
    change.cited()
    change.end()
    pain = _pain(top)
    planning = Planning(
        pain=pain,
        flare=_flare(top),
        pool=_pool(top),
        week=_week(top),
        weights=_weights(top),
        easier_by_change=easier_by,
        slow_tempo=tempo or 1.0,
        link_level=link_level or 1,
        link_rules=_link_rules(top),
        region_rules=_region_rules(top),
        sentences=parse_sentences(
            top, (*SAID, *CHANGES, pain.blocks_row, *(limit.sentence for limit in pain.limits)), GAPS
        ),
        words=_words(top),
    )
    top.cited()
    top.end()
    return planning


def codes_named(planning: Planning) -> tuple[tuple[str, str], ...]:
    """(place, code) of every code in the file."""
    lists = {
        **{f"pain.limit#{i}.codes": limit.codes for i, limit in enumerate(planning.pain.limits, 1)},
        **{f"flare.codes.{name}": codes for name, codes in planning.flare.codes.items()},
        **{f"pool.order.{region}": codes for region, codes in planning.pool.order.items()},
        "pool.general": planning.pool.general,
    }
    return tuple((f"{place}#{i}", code) for place, codes in lists.items() for i, code in enumerate(codes, 1))


def rules_named(planning: Planning) -> tuple[tuple[str, str], ...]:
    """(place, rule or sentence) of every rule that the file names."""
    return (
        *((f"region_rule.{region}", rule) for region, rule in planning.region_rules.items()),
        *((f"link_rule.{start}.{end}", rule) for (start, end), rule in planning.link_rules.items()),
    )


def _pain(top: Table) -> PainRules:
    table = opened(top, "pain")
    outcome = table.text("blocks_outcome")
    if outcome and outcome not in OUTCOMES:
        table.fault("blocks_outcome", told(outcome), one_of(OUTCOMES, outcome))
    limits = []
    for entry in table.tables("limit"):
        region = entry.choice("region", Region) or Region.NECK
        pain_from = entry.whole("from", *TEN) or 0
        limits.append(PainLimit(region, pain_from, entry.texts("codes", least=1), entry.text("sentence")))
        entry.end()
    pain = PainRules(
        massage_from=table.whole("massage_from", *TEN) or 0,
        massage_regions=table.choices("massage_regions", Region),
        easier_from=table.whole("easier_from", *TEN) or 0,
        blocks_from=table.whole("blocks_from", *TEN) or 0,
        blocks_row=table.text("blocks_row"),
        blocks_outcome=outcome,
        limits=tuple(limits),
    )
    table.cited()
    table.end()
    return pain


def _flare(top: Table) -> FlareRules:
    table = opened(top, "flare")
    rise, days = table.whole("rise", *TEN), table.whole("days", 1, 28)
    codes = {}
    if inner := table.table("codes"):
        codes = {name: inner.texts(name, least=1) for name in Complex}
        inner.end()
    table.cited()
    table.end()
    return FlareRules(rise or 0, days or 1, codes)


def _pool(top: Table) -> Pool:
    table = opened(top, "pool")
    order = {}
    if inner := table.table("order"):
        order = {region: inner.texts(region, least=1) for region in Region}
        inner.end()
    pool = Pool(table.whole("start", 1, 99) or 1, table.whole("a_week", 0, 99) or 0, order, table.texts("general"))
    table.cited()
    table.end()
    return pool


def _week(top: Table) -> Week:
    table = opened(top, "week")
    week = Week(
        days=table.whole("days", 1, 28) or 1,
        daily=table.whole("daily", 1, 28) or 1,
        alternate=table.whole("alternate", 1, 28) or 1,
        rest_days=table.whole("rest_days", 0, 7) or 0,
    )
    table.cited()
    table.end()
    return week


def _weights(top: Table) -> Weights:
    table = opened(top, "weights")
    weights = Weights(
        order=_order(table, "order"),
        micro_minutes=table.whole("micro_minutes", 0, 120) or 0,
        micro_order=_order(table, "micro_order"),
        direct=table.whole("direct", 0, 1000) or 0,
        linked=table.whole("linked", 0, 1000) or 0,
        each=table.whole("each", 0, 1000) or 0,
        turn_after=table.whole("turn_after", 1, 1000) or 1,
        longest_days=table.whole("longest_days", 1, 1000) or 1,
    )
    table.cited()
    table.end()
    return weights


def _order(table: Table, key: str) -> tuple[str, ...]:
    order = table.texts(key, least=1)
    if order and sorted(order) != sorted(PARTS):
        table.fault(key, ", ".join(order), f"each of {', '.join(PARTS)} once")
    return order


def _link_rules(top: Table) -> dict[tuple[Complex, Complex], str]:
    found = {}
    for entry in top.tables("link_rule"):
        ends = entry.choice("from", Complex), entry.choice("to", Complex)
        rule = entry.text("rule")
        if ends[0] and ends[1]:
            found[ends[0], ends[1]] = rule
        entry.end()
    return found


def _region_rules(top: Table) -> dict[Region, str]:
    table = opened(top, "region_rule")
    found = {region: table.text(region) for region in Region}
    table.end()
    return found


def _words(top: Table) -> dict[str, Mapping[str, str]]:
    table = opened(top, "word")
    found = {name: parse_by_language(table, name) for name in (*Region, *Equipment)}
    table.end()
    return found
