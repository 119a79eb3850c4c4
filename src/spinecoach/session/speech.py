"""Puts what is said at its moment, so that no two cues overlap and the end of a hold stays quiet."""

import math

from spinecoach.session.timing import ms
from spinecoach.session.vocabulary import SpokenAt

WORDS_PER_S = 140 / 60
"""Slower than talk (look.md)."""
GAP_S = 0.2
MOST_WORDS = 12
AFTER_COUNT_S = 0.8
"""[D] The first cue after a count waits this long."""
QUIET_S = 3.0
"""The last seconds of a hold belong to its ticks."""


def spoken_s(text: str) -> float:
    """Seconds that a text takes to say, by its words."""
    return ms(max(0.4, len(text.split()) / WORDS_PER_S))


def sentences(text: str) -> tuple[str, ...]:
    """A text in pieces of whole sentences, at most twelve words each where its sentences allow."""
    pieces: list[str] = []
    for sentence in text.replace("? ", "?\n").replace(". ", ".\n").splitlines():
        joined = f"{pieces[-1]} {sentence}" if pieces else sentence
        if pieces and len(joined.split()) <= MOST_WORDS:
            pieces[-1] = joined
        elif sentence:
            pieces.append(sentence)
    return tuple(pieces)


class Speech:
    """Cues of one segment in the making. ``length`` None means that the segment waits for the person."""

    __slots__ = ("_free", "_quiet", "_taken", "cues", "length")

    def __init__(self, length: float | None, first_at: float = 0.0) -> None:
        self.length = length
        self.cues: list[SpokenAt] = []
        self._free = first_at
        self._taken: list[tuple[float, float]] = []
        self._quiet: list[tuple[float, float]] = []

    def keep_quiet(self, start: float, end: float) -> None:
        """Nothing is said from ``start`` to ``end``."""
        self._quiet.append((ms(start), ms(end)))

    def say(self, wanted: float, cue_id: str, text: str, *, latest: float | None = None) -> bool:
        """Say it at ``wanted`` or as soon after what was said before as fits; False when it does not fit."""
        if not text:
            return False
        takes = spoken_s(text)
        start = ms(max(wanted, self._free))
        if (latest is not None and start > latest) or not self._fits(start, takes):
            return False
        self._put(start, takes, cue_id, text)
        self._free = ms(start + takes + GAP_S)
        return True

    def slip_in(self, earliest: float, cue_id: str, text: str, *, latest: float = math.inf) -> bool:
        """Say it in the first gap from ``earliest`` to ``latest``, if there is one, without moving anything else."""
        takes = spoken_s(text)
        for start in sorted({earliest, *(ms(end + GAP_S) for _, end in self._taken)}):
            if earliest <= start <= latest and self._fits(start, takes):
                self._put(start, takes, cue_id, text)
                return True
        return False

    def done(self) -> tuple[SpokenAt, ...]:
        """All of it, in order."""
        return tuple(sorted(self.cues, key=lambda cue: cue.offset))

    def _put(self, start: float, takes: float, cue_id: str, text: str) -> None:
        self.cues.append(SpokenAt(start, cue_id, text))
        self._taken.append((start, ms(start + takes)))

    def _fits(self, start: float, takes: float) -> bool:
        end = ms(start + takes)
        if self.length is not None and end > self.length:
            return False
        near = [(ms(a - GAP_S), ms(b + GAP_S)) for a, b in self._taken]
        return all(end <= a or start >= b for a, b in (*near, *self._quiet))
