"""A form baked to joint tracks: all that a page needs to show the movement, and no kinematics left to do.

Every phase is a way from one pose to the next. It is sampled at equal shares of the way, not of the time, because
between two shares a joint moves almost evenly; the page eases the time (``pose.eased``) and then goes straight from
sample to sample. Only the numbers that move at all are listed.
"""

import math
from dataclasses import dataclass, replace

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.arrow import arrows
from spinecoach.figure.camera import ANGLES, Camera, camera_of
from spinecoach.figure.course import Keys, keys_of, mirrored
from spinecoach.figure.drawing import HIGH, WIDE
from spinecoach.figure.flesh import skull_edge
from spinecoach.figure.furniture import ROLL_HALF, SHADOW, Box, furniture
from spinecoach.figure.members import Pose
from spinecoach.figure.pose import eased, posed
from spinecoach.figure.posture import BASES
from spinecoach.figure.stage import Stage, extent, moments, stage_of
from spinecoach.figure.telling import describe, title
from spinecoach.figure.vector import Axes, Vec
from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.protocol.form import resolve_shape
from spinecoach.protocol.movement import Prop, View

FORMAT = 1
STEPS = 16
"""Steps of a way: enough that a joint strays from its arc by three millimetres at most, an elbow by thirteen."""
UNIT = 10_000
"""Lengths are whole tenths of a millimetre; directions and turns are whole ten-thousandths."""

FRAMES = ("pelvis", *by.NAMES, "thorax", "head")
"""Seven numbers each: place x, y, z, then the turn as a quaternion x, y, z, w."""
_ARM = ("shoulder", "elbow", "wrist")
_LEG = ("hip", "knee", "ankle")
POINTS = (*(f"{joint}.{s.value}" for limb in (_ARM, _LEG) for s in Side for joint in limb), "roll")
"""Three numbers each."""
WAYS = tuple(
    f"{way}.{s.value}" for limb in (("fingers", "back"), ("front", "toes", "sole")) for s in Side for way in limb
)
"""Unit vectors, three numbers each."""

