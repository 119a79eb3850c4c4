"""The body in the room at one moment of an exercise: spine, arms and legs, from keyframes and what they touch."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.course import Keys, keys_of, mirrored
from spinecoach.figure.limb import arm_bones, bent, middle_joint, on_arc, thigh_angles, thigh_frame
from spinecoach.figure.posture import BASES, MAT, ROLLER_RADIUS, TOWEL_RADIUS, Base
from spinecoach.figure.spine import Spine, pitch_to_rest, spine_of
from spinecoach.figure.touch import HAND_DEPTH, PLACES
from spinecoach.figure.vector import Frame, Vec, add, between, cross, dot, less, outward, scaled, spun, unit
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.movement import Keyframe, Prop

SKIN = 0.052
"""From the middle of a vertebra to the skin of the back, metres [D]."""
SHOULDER: Vec = (0.010, -0.022, 0.0)
"""The shoulder joint in the thorax frame, without its distance from the middle [D]."""
COLLAR: Vec = (0.075, -0.030, 0.030)
"""Inner end of the right collar bone in the thorax frame [D]."""


@dataclass(frozen=True, slots=True)
class Arm:
    """Joints in the room; ``fingers`` points along the hand, ``back`` out of its back."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    fingers: Vec
    back: Vec


@dataclass(frozen=True, slots=True)
class Leg:
    """Joints in the room; ``front`` points out of the front of the thigh, ``toes`` along the foot, ``sole`` upward."""

    hip: Vec
    knee: Vec
    ankle: Vec
    front: Vec
    toes: Vec
    sole: Vec


