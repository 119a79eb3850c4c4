"""Which of the people in a picture is ours: the one who has been there, not the one who walks through."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spinecoach.body import Landmark as Mark
from spinecoach.body import Point

# Own choices [D]; lengths are shares of the torso.
STEP = 0.35
"""How far the middle of a torso may go from one frame to the next and still be the same person's."""
SPEED = 0.5
"""How much further for each second that the person was not seen."""
FARTHEST = 1.5
SIZES = 0.55, 1.8
"""How much smaller and larger the same torso may look."""
FORGOTTEN_S = 10.0
"""Unseen for so long, whoever is there becomes ours."""
HOME_S = 3.0
"""How slowly the place where a person belongs follows the person."""

Body = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a torso is and how large, in heights of the picture."""

    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Target:
    """Our person as last seen, at ``t`` seconds; ``home`` is where the person has been of late."""

    last: Spot
    home: Spot
    t: float

    def followed(self, spot: Spot, t: float) -> "Target":
        """The same person a little later."""
        keep = math.exp(-max(t - self.t, 0.0) / HOME_S)
        home = Spot(*(b + (a - b) * keep for a, b in zip(_tuple(self.home), _tuple(spot), strict=True)))
        return Target(spot, home, t)

    def moved_home(self) -> "Target":
        """As if the person had last been seen where it belongs."""
        return replace(self, last=self.home)

    def forgotten(self, t: float) -> bool:
        """Whether the person was away for too long to be waited for."""
        return t - self.t > FORGOTTEN_S

    def same(self, spot: Spot, t: float) -> bool:
        """Whether this can be the same person."""
        reach = min(STEP + SPEED * max(t - self.t, 0.0), FARTHEST)
        return _apart(spot, self.last) <= reach * self.last.size and SIZES[0] < spot.size / self.last.size < SIZES[1]


def spot_of(body: Body, image: tuple[int, int]) -> Spot:
    """Where a body's torso is. ``image`` is width and height."""
    ratio = image[0] / image[1]

    def middle(a: Mark, b: Mark) -> tuple[float, float]:
        return (body[a].x + body[b].x) / 2.0 * ratio, (body[a].y + body[b].y) / 2.0

    shoulders, hips = middle(Mark.LEFT_SHOULDER, Mark.RIGHT_SHOULDER), middle(Mark.LEFT_HIP, Mark.RIGHT_HIP)
    one, other = body[Mark.LEFT_SHOULDER], body[Mark.RIGHT_SHOULDER]
    broad = math.hypot((one.x - other.x) * ratio, one.y - other.y)
    size = max(math.dist(shoulders, hips), broad, 1e-6)
    return Spot((shoulders[0] + hips[0]) / 2.0, (shoulders[1] + hips[1]) / 2.0, size)


def first_choice(spots: Sequence[Spot]) -> int:
    """Who is ours when nobody was before: the largest, which is to say the nearest."""
    return max(range(len(spots)), key=lambda i: spots[i].size)


def choose(target: Target, spots: Sequence[Spot], t: float) -> int | None:
    """Who of several is ours; None where it is none of them."""
    near = [i for i, spot in enumerate(spots) if target.same(spot, t) or target.moved_home().same(spot, t)]
    home = target.home

    def unlike(i: int) -> float:
        """How far from where the person belongs, in torsos, and how different in size."""
        return _apart(spots[i], home) / home.size + abs(math.log(spots[i].size / home.size))

    return min(near, key=unlike, default=None)


def same_place(one: Spot, other: Spot) -> bool:
    """Whether both are the torso of one person in one picture."""
    return Target(one, one, 0.0).same(other, 0.0)


def _apart(a: Spot, b: Spot) -> float:
    return math.hypot(a.x - b.x, a.y - b.y)


def _tuple(spot: Spot) -> tuple[float, float, float]:
    return spot.x, spot.y, spot.size
