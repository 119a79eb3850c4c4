"""Sessions with other counts than ten, of one person's repetitions, with rests put in and repetitions broken off."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from benchmarks.uiprmd.recordings import FPS, Recording

EACH = 3
"""Streams made of one recording."""
COUNTS = tuple(n for n in range(2, 17) if n != 10)
BEGIN_S = 1.5
"""Every stream begins and ends with so much rest."""
RESTED, BROKEN = 0.3, 0.2
"""How likely a rest, and a repetition broken off, is put in after a repetition."""
REST_S = (1.0, 6.0)
GIVEN_UP = (0.2, 0.4)
"""Share of the way, as the body's distance from its rest, at which a repetition is broken off."""
SOFT = 5
"""Frames of the moving mean that is the movement; what strays from it is the noise."""


@dataclass(frozen=True, slots=True)
class Stream:
    """``places`` are frames x joints x 3 at 30 Hz; ``truth`` whole repetitions; ``broken`` and ``rests`` put in."""

    movement: int
    subject: int
    number: int
    places: Any
    truth: int
    broken: int
    rests: int


def streams_of(recording: Recording, each: int = EACH) -> list[Stream]:
    """The same streams for the same recording, every time."""
    return [_stream(recording, number) for number in range(each)]


def _stream(recording: Recording, number: int) -> Stream:
    chance = Random(f"{recording.key} {number}")
    reps = [recording.reps[rep] for rep in sorted(recording.reps)]
    truth, first = chance.choice(COUNTS), chance.randrange(len(reps))
    parts = [_rest(reps[first][0], reps, BEGIN_S, chance)]
    broken = rests = 0
    for n in range(truth):
        rep = reps[(first + n) % len(reps)]
        parts.append(rep)
        if chance.random() < RESTED:
            parts.append(_rest(rep[-1], reps, chance.uniform(*REST_S), chance))
            rests += 1
        if chance.random() < BROKEN:
            parts.append(_given_up(chance.choice(reps), chance.uniform(*GIVEN_UP)))
            broken += 1
    parts.append(_rest(parts[-1][-1], reps, BEGIN_S, chance))
    movement, subject, _ = recording.key
    return Stream(movement, subject, number, np.concatenate(parts), truth, broken, rests)


def _rest(frame: Any, reps: Sequence[Any], seconds: float, chance: Random) -> Any:
    """One frame over and over, with noise as it really is in a stretch of this recording, forth and back."""
    noise = _noise(chance.choice(reps))
    there_and_back = np.concatenate([noise, noise[::-1]])
    length = round(seconds * FPS)
    return frame + np.resize(there_and_back, (length, *noise.shape[1:]))


def _noise(rep: Any) -> Any:
    """What strays from the moving mean; at the ends, where that is not whole, nothing is taken."""
    sums = np.cumsum(np.concatenate([np.zeros((1, *rep.shape[1:])), rep]), axis=0)
    mean = (sums[SOFT:] - sums[:-SOFT]) / SOFT
    return rep[SOFT // 2 : SOFT // 2 + len(mean)] - mean


def _given_up(rep: Any, share: float) -> Any:
    """Out until that share of the way, and back by the same frames."""
    away = np.sqrt(((rep - rep[0]) ** 2).sum(axis=(1, 2)))
    turn = int(np.argmax(away >= share * away.max()))
    return np.concatenate([rep[: turn + 1], rep[:turn][::-1]])
