"""The light of the session and of the morning after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.progress.light import Light, light_after, light_during, lower_median, worst_of

SCALE = st.integers(0, 10)


def rules_of_during(before: int, worst: int) -> Light:
    """The table of clinical.md 3.2 once more; each rule is tried and the worst wins."""
    lights = [Light.GREEN] if worst <= 2 and worst <= before + 1 else []
    if worst in (3, 4) or worst == before + 2 or (worst in (5, 6) and worst <= before):
        lights.append(Light.AMBER)
    if (worst >= 5 and worst > before) or worst >= before + 3:
        lights.append(Light.RED)
    if worst >= 7:
        lights.append(Light.BLACK)
    return worst_of(lights)


@given(SCALE, SCALE)
def test_the_packaged_table_says_what_the_rules_say(before: int, worst: int) -> None:
    assert light_during(catalogue().lights, before, worst) is rules_of_during(before, worst)


@given(SCALE)
def test_pain_that_was_not_asked_before_counts_as_none(worst: int) -> None:
    assert light_during(catalogue().lights, None, worst) is light_during(catalogue().lights, 0, worst)


def test_without_a_worst_pain_there_is_no_light() -> None:
    assert light_during(catalogue().lights, 3, None) is None


@pytest.mark.parametrize(
    ("base", "morning", "light"),
    [
        (2, 1, "G"),
        (2, 2, "G"),
        (2, 3, "A"),
        (2, 4, "R"),
        (2, 9, "R"),
        (2, None, "A"),
        (None, None, "A"),
        (None, 5, "G"),
    ],
)
def test_the_morning_after_is_judged_against_the_usual_one(base: int | None, morning: int | None, light: str) -> None:
    assert light_after(catalogue().dosing.morning, base, morning) == light


@pytest.mark.parametrize(("values", "middle"), [([], None), ([4], 4), ([1, 9], 1), ([9, 1, 5], 5), ([4, 1, 3, 2], 2)])
def test_of_two_middle_values_the_lower_counts(values: list[int], middle: int | None) -> None:
    assert lower_median(values) == middle
