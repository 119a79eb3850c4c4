"""Random numbers from a stream that comes in from above, so that the same seed gives the same recording."""

import math
from collections.abc import Callable

Uniform = Callable[[], float]
"""Gives a number from 0 (possible) to 1 (never) at each call; ``random.Random(seed).random`` is one."""


def normals(uniform: Uniform, count: int) -> list[float]:
    """``count`` independent numbers of the standard normal distribution (Box and Muller 1958 [K])."""
    found: list[float] = []
    for _ in range((count + 1) // 2):
        radius = math.sqrt(-2.0 * math.log(1.0 - uniform()))
        turn = math.tau * uniform()
        found += (radius * math.cos(turn), radius * math.sin(turn))
    return found[:count]


class Drift:
    """Many independent streams of unit variance, part of which wanders slowly while the rest is new in each frame.

    ``wander`` is the share of the variance that wanders, as an autoregressive process of the first order that forgets
    within ``wander_s`` seconds: the same in nature at every frame rate.
    """

    def __init__(self, uniform: Uniform, count: int, wander: float, wander_s: float) -> None:
        self.uniform = uniform
        self.count = count
        self.scales = math.sqrt(wander), math.sqrt(1.0 - wander)
        self.wander_s = wander_s
        self.slow = normals(uniform, count)

    def step(self, seconds: float) -> list[float]:
        """The value of each stream ``seconds`` after the last step."""
        keep = math.exp(-seconds / self.wander_s)
        fresh = math.sqrt(1.0 - keep * keep)
        given = normals(self.uniform, 2 * self.count)
        self.slow = [keep * v + fresh * g for v, g in zip(self.slow, given, strict=False)]
        w, j = self.scales
        return [w * a + j * b for a, b in zip(self.slow, given[self.count :], strict=True)]
