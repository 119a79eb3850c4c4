"""A recording as a camera and a pose model would make it of a body that moves: one frame after the other."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spinecoach.body import Frame, HeadPose, Point
from spinecoach.body import Landmark as Mark
from spinecoach.figure.chance import Uniform
from spinecoach.figure.disturb import Disturbance, Given
from spinecoach.figure.hiding import hidden
from spinecoach.figure.landmarks import Marks, angles_between
from spinecoach.figure.noise import PARTS, Noise
from spinecoach.figure.passage import Passage, marks_at
from spinecoach.figure.pinhole import Pinhole
from spinecoach.figure.proportions import Build
from spinecoach.figure.vector import between, scaled

TORSO = 0.30
"""From the middle of the hips to the middle of the shoulders, as a share of stature."""
FADE_S = 0.15
"""How fast a visibility follows what is seen [D]."""
MOST_PITCH, MOST_ROLL = 50.0, 60.0
"""Degrees up or down, and aside, beyond which no face is found; the clips have no pitch beyond 38 [D]."""
BACK_DEG = 8.0
"""How much nearer to the front a lost face must turn before it can be found again [D]."""


@dataclass(frozen=True, slots=True)
class Watching:
    """How a recording is made. ``deg`` is the noise, None as fitted; ``jitter_s`` the spread of the times of frames.

    ``face_drop`` and ``body_drop`` are shares of the frames, None as fitted.
    """

    camera: Pinhole
    fps: float = 30.0
    deg: float | None = None
    clothes_mm: float = 0.0
    jitter_s: float = 0.0
    face_drop: float | None = None
    body_drop: float | None = None
    build: Build = field(default_factory=Build)


def watch(passages: Sequence[Passage], how: Watching, noise: Noise, uniform: Uniform) -> Iterator[Frame]:
    """The frames of the whole way. The same random numbers give the same frames."""
    lasts = sum(passage.seconds for passage in passages)
    count = math.floor(lasts * how.fps + 1e-9) + 1
    times = [_time(i, how, uniform) for i in range(count)]
    seer = _Seer(how, noise, uniform)
    before = times[0] - 1.0 / how.fps
    for t, marks in zip(times, marks_at(passages, times), strict=True):
        yield seer.frame(t, t - before, marks)
        before = t


def _time(index: int, how: Watching, uniform: Uniform) -> float:
    nominal = index / how.fps
    if not how.jitter_s or not index:
        return nominal
    return nominal + min(how.jitter_s, 0.45 / how.fps) * (2.0 * uniform() - 1.0)


class _Lapses:
    """Stretches in which something is lost for no reason."""

    def __init__(self, share: float, lasts_s: float, uniform: Uniform) -> None:
        self.share, self.lasts_s, self.uniform = share, lasts_s, uniform
        self.left = 0.0

    def step(self, seconds: float) -> bool:
        if self.share <= 0.0:
            return False
        self.left -= seconds
        chance = self.share / (1.0 - self.share) * seconds / self.lasts_s if self.share < 1.0 else 1.0
        if self.left <= 0.0 and self.uniform() < chance:
            self.left = -math.log(1.0 - self.uniform()) * self.lasts_s
        return self.left > 0.0


class _Seer:
    def __init__(self, how: Watching, noise: Noise, uniform: Uniform) -> None:
        self.how, self.noise, self.uniform = how, noise, uniform
        self.deg = noise.deg if how.deg is None else how.deg
        self.noisy = self.deg > 0.0
        self.disturbance = Disturbance(noise, self.deg, how.clothes_mm, uniform, widen=how.deg is None)
        drop = [given if given is not None else fitted * self.noisy
                for given, fitted in ((how.face_drop, noise.face_drop), (how.body_drop, noise.body_drop))]  # fmt: skip
        self.no_face = _Lapses(drop[0], noise.drop_s, uniform)
        self.nobody = _Lapses(drop[1], noise.drop_s, uniform)
        self.visibility: list[float] = []
        self.face_lost = False
        self.limit = self._limit()
        self.zero: float | None = None

    def frame(self, t: float, seconds: float, marks: Marks) -> Frame:
        camera, size = self.how.camera, self.how.build.stature / 1.70
        wide, high = camera.image
        metre = camera.focal * high
        seen = [camera.see(p) for p in marks.points]
        pixels = [(x * wide, y * high, far) for x, y, far in seen]
        middle = camera.see(marks.head.out(scaled((0.010, 0.080, 0.0), size)))
        cover = hidden(pixels, (middle[0] * wide, middle[1] * high, middle[2]), metre, size)
        hips = camera.see(between(marks.points[Mark.LEFT_HIP], marks.points[Mark.RIGHT_HIP], 0.5))[2]
        given = self.disturbance.step(seconds)
        near = metre / hips
        true = [(x, y) for x, y, _ in pixels]
        torso = TORSO * self.how.build.stature * near
        spots = self.disturbance.moved(true, cover, given, torso, near) if self.noisy or self.how.clothes_mm else true
        self._look(cover, seen, seconds)
        nobody, no_face = self.nobody.step(seconds), self.no_face.step(seconds)
        head = self._head(marks, given, seconds)
        if nobody:
            return Frame(t, (), None)
        points = tuple(
            Point(x / wide, y / high, self._depth(mark, far - hips, given) * near / wide, visibility)
            for mark, ((x, y), (_, _, far), visibility) in enumerate(zip(spots, seen, self.visibility, strict=True))
        )
        return Frame(t, points, None if no_face else head)

    def _depth(self, mark: int, metres: float, given: Given) -> float:
        """Behind the hips in metres, with its noise."""
        if not self.noisy:
            return metres
        spread = self.noise.parts[PARTS[mark]].torso * self.disturbance.scale * self.noise.depth_times
        return metres + given.depth(mark) * spread * TORSO * self.how.build.stature

    def _look(self, cover: list[float], seen: Sequence[tuple[float, float, float]], seconds: float) -> None:
        """What each landmark's visibility has become."""
        wanted = []
        for part, hid, (x, y, _) in zip(PARTS, cover, seen, strict=True):
            trust = self.noise.parts[part]
            value = trust.seen + (trust.hidden - trust.seen) * hid
            beyond = max(-x, x - 1.0, -y, y - 1.0, 0.0)
            wanted.append(min(value, trust.seen + (trust.outside - trust.seen) * min(1.0, beyond / 0.15)))
        keep = math.exp(-seconds / FADE_S) if self.visibility else 0.0
        old = self.visibility or wanted
        self.visibility = [w + (v - w) * keep for v, w in zip(old, wanted, strict=True)]

    def _head(self, marks: Marks, given: Given, seconds: float) -> HeadPose | None:
        camera = self.how.camera
        yaw, pitch, roll = angles_between(marks.head.axes, camera.facing)
        far = camera.see(marks.head.at)[2] * 1000.0
        self.zero = far if self.zero is None else self.zero
        tilted = max(abs(pitch) / MOST_PITCH, abs(roll) / MOST_ROLL) > 1.0
        if not self.face_lost and (tilted or abs(yaw) > self.limit):
            self.face_lost = True
        elif self.face_lost and not tilted and abs(yaw) < self.limit - BACK_DEG:
            waits = self.noisy and self.uniform() < math.exp(-seconds / self.noise.face_back_s)
            if not waits:
                self.face_lost = False
                self.limit = self._limit()
        if self.face_lost:
            return None
        a, b, c, d = given.head()
        deep = self.noise.head_depth_mm * self.disturbance.scale
        return HeadPose(
            yaw + a * self.deg,
            pitch + b * self.deg,
            roll + c * self.deg,
            self.zero - far + (d * deep if self.noisy else 0.0),
        )

    def _limit(self) -> float:
        """The turn at which the face will be lost this time."""
        if not self.noisy:
            return self.noise.face_lost_deg
        spread = (self.uniform() + self.uniform() + self.uniform() - 1.5) * 2.0
        return self.noise.face_lost_deg + self.noise.face_spread_deg * spread
