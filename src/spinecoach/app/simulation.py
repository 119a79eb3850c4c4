"""A recording of a synthetic body: an exercise, how it is done, from where it is seen, and the truth beside it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from spinecoach.app.enact import enact
from spinecoach.body import Frame, Landmark
from spinecoach.figure.course import keys_of
from spinecoach.figure.landmarks import marks_of
from spinecoach.figure.noise import Noise
from spinecoach.figure.parse_noise import parse_noise
from spinecoach.figure.passage import Passage
from spinecoach.figure.pinhole import IMAGE, LENS_DEG, Pinhole, aim, pinhole_of
from spinecoach.figure.posture import BASES
from spinecoach.figure.proportions import Build
from spinecoach.figure.truth import Truth
from spinecoach.figure.vector import Vec
from spinecoach.figure.watch import Watching, watch
from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.protocol.form import resolve_shape
from spinecoach.protocol.movement import Crop, View
from spinecoach.protocol.protocol import Protocol
from spinecoach.session.plan import Work
from spinecoach.wire.plan import work_at

NOISE = "noise.toml"
ROUND = {View.FRONT: 0.0, View.SIDE: 90.0}
"""Degrees from the front, over the person's right side."""
UPRIGHT_M, LYING_M = 1.05, 0.35
"""Height of the lens: on a desk, and near the floor [D]."""
FILLS = 0.88
"""The share of the picture that the body fills in a camera that was placed with care [D]."""
REACH_M = 0.10
"""From the outermost landmark to the edge of the body [D]."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a recording shall be. None leaves it to the exercise, to its first level or to the fitted noise.

    ``reps`` are per side and per zone, or rounds of the spots. ``distance`` and ``height`` of the lens are metres,
    ``aside_deg`` is how far the camera stands round from its view toward the person's right (or back).
    """

    exercise: Exercise
    variant: Variant = Variant.STANDARD
    changes: tuple[str, ...] = ()
    level: int | None = None
    reps: int | None = None
    hold_s: float | None = None
    rest_s: float | None = None
    tempo: float = 1.0
    range_factor: float = 1.0
    fault: str | None = None
    seed: int = 0
    fps: float = 30.0
    noise_deg: float | None = None
    view: View | None = None
    distance: float | None = None
    height: float | None = None
    aside_deg: float = 0.0
    lens_deg: float = LENS_DEG
    image: tuple[int, int] = IMAGE
    stature: float = 1.70
    clothes_mm: float = 0.0
    jitter_s: float = 0.0
    face_drop: float | None = None
    body_drop: float | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """``frames`` come as they are asked for, once."""

    view: View
    camera: Pinhole
    frames: Iterator[Frame]
    truth: Truth
    seconds: float


@cache
def fitted_noise() -> Noise:
    """The packaged fit (docs/noise.md). Raises ProtocolError when its file has faults."""
    text = files("spinecoach.figure").joinpath("data", NOISE).read_text(encoding="utf-8")
    return parse_noise(text, NOISE)


def simulate(protocol: Protocol, asked: Asked) -> Recording:
    """The recording. The same question gives the same frames. Raises NoMovementError, NothingAlteredError."""
    build = Build(asked.stature)
    work = work_of(asked)
    right = enact(protocol, asked.exercise, work, None, build)
    made = enact(protocol, asked.exercise, work, asked.fault, build) if asked.fault else right
    view = asked.view or View(asked.exercise.camera.view)
    camera = _camera(asked, view, right.passages)  # a fault moves the body, not the camera
    how = Watching(
        camera, asked.fps, asked.noise_deg, asked.clothes_mm, asked.jitter_s, asked.face_drop, asked.body_drop, build
    )
    uniform = random.Random(asked.seed).random  # noqa: S311 - noise, and the same each time
    frames = watch(made.passages, how, fitted_noise(), uniform)
    return Recording(view, camera, frames, made.truth, sum(p.seconds for p in made.passages))


def work_of(asked: Asked) -> Work:
    """The dose: of the level asked for, else of level 1, else of the variant's own where level 1 counts another way."""
    exercise = asked.exercise
    own = [level for level, dose in sorted(exercise.levels.items()) if dose.variant is asked.variant]
    level = asked.level
    if level is None:
        level = min(1, max(exercise.levels))
        if own and (exercise.levels[own[0]].duration_s is None) != (exercise.levels[level].duration_s is None):
            level = own[0]
    work = replace(
        work_at(exercise, level),
        variant=asked.variant,
        changes=asked.changes,
        tempo=asked.tempo,
        range_factor=asked.range_factor,
    )
    if asked.reps is not None:
        work = _counted(work, asked)
    hold_s = work.hold_s if asked.hold_s is None else asked.hold_s
    return replace(work, hold_s=hold_s, rest_s=work.rest_s if asked.rest_s is None else asked.rest_s)


def _counted(work: Work, asked: Asked) -> Work:
    if work.duration_s is None:
        return replace(work, reps=asked.reps)
    spots = resolve_shape(asked.exercise, asked.variant, asked.changes).spots
    return replace(work, duration_s=(asked.reps or 0) * sum(spot.seconds for spot in spots))


def _camera(asked: Asked, view: View, passages: Sequence[Passage]) -> Pinhole:
    """Where it was asked for; else so near that all that matters fills the picture."""
    keys = keys_of(asked.exercise, asked.variant.value, asked.changes)
    lying = BASES[keys.posture].rests is not None
    stances = {passage.after for passage in passages}
    shown = len(Landmark) if keys.crop is Crop.WHOLE else Landmark.RIGHT_HIP + 1
    points = tuple(point for stance in stances for point in marks_of(stance.pose()).points[:shown])
    target, height = aim(points), asked.height
    if height is None:
        height = LYING_M if lying else UPRIGHT_M

    def at(distance: float) -> Pinhole:
        round_deg = ROUND[view] + asked.aside_deg
        return pinhole_of(target, round_deg, distance, height, asked.lens_deg, asked.image)

    if asked.distance is not None:
        return at(asked.distance)
    near, far = 0.3, 12.0
    while far - near > 0.01:
        middle = (near + far) / 2
        near, far = (near, middle) if _fits(at(middle), points) else (middle, far)
    return at(far)


def _fits(camera: Pinhole, points: Sequence[Vec]) -> bool:
    wide, high = camera.image
    for point in points:
        x, y, metres = camera.see(point)
        edge = REACH_M * camera.focal / metres
        if abs(y - 0.5) + edge > FILLS / 2 or abs(x - 0.5) + edge * high / wide > FILLS / 2:
            return False
    return True
