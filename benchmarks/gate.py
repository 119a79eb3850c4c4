"""How long the safety questions take to read and to tap, counted from what stands on the pages (a test holds both)."""

from collections.abc import Iterator

from benchmarks.figure import Figure
from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.screening.length import WORDS_A_MINUTE, length_of, three_longest

GOAL_S = 180


def measure() -> Iterator[Figure]:
    """By what hurts: nothing to tick, then the three lines ticked that open the most to read."""
    questions = packaged_questions()
    yield Figure("gate: words read a minute", WORDS_A_MINUTE, "")
    for regions in ((), *((region,) for region in Region)):
        who = regions[0] if regions else "every region"
        calm = length_of(questions, regions)
        told = length_of(questions, regions, three_longest(questions, regions))
        yield Figure(f"gate, {who}: words, nothing to tick", calm.words, "words")
        yield Figure(f"gate, {who}: taps", calm.taps, "taps")
        yield Figure(f"gate, {who}: time", calm.seconds, "s", GOAL_S)
        yield Figure(f"gate, {who}: words, three longest lines ticked", told.words, "words")
        yield Figure(f"gate, {who}: taps, three ticked", told.taps, "taps")
        yield Figure(f"gate, {who}: time, three ticked", told.seconds, "s")
