"""The doses that are packaged, against two tables copied by hand: the article's words and the dose table."""

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.protocol.exercise import Complex, Place, Variant

# From the article: "Repeat 5-10 times", "for about 10 seconds ... 10 times", "3-4 minutes", "For each zone 4-5 lifts".
ARTICLE = {  # code: (complex, reps, hold_s, duration_s)
    "C1": ("cervical", (5, 10), None, None),
    "C2": ("cervical", (5, 10), None, None),
    "C3": ("cervical", (5, 10), None, None),
    "C4": ("cervical", (10, 10), 10, None),
    "C5": ("cervical", (10, 10), 10, None),
    "C6": ("cervical", None, None, (180, 240)),
    "T1": ("thoracic", (3, 4), None, None),
    "T2": ("thoracic", (5, 10), 10, None),
    "T3": ("thoracic", (4, 5), None, None),
    "L1": ("lumbar", (5, 10), None, None),
    "L2": ("lumbar", (10, 10), 10, None),
    "L3": ("lumbar", (5, 10), None, None),
}
SIDES = {"C5": 2, "L3": 2}
FLOOR = {"T3", "L1", "L2", "L3"}
INSIDE = {  # the levels whose dose lies inside the article's
    "C1": (1, 4), "C2": (1, 4), "C3": (1, 4), "C4": (5, 5), "C5": (5, 5), "C6": (3, 4),
    "T1": (1, 2), "T2": (3, 5), "T3": (3, 4), "L1": (1, 5), "L2": (5, 5), "L3": (2, 5),
}  # fmt: skip
Row = tuple[str | int | None, ...]
TURNS: list[Row] = [
    ("easier", 5, 0, 0, None, 1), ("standard", 5, 0, 0, None, 1), ("standard", 6, 0, 0, None, 1),
    ("standard", 8, 0, 0, None, 1), ("standard", 10, 0, 0, None, 1), ("standard", 10, 3, 0, None, 1),
    ("harder", 5, 0, 0, None, 1),
]  # fmt: skip
PRESSES: list[Row] = [
    ("easier", 3, 3, 10, 2, 1), ("standard", 3, 5, 10, 3, 1), ("standard", 5, 5, 10, 3, 1),
    ("standard", 5, 10, 10, 3, 1), ("standard", 8, 10, 10, 4, 1), ("standard", 10, 10, 10, 5, 1),
    ("harder", 5, 10, 10, 7, 1),
]  # fmt: skip
# One row a level, from 0 on: (variant, reps, hold_s, rest_s, effort, zones), or (variant, seconds).
LEVELS: dict[str, list[Row]] = {
    "C1": TURNS,
    "C2": TURNS,
    "C3": [
        ("easier", 5, 1, 0, None, 1), ("standard", 5, 1, 0, None, 1), ("standard", 6, 2, 0, None, 1),
        ("standard", 8, 3, 0, None, 1), ("standard", 10, 3, 0, None, 1), ("harder", 10, 10, 5, None, 1),
    ],
    "C4": PRESSES,
    "C5": PRESSES,
    "C6": [("easier", 60), ("standard", 60), ("standard", 120), ("standard", 180), ("standard", 240)],
    "T1": [
        ("easier", 3, 0, 0, None, 1), ("standard", 3, 0, 0, None, 1), ("standard", 4, 0, 0, None, 1),
        ("standard", 4, 3, 0, None, 1),
    ],
    "T2": [
        ("easier", 3, 3, 12, 4, 1), ("standard", 3, 5, 12, 4, 1), ("standard", 5, 5, 12, 4, 1),
        ("standard", 5, 10, 12, 4, 1), ("standard", 8, 10, 12, 4, 1), ("standard", 10, 10, 12, 4, 1),
        ("harder", 8, 10, 12, 4, 1),
    ],
    "T3": [
        ("easier", 60), ("standard", 3, 0, 0, None, 2), ("standard", 3, 0, 0, None, 3), ("standard", 4, 0, 0, None, 3),
        ("standard", 5, 0, 0, None, 3), ("harder", 5, 0, 0, None, 3),
    ],
    "L1": [
        ("easier", 3, 3, 5, 2, 1), ("standard", 5, 3, 5, 3, 1), ("standard", 5, 5, 5, 3, 1),
        ("standard", 6, 5, 5, 3, 1), ("standard", 8, 5, 5, 4, 1), ("standard", 10, 5, 5, 4, 1),
        ("harder", 5, 10, 5, 5, 1),
    ],
    "L2": [
        ("easier", 3, 3, 10, 4, 1), ("standard", 3, 3, 10, 4, 1), ("standard", 5, 5, 10, 4, 1),
        ("standard", 6, 8, 10, 4, 1), ("standard", 8, 10, 10, 4, 1), ("standard", 10, 10, 10, 4, 1),
        ("harder", 5, 10, 10, 4, 1),
    ],
    "L3": [
        ("easier", 3, 3, 5, 2, 1), ("standard", 3, 3, 5, 3, 1), ("standard", 5, 5, 5, 3, 1),
        ("standard", 6, 5, 5, 3, 1), ("standard", 8, 5, 5, 4, 1), ("standard", 10, 5, 5, 4, 1),
        ("harder", 5, 10, 5, 5, 1),
    ],
}  # fmt: skip
OPT_IN = {
    "C1": [5, 6], "C2": [5, 6], "C3": [5], "C4": [6], "C5": [6], "C6": [], "T1": [3], "T2": [6], "T3": [5], "L1": [6],
    "L2": [6], "L3": [6],
}  # fmt: skip
CODES = list(ARTICLE)


