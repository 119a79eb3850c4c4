"""The soft parts round the bones, as outlines in the picture. Measures are metres of a body 1.70 m tall [D]."""

import math
from dataclasses import dataclass

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.camera import Camera, Point
from spinecoach.figure.members import Arm, Leg, Pose, sign
from spinecoach.figure.outline import Ball, Profile, ball, band, hull, limb
from spinecoach.figure.vector import Frame, Vec, add, between, cross, length, less, scaled, unit

Shape = list[Point]

_TRUNK = (
    (by.lumbar(5), 0.050, 0.150, 0.104),
    (by.lumbar(3), 0.056, 0.139, 0.102),
    (by.lumbar(1), 0.060, 0.141, 0.106),
    (by.thoracic(10), 0.065, 0.152, 0.113),
    (by.thoracic(7), 0.071, 0.163, 0.119),
    (by.thoracic(4), 0.066, 0.160, 0.111),
)
"""Vertebra, middle of the trunk in front of it, half width, half depth."""
_WAIST = (
    (by.lumbar(4), 0.054, 0.139, 0.101),
    (by.lumbar(2), 0.058, 0.136, 0.102),
    (by.thoracic(12), 0.062, 0.141, 0.107),
)
_UPPER_ARM: Profile = ((0.0, 0.044), (0.35, 0.043), (0.75, 0.038), (1.0, 0.036))
_SLEEVE: Profile = ((0.0, 0.049), (0.5, 0.049), (1.0, 0.046))
SLEEVE_END = 0.58
_FOREARM: Profile = ((0.0, 0.0365), (0.25, 0.039), (0.7, 0.030), (1.0, 0.025))
_THIGH: Profile = ((0.0, 0.088), (0.35, 0.081), (0.8, 0.062), (1.0, 0.057))
_SHANK: Profile = ((0.0, 0.056), (0.28, 0.056), (0.75, 0.040), (1.0, 0.036))
_BEAD = {"L": 0.025, "T": 0.0205, "C": 0.0165}

SKULL = ((0.010, 0.078, 0.0), (0.097, 0.086, 0.076))
_FACE = ((0.046, 0.004, 0.0), (0.052, 0.072, 0.057))
_CHIN = ((0.070, -0.046, 0.0), (0.026, 0.021, 0.033))
_NOSE = (((0.098, 0.046, 0.0), 0.005), ((0.117, 0.011, 0.0), 0.0095), ((0.098, 0.002, 0.0), 0.009))
_EAR = ((0.000, 0.024, 0.073), (0.018, 0.028, 0.010))


def _ellipsoid(frame: Frame, place: tuple[Vec, Vec], size: float, s: float = 1.0) -> Ball:
    (x, y, z), half = place
    return frame.out((x * size, y * size, z * s * size)), frame.axes, scaled(half, size)


def _fat(profile: Profile, size: float) -> Profile:
    return [(share, radius * size) for share, radius in profile]


AWAY = 0.33
"""A wrist this far from the middle of the chest has left the trunk."""
FLAT = 0.4
"""A hand seen nearer to its edge than this shows no fingers."""
SPOT = 0.020
"""Radius of a mark on the skin."""


def skull_edge(pose: Pose, name: str) -> Vec:
    """A place under the edge of the skull, in the room: left, centre or right."""
    s = {"left": -1.0, "right": 1.0}.get(name, 0.0)
    return pose.spine.head.out(scaled((-0.072 + 0.012 * abs(s), -0.012, 0.036 * s), pose.size))


