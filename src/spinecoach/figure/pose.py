"""The body in the room at one moment of an exercise: spine, legs and arms, from keyframes and what they touch."""

from collections.abc import Mapping

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.arm import Shoulders
from spinecoach.figure.course import Keys, keys_of, mirrored
from spinecoach.figure.leg import blended, leg_angles, leg_of
from spinecoach.figure.members import Arm, Leg, Pose, Roll
from spinecoach.figure.posture import BASES, MAT, ROLLER_RADIUS, TOWEL_RADIUS, Base
from spinecoach.figure.spine import Spine, pitch_to_rest, spine_of
from spinecoach.figure.vector import add
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.movement import Keyframe, Prop

SKIN = 0.052
"""From the middle of a vertebra to the skin of the back, metres [D]."""


Told = tuple[Keyframe, Mapping[str, float]]
"""A keyframe, and its angles over those of the posture."""


def eased(fraction: float) -> float:
    """The share of the way at a share of the time, for the smoothest reach (minimum jerk; Flash and Hogan 1985 [K])."""
    f = max(0.0, min(1.0, fraction))
    return f * f * f * (10.0 - 15.0 * f + 6.0 * f * f)


def pose_at(
    exercise: Exercise,
    form: str = "standard",
    changes: tuple[str, ...] = (),
    phase: str | None = None,
    fraction: float = 1.0,
    side: Side | None = None,
    zone: int | None = None,
    build: by.Build | None = None,
) -> Pose:
    """The body at a share of a phase's time. Phase None is the start pose; ``zone`` counts from 0, as the session does;
    ``side`` is the one working, None for the side that the data describe. ``NoMovementError`` when there is no such
    keyframe."""
    return posed(keys_of(exercise, form, changes), phase, fraction, side, zone, build)


def posed(
    keys: Keys,
    phase: str | None,
    fraction: float = 1.0,
    side: Side | None = None,
    zone: int | None = None,
    build: by.Build | None = None,
) -> Pose:
    """As ``pose_at``, for keyframes already spelled out."""
    before, after = (keys.start, keys.start) if phase is None else (keys.before(phase), keys.pose(phase))
    start = keys.start
    if keys.other(side):
        start, before, after = mirrored(start), mirrored(before), mirrored(after)
    body = _Body(build or by.Build(), keys, zone)
    return body.at(body.pitch(body.told(start)), before, after, eased(fraction))


class _Body:
    """What stays the same over an exercise: the build, the posture, and what lies under the back."""

    def __init__(self, build: by.Build, keys: Keys, zone: int | None) -> None:
        self.build = build
        self.base: Base = BASES[keys.posture]
        self.radius = 0.0
        self.level: str | None = None
        if keys.zones and (Prop.ROLLER in keys.props or Prop.TOWEL in keys.props):
            self.radius = ROLLER_RADIUS if Prop.ROLLER in keys.props else TOWEL_RADIUS
            self.level = keys.zones[min(max(zone or 0, 0), len(keys.zones) - 1)]

    def at(self, pitch: float, before: Keyframe, after: Keyframe, share: float) -> Pose:
        """``pitch`` is how the pelvis tilts for the back to rest on the floor in the start pose."""
        first, last = self.told(before), self.told(after)
        angles = {n: first.get(n, 0.0) + (last.get(n, 0.0) - first.get(n, 0.0)) * share for n in {**first, **last}}
        if self.level:
            pitch = self.pitch(angles)
        spine = self.spine({**angles, "pelvis.flexion": angles.get("pelvis.flexion", 0.0) + pitch})
        legs = {s: self._leg(spine, s, (before, first), (after, last), share) for s in Side}
        shoulders = Shoulders(self.build, spine, legs)
        arms = {s: self._arm(shoulders, s, (before, first), (after, last), angles, share) for s in Side}
        return Pose(self.build, spine, arms, legs, self._roll(spine))

    def told(self, frame: Keyframe) -> dict[str, float]:
        """A keyframe's angles over those of the posture."""
        return {**self.base.both, **frame.angles}

    def spine(self, angles: Mapping[str, float]) -> Spine:
        """``angles`` with the pitch already in."""
        hips = (0.0, self.base.under + self.base.hips * self.build.stature / 1.70, 0.0)
        return spine_of(self.build, hips, self.base.axes, self.base.curve, angles)

    def pitch(self, angles: Mapping[str, float]) -> float:
        """Degrees that bring the back down to what it rests on; 0 for a posture that rests on nothing."""
        rests = by.NAMES.index(self.level) if self.level else self.base.rests
        if rests is None:
            return 0.0
        depth = SKIN * self.build.stature / 1.70
        return pitch_to_rest(self.spine(angles), rests, depth, MAT + 2 * self.radius)

    def _roll(self, spine: Spine) -> Roll | None:
        if self.level is None:
            return None
        over = spine.vertebrae[by.NAMES.index(self.level)]
        skin = add(over.at, over.axes[0], -SKIN * self.build.stature / 1.70)
        return Roll((skin[0], MAT + self.radius, 0.0), self.radius, self.level)

    def _leg(self, spine: Spine, side: Side, before: Told, after: Told, share: float) -> Leg:
        a = leg_angles(self.build, self.base, spine.pelvis, side, *after)
        if share < 1.0:
            first = leg_angles(self.build, self.base, spine.pelvis, side, *before)
            a = blended(first, a, share)
        return leg_of(self.build, spine.pelvis, side, a)

    def _arm(
        self, shoulders: Shoulders, side: Side, before: Told, after: Told, angles: Mapping[str, float], share: float
    ) -> Arm:
        shoulder = shoulders.joint(side, angles)
        name = f"hand.{side.value}"
        one, two = (frame.touches.get(name, self.base.hand) for frame, _ in (before, after))
        last = shoulders.reach(side, two, shoulder, after[1])
        first = shoulders.reach(side, one, shoulder, before[1]) if share < 1.0 else last
        return shoulders.arm(side, shoulder, first, last, share, moves=one != two)
