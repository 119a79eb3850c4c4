"""How long a handout of all twelve exercises takes, and how large it is."""

from collections.abc import Iterator
from datetime import date
from time import perf_counter

from benchmarks.figure import Figure, quantile
from spinecoach.app.catalogue import catalogue
from spinecoach.report.handout import handout
from spinecoach.report.paper import Paper
from spinecoach.report.typeset import typeset
from spinecoach.wire.plan import work_at

ROUNDS = 12


def measure() -> Iterator[Figure]:
    """From the works to the PDF, drawings included."""
    protocol = catalogue()
    works = [work_at(exercise, 1) for exercise in protocol.exercises.values()]
    taken, size = [], 0
    for _ in range(ROUNDS):
        began = perf_counter()
        made = handout(protocol, works, "Exercises", "Measured.", "en", "112")
        size = len(typeset("handout", made, Paper.A4, date(2026, 11, 22)))
        taken.append((perf_counter() - began) * 1e3)
    yield Figure("handout of all twelve as PDF, median", quantile(sorted(taken), 0.5), "ms")
    yield Figure("handout of all twelve, size", size / 1000, "kB")
