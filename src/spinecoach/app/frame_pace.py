"""How many frames a camera really brings. A referee needs enough of them to be believed."""

SLOW_FPS, QUICK_FPS = 6.0, 7.0
"""Frames a second below which the referee is not believed, and from which it is again; it is proved from 8 on."""
PACE_S = 2.0
"""How slowly the measured rate follows."""
SURE_S = 3.0
"""So long the rate is beyond its limit before the referee is believed otherwise: nobody reads a word that flickers [D].
"""


class FramePace:
    """The usual seconds from one frame to the next. Begins at the benefit of the doubt."""

    def __init__(self) -> None:
        self.slow = False
        self._between = 1.0 / QUICK_FPS
        self._other_s = 0.0

    def see(self, seconds: float) -> None:
        """One frame more, so many seconds after the one before."""
        if seconds <= 0.0:
            return
        passed = seconds
        # One long gap, as when the models are being loaded, is not a slow camera.
        seconds = min(seconds, 2.0 / SLOW_FPS)
        self._between += (seconds - self._between) * min(1.0, seconds / PACE_S)
        slow = self._between > 1.0 / (QUICK_FPS if self.slow else SLOW_FPS)
        self._other_s = self._other_s + passed if slow != self.slow else 0.0
        if self._other_s >= SURE_S:
            self.slow, self._other_s = slow, 0.0
