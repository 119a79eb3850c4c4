"""The ten movements as exercise files: `[tracking]` read by the product's own parser."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from spinecoach.body import Side
from spinecoach.motion.referee import Referee, referee_of
from spinecoach.protocol.faults import Faults
from spinecoach.protocol.parse_tracking import parse_tracking
from spinecoach.protocol.tracking import OTHER, SAME, Tracking

FOLDER = Path(__file__).parent
IMAGE = (1000, 1000)
"""Pixels of the picture that the virtual camera takes."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of the data set by its number there, 1 to 10."""

    number: int
    name: str
    rules: Mapping[Side, Tracking]
    """For the side that is asked for: in the files `same` stands for it."""


@cache
def movements() -> tuple[Movement, ...]:
    """All ten. Raises ValueError with every fault when a file cannot be used."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def _read(path: Path) -> Movement:
    text = path.read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Movement(
        int(table["code"].lstrip("m")), table["name"], {side: _rules(path.name, text, side) for side in Side}
    )


def _rules(name: str, text: str, side: Side) -> Tracking:
    other = next(s for s in Side if s is not side)
    table = tomllib.loads(text.replace(f".{SAME}", f".{side}").replace(f".{OTHER}", f".{other}"))
    faults = Faults(name)
    rules = parse_tracking(table["tracking"], "tracking", faults, 1)
    if rules is None or faults.found:
        raise ValueError("\n".join(map(str, faults.found)))
    return rules


def referee(movement: Movement, side: Side, view: str, scale: float = 1.0) -> Referee:
    """The product's referee for one view; ``scale`` times the usual and the least range of the file."""
    rules = movement.rules[side]
    sighted = rules.views[view]
    counts = tuple(replace(c, range=c.range * scale, least=c.least * scale) for c in sighted.counts)
    rules = replace(rules, views={view: replace(sighted, counts=counts)})
    made = referee_of(rules, view, IMAGE)
    if made is None:
        raise ValueError(f"{movement.name}: found no view {view}; right would be one of {', '.join(rules.views)}")
    return made
