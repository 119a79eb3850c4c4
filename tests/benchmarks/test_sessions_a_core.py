"""When a number of sessions counts as served by one core."""

import pytest
from benchmarks.sessions_a_core import Stage


@pytest.mark.parametrize(
    ("stage", "kept_up"),
    [
        (Stage(2, (0.01,) * 99 + (3.0,), 0, 100.0), True),
        (Stage(2, (0.01,) * 90 + (0.2,) * 10, 0, 100.0), False),
        (Stage(2, (0.01,) * 99, 1, 100.0), False),
        (Stage(2, (), 0, 100.0), False),
    ],
    ids=["one late of a hundred", "one late of ten", "one unanswered", "none heard"],
)
def test_a_core_keeps_up_when_all_are_answered_and_19_of_20_in_time(stage: Stage, kept_up: bool) -> None:
    assert stage.kept_up is kept_up
