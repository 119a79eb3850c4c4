"""Leave one person out: what is fitted for a person is fitted without that person."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One stream: who, what is true, and what each setting would count."""

    subject: int
    truth: int
    counted: Mapping[Hashable, int]


@dataclass(frozen=True, slots=True)
class Fold:
    """The cases to fit on, and those to judge."""

    left_out: int
    training: tuple[Case, ...]
    judged: tuple[Case, ...]


def folds(cases: Sequence[Case]) -> Iterator[Fold]:
    """One for each person."""
    for subject in sorted({case.subject for case in cases}):
        yield Fold(
            subject,
            tuple(case for case in cases if case.subject != subject),
            tuple(case for case in cases if case.subject == subject),
        )


Fit = Callable[[Sequence[Case]], Callable[[Case], int]]
"""From cases to fit on to a counter that may look at nothing else of them."""


def judged(cases: Sequence[Case], fit: Fit) -> list[tuple[int, int]]:
    """Found and true of every case, each found by what was fitted without its person."""
    pairs = []
    for fold in folds(cases):
        count = fit(fold.training)
        pairs += [(count(case), case.truth) for case in fold.judged]
    return pairs


def best_setting(training: Sequence[Case]) -> Callable[[Case], int]:
    """The setting with the smallest error on the cases; of equals the first."""
    settings = list(training[0].counted)
    best = min(settings, key=lambda s: mae([(case.counted[s], case.truth) for case in training]))
    return lambda case: case.counted[best]


def mean_count(training: Sequence[Case]) -> Callable[[Case], int]:
    """The mean of the cases, whatever is seen."""
    mean = round(sum(case.truth for case in training) / len(training))
    return lambda _: mean


def mae(pairs: Sequence[tuple[int, int]]) -> float:
    """Mean of the error as a share of the truth."""
    return sum(abs(found - true) / true for found, true in pairs) / len(pairs)


def within(pairs: Sequence[tuple[int, int]], most: int) -> int:
    """How many are off by at most ``most``."""
    return sum(abs(found - true) <= most for found, true in pairs)
