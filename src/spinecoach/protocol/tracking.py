"""What a camera referee looks at in an exercise, as ``[tracking]`` says: signals, what counts, measures and faults.

A signal is one number of a frame. Spots are named landmarks or middles of landmarks (``SPOTS``), limbs of one side as
``hand.left``; in a two-sided exercise ``hand.same`` and ``hand.other`` are told from the side that works. Forward is
where the face looks, so that flexion is positive whichever way the person sits or lies; a tilt seen from the front is
positive to the person's right (clinical.md 5.6). Lengths are shares of a length of the same body, so that they hold at
every distance from the camera.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from spinecoach.body import Landmark as Mark
from spinecoach.body import Side

SAME, OTHER = "same", "other"

MIDDLES: Mapping[str, tuple[Mark, ...]] = {
    "nose": (Mark.NOSE,),
    "eyes": (Mark.LEFT_EYE, Mark.RIGHT_EYE),
    "ears": (Mark.LEFT_EAR, Mark.RIGHT_EAR),
    "mouth": (Mark.MOUTH_LEFT, Mark.MOUTH_RIGHT),
    "shoulders": (Mark.LEFT_SHOULDER, Mark.RIGHT_SHOULDER),
    "elbows": (Mark.LEFT_ELBOW, Mark.RIGHT_ELBOW),
    "wrists": (Mark.LEFT_WRIST, Mark.RIGHT_WRIST),
    "hips": (Mark.LEFT_HIP, Mark.RIGHT_HIP),
    "knees": (Mark.LEFT_KNEE, Mark.RIGHT_KNEE),
    "ankles": (Mark.LEFT_ANKLE, Mark.RIGHT_ANKLE),
}
LIMBS: Mapping[str, tuple[tuple[Mark, ...], tuple[Mark, ...]]] = {
    "ear": ((Mark.LEFT_EAR,), (Mark.RIGHT_EAR,)),
    "shoulder": ((Mark.LEFT_SHOULDER,), (Mark.RIGHT_SHOULDER,)),
    "elbow": ((Mark.LEFT_ELBOW,), (Mark.RIGHT_ELBOW,)),
    "wrist": ((Mark.LEFT_WRIST,), (Mark.RIGHT_WRIST,)),
    "hand": (
        (Mark.LEFT_WRIST, Mark.LEFT_PINKY, Mark.LEFT_INDEX),
        (Mark.RIGHT_WRIST, Mark.RIGHT_PINKY, Mark.RIGHT_INDEX),
    ),
    "hip": ((Mark.LEFT_HIP,), (Mark.RIGHT_HIP,)),
    "knee": ((Mark.LEFT_KNEE,), (Mark.RIGHT_KNEE,)),
    "ankle": ((Mark.LEFT_ANKLE,), (Mark.RIGHT_ANKLE,)),
}
"""Left and right landmarks of a sided spot."""

SPOTS: tuple[str, ...] = (
    *MIDDLES,
    *(f"{limb}.{side}" for limb in LIMBS for side in (*Side, SAME, OTHER)),
)


class Along(StrEnum):
    """The direction in which a distance is taken."""

    ANY = "any"
    UP = "up"
    """Upright in the picture."""
    FORWARD = "forward"
    """Level in the picture, to where the face looks; from the front to the person's right."""
    TRUNK = "trunk"
    """From the hips to the shoulders."""
    AHEAD = "ahead"
    """Square to the trunk, to where the face looks."""


class Turn(StrEnum):
    """A number of the head as the face tells it."""

    YAW = "yaw"
    PITCH = "pitch"
    ROLL = "roll"
    DEPTH = "depth"


class Way(StrEnum):
    """Which way a signal goes when the body leaves its rest."""

    RISES = "rises"
    FALLS = "falls"
    STRAYS = "strays"
    """Either way; for faults alone."""


@dataclass(frozen=True, slots=True)
class Angle:
    """Degrees at ``at`` between ``a`` and ``b``, 0 folded to 180 straight."""

    at: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Tilt:
    """Degrees by which the line from ``a`` to ``b`` leans forward of upright, or of the line ``off``."""

    a: str
    b: str
    off: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """From ``a`` to ``b`` in lengths of the line ``per``."""

    a: str
    b: str
    along: Along
    per: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ratio:
    """The length of the line ``a`` in lengths of the line ``b``."""

    a: tuple[str, str]
    b: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Head:
    """Degrees of the head, or millimetres of its depth toward the camera."""

    turn: Turn


Signal = Angle | Tilt | Distance | Ratio | Head