def test_the_twelve_stand_in_the_articles_order() -> None:
    assert list(catalogue().exercises) == CODES


@pytest.mark.parametrize("code", CODES)
def test_the_articles_dose_is_kept_exactly(code: str) -> None:
    exercise = catalogue().exercises[code]
    said = exercise.article
    assert (exercise.complex, said.reps, said.hold_s, said.duration_s) == ARTICLE[code]
    assert exercise.article_levels == INSIDE[code]


@pytest.mark.parametrize("code", CODES)
def test_every_level_is_that_of_the_dose_table(code: str) -> None:
    levels = catalogue().exercises[code].levels
    assert list(levels) == list(range(len(LEVELS[code])))
    for dose, row in zip(levels.values(), LEVELS[code], strict=True):
        if len(row) == 2:
            assert (dose.variant, dose.duration_s, dose.reps) == (*row, None)
        else:
            assert (dose.variant, dose.reps, dose.hold_s, dose.rest_s, dose.effort, dose.zones) == row
            assert dose.duration_s is None
    assert [n for n, dose in levels.items() if dose.opt_in] == OPT_IN[code]


@pytest.mark.parametrize("code", CODES)
def test_sides_and_place_are_those_of_the_papers(code: str) -> None:
    exercise = catalogue().exercises[code]
    assert exercise.sides == SIDES.get(code, 1)
    assert exercise.place is (Place.FLOOR if code in FLOOR else Place.CHAIR)


def test_isometrics_of_neck_and_belly_alternate_days_from_level_four() -> None:
    alternating = {e.code: e.alternate_days_from_level for e in catalogue().exercises.values()}
    assert {code: level for code, level in alternating.items() if level is not None} == {
        "C4": 4,
        "C5": 4,
        "L2": 4,
        "L3": 4,
    }


CHAINS = {
    "C1": "C1/easier C3/easier", "C2": "C2/easier C3/standard", "C3": "C3/easier C2/easier",
    "C4": "C4/easier C3/standard T2/easier", "C5": "C5/easier C3/standard T2/easier", "C6": "C6/easier T2/easier",
    "T1": "T1/easier T3/easier T2/standard", "T2": "T2/easier C6/standard", "T3": "T3/easier T1/easier T2/standard",
    "L1": "L1/easier", "L2": "L2/easier L1/standard", "L3": "L3/easier L1/standard",
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_the_chain_for_it_hurts_is_that_of_the_papers(code: str) -> None:
    assert " ".join(f"{link.code}/{link.variant}" for link in catalogue().exercises[code].if_it_hurts) == CHAINS[code]


def test_every_exercise_has_an_easier_and_a_standard_form_of_its_own_words() -> None:
    for exercise in catalogue().exercises.values():
        assert exercise.levels[0].variant is Variant.EASIER
        assert exercise.levels[1].variant is Variant.STANDARD
        assert exercise.text["en"]["easier"].name


def test_the_complexes_hold_six_three_and_three() -> None:
    assert [len(catalogue().complex_of(name)) for name in Complex] == [6, 3, 3]