Sample = tuple[int, ...]
Line = tuple[Vec, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """From where, and where the room's origin lies in a picture ``wide`` by ``high``: as in the drawings.

    ``round`` and ``above`` are degrees, ``pivot`` is what the camera turns about. ``faces`` says that the body looks
    at the reader, so that it may be shown as in a mirror.
    """

    round: float
    above: float
    faces: bool
    crop: str
    wide: float
    high: float
    scale: float
    left: float
    top: float
    pivot: Vec


@dataclass(frozen=True, slots=True)
class Way:
    """One phase or spot. ``samples`` lists the moving numbers at equal shares of the way; a single one stays.

    ``arrows`` lead along the way, ``presses`` meet where the body presses, ``spots`` are touched; all in metres.
    ``rests`` says that a hold may follow, ``brace`` that the belly tightens.
    """

    id: str
    side: Side | None
    seconds: float
    rests: bool
    words: str
    samples: tuple[Sample, ...]
    arrows: tuple[Line, ...]
    presses: tuple[Line, ...]
    spots: tuple[Vec, ...]
    brace: bool


@dataclass(frozen=True, slots=True)
class Tracks:
    """One form on one side and zone. ``start`` has every number, ``moving`` the places of those that ever change.

    ``home`` leads from the end of the last way back to the start. ``roll`` is the radius and half the length of what
    lies under the back, ``shadow`` the middle and the half-lengths of an ellipse on the floor.
    """

    format: int
    code: str
    title: str
    words: str
    region: str
    look: Look
    props: tuple[Prop, ...]
    furniture: tuple[Box, ...]
    shadow: tuple[Vec, Vec] | None
    roll: tuple[float, float] | None
    frames: tuple[str, ...]
    points: tuple[str, ...]
    ways: tuple[str, ...]
    unit: int
    start: Sample
    moving: tuple[int, ...]
    timed: bool
    """The phases are spots that are stayed at."""
    phases: tuple[Way, ...]
    home: tuple[Sample, ...]


def bake(
    exercise: Exercise,
    form: str = "standard",
    changes: tuple[str, ...] = (),
    side: Side | None = None,
    zone: int | None = None,
    language: str = "en",
) -> Tracks:
    """The tracks of a form; ``zone`` counts from 0. ``NoMovementError`` where the form has no keyframes."""
    keys = keys_of(exercise, form, changes)
    shape = resolve_shape(exercise, Variant(form), changes)
    stage = stage_of(keys, extent(keys, camera_of(keys.view), moments(keys)), WIDE, HIGH)
    first = posed(keys, None, 1.0, side, zone)
    ways = {phase: sampled(keys, phase, side, zone) for phase in keys.order}
    home = sampled(replace(keys, poses={**keys.poses, "": keys.start}, order=(*keys.order, "")), "", side, zone)
    start = numbers(first)
    columns = zip(start, *home, *(sample for way in ways.values() for sample in way), strict=True)
    moving = tuple(i for i, column in enumerate(columns) if len(set(column)) > 1)
    timing = {each.id: (each.seconds, each.hold, each.side) for each in shape.phases}
    timing |= {each.id: (float(each.seconds), False, None) for each in shape.spots}
    phases = []
    for name, (seconds, rests, own_side) in ((name, timing[name]) for name in keys.order):
        of = own_side or side
        words = describe(exercise, form, name, of, language)
        phases.append(Way(name, of, seconds, rests, words, _thin(ways[name], moving), *_marks(keys, name, side, zone)))
    return Tracks(
        format=FORMAT,
        code=exercise.code,
        title=title(exercise, form, language),
        words=describe(exercise, form, None, side, language),
        region=exercise.complex.value,
        look=_look(keys, stage, first),
        props=keys.props,
        furniture=furniture(keys.props, stage.mat),
        shadow=SHADOW if Prop.CHAIR in keys.props else None,
        roll=(first.roll.radius, ROLL_HALF) if first.roll else None,
        frames=FRAMES,
        points=POINTS,
        ways=WAYS,
        unit=UNIT,
        start=start,
        moving=moving,
        timed=bool(shape.spots),
        phases=tuple(phases),
        home=_thin(home, moving),
    )


def sampled(keys: Keys, phase: str, side: Side | None, zone: int | None) -> tuple[Sample, ...]:
    """A way at equal shares, first and last with it; one sample alone where nothing moves."""
    samples = tuple(numbers(posed(keys, phase, at, side, zone)) for at in SHARES)
    return samples if len(set(samples)) > 1 else samples[:1]


def _fraction(share: float) -> float:
    """The share of the time at which that share of the way is done: ``eased`` turned round."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if eased(middle) < share else (low, middle)
    return high


SHARES = (0.0, *(_fraction(step / STEPS) for step in range(1, STEPS)), 1.0)
"""The shares of a phase's time at which its way is sampled."""


def _thin(samples: tuple[Sample, ...], moving: tuple[int, ...]) -> tuple[Sample, ...]:
    return tuple(tuple(sample[i] for i in moving) for sample in samples)


def numbers(pose: Pose) -> Sample:
    """All of ``FRAMES``, ``POINTS`` and ``WAYS``, in that order."""
    spine, arms, legs = pose.spine, pose.arms, pose.legs
    found: list[float] = []
    for frame in (spine.pelvis, *spine.vertebrae, spine.thorax, spine.head):
        found += (*frame.at, *turn_of(frame.axes))
    for s in Side:
        found += (*arms[s].shoulder, *arms[s].elbow, *arms[s].wrist)
    for s in Side:
        found += (*legs[s].hip, *legs[s].knee, *legs[s].ankle)
    found += pose.roll.at if pose.roll else (0.0, 0.0, 0.0)
    for s in Side:
        found += (*arms[s].fingers, *arms[s].back)
    for s in Side:
        found += (*legs[s].front, *legs[s].toes, *legs[s].sole)
    return tuple(round(number * UNIT) for number in found)


def turn_of(axes: Axes) -> tuple[float, float, float, float]:
    """A frame's axes as a unit quaternion x, y, z, w with w not negative, by the largest of its parts (Shepperd)."""
    (a, d, g), (b, e, h), (c, f, i) = axes
    parts = (a - e - i, e - a - i, i - a - e, a + e + i)
    best = max(range(4), key=lambda k: parts[k])
    long = math.sqrt(max(0.0, 1.0 + parts[best])) / 2
    s = 0.25 / long
    match best:
        case 0:
            found = (long, (b + d) * s, (c + g) * s, (h - f) * s)
        case 1:
            found = ((b + d) * s, long, (f + h) * s, (c - g) * s)
        case 2:
            found = ((c + g) * s, (f + h) * s, long, (d - b) * s)
        case _:
            found = ((h - f) * s, (c - g) * s, (d - b) * s, long)
    return found if found[3] >= 0 else (-found[0], -found[1], -found[2], -found[3])


_FROM_FRONT = Camera((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
_FROM_SIDE = Camera((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0))


def _marks(
    keys: Keys, phase: str, side: Side | None, zone: int | None
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Vec, ...], bool]:
    """Arrows, presses, spots and the brace. Two pictures at right angles tell where an arrow lies in the room."""
    frame = mirrored(keys.pose(phase)) if keys.other(side) else keys.pose(phase)
    pictures = (arrows(keys, camera, phase, side, zone) for camera in (_FROM_FRONT, _FROM_SIDE))
    lines = [
        tuple((_metres(x), _metres(-y), _metres(z)) for (x, y), (z, _) in zip(front, aside, strict=True))
        for front, aside in zip(*pictures, strict=True)
    ]
    ways = 0 if not frame.arrow else 2 if frame.arrow == "shoulders" else 1
    pose = posed(keys, phase, 1.0, side, zone)
    spots = tuple(skull_edge(pose, name.split(".")[1]) for name in frame.press if name.startswith("skull_edge."))
    return tuple(lines[:ways]), tuple(lines[ways:]), spots, "belly" in frame.press


def _metres(length: float) -> float:
    return round(length, 4)


def _look(keys: Keys, stage: Stage, start: Pose) -> Look:
    camera = camera_of(keys.view)
    angles = ANGLES[keys.view]
    lies = BASES[keys.posture].rests is not None
    feet = [leg.ankle[0] for leg in start.legs.values()]
    along = (start.spine.head.at[0] + max(feet)) / 2 if lies else start.spine.head.at[0]
    # The height at which the pivot stands in the middle of the picture, so that a turned body stays in it.
    middle = (HIGH / 2 - stage.top) / stage.scale
    pivot = (_metres(along), _metres((-middle - along * camera.up[0]) / camera.up[1]), 0.0)
    return Look(
        *angles, keys.view is View.FRONT, keys.crop.value, WIDE, HIGH, stage.scale, stage.left, stage.top, pivot
    )
