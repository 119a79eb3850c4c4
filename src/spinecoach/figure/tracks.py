"""A form baked to joint tracks: all that a page needs to show the movement, and no kinematics left to do.

Every phase is a way from one pose to the next. It is sampled at equal shares of the way, not of the time, because
between two shares a joint moves almost evenly; the page eases the time (``pose.eased``) and then goes straight from
sample to sample. Only the numbers that move at all are listed.
"""

from dataclasses import dataclass, replace

from spinecoach.body import Side
from spinecoach.figure.arrow import arrows
from spinecoach.figure.camera import ANGLES, Camera, camera_of
from spinecoach.figure.circling import circling
from spinecoach.figure.course import Keys, keys_of, mirrored
from spinecoach.figure.drawing import HIGH, WIDE
from spinecoach.figure.flesh import skull_edge
from spinecoach.figure.furniture import ROLL_HALF, SHADOW, Box, furniture
from spinecoach.figure.members import Pose
from spinecoach.figure.numbers import FRAMES, POINTS, UNIT, WAYS, Sample, aligned, numbers
from spinecoach.figure.pose import eased, posed
from spinecoach.figure.posture import BASES
from spinecoach.figure.stage import Stage, extent, moments, stage_of
from spinecoach.figure.telling import describe, title
from spinecoach.figure.vector import Vec
from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.protocol.form import resolve_shape
from spinecoach.protocol.movement import Prop, View

FORMAT = 2
STEPS = 16
"""Steps of a way: enough that a joint strays from its arc by three millimetres at most, an elbow by thirteen."""
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
    ``rests`` says that a hold may follow, ``brace`` that the belly tightens. ``circle`` is one round of hands that
    circle at its end, at equal shares of the round's time, empty where none do.
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
    circle: tuple[Sample, ...]


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
    rounds = {phase: _round(keys, phase, side, zone, numbers(first)) for phase in keys.order}
    home = sampled(replace(keys, poses={**keys.poses, "": keys.start}, order=(*keys.order, "")), "", side, zone)
    start = numbers(first)
    columns = zip(start, *home, *(sample for way in (*ways.values(), *rounds.values()) for sample in way), strict=True)
    moving = tuple(i for i, column in enumerate(columns) if len(set(column)) > 1)
    timing = {each.id: (each.seconds, each.hold, each.side) for each in shape.phases}
    timing |= {each.id: (float(each.seconds), False, None) for each in shape.spots}
    phases = []
    for name, (seconds, rests, own_side) in ((name, timing[name]) for name in keys.order):
        of = own_side or side
        words = describe(exercise, form, name, of, language)
        marks = _marks(keys, name, side, zone)
        circle = _thin(rounds[name], moving)
        phases.append(Way(name, of, seconds, rests, words, _thin(ways[name], moving), *marks, circle))
    return Tracks(
        format=FORMAT,
        code=exercise.code,
        title=title(exercise, form, language),
        words=describe(exercise, form, None, side, language),
        region=exercise.complex.value,
        look=_look(keys, stage, first),
        props=keys.props,
        furniture=furniture(keys.props, stage.mat, stage.wall),
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
    start = numbers(posed(keys, None, 1.0, side, zone))
    samples = tuple(aligned(numbers(posed(keys, phase, at, side, zone)), start) for at in SHARES)
    return samples if len(set(samples)) > 1 else samples[:1]


def _round(keys: Keys, phase: str, side: Side | None, zone: int | None, start: Sample) -> tuple[Sample, ...]:
    return tuple(aligned(numbers(pose), start) for pose in circling(keys, phase, side, zone))


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
