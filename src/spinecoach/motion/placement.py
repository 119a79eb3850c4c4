"""How a person gets into the camera's view: one hint at a time, the one that helps most first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from spinecoach.body import Landmark, Point
from spinecoach.motion.sight import marks_of
from spinecoach.protocol.movement import View
from spinecoach.protocol.parse_signal import spots_of
from spinecoach.protocol.tracking import Sighted

DARK = 0.14
"""Mean brightness below which landmarks tremble [D]."""
EDGE = 0.01
"""So close to the edge of the picture a landmark counts as outside."""
VISIBLE = 0.5
"""Visibility below which a landmark that must be seen is hidden [D]."""
SMALL_FRONT, SMALL_SIDE = 0.13, 0.2
"""Least width of the shoulders from the front, and length of the trunk from the side, as shares of the picture's width
and height. Below, the face fades: at 640 x 480 it does so at about 1.25 m [D]."""
LEAST_SHOULDERS, LEAST_TRUNK = 64.0, 90.0
"""The same in pixels, however large the picture: faces are found down to 37, which go with shoulders of 64 [D]."""
LARGE_FRONT = 0.55
"""Most width of the shoulders, as a share of the picture's width: hands beside the head must still find room."""
FRONTAL, SIDELONG = 0.4, 0.45
"""Width of the shoulders by length of the trunk: at least so much from the front, at most so much from the side [D]."""
LOW, HIGH = 0.8, 0.06
"""Where in the picture's height the shoulders are too low, and the nose too high."""

_LOWER = frozenset(mark for mark in Landmark if mark.name.endswith(("HIP", "KNEE", "ANKLE", "HEEL", "FOOT_INDEX")))


class Hint(StrEnum):
    """What would help, the most needed first."""

    NOBODY = "nobody"
    PEOPLE = "people"
    DARK = "dark"
    FARTHER = "farther"
    TILT_UP = "tilt_up"
    TILT_DOWN = "tilt_down"
    NEARER = "nearer"
    FACE = "face"
    SIDE = "side"
    WHOLE = "whole"
    POSE = "pose"
    STILL = "still"


@dataclass(frozen=True, slots=True)
class Needs:
    """What a view of an exercise must see: ``marks`` within the picture, from the front or the side."""

    marks: tuple[Landmark, ...]
    front: bool
    head: bool
    """Whether the face's own angles are asked for."""


def needs_of(sighted: Sighted, view: str, *, lying: bool) -> Needs:
    """From the signals of the view. Who sits before a desk has hidden hips, and the models tell them all the same."""
    marks: set[int] = set()
    head = False
    for signal in sighted.signals.values():
        spots = spots_of(signal)
        head = head or not spots
        for spot in spots:
            marks.update(marks_of(spot, None))
    front = view == View.FRONT
    if front and not lying:
        marks -= _LOWER
    # Hands may leave the picture for a moment; what they need is told by the pose, once they are asked for.
    hands = {mark for mark in Landmark if mark.name.endswith(("WRIST", "PINKY", "INDEX", "THUMB", "ELBOW"))}
    always = {Landmark.NOSE, Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER} if front else {Landmark.NOSE}
    return Needs(tuple(sorted(Landmark(mark) for mark in (marks - hands) | always)), front, head)


def placement(
    needs: Needs, points: Sequence[Point], image: tuple[int, int], *, people: int, light: float, face: bool
) -> Hint | None:
    """The hint that helps most, or None where the person can be seen. ``face``: its angles were found just now.

    ``light`` 0-1; ``image`` width and height in pixels.
    """
    if people > 1:
        return Hint.PEOPLE
    if not points:
        return Hint.DARK if light < DARK else Hint.NOBODY
    if light < DARK:
        return Hint.DARK
    return _size(needs, points, image) or _turn(needs, points, image, face=face) or _hidden(needs, points)


def _size(needs: Needs, points: Sequence[Point], image: tuple[int, int]) -> Hint | None:
    seen = [points[mark] for mark in needs.marks]
    left, right = (any(p.x < EDGE for p in seen), any(p.x > 1 - EDGE for p in seen))
    above, below = (any(p.y < EDGE for p in seen), any(p.y > 1 - EDGE for p in seen))
    width, _ = _sizes(points, image)
    if (left and right) or (above and below) or (needs.front and width > LARGE_FRONT):
        return Hint.FARTHER
    nose = points[Landmark.NOSE]
    shoulders = (points[Landmark.LEFT_SHOULDER].y + points[Landmark.RIGHT_SHOULDER].y) / 2
    if above or (needs.front and nose.y < HIGH):
        return Hint.TILT_UP if shoulders < LOW else Hint.FARTHER
    if needs.front and shoulders > LOW:
        return Hint.TILT_DOWN
    if left or right or below:
        return Hint.WHOLE
    narrow, short = _small(points, image)
    if needs.front:
        # Who is turned aside looks narrow from any distance.
        return Hint.NEARER if narrow and not _sidelong(points, image) else None
    return Hint.NEARER if short else None


def too_far(points: Sequence[Point], image: tuple[int, int]) -> bool:
    """Whether a body is too small to be measured. Who turns narrows the shoulders and who bows the trunk, so both must
    be small."""
    return bool(points) and all(_small(points, image))


def _small(points: Sequence[Point], image: tuple[int, int]) -> tuple[bool, bool]:
    """Whether the shoulders are too narrow, and the trunk too short."""
    wide, high = image
    width, trunk = _sizes(points, image)
    return width < max(SMALL_FRONT, LEAST_SHOULDERS / wide), trunk < max(SMALL_SIDE, LEAST_TRUNK / high)


def _turn(needs: Needs, points: Sequence[Point], image: tuple[int, int], *, face: bool) -> Hint | None:
    width, trunk = _widths(points, image)
    if trunk <= 0.0:
        return None
    if needs.front:
        return Hint.FACE if _sidelong(points, image) or (needs.head and not face) else None
    return Hint.SIDE if width > SIDELONG * trunk else None


def _sidelong(points: Sequence[Point], image: tuple[int, int]) -> bool:
    """Whether a body that should face the camera is turned aside."""
    width, trunk = _widths(points, image)
    return width < FRONTAL * trunk


def _hidden(needs: Needs, points: Sequence[Point]) -> Hint | None:
    # From the side the far half of the body is always hidden behind the near one.
    shown = [points[mark].visibility for mark in needs.marks]
    enough = 1.0 if needs.front else 0.5
    return None if sum(v >= VISIBLE for v in shown) >= enough * len(shown) else Hint.WHOLE


def _sizes(points: Sequence[Point], image: tuple[int, int]) -> tuple[float, float]:
    """Width of the shoulders by the picture's width, length of the trunk by its height."""
    wide, high = image
    a, b = points[Landmark.LEFT_SHOULDER], points[Landmark.RIGHT_SHOULDER]
    (sx, sy), (hx, hy) = _middle(points, "SHOULDER"), _middle(points, "HIP")
    return (
        math.hypot((a.x - b.x) * wide, (a.y - b.y) * high) / wide,
        math.hypot((sx - hx) * wide, (sy - hy) * high) / high,
    )


def _widths(points: Sequence[Point], image: tuple[int, int]) -> tuple[float, float]:
    """Width of the shoulders and length of the trunk, both by the picture's width."""
    width, trunk = _sizes(points, image)
    return width, trunk * image[1] / image[0]


def _middle(points: Sequence[Point], name: str) -> tuple[float, float]:
    a, b = points[Landmark[f"LEFT_{name}"]], points[Landmark[f"RIGHT_{name}"]]
    return (a.x + b.x) / 2, (a.y + b.y) / 2
