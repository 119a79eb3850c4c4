"""What an exercise is: identity, dose, tempo, words and limits, as its data file says.

Everything here is a value. Seconds are seconds, effort and pain are whole numbers 0-10,
``reps`` are per side and per zone. Every number in a data file stands under a ``source``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from spinecoach.body import Side
from spinecoach.protocol.movement import Movement
from spinecoach.protocol.tracking import Tracking


class Complex(StrEnum):
    """The three groups of the article, in its order."""

    CERVICAL = "cervical"
    THORACIC = "thoracic"
    LUMBAR = "lumbar"


class Kind(StrEnum):
    """How an exercise works; planning orders by it: massage, mobility, isometric."""

    MASSAGE = "massage"
    MOBILITY = "mobility"
    ISOMETRIC = "isometric"


class Place(StrEnum):
    """Where an exercise is done. Place belongs to the code, whatever the variant."""

    CHAIR = "chair"
    FLOOR = "floor"


class Position(StrEnum):
    """Starting positions of the article."""

    SITTING = "sitting"
    STANDING = "standing"
    LYING = "lying"


class Equipment(StrEnum):
    """Things an exercise may need. A chair without wheels also serves as a chair."""

    CHAIR = "chair"
    CHAIR_WITHOUT_WHEELS = "chair_without_wheels"
    MAT = "mat"
    TOWEL = "towel"
    ROLLER = "roller"


class Variant(StrEnum):
    """The form that a level asks for."""

    EASIER = "easier"
    STANDARD = "standard"
    HARDER = "harder"


class Trust(StrEnum):
    """How far a camera may be trusted with an exercise (clinical.md 1.4)."""

    GOOD = "good"
    FAIR = "fair"
    COUNT_ONLY = "count_only"
    TIME_ONLY = "time_only"
    NONE = "none"


class Tier(StrEnum):
    """What a source is worth. Lay and own-choice sources are never shown as evidence."""

    GUIDELINE = "guideline"
    TRIAL = "trial"
    LEAFLET = "leaflet"
    LAY = "lay"
    OWN_CHOICE = "own_choice"


class Mark(StrEnum):
    """How a source was checked: F found in public, K from knowledge and unverified, D our own choice."""

    FOUND = "F"
    UNVERIFIED = "K"
    OWN_CHOICE = "D"


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of ``sources.toml``."""

    id: str
    tier: Tier
    mark: Mark
    citation: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of a repetition, in seconds at the exercise's own tempo.

    ``side`` is set only when one repetition itself visits both sides (C1-like).
    ``hold`` marks the phase after which the level's ``hold_s`` is spent.
    """

    id: str
    seconds: float
    side: Side | None = None
    hold: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a massage and how long to stay there, in seconds."""

    id: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Dose:
    """One level: either repetitions with holds and rests, or a duration."""

    level: int
    variant: Variant
    reps: int | None
    hold_s: float
    rest_s: float
    effort: int | None
    zones: int
    duration_s: float | None
    opt_in: bool
    sources: tuple[str, ...]


class ArticleSides(StrEnum):
    """What the article's number of repetitions is said of: each side by itself, or both sides as one repetition."""

    EACH = "each"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ArticleDose:
    """The article's dose exactly; None where it says nothing."""

    reps: tuple[int, int] | None
    hold_s: float | None
    duration_s: tuple[float, float] | None
    sources: tuple[str, ...]
    sides: ArticleSides | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """How one variant, or one change ordered by screening, is done: what differs from the standard form."""

    phases: tuple[Phase, ...] = ()
    """Replaces the standard phases when not empty."""
    drop_phases: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    positions: tuple[Position, ...] = ()
    needs: tuple[tuple[Equipment, ...], ...] | None = None
    """All of these, each any of its members; None = as the standard form."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words for one form. In a patch, empty means as in the standard form."""

    name: str = ""
    clinical_name: str = ""
    summary: str = ""
    position: str = ""
    fetch: str = ""
    rep_means: str = ""
    feel: str = ""
    range_note: str = ""
    steps: tuple[str, ...] = ()
    cues: Mapping[str, str] = field(default_factory=dict)
    """Spoken. Keys: a phase or spot id, optionally followed by ``.left``/``.right`` and by ``.again``."""
    reminders: tuple[str, ...] = ()
    """Spoken one at a time in rests and pauses; at most twelve words each."""
    errors: Mapping[str, str] = field(default_factory=dict)
    zones: tuple[str, ...] = ()
    camera_sees: str = ""
    camera_misses: str = ""
    evidence: str = ""
    reading: str = ""
    """How an unclear sentence of the article is read here, if it is."""


@dataclass(frozen=True, slots=True)
class Contraindication:
    """A reason not to do, or to change, an exercise, and the screening rows that find it."""

    id: str
    absolute: bool
    text: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainLink:
    """What to do instead when it hurts. ``rest`` is no exercise and is never a link: an empty chain is rest."""

    code: str
    variant: Variant


@dataclass(frozen=True, slots=True)
class Camera:
    """The view asked for and how far it may be trusted, front and side."""

    view: str
    front: Trust
    side: Trust


@dataclass(frozen=True, slots=True)
class Review:
    """A clinician's dated review of this version."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Exercise:
    """One data file, parsed. ``version`` counts up whenever its meaning changes."""

    id: str
    code: str
    version: int
    complex: Complex
    kind: Kind
    place: Place
    positions: tuple[Position, ...]
    needs: tuple[tuple[Equipment, ...], ...]
    useful: tuple[Equipment, ...]
    sides: int
    article: ArticleDose
    article_levels: tuple[int, int]
    levels: Mapping[int, Dose]
    alternate_days_from_level: int | None
    phases: tuple[Phase, ...]
    spots: tuple[Spot, ...]
    forms: Mapping[str, Form]
    """By variant name or by the name of a change, e.g. ``easier`` or ``no_forward_bend``."""
    if_it_hurts: tuple[ChainLink, ...]
    stop_signs: tuple[str, ...]
    contraindications: tuple[Contraindication, ...]
    camera: Camera
    evidence_sources: tuple[str, ...]
    review: Review | None
    text: Mapping[str, Mapping[str, Words]]
    """``text[language][form]``; form ``standard`` is always there in English."""
    movement: Movement | None = None
    """How the figure shows it; None where the file has no keyframes."""
    tracking: Tracking | None = None
    """How a camera referees it; None where none does."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of every source that a number or a claim of this exercise stands on, each once."""
        found = [*self.article.sources, *self.evidence_sources]
        for dose in self.levels.values():
            found += dose.sources
        return tuple(dict.fromkeys(found))
