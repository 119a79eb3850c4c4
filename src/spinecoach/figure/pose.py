"""The body in the room at one moment of an exercise: spine, legs and arms, from keyframes and what they touch."""

from collections.abc import Mapping

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.arm import Shoulders, alike_arm
from spinecoach.figure.course import Keys, keys_of, mirrored
from spinecoach.figure.leg import blended, leg_angles, leg_of, stands
from spinecoach.figure.members import Arm, Leg, Pose, Roll
from spinecoach.figure.posture import BASES, MAT, ROLLER_RADIUS, SKIN, TOWEL_RADIUS, Base
from spinecoach.figure.spine import Spine, pitch_to_rest, spine_of
from spinecoach.figure.vector import add
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.movement import Keyframe, Prop

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
    return Body(keys, start, zone, build).at(before, after, eased(fraction))


class Body:
    """What stays the same over an exercise: the build, the posture, the start pose and what lies under the back.

    ``start`` is the start pose of the side that works; how the pelvis tilts for the back to rest is solved there.
    """

    def __init__(self, keys: Keys, start: Keyframe, zone: int | None = None, build: by.Build | None = None) -> None:
        self.build = build or by.Build()
        self.base: Base = BASES[keys.posture]
        self.radius = 0.0
        self.level: str | None = None
        if keys.zones and (Prop.ROLLER in keys.props or Prop.TOWEL in keys.props):
            self.radius = ROLLER_RADIUS if Prop.ROLLER in keys.props else TOWEL_RADIUS
            self.level = keys.zones[min(max(zone or 0, 0), len(keys.zones) - 1)]
        self.tilt = 0.0 if self.level else self._pitch(self._told(start))

    def at(self, before: Keyframe, after: Keyframe, share: float) -> Pose:
        """The pose at a share of the way, not of the time, between two keyframes."""
        first, last = self._told(before), self._told(after)
        angles = last
        if share != 1.0:
            angles = {n: first.get(n, 0.0) + (last.get(n, 0.0) - first.get(n, 0.0)) * share for n in {**first, **last}}
        tilt = self._pitch(angles) if self.level else self.tilt
        spine = self._spine({**angles, "pelvis.flexion": angles.get("pelvis.flexion", 0.0) + tilt})
        legs = {s: self._leg(spine, s, (before, first), (after, last), share) for s in Side}
        shoulders = Shoulders(self.build, spine, legs)
        arms = {s: self._arm(shoulders, s, (before, first), (after, last), angles, share) for s in Side}
        return Pose(self.build, spine, arms, legs, self._roll(spine))

    def _told(self, frame: Keyframe) -> dict[str, float]:
        """A keyframe's angles over those of the posture."""
        return {**self.base.both, **frame.angles}

    def _spine(self, angles: Mapping[str, float]) -> Spine:
        """``angles`` with the tilt already in."""
        high = self.base.under + self.base.hips * self.build.stature / 1.70 + angles.get("pelvis.lift", 0.0) / 1000.0
        return spine_of(self.build, (0.0, high, 0.0), self.base.axes, self.base.curve, angles)

    def _pitch(self, angles: Mapping[str, float]) -> float:
        """Degrees that bring the back down to what it rests on; 0 for a posture that rests on nothing."""
        rests = by.NAMES.index(self.level) if self.level else self.base.rests
        if rests is None:
            return 0.0
        depth = SKIN * self.build.stature / 1.70
        return pitch_to_rest(self._spine(angles), rests, depth, MAT + 2 * self.radius)

    def _roll(self, spine: Spine) -> Roll | None:
        if self.level is None:
            return None
        over = spine.vertebrae[by.NAMES.index(self.level)]
        skin = add(over.at, over.axes[0], -SKIN * self.build.stature / 1.70)
        return Roll((skin[0], MAT + self.radius, 0.0), self.radius, self.level)

    def _leg(self, spine: Spine, side: Side, before: Told, after: Told, share: float) -> Leg:
        a = leg_angles(self.build, self.base, spine.pelvis, side, *after)
        if share < 1.0 and not (stands(self.base, side, before[0]) and stands(self.base, side, after[0])):
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
        alike = share == 1.0 or (one == two and alike_arm(side, before[1], after[1]))
        first = last if alike else shoulders.reach(side, one, shoulder, before[1])
        return shoulders.arm(side, shoulder, first, last, share, moves=one != two)
