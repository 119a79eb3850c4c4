"""Medians and strays found in ordered values are those of the definition."""

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from spinecoach.motion.middle import middle_of, stray_of

numbers = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40)


@given(numbers)
def test_the_middle_of_ordered_values_is_their_median(values: list[float]) -> None:
    assert middle_of(sorted(values)) == median(values)


@given(numbers, st.floats(-1e6, 1e6))
def test_the_stray_is_the_median_distance_from_any_middle(values: list[float], middle: float) -> None:
    assert stray_of(sorted(values), middle) == median([abs(value - middle) for value in values])
