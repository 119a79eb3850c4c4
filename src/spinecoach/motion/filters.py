"""Causal filters of one signal. Only the times of the frames count, so they are the same at every frame rate."""

import math
from dataclasses import dataclass, field

LOW_HZ = 1.2
QUICK = 4.0
"""How much the cut-off rises with speed, in hertz for one usual range a second [D]."""
SPEED_HZ = 1.0
MEAN_S = 0.24
"""Length of the mean whose delay is taken off again: it tells times and heights [D]."""
LEAST_MEAN = 3


@dataclass(slots=True)
class Smooth:
    """Median of three, then the one-euro filter (Casiez, Roussel and Vogel 2012) on shares of the usual range."""

    last: list[float] = field(default_factory=list)
    value: float = 0.0
    speed: float = 0.0
    noise: float = 0.0
    """How far single values stray from the filtered ones, in usual ranges."""
    begun: bool = False

    def restart(self) -> None:
        """Forget what was before a gap."""
        self.last.clear()
        self.begun = False

    def step(self, x: float, seconds: float, usual: float) -> float:
        """The filtered signal; ``usual`` is its usual range."""
        last = self.last
        last.append(x)
        if len(last) > 3:
            del last[0]
        if len(last) == 3:
            a, b, c = last
            x = a if (b <= a <= c or c <= a <= b) else b if (a <= b <= c or c <= b <= a) else c
        if not self.begun:
            self.begun, self.value, self.speed = True, x, 0.0
            return x
        rate = math.tau * seconds
        quick = rate * SPEED_HZ
        self.speed += ((x - self.value) / seconds / usual - self.speed) * (quick / (1.0 + quick))
        self.noise += (abs(x - self.value) / usual - self.noise) * min(1.0, seconds)
        soft = rate * (LOW_HZ + QUICK * abs(self.speed))
        self.value += (x - self.value) * (soft / (1.0 + soft))
        return self.value

    def quiet(self, speed: float) -> bool:
        """Whether it moves slower than ``speed`` usual ranges a second, or cannot be told from noise."""
        return abs(self.speed) < speed + 3.0 * self.noise


@dataclass(slots=True)
class Mean:
    """The mean over a quarter of a second, told for its own middle time, so that it lags in nothing but being known."""

    times: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def restart(self) -> None:
        """Forget what was before a gap."""
        self.times.clear()
        self.values.clear()

    def step(self, t: float, x: float) -> tuple[float, float]:
        """Time and height of the mean."""
        times, values = self.times, self.values
        times.append(t)
        values.append(x)
        while len(times) > LEAST_MEAN and t - times[0] > MEAN_S:
            del times[0], values[0]
        n = len(times)
        return sum(times) / n, sum(values) / n
