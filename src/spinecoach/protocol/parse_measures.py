"""Parses ``measures.toml``: what is asked when, in which words, and the errors of pain and range of motion."""

from collections.abc import Mapping

from spinecoach.body import Region
from spinecoach.protocol.measures import Measure, Measures, PainChange, RangeRules, Typical
from spinecoach.protocol.parse_sentences import opened
from spinecoach.protocol.parse_shared import parse_by_language
from spinecoach.protocol.table import Table

VERDICTS = ("no_clear_change", "beyond_noise", "noticeable")
YEAR = 366


def parse_measures(top: Table) -> Measures:
    """The whole file; stand-ins where it has faults."""
    verdict = opened(top, "verdict")
    verdicts = {name: parse_by_language(verdict, name) for name in VERDICTS}
    verdict.end()
    measures = Measures(
        {name: _measure(name, entry) for name, entry in opened(top, "measure").named()},
        _pain(top),
        _range(top),
        verdicts,
    )
    top.cited()
    top.end()
    return measures


def _measure(name: str, table: Table) -> Measure:
    scale = table.pair("scale", -10, 10, whole=True)
    if scale is None and "scale" not in table.values:
        table.fault("scale", "nothing", "two whole numbers [least, most]")
    noise = table.whole("noise", 1, 10) or 1
    notice = table.whole("notice", 1, 10) if "notice" in table.values else None
    measure = Measure(
        id=name,
        every_days=table.whole("every_days", 1, YEAR) or 1,
        first_day=table.whole("first_day", 0, YEAR) or 0,
        scale=(int(scale[0]), int(scale[1])) if scale else (0, 10),
        noise=noise,
        noise_of_one=table.whole("noise_of_one", 1, 10, default=noise) or noise,
        notice=notice,
        own_items=table.whole("own_items", 0, 9, default=0) or 0,
        against_start=table.flag("against_start"),
        title=parse_by_language(table, "title"),
        ask=parse_by_language(table, "ask"),
        low=parse_by_language(table, "low"),
        high=parse_by_language(table, "high"),
    )
    table.raw("notice")
    table.cited()
    table.end()
    return measure


def _pain(top: Table) -> PainChange:
    table = opened(top, "pain")
    noise = {}
    if inner := table.table("noise"):
        noise = {region: inner.whole(region, 1, 10) or 1 for region in Region}
        inner.end()
    pain = PainChange(noise, table.whole("notice", 1, 10) or 1, table.number("notice_share", 0, 1) or 0.0)
    table.cited()
    table.end()
    return pain


def _range(top: Table) -> RangeRules:
    table = opened(top, "range")
    noise = {}
    if inner := table.table("noise"):
        noise = {movement: inner.number(movement, 0.1, 90) or 1.0 for movement in inner.values}
    rules = RangeRules(
        noise=noise,
        baseline_days=table.whole("baseline_days", 1, YEAR) or 1,
        lately_days=table.whole("lately_days", 1, YEAR) or 1,
        own_from=table.whole("own_from", 2, 99) or 2,
        own_factor=table.number("own_factor", 1, 5) or 1.0,
        own_least=table.number("own_least", 0, 90) or 0.0,
        least_confidence=table.number("least_confidence", 0, 1) or 0.0,
        typical=_typical(table),
    )
    table.cited()
    table.end()
    return rules


def _typical(top: Table) -> Mapping[str, Typical]:
    table = opened(top, "typical")
    spread = table.number("spread", 0.1, 90) or 1.0
    middles, falls = opened(table, "middle"), opened(table, "a_year")
    found = {
        movement: Typical(middles.number(movement, 1, 180) or 1.0, falls.number(movement, 0, 5) or 0.0, spread)
        for movement in middles.values
    }
    for inner in (middles, falls):
        inner.end()
    table.cited()
    table.end()
    return found