@dataclass(frozen=True, slots=True)
class Roll:
    """A roller or rolled towel across the body."""

    at: Vec
    radius: float
    level: str


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole body; arms and legs by side."""

    build: by.Build
    spine: Spine
    arms: Mapping[Side, Arm]
    legs: Mapping[Side, Leg]
    roll: Roll | None


@dataclass(frozen=True, slots=True)
class _Goal:
    """What the inverse kinematics of an arm is asked for."""

    wrist: Vec
    fingers: Vec
    back: Vec
    pole: Vec
    swivel: float


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
    """The body at a share of a phase's time. Phase None is the start pose; ``zone`` counts from 1; ``side`` is the one
    working, None for the side that the data describe. ``NoMovementError`` when there is no such keyframe."""
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
    if phase is None:
        before = after = keys.start
    else:
        before, after = keys.before(phase), keys.poses[phase]
    start = keys.start
    if side is not None and side is not keys.side:
        start, before, after = mirrored(start), mirrored(before), mirrored(after)
    return _Body(build or by.Build(), keys, start, zone).at(before, after, eased(fraction))


class _Body:
    def __init__(self, build: by.Build, keys: Keys, start: Keyframe, zone: int | None) -> None:
        self.build = build
        self.size = build.stature / 1.70
        self.base: Base = BASES[keys.posture]
        self.start = self._angles(start)
        self.roll_radius = (
            ROLLER_RADIUS if Prop.ROLLER in keys.props else TOWEL_RADIUS if Prop.TOWEL in keys.props else None
        )
        self.level = keys.zones[min(max((zone or 1) - 1, 0), len(keys.zones) - 1)] if keys.zones else None
        self.pitch = self._pitch(self.start)

    def at(self, before: Keyframe, after: Keyframe, share: float) -> Pose:
        first, last = self._angles(before), self._angles(after)
        names = dict.fromkeys((*first, *last))
        angles = {n: first.get(n, 0.0) + (last.get(n, 0.0) - first.get(n, 0.0)) * share for n in names}
        if self.roll_radius and self.level:
            angles["pelvis.flexion"] = angles.get("pelvis.flexion", 0.0) + self._pitch(angles)
        else:
            angles["pelvis.flexion"] = angles.get("pelvis.flexion", 0.0) + self.pitch
        spine = self._spine(angles)
        legs = {s: self._leg(spine, s, before, after, share) for s in Side}
        arms = {s: self._arm(spine, legs, s, before, after, angles, share) for s in Side}
        return Pose(self.build, spine, arms, legs, self._roll(spine))

    def _angles(self, frame: Keyframe) -> dict[str, float]:
        angles: dict[str, float] = {}
        for name, value in self.base.angles.items():
            for side in ("left", "right"):
                angles[name.replace("*", side)] = value
        return {**angles, **frame.angles}

    def _spine(self, angles: Mapping[str, float]) -> Spine:
        return spine_of(self.build, scaled(self.base.hips, self.size), self.base.axes, self.base.curve, angles)

    def _pitch(self, angles: Mapping[str, float]) -> float:
        rests = by.NAMES.index(self.level) if self.roll_radius and self.level else self.base.rests
        if rests is None:
            return 0.0
        under = MAT + (2 * self.roll_radius if self.roll_radius and self.level else 0.0)
        return pitch_to_rest(self._spine(angles), rests, SKIN * self.size, under)

    def _roll(self, spine: Spine) -> Roll | None:
        if self.roll_radius is None or self.level is None:
            return None
        over = spine.vertebrae[by.NAMES.index(self.level)]
        skin = add(over.at, over.axes[0], -SKIN * self.size)
        return Roll((skin[0], MAT + self.roll_radius, 0.0), self.roll_radius, self.level)

    def _planted(self, spine: Spine, side: Side) -> tuple[float, float, float, float, float]:
        """Hip flexion, abduction, rotation, knee and ankle of a leg whose foot stands where the posture has it."""
        s = 1.0 if side is Side.RIGHT else -1.0
        ahead, apart = self.base.feet or (0.0, 0.0)
        hip = self._hip(spine, s)
        ground = MAT if self.base.rests else 0.0
        base = scaled(self.base.hips, self.size)
        ankle = (base[0] + ahead * self.size, self.build.of(by.ANKLE_HEIGHT) + ground, s * apart * self.size)
        thigh, shank = self.build.of(by.THIGH), self.build.of(by.SHANK)
        pole = add(outward(self.base.axes, (1.0, 0.0, s * 0.06)), (0.0, 1.0, 0.0), 0.4)
        knee, ankle = middle_joint(hip, ankle, thigh, shank, pole)
        down, lower = unit(less(knee, hip)), unit(less(ankle, knee))
        fold = max(-1.0, min(1.0, dot(down, lower)))
        front = unit(less(scaled(down, fold), lower))
        flexion, abduction, rotation = thigh_angles(spine.pelvis, s, down, front)
        knee_flexion = _degrees(fold)
        _, shin = bent(down, front, knee_flexion)
        toes = (1.0, 0.0, 0.0)
        ankle_flexion = 90.0 - _degrees(-dot(toes, lower)) if dot(toes, shin) > 0 else 0.0
        return flexion, abduction, rotation, knee_flexion, ankle_flexion

    def _hip(self, spine: Spine, s: float) -> Vec:
        return spine.pelvis.out((0.0, 0.0, s * self.build.of(by.HIP_HALF)))

    def _leg_angles(self, spine: Spine, side: Side, frame: Keyframe) -> tuple[float, float, float, float, float]:
        names = [f"{j}.{side.value}.{m}" for j, m in _LEG]
        if self.base.feet and not any(name in frame.angles for name in names):
            return self._planted(spine, side)
        angles = self._angles(frame)
        a = [angles.get(name, 0.0) for name in names]
        return a[0], a[1], a[2], a[3], a[4]

    def _leg(self, spine: Spine, side: Side, before: Keyframe, after: Keyframe, share: float) -> Leg:
        s = 1.0 if side is Side.RIGHT else -1.0
        first = self._leg_angles(spine, side, before)
        last = self._leg_angles(spine, side, after) if after is not before else first
        flexion, abduction, rotation, knee_flexion, ankle_flexion = (
            a + (b - a) * share for a, b in zip(first, last, strict=True)
        )
        hip = self._hip(spine, s)
        down, front = thigh_frame(spine.pelvis, s, flexion, abduction, rotation)
        knee = add(hip, down, self.build.of(by.THIGH))
        lower, shin = bent(down, front, knee_flexion)
        ankle = add(knee, lower, self.build.of(by.SHANK))
        toes, sole = bent(shin, scaled(lower, -1.0), -ankle_flexion)
        return Leg(hip, knee, ankle, front, toes, sole)

    def _shoulder(self, spine: Spine, side: Side, angles: Mapping[str, float]) -> Vec:
        s = 1.0 if side is Side.RIGHT else -1.0
        collar = scaled((COLLAR[0], COLLAR[1], COLLAR[2] * s), self.size)
        rest = (SHOULDER[0] * self.size, SHOULDER[1] * self.size, s * self.build.of(by.SHOULDER_HALF))
        bone = less(rest, collar)
        bone = spun(bone, (1.0, 0.0, 0.0), -s * angles.get(f"girdle.{side.value}.elevation", 0.0))
        bone = spun(bone, (0.0, 1.0, 0.0), s * angles.get(f"girdle.{side.value}.protraction", 0.0))
        return spine.thorax.out(add(collar, bone))

    def _arm(
        self,
        spine: Spine,
        legs: Mapping[Side, Leg],
        side: Side,
        before: Keyframe,
        after: Keyframe,
        angles: Mapping[str, float],
        share: float,
    ) -> Arm:
        shoulder = self._shoulder(spine, side, angles)
        upper, fore = self.build.of(by.UPPER_ARM), self.build.of(by.FOREARM)
        first = self._goal(spine, legs, side, before, shoulder)
        last = self._goal(spine, legs, side, after, shoulder) if after is not before else first
        s = 1.0 if side is Side.RIGHT else -1.0
        moves = before.touches.get(f"hand.{side.value}") != after.touches.get(f"hand.{side.value}")
        bulge = outward(spine.thorax.axes, (0.10, 0.0, s * 0.08)) if moves else (0.0, 0.0, 0.0)
        wrist = on_arc(first.wrist, last.wrist, share, bulge)
        swivel = first.swivel + (last.swivel - first.swivel) * share
        pole = spun(between(first.pole, last.pole, share), unit(less(wrist, shoulder)), -s * swivel)
        elbow, wrist = middle_joint(shoulder, wrist, upper, fore, pole)
        return Arm(
            shoulder,
            elbow,
            wrist,
            unit(between(first.fingers, last.fingers, share)),
            unit(between(first.back, last.back, share)),
        )

    def _goal(self, spine: Spine, legs: Mapping[Side, Leg], side: Side, frame: Keyframe, shoulder: Vec) -> _Goal:
        s = 1.0 if side is Side.RIGHT else -1.0
        angles = self._angles(frame)
        swivel = angles.get(f"arm.{side.value}.swivel", 0.0)
        touch = frame.touches.get(f"hand.{side.value}", self.base.hand)
        if touch == "free":
            a = [angles.get(f"{j}.{side.value}.{m}", 0.0) for j, m in _ARM]
            down, lower, tip = arm_bones(spine.thorax, s, a[0], a[1], a[2], a[3])
            wrist = add(add(shoulder, down, self.build.of(by.UPPER_ARM)), lower, self.build.of(by.FOREARM))
            across = spun(unit(cross(lower, tip)), lower, 0.0) if a[3] > 0.5 else spine.thorax.axes[2]
            back = scaled(across, s if dot(across, spine.thorax.axes[2]) > 0 else -s)
            return _Goal(wrist, lower, back, tip, 0.0)
        place = PLACES[touch]
        point, faces, fingers, pole = (
            (v[0], v[1], v[2] * s) for v in (place.point, place.faces, place.fingers, place.pole)
        )
        part = self._part(place.part, spine, legs, side)
        if "thigh" in place.part:
            along = (point[2] * s * self.size, -point[1] * self.build.of(by.THIGH), point[0])
            spot, faces, fingers = part.out(along), part.axes[0], outward(part.axes, (0.0, -fingers[1], fingers[0] * s))
        elif place.part == "floor":
            spot = add(part.at, scaled(point, self.size))
        else:
            spot = part.out(scaled(point, self.size))
            faces, fingers = unit(outward(part.axes, faces)), outward(part.axes, fingers)
        fingers = unit(add(fingers, faces, -dot(fingers, faces)))
        palm = add(spot, faces, HAND_DEPTH * self.size)
        wrist = add(palm, fingers, -place.reach * self.size)
        return _Goal(wrist, fingers, faces, outward(spine.thorax.axes, pole), swivel)

    def _part(self, name: str, spine: Spine, legs: Mapping[Side, Leg], side: Side) -> Frame:
        match name:
            case "head":
                return spine.head
            case "thorax":
                return spine.thorax
            case "loin":
                return spine.vertebrae[by.lumbar(3)]
            case "floor":
                base = scaled(self.base.hips, self.size)
                return Frame((base[0], MAT, base[2]), self.base.axes)
            case _:
                other = Side.LEFT if side is Side.RIGHT else Side.RIGHT
                leg = legs[other if name == "other_thigh" else side]
                up = unit(less(leg.hip, leg.knee))
                return Frame(leg.hip, (leg.front, up, cross(leg.front, up)))


_LEG = (
    ("hip", "flexion"),
    ("hip", "abduction"),
    ("hip", "rotation"),
    ("knee", "flexion"),
    ("ankle", "flexion"),
)
_ARM = (("shoulder", "flexion"), ("shoulder", "abduction"), ("shoulder", "rotation"), ("elbow", "flexion"))


def _degrees(cosine: float) -> float:
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
