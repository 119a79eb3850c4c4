"""Shares that are told rounded are still the whole together."""

from hypothesis import given
from hypothesis import strategies as st

from spinecoach.report.words import shared_out


@given(st.lists(st.integers(0, 400), min_size=1, max_size=6).filter(any))
def test_rounded_shares_are_the_whole_together_and_near_what_they_are(counts: list[int]) -> None:
    shares = shared_out(counts, 100, 5)
    assert sum(shares) == 100
    assert all(abs(share - 100 * number / sum(counts)) < 5 for share, number in zip(shares, counts, strict=True))
    assert all(not share for share, number in zip(shares, counts, strict=True) if not number)


def test_the_largest_remainder_is_rounded_up() -> None:
    assert shared_out([1, 1, 1], 100, 5) == (35, 35, 30)
    assert shared_out([1, 46, 53, 0], 100, 5) == (0, 45, 55, 0)