@dataclass(frozen=True, slots=True)
class Flesh:
    """Draws the parts of one pose for one camera."""

    pose: Pose
    camera: Camera

    @property
    def size(self) -> float:
        """How the body compares with one of 1.70 m."""
        return self.pose.size

    def _section(self, row: tuple[int, float, float, float]) -> Ball:
        index, ahead, wide, deep = row
        frame = self.pose.spine.vertebrae[index]
        return _ellipsoid(frame, ((ahead, 0.0, 0.0), (deep, 0.055, wide)), self.size)

    def trunk(self) -> list[Shape]:
        """Shirt without sleeves: trunk and the slopes from neck to shoulders."""
        sections = [self._section(row) for row in _TRUNK]
        shapes = [band(self.camera, sections)]
        collar = _ellipsoid(
            self.pose.spine.vertebrae[by.cervical(7)], ((0.014, 0.0, 0.0), (0.058, 0.026, 0.062)), self.size
        )
        for side in Side:
            arm = self.pose.arms[side]
            shapes.append(hull(self.camera, [collar, ball(arm.shoulder, 0.047 * self.size), *sections[4:]]))
        return shapes

    def hips(self) -> list[Shape]:
        """Trousers without legs."""
        pelvis = self.pose.spine.pelvis
        low = _ellipsoid(pelvis, ((0.004, -0.012, 0.0), (0.100, 0.080, 0.168)), self.size)
        high = self._section((by.lumbar(5), 0.050, 0.148, 0.100))
        return [hull(self.camera, [low, high])]

    def leg(self, side: Side) -> list[Shape]:
        """A trouser leg, from hip to ankle."""
        leg = self.pose.legs[side]
        s = sign(side)
        ankle = between(leg.knee, leg.ankle, 0.96)
        top = add(leg.hip, self.pose.spine.pelvis.axes[2], s * 0.004 * self.size)
        return [
            limb(self.camera, top, leg.knee, _fat(_THIGH, self.size)),
            limb(self.camera, leg.knee, ankle, _fat(_SHANK, self.size)),
        ]

    def foot(self, side: Side) -> list[Shape]:
        """A sock."""
        leg: Leg = self.pose.legs[side]
        size = self.size
        aside = cross(leg.toes, leg.sole)
        axes = (leg.toes, leg.sole, aside)

        def spot(ahead: float, down: float) -> Vec:
            return add(add(leg.ankle, leg.toes, ahead * size), leg.sole, -down * size)

        heel = (spot(-0.030, 0.034), axes, scaled((0.032, 0.032, 0.030), size))
        instep = (spot(0.035, 0.030), axes, scaled((0.045, 0.034, 0.032), size))
        toes = (spot(0.125, 0.048), axes, scaled((0.052, 0.018, 0.038), size))
        return [
            hull(self.camera, [heel, instep, toes]),
            limb(
                self.camera,
                between(leg.knee, leg.ankle, 0.9),
                spot(0.0, 0.02),
                [(0.0, 0.034 * size), (1.0, 0.036 * size)],
            ),
        ]

    def upper_arm(self, side: Side) -> list[Shape]:
        """Bare, from shoulder to elbow."""
        arm = self.pose.arms[side]
        return [limb(self.camera, arm.shoulder, arm.elbow, _fat(_UPPER_ARM, self.size))]

    def elbow_patch(self, side: Side) -> list[Shape]:
        """Covers the end of the forearm's outline where it grows out of the upper arm."""
        arm = self.pose.arms[side]
        low = between(arm.shoulder, arm.elbow, 0.88)
        return [limb(self.camera, low, arm.elbow, _fat(((0.0, 0.0375), (1.0, 0.0355)), self.size))]

    def forearm(self, side: Side) -> list[Shape]:
        """Bare, from elbow to fingertips."""
        arm = self.pose.arms[side]
        return [
            limb(self.camera, arm.elbow, arm.wrist, _fat(_FOREARM, self.size)),
            *self._hand(side, arm),
        ]

    def sleeve(self, side: Side) -> list[Shape]:
        """A short sleeve."""
        arm = self.pose.arms[side]
        end = between(arm.shoulder, arm.elbow, SLEEVE_END)
        return [limb(self.camera, arm.shoulder, end, _fat(_SLEEVE, self.size))]

    def shoulder_patch(self, side: Side) -> list[Shape]:
        """Covers the inner end of a sleeve's outline where it grows out of the shirt."""
        arm = self.pose.arms[side]
        inner = self._section(_TRUNK[5])
        inner = (inner[0], inner[1], scaled(inner[2], 0.45))
        return [hull(self.camera, [ball(arm.shoulder, 0.044 * self.size), inner])]

    def hip_patch(self, side: Side) -> list[Shape]:
        """Covers the inner end of a leg's outline where it grows out of the trousers."""
        leg = self.pose.legs[side]
        pelvis = self.pose.spine.pelvis
        inner = _ellipsoid(pelvis, ((0.0, 0.0, 0.0), (0.07, 0.05, 0.08)), self.size)
        return [hull(self.camera, [ball(leg.hip, 0.078 * self.size), inner])]

    def _hand(self, side: Side, arm: Arm) -> list[Shape]:
        s = sign(side)
        size = self.size
        thumb = scaled(unit(cross(arm.fingers, arm.back)), -s)
        axes = (arm.fingers, arm.back, thumb)

        def spot(ahead: float, toward_thumb: float) -> Vec:
            return add(add(arm.wrist, arm.fingers, ahead * size), thumb, toward_thumb * size)

        wrist = ball(arm.wrist, 0.024 * size)
        palm = (spot(0.062, 0.002), axes, scaled((0.034, 0.015, 0.041), size))
        tips = (spot(0.130, -0.002), axes, scaled((0.042, 0.012, 0.030), size))
        return [
            hull(self.camera, [wrist, palm, tips]),
            limb(self.camera, spot(0.030, 0.020), spot(0.088, 0.056), [(0.0, 0.019 * size), (1.0, 0.012 * size)]),
        ]

    def fingers(self, side: Side) -> list[Shape]:
        """The lines between the fingers, where the back of the hand or its palm is seen."""
        arm = self.pose.arms[side]
        if abs(self.camera.near(arm.back)) < FLAT:
            return []
        across = cross(arm.fingers, arm.back)

        def spot(ahead: float, aside: float) -> Point:
            return self.camera.at(add(add(arm.wrist, arm.fingers, ahead * self.size), across, aside * self.size))

        return [[spot(0.094, aside), spot(0.162 - 18 * aside * aside, aside * 0.8)] for aside in (-0.017, 0.0, 0.017)]

    def neck(self) -> list[Shape]:
        """From the collar into the head."""
        low = self.pose.spine.vertebrae[by.thoracic(1)].out((0.020 * self.size, 0.0, 0.0))
        high = self.pose.spine.head.out((0.006 * self.size, 0.030 * self.size, 0.0))
        return [limb(self.camera, low, high, _fat(((0.0, 0.062), (0.5, 0.053), (1.0, 0.052)), self.size))]

    def head(self) -> list[Shape]:
        """Skull, face and chin in one."""
        head = self.pose.spine.head
        return [hull(self.camera, [_ellipsoid(head, part, self.size) for part in (SKULL, _FACE, _CHIN)], 36)]

    def nose(self) -> list[Shape]:
        """The bump that tells where the face looks."""
        head = self.pose.spine.head
        return [hull(self.camera, [ball(head.out(scaled(at, self.size)), r * self.size) for at, r in _NOSE], 20)]

    def ear(self, side: Side) -> list[Shape]:
        """One ear."""
        s = sign(side)
        return [hull(self.camera, [_ellipsoid(self.pose.spine.head, _EAR, self.size, s)], 14)]

    def ear_shows(self, side: Side) -> bool:
        """Whether the ear lies on the near half of the head."""
        s = sign(side)
        return self.camera.near(scaled(self.pose.spine.head.axes[2], s)) > 0.12

    def face_turn(self) -> float:
        """1 when the face looks into the camera, -1 when away."""
        return self.camera.near(self.pose.spine.head.axes[0])

    def eyes(self) -> list[Shape]:
        """The eyes that can be seen, as soft dots."""
        head = self.pose.spine.head
        found = []
        for s in (-1.0, 1.0):
            outward_from = unit(add(head.axes[0], head.axes[2], 0.55 * s))
            if self.camera.near(outward_from) > 0.10:
                spot = head.out(scaled((0.090, 0.050, 0.031 * s), self.size))
                axes = (outward_from, head.axes[1], unit(cross(outward_from, head.axes[1])))
                found.append(hull(self.camera, [(spot, axes, scaled((0.0015, 0.0075, 0.0075), self.size))], 10))
        return found

    def bead(self, index: int) -> Shape:
        """The four corners of a vertebra as it lies in the picture."""
        frame = self.pose.spine.vertebrae[index]
        high = self.pose.build.of(by.HEIGHTS[index]) * 0.33
        wide = _BEAD[by.NAMES[index][0]] * self.size
        ux, uy = self.camera.at(frame.axes[1])
        steep = max(math.hypot(ux, uy), 0.4)
        ux, uy = ux / steep, uy / steep
        x, y = self.camera.at(frame.at)
        return [
            (x - uy * wide * a + ux * high * b * steep, y + ux * wide * a + uy * high * b * steep)
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]

    def waist(self) -> list[Shape]:
        """The belt of the body that a brace tightens."""
        return [band(self.camera, [self._section(row) for row in _WAIST])]

    def spot(self, name: str) -> Shape:
        """A mark at a place under the edge of the skull: left, centre or right."""
        return hull(self.camera, [ball(skull_edge(self.pose, name), SPOT * self.size)], 10)

    def near(self, p: Vec) -> float:
        """Metres toward the camera."""
        return self.camera.near(p)

    def arm_layer(self, side: Side) -> int:
        """0 behind the trunk, 1 between trunk and head, 2 in front of both."""
        arm = self.pose.arms[side]
        head = self.pose.spine.head
        chest = self.pose.spine.vertebrae[by.thoracic(6)].out((0.06 * self.size, 0.0, 0.0))
        if self.near(between(arm.elbow, arm.wrist, 0.4)) < self.near(chest) - 0.12:
            return 0
        crown = head.out((0.01 * self.size, 0.06 * self.size, 0.0))
        close = less(arm.wrist, crown)
        behind = self.near(arm.wrist) < self.near(crown) - 0.02
        return 1 if behind and abs(close[0]) + abs(close[1]) + abs(close[2]) < 0.45 else 2

    def arm_beyond(self, side: Side) -> bool:
        """Whether the arm comes from behind the trunk and lies beyond its outline, as one that reaches for a knee."""
        arm = self.pose.arms[side]
        chest = self.pose.spine.vertebrae[by.thoracic(6)].out((0.06 * self.size, 0.0, 0.0))
        hidden = self.near(between(arm.shoulder, arm.elbow, 0.5)) < self.near(chest) - 0.08
        return hidden and length(less(arm.wrist, chest)) > AWAY * self.size

    def leg_in_front(self, side: Side) -> bool:
        """Whether a thigh covers the shirt."""
        leg = self.pose.legs[side]
        return self.near(between(leg.hip, leg.knee, 0.5)) > self.near(self.pose.spine.pelvis.at) + 0.02
