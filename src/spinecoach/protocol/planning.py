"""How a day's plan is put together, as ``planning.toml`` says: the planner has no number and no code of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.body import Region
from spinecoach.protocol.exercise import Complex


@dataclass(frozen=True, slots=True)
class Sentence:
    """Why something is so, for a person to read, by language. ``{...}`` are filled in by the planner."""

    id: str
    text: Mapping[str, str]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PainLimit:
    """From this pain on in ``region``, 0-10, these codes are left out for today."""

    region: Region
    pain_from: int
    codes: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class PainRules:
    """What pain of today does, each from a number 0-10 on. ``blocks_row`` is the screening row it stands for."""

    massage_from: int
    massage_regions: tuple[Region, ...]
    easier_from: int
    blocks_from: int
    blocks_row: str
    blocks_outcome: str
    limits: tuple[PainLimit, ...]


@dataclass(frozen=True, slots=True)
class FlareRules:
    """A rise over the usual morning: for ``days`` only these codes of the complex, each in its easier form."""

    rise: int
    days: int
    codes: Mapping[Complex, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pool:
    """How many exercises there are to choose from, and which come first for a region. ``order`` has all codes."""

    start: int
    a_week: int
    order: Mapping[Region, tuple[str, ...]]
    general: tuple[str, ...]
    """When no region is named."""


@dataclass(frozen=True, slots=True)
class Week:
    """The week that is to be filled: its length, and how often in it an exercise is wanted."""

    days: int
    daily: int
    alternate: int
    rest_days: int
    """Whole days of rest between two times, where days alternate."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The objective. ``order`` names its parts, first the one that matters most; the numbers count within the first.

    ``direct`` and ``linked`` count once, when the complex is in at all; ``each`` for every exercise of a complex that
    hurts; all are multiplied by the pain, 0-10.
    """

    order: tuple[str, ...]
    micro_minutes: int
    """Up to this many minutes ``micro_order`` holds instead: a few short ones are better than one long one."""
    micro_order: tuple[str, ...]
    direct: int
    linked: int
    each: int
    turn_after: int
    """Sessions in a row without a wanted exercise, after which it comes before what hurts more."""
    longest_days: int
    """Longer ago than this, or never, counts as this."""


@dataclass(frozen=True, slots=True)
class Planning:
    """The whole file."""

    pain: PainRules
    flare: FlareRules
    pool: Pool
    week: Week
    weights: Weights
    easier_by_change: tuple[str, ...]
    """Changes that ask for the easier form."""
    slow_tempo: float
    link_level: int
    """The level at which a standard link of a chain starts."""
    link_rules: Mapping[tuple[Complex, Complex], str]
    """Which rule of the article ties the second complex to the first."""
    region_rules: Mapping[Region, str]
    """Which rule answers a region."""
    sentences: Mapping[str, Sentence]
    words: Mapping[str, Mapping[str, str]]
    """What a region or a thing is called inside a sentence."""
