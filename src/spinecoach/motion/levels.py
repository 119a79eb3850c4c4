"""Follows every signal that faults and ranges of motion need, and its rest."""

from math import exp

from spinecoach.motion.referee import Channel, Level, Referee, Tracking
from spinecoach.motion.sight import Sight

SMOOTH_S = 0.12
REST_S = 2.0
"""How slowly the rest is followed; until so much was seen of it, it is the mean of what was."""
SLOW_S = 12.0
"""How slowly the rest is followed where nothing is counted [D]."""
MOST_SAMPLES = 240


def follow_levels(referee: Referee, tracking: Tracking, sight: Sight, seconds: float) -> None:
    """Smooths every watched signal; its rest, from which ranges are measured, follows while the body rests."""
    keep = exp(-seconds / SMOOTH_S)
    longest = REST_S if tracking.ways else SLOW_S
    still = seconds > 0.0
    for way in tracking.ways:
        if not way.still:
            still = False
    rests = tracking.rests
    for name, read in referee.reads:
        level = rests[name]
        value = read(sight)
        if value is None:
            level.seen = False
            continue
        level.seen = True
        if not level.known:
            level.known, level.value, level.rest = True, value, value
        level.value = value + (level.value - value) * keep
        if still:
            level.rested = min(longest, level.rested + seconds)
            level.rest += (level.value - level.rest) * (seconds / level.rested)


def level_of(referee: Referee, tracking: Tracking, signal: str, ending: str) -> Level | None:
    """The signal as this frame showed it, ``ending`` being that of the side that works; None where it did not."""
    level = tracking.rests.get(signal + ending if signal in referee.sided else signal)
    return level if level is not None and level.seen else None


def sample(referee: Referee, tracking: Tracking, channel: Channel, height: float, *, begins: bool, near: bool) -> None:
    """Keeps what the ranges of motion are, together with the height of the way at that moment."""
    for number, measure in enumerate(referee.measures):
        if measure.of != channel.number + 1:
            continue
        samples = tracking.samples[number]
        if begins:
            samples.clear()
            tracking.void = False
        elif near:
            level = level_of(referee, tracking, measure.signal, channel.ending)
            if level is not None:
                samples.append((tracking.t, height, level.value - level.rest))
                if len(samples) > MOST_SAMPLES:
                    del samples[::2]
