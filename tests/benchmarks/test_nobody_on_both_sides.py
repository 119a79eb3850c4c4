"""What is fitted on UI-PRMD is fitted without the person it is judged on."""

from collections.abc import Callable, Sequence

from benchmarks.uiprmd.fold import Case, best_setting, folds, judged, mae, mean_count, within
from benchmarks.uiprmd.movements import movements, referee
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.body import Side

CASES = st.lists(
    st.builds(
        Case, st.integers(1, 7), st.integers(1, 16), st.fixed_dictionaries({"a": st.integers(0, 20), "b": st.just(3)})
    ),
    min_size=2,
    max_size=30,
).filter(lambda cases: len({case.subject for case in cases}) > 1)


@given(CASES)
def test_no_person_stands_on_both_sides_and_everybody_is_judged_once(cases: list[Case]) -> None:
    made = list(folds(cases))
    for fold in made:
        assert {case.subject for case in fold.judged} == {fold.left_out}
        assert fold.left_out not in {case.subject for case in fold.training}
        assert len(fold.training) + len(fold.judged) == len(cases)
    assert sum(len(fold.judged) for fold in made) == len(cases)


@given(CASES)
def test_whoever_fits_never_sees_the_person_that_is_judged(cases: list[Case]) -> None:
    seen: set[int] = set()

    def fit(training: Sequence[Case]) -> Callable[[Case], int]:
        nonlocal seen
        seen = {case.subject for case in training}

        def count(case: Case) -> int:
            assert case.subject not in seen
            return case.truth

        return count

    assert within(judged(cases, fit), 0) == len(cases)


@given(CASES, st.integers(1, 7), st.integers(1, 16))
def test_what_is_counted_of_one_person_changes_nothing_that_is_fitted_for_them(
    cases: list[Case], subject: int, truth: int
) -> None:
    """The truth of a person may be anything: what is found for that person stays."""
    other = [Case(c.subject, truth, c.counted) if c.subject == subject else c for c in cases]
    for fit in (best_setting, mean_count):
        before = [found for found, _ in judged(list(cases), fit)]
        after = [found for found, _ in judged(other, fit)]
        order = sorted(cases, key=lambda case: case.subject)
        for case, a, b in zip(order, before, after, strict=True):
            assert case.subject != subject or a == b


def test_errors_are_shares_of_the_truth() -> None:
    assert mae([(4, 5), (3, 2), (7, 7)]) == (0.2 + 0.5 + 0.0) / 3


def test_each_of_the_ten_movements_makes_a_referee_with_one_way_for_both_sides_and_views() -> None:
    assert [movement.number for movement in movements()] == list(range(1, 11))
    for movement in movements():
        for side in Side:
            assert all(len(referee(movement, side, view).channels) == 1 for view in ("front", "side"))
