"""Standard form <- variant <- changes."""

import pytest
from studio import BRACE, ROLL, TURN, Studio

from spinecoach.app.catalogue import catalogue
from spinecoach.protocol.exercise import Equipment, Position, Variant
from spinecoach.protocol.form import resolve


def test_the_easier_form_says_what_differs_and_leaves_the_rest(studio: Studio) -> None:
    turn = studio.protocol.exercises[TURN]
    words = resolve(turn, Variant.EASIER, (), "en").words
    assert (words.name, words.range_note) == ("Half turn", "Half is enough.")
    assert (words.position, words.cues["left"]) == ("Sit tall.", "Turn to the left.")


def test_a_change_is_laid_on_the_variant(studio: Studio) -> None:
    roll = studio.protocol.exercises[ROLL]
    form = resolve(roll, Variant.EASIER, ("no_lift",), "en")
    assert form.needs == ((Equipment.TOWEL,),)
    assert [phase.id for phase in form.phases] == ["arch"]
    assert [spot.id for spot in form.spots] == ["stay"]


def test_a_change_may_move_one_to_another_position(studio: Studio) -> None:
    brace = studio.protocol.exercises[BRACE]
    assert resolve(brace, Variant.STANDARD, ("sitting_only",), "en").positions == (Position.SITTING,)


def test_a_change_that_only_limits_a_number_leaves_the_form_alone(studio: Studio) -> None:
    brace = studio.protocol.exercises[BRACE]
    plain = resolve(brace, Variant.STANDARD, (), "en")
    assert resolve(brace, Variant.STANDARD, ("hold_s_max:5", "effort_max:3"), "en") == plain


def test_a_language_that_is_missing_falls_back_to_english(studio: Studio) -> None:
    turn = studio.protocol.exercises[TURN]
    assert resolve(turn, Variant.STANDARD, (), "fr") == resolve(turn, Variant.STANDARD, (), "en")


def test_a_language_that_lacks_a_word_or_a_form_borrows_the_english_one(studio: Studio) -> None:
    turn = studio.protocol.exercises[TURN]
    words = resolve(turn, Variant.STANDARD, (), "de").words
    assert (words.name, words.cues["left"], words.cues["right"]) == (
        "Drehen",
        "Nach links drehen.",
        "Turn to the right.",
    )
    assert resolve(turn, Variant.EASIER, (), "de").words.name == "Half turn"


def test_every_form_of_every_exercise_has_something_to_do(real: Studio) -> None:
    for exercise in real.protocol.exercises.values():
        for dose in exercise.levels.values():
            form = resolve(exercise, dose.variant, (), "en")
            assert form.spots if dose.duration_s else form.phases, (exercise.code, dose.level)


@pytest.mark.parametrize("code", catalogue().exercises)
def test_a_form_holds_cues_only_for_what_is_done(code: str) -> None:
    exercise = catalogue().exercises[code]
    for variant in Variant:
        for change in (None, *(name for name in exercise.forms if name not in list(Variant))):
            form = resolve(exercise, variant, () if change is None else (change,), "en")
            done = {phase.id for phase in form.phases} | {spot.id for spot in form.spots}
            assert {key.partition(".")[0] for key in form.words.cues} <= done
