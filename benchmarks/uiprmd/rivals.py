"""Two usual counters, given the whole signal at once: peaks (SciPy) and the period of the autocorrelation."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
from scipy.ndimage import maximum_filter1d, minimum_filter1d, uniform_filter1d
from scipy.signal import find_peaks

from benchmarks.uiprmd.recordings import FPS

SMOOTH_S = 0.3
PEAK_SETTINGS = tuple(product((0.2, 0.3, 0.4, 0.5, 0.6), (0.5, 1.0, 1.5)))
"""Least prominence as a share of the range (5th to 95th per cent), and least seconds between peaks."""
PERIOD_SETTINGS = tuple(product((0.8, 1.2, 1.6), (4.0, 6.0), (0.0, 0.2)))
"""Shortest and longest period, seconds; below the last, as a share of the range, the body rests, and that time is left
out."""


def by_peaks(signal: Any, settings: tuple[float, float]) -> int:
    """Repetitions as peaks; ``signal`` rises on the way out."""
    share, apart_s = settings
    smooth = uniform_filter1d(signal, round(SMOOTH_S * FPS))
    low, high = np.percentile(smooth, (5.0, 95.0))
    peaks, _ = find_peaks(smooth, prominence=share * (high - low), distance=round(apart_s * FPS))
    return len(peaks)


def by_period(signal: Any, settings: tuple[float, float, float]) -> int:
    """Time of moving over the period at which the signal is most like itself."""
    shortest, longest, share = round(settings[0] * FPS), round(settings[1] * FPS), settings[2]
    low, high = np.percentile(signal, (5.0, 95.0))
    swing = maximum_filter1d(signal, longest // 4) - minimum_filter1d(signal, longest // 4)
    moving = signal[swing >= share * (high - low)]
    around = moving - moving.mean()
    like = [float(around[lag:] @ around[:-lag]) for lag in range(shortest, min(longest, len(around) - 1) + 1)]
    return round(len(moving) / (shortest + int(np.argmax(like)))) if like else 0


COUNTERS: Mapping[str, tuple[Any, tuple[tuple[float, ...], ...]]] = {
    "find_peaks (scipy), whole stream at once": (by_peaks, PEAK_SETTINGS),
    "autocorrelation, whole stream at once": (by_period, PERIOD_SETTINGS),
}
