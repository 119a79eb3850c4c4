"""Parses ``rules.toml``: the article's rules, which regions and complexes go together, and shared seconds."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from spinecoach.body import Region
from spinecoach.protocol.exercise import Complex
from spinecoach.protocol.parse_shared import parse_by_language
from spinecoach.protocol.protocol import Rule, Softening, Timing
from spinecoach.protocol.table import Table

LONGEST_S = 7200


@dataclass(frozen=True, slots=True)
class Rules:
    """What ``rules.toml`` says; stand-ins where it has faults."""

    rules: Mapping[str, Rule]
    region_complex: Mapping[Region, Complex]
    linked: Mapping[Complex, tuple[Complex, ...]]
    timing: Timing
    softening: Softening


def parse_rules(top: Table) -> Rules:
    """The whole file."""
    found = Rules(_rules(top), _region_complex(top), _linked(top), _timing(top), _softening(top))
    top.cited()
    top.end()
    return found


def _rules(top: Table) -> dict[str, Rule]:
    rules = {}
    if table := top.table("rule"):
        for name, entry in table.named():
            sources = entry.cited()
            if not sources:
                entry.fault("source", "nothing", "an id of sources.toml")
            rules[name] = Rule(name, parse_by_language(entry, "text"), sources)
            entry.end()
    return rules


def _region_complex(top: Table) -> dict[Region, Complex]:
    table = top.table("region_complex")
    if table is None:
        return {}
    found = {region: table.choice(region, Complex) or Complex.CERVICAL for region in Region}
    table.cited()
    table.end()
    return found


def _linked(top: Table) -> dict[Complex, tuple[Complex, ...]]:
    table = top.table("linked")
    if table is None:
        return {}
    found = {name: table.choices(name, Complex) for name in Complex}
    for name in Complex:
        if name not in table.values:
            table.fault(name, "nothing", "a list of complexes, empty where none is linked")
    table.cited()
    table.end()
    return found


def _timing(top: Table) -> Timing:
    table = top.table("timing")
    if table is None:
        return Timing(*[0.0] * len(fields(Timing)))
    table.cited()
    timing = Timing(**{f.name: table.number(f.name, 0, LONGEST_S) or 0.0 for f in fields(Timing)})
    table.end()
    return timing


def _softening(top: Table) -> Softening:
    table = top.table("softening") or Table({}, "softening", type(top.faults)(top.faults.file))
    table.cited()
    softening = Softening(
        range_factor=table.number("range_factor", 0.1, 1) or 1.0,
        effort_less=table.whole("effort_less", 0, 10) or 0,
        effort_least=table.whole("effort_least", 1, 10) or 1,
        tempo=table.number("tempo", 1, 5) or 1.0,
        hold_factor=table.number("hold_factor", 0.1, 1) or 1.0,
        reps_left=table.whole("reps_left", 1, 30) or 1,
        timed_factor=table.number("timed_factor", 0.1, 1) or 1.0,
        timed_asks_after_s=table.number("timed_asks_after_s", 1, 600) or 1.0,
    )
    table.end()
    return softening
