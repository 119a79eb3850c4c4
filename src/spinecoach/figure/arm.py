"""Arms: from their angles, or reaching for what a hand touches."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.limb import arm_bones, middle_joint, on_arc
from spinecoach.figure.members import Arm, Leg, sign
from spinecoach.figure.posture import MAT
from spinecoach.figure.spine import Spine
from spinecoach.figure.touch import HAND_DEPTH, PLACES
from spinecoach.figure.vector import Frame, Vec, add, between, cross, dot, less, outward, scaled, spun, unit
from spinecoach.protocol.movement import LIMITS

SHOULDER: Vec = (0.010, -0.022, 0.0)
"""The shoulder joint in the thorax frame, without its distance from the middle [D]."""
COLLAR: Vec = (0.075, -0.030, 0.030)
"""Inner end of the right collar bone in the thorax frame [D]."""
SWING: Vec = (0.10, 0.0, 0.08)
"""How far a hand swings forward and outward on its way to another place, metres [D]."""

_TIGHTEST = math.cos(math.radians(180.01 - LIMITS["elbow.flexion"][1]))

_MOTIONS = (("shoulder", "flexion"), ("shoulder", "abduction"), ("shoulder", "rotation"), ("elbow", "flexion"))
_NAMES = {side: tuple(f"{joint}.{side.value}.{motion}" for joint, motion in _MOTIONS) for side in Side}


def alike_arm(side: Side, before: Mapping[str, float], after: Mapping[str, float]) -> bool:
    """Whether two keyframes ask the same of an arm whose hand stays at its place."""
    names = (*_NAMES[side], f"arm.{side.value}.swivel")
    return all(before.get(name, 0.0) == after.get(name, 0.0) for name in names)


@dataclass(frozen=True, slots=True)
class Reach:
    """What an arm is asked for: the wrist, where the fingers and the back of the hand point, where the elbow."""

    wrist: Vec
    fingers: Vec
    back: Vec
    pole: Vec
    swivel: float = 0.0


@dataclass(frozen=True, slots=True)
class Shoulders:
    """What arms hang on and reach for."""

    build: by.Build
    spine: Spine
    legs: Mapping[Side, Leg]

    def joint(self, side: Side, angles: Mapping[str, float]) -> Vec:
        """The shoulder joint, carried by its girdle about the inner end of the collar bone."""
        s, size = sign(side), self.build.stature / 1.70
        collar = scaled((COLLAR[0], COLLAR[1], COLLAR[2] * s), size)
        bone = less((SHOULDER[0] * size, SHOULDER[1] * size, s * self.build.of(by.SHOULDER_HALF)), collar)
        bone = spun(bone, (1.0, 0.0, 0.0), -s * angles.get(f"girdle.{side.value}.elevation", 0.0))
        bone = spun(bone, (0.0, 1.0, 0.0), s * angles.get(f"girdle.{side.value}.protraction", 0.0))
        return self.spine.thorax.out(add(collar, bone))

    def arm(self, side: Side, shoulder: Vec, first: Reach, last: Reach, share: float, *, moves: bool) -> Arm:
        """The arm on its way between two reaches; ``moves`` when the hand changes its place."""
        s = sign(side)
        swing = outward(self.spine.thorax.axes, (SWING[0], SWING[1], SWING[2] * s)) if moves else (0.0, 0.0, 0.0)
        wrist = self._clear(shoulder, on_arc(first.wrist, last.wrist, share, swing))
        swivel = first.swivel + (last.swivel - first.swivel) * share
        pole = spun(between(first.pole, last.pole, share), unit(less(wrist, shoulder)), -s * swivel)
        elbow, wrist = middle_joint(shoulder, wrist, self.build.of(by.UPPER_ARM), self.build.of(by.FOREARM), pole)
        fingers = unit(between(first.fingers, last.fingers, share))
        return Arm(shoulder, elbow, wrist, fingers, unit(between(first.back, last.back, share)))

    def _clear(self, shoulder: Vec, wrist: Vec) -> Vec:
        """The wrist, no nearer to the shoulder than an elbow folds."""
        upper, fore = self.build.of(by.UPPER_ARM), self.build.of(by.FOREARM)
        least = upper * upper + fore * fore - 2 * upper * fore * _TIGHTEST
        line = less(wrist, shoulder)
        square = dot(line, line)
        return wrist if square >= least else add(shoulder, line, math.sqrt(least / square))

    def reach(self, side: Side, touch: str, shoulder: Vec, angles: Mapping[str, float]) -> Reach:
        """What a keyframe asks of an arm."""
        if touch == "free":
            return self._free(side, shoulder, angles)
        size = self.build.stature / 1.70
        place = PLACES[touch]
        spot, faces, fingers = self.spot(side, touch)
        fingers = unit(add(fingers, faces, -dot(fingers, faces)))
        palm = add(spot, faces, HAND_DEPTH * size)
        pole = outward(self.spine.thorax.axes, (place.pole[0], place.pole[1], place.pole[2] * sign(side)))
        wrist = add(palm, fingers, -place.reach * size)
        return Reach(wrist, fingers, faces, pole, angles.get(f"arm.{side.value}.swivel", 0.0))

    def _free(self, side: Side, shoulder: Vec, angles: Mapping[str, float]) -> Reach:
        a = [angles.get(name, 0.0) for name in _NAMES[side]]
        down, lower, tip = arm_bones(self.spine.thorax, sign(side), a[0], a[1], a[2], a[3])
        wrist = add(add(shoulder, down, self.build.of(by.UPPER_ARM)), lower, self.build.of(by.FOREARM))
        aside = self.spine.thorax.axes[2]
        across = unit(cross(lower, tip)) if a[3] > 0.5 else aside
        return Reach(wrist, lower, scaled(across, sign(side) if dot(across, aside) > 0 else -sign(side)), tip)

    def spot(self, side: Side, touch: str) -> tuple[Vec, Vec, Vec]:
        """The point that a hand touches, the way its skin faces, and the way that the fingers lie on it."""
        s, size = sign(side), self.build.stature / 1.70
        place = PLACES[touch]
        point, faces, fingers = ((v[0], v[1], v[2] * s) for v in (place.point, place.faces, place.fingers))
        part = self._part(place.part, side)
        if place.part in ("thigh", "other_thigh"):
            at = part.out((place.point[2] * size, -point[1] * self.build.of(by.THIGH), point[0]))
            return at, part.axes[0], outward(part.axes, (0.0, -fingers[1], fingers[0] * s))
        at = part.out(scaled(point, size))
        return at, unit(outward(part.axes, faces)), outward(part.axes, fingers)

    def _part(self, name: str, side: Side) -> Frame:
        match name:
            case "head":
                return self.spine.head
            case "thorax":
                return self.spine.thorax
            case "loin":
                return self.spine.vertebrae[by.lumbar(3)]
            case "floor":
                hips = self.spine.pelvis.at
                return Frame((hips[0], MAT, hips[2]), ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)))
            case _:
                other = Side.LEFT if side is Side.RIGHT else Side.RIGHT
                leg = self.legs[other if name == "other_thigh" else side]
                up = unit(less(leg.hip, leg.knee))
                return Frame(leg.hip, (leg.front, up, cross(leg.front, up)))