@dataclass(frozen=True, slots=True)
class Count:
    """A way out and back that counts. ``range`` is how far it usually goes, ``least`` the smallest way that anybody's
    whole repetition goes, in the signal's unit.

    ``side`` is the side that the way belongs to; ``each`` watches both sides by the same signal, ``named`` tells which.
    ``hold`` tells stays as holds; without ``counts`` the way is only measured. A way that does not come within ``end``,
    where that is told, is none: a palm that stays away from the temple. ``lead`` is the share of a reach by which the
    signal is at its end before the body is, as the distance of a hand that comes round a corner.
    """

    signal: str
    way: Way
    range: float
    least: float
    side: Side | None = None
    each: bool = False
    named: bool = True
    hold: bool = False
    counts: bool = True
    end: float | None = None
    lead: float = 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A range of motion, told as ``key``: ``scale`` times ``signal`` at the end of the way of count ``of`` (from 1).

    ``error`` is what the view itself may be wrong by, degrees, beside what the measurement shows. A way in which the
    fault ``unless`` was told measures nothing.
    """

    key: str
    signal: str
    of: int
    scale: float
    error: float
    unless: str = ""


class Moment(StrEnum):
    """When a limit is watched."""

    WAY = "way"
    """From leaving the rest until being back."""
    STAY = "stay"
    """At the end of the way alone."""
    ALWAYS = "always"


class Severity(StrEnum):
    """How a fault is told: a safety fault each time, a form fault now and then."""

    SAFETY = "safety"
    FORM = "form"


class Against(StrEnum):
    """What a signal is compared with."""

    REST = "rest"
    """Its own value at rest."""
    ZERO = "zero"
    OWN = "own"
    """What it usually is at the end of the person's own whole repetitions; judged when one is over."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """``signal`` goes ``way`` beyond ``limit`` for ``least_s`` seconds.

    ``scaled`` is the limit at the usual range; it grows and shrinks with the person's own, and where it is more than
    ``limit`` it holds. ``unless`` names a fault that explains this
    one: then it is told only without that, and at the end of the way. ``whole`` says that the fault makes a whole way
    look small, so that it counts as whole; ``void`` that it is another movement, which is neither counted nor told.
    """

    signal: str
    way: Way
    limit: float
    least_s: float
    scaled: float = 0.0
    moment: Moment = Moment.WAY
    against: Against = Against.REST
    unless: str = ""
    whole: bool = False
    void: bool = False


class Lapse(StrEnum):
    """Faults of time and shape, told from the way that counts."""

    HALF = "half"
    """Only part of the person's own range."""
    HASTY = "hasty"
    """A way out and back in fewer seconds than the limit."""
    EARLY = "early"
    """A stay shorter than a share of what is asked for, or of the person's own."""
    SINKS = "sinks"
    """A stay that slowly loses a fifth of its height."""
    JERKY = "jerky"
    """Stops on the way out; the limit is how far it slows down, as a share of its mean speed."""
    BOUNCES = "bounces"
    """Springs back at its end by more than the limit, a share of the way."""
    SHORT_REST = "short_rest"
    """A rest shorter than a share of what is asked for, or of the person's own."""
    ONE_SIDE = "one_side"
    """The second side is left out."""
    WRONG_SIDE = "wrong_side"
    """Another side than asked for."""


@dataclass(frozen=True, slots=True)
class Mistimed:
    """A lapse with its limit; the limit's unit is the lapse's own."""

    lapse: Lapse
    limit: float


@dataclass(frozen=True, slots=True)
class FaultRule:
    """One fault. ``cue`` is the id of its words under ``errors``, empty where nothing is said."""

    id: str
    rule: Beyond | Mistimed
    cue: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Stance:
    """What must hold for the body to be in position: ``signal`` between ``low`` and ``high``; unless ``always``, only
    at rest."""

    signal: str
    low: float
    high: float
    always: bool = False


@dataclass(frozen=True, slots=True)
class Sighted:
    """One view. Without ``counts`` the camera keeps no count there: paced, with stillness and faults at most."""

    signals: Mapping[str, Signal]
    stances: tuple[Stance, ...]
    counts: tuple[Count, ...]
    measures: tuple[Measure, ...]
    faults: tuple[FaultRule, ...]
    paired: bool = False
    """Whether a way to each side makes one repetition."""
    phases: tuple[float, float] = (0.35, 0.65)
    """Shares of the person's range at which the body has left its rest, and has gone the whole way."""
    least_phase_s: float = 0.25


@dataclass(frozen=True, slots=True)
class Tracking:
    """How an exercise is refereed, view by view (``front``, ``side``)."""

    views: Mapping[str, Sighted]
    sources: tuple[str, ...]
