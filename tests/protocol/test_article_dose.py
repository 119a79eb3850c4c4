"""What the article says, once more and by hand, so that no edit of a data file can move away from it unseen."""

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region, Side
from spinecoach.protocol.exercise import Complex, Equipment, Exercise, Kind, Place, Position, Variant
from spinecoach.protocol.form import resolve

SIT, STAND, LIE = Position.SITTING, Position.STANDING, Position.LYING
CODES = ("C1", "C2", "C3", "C4", "C5", "C6", "T1", "T2", "T3", "L1", "L2", "L3")

# code: positions, repetitions, seconds held, seconds in all, sides done one after the other
ARTICLE = {
    "C1": ({SIT, STAND}, (5, 10), None, None, 1),
    "C2": ({SIT, STAND}, (5, 10), None, None, 1),
    "C3": ({SIT, STAND}, (5, 10), None, None, 1),
    "C4": ({SIT}, (10, 10), 10, None, 1),
    "C5": ({SIT}, (10, 10), 10, None, 2),
    "C6": ({SIT, LIE}, None, None, (180, 240), 1),
    "T1": ({SIT}, (3, 4), None, None, 1),
    "T2": ({SIT, STAND}, (5, 10), 10, None, 1),
    "T3": ({LIE}, (4, 5), None, None, 1),
    "L1": ({LIE}, (5, 10), None, None, 1),
    "L2": ({LIE}, (10, 10), 10, None, 1),
    "L3": ({LIE}, (5, 10), None, None, 2),
}


SIDES = {"C1": "both", "L3": "each"}
"""Of which sides the article says its number; of the temple press it says none."""


def exercise(code: str) -> Exercise:
    return catalogue().exercises[code]


def phases(code: str, variant: Variant = Variant.STANDARD, *changes: str) -> list[str]:
    return [p.id for p in resolve(exercise(code), variant, changes, "en").phases]


def words(code: str, variant: Variant = Variant.STANDARD, *changes: str) -> str:
    said = resolve(exercise(code), variant, changes, "en").words
    return " ".join((said.position, *said.steps)).lower()


def test_there_are_six_exercises_for_the_neck_three_for_the_upper_back_and_three_for_the_lower_back() -> None:
    assert tuple(catalogue().exercises) == CODES
    assert [len(catalogue().complex_of(name)) for name in Complex] == [6, 3, 3]


@pytest.mark.parametrize("code", CODES)
def test_the_starting_positions_are_the_articles(code: str) -> None:
    assert set(exercise(code).positions) == ARTICLE[code][0]


@pytest.mark.parametrize("code", CODES)
def test_the_dose_is_the_articles_to_the_number(code: str) -> None:
    _, reps, hold_s, duration_s, sides = ARTICLE[code]
    said = exercise(code).article
    assert (said.reps, said.hold_s, said.duration_s) == (reps, hold_s, duration_s)
    assert exercise(code).sides == sides
    assert said.sides == SIDES.get(code)
    assert said.sources == ("article",)


@pytest.mark.parametrize("code", CODES)
def test_the_levels_inside_the_article_are_the_articles_dose_and_what_lies_above_is_by_choice(code: str) -> None:
    _, reps, hold_s, duration_s, _ = ARTICLE[code]
    least, most = exercise(code).article_levels
    for level, dose in exercise(code).levels.items():
        assert dose.opt_in == (level > most)
        if least <= level <= most:
            assert reps is None or (dose.reps is not None and reps[0] <= dose.reps <= reps[1])
            assert hold_s is None or dose.hold_s == hold_s
            assert duration_s is None or (dose.duration_s is not None and duration_s[0] <= dose.duration_s)
            assert duration_s is None or (dose.duration_s is not None and dose.duration_s <= duration_s[1])


@pytest.mark.parametrize("code", CODES)
def test_the_highest_level_inside_the_article_is_its_highest_number(code: str) -> None:
    _, reps, _, duration_s, _ = ARTICLE[code]
    top = exercise(code).levels[exercise(code).article_levels[1]]
    assert top.reps == (reps[1] if reps else None)
    assert top.duration_s == (duration_s[1] if duration_s else None)


@pytest.mark.parametrize("code", CODES)
def test_everybody_starts_no_higher_than_the_article(code: str) -> None:
    _, reps, hold_s, duration_s, _ = ARTICLE[code]
    first = exercise(code).levels[1]
    assert not first.opt_in
    assert first.reps is None or first.reps <= (reps or (0, 0))[0]
    assert first.duration_s is None or first.duration_s <= (duration_s or (0, 0))[0]
    assert hold_s is None or first.hold_s <= hold_s


def test_a_head_turn_goes_left_first_then_right_and_both_are_one() -> None:
    assert phases("C1") == ["turn_left", "stay_left", "back_from_left", "turn_right", "stay_right", "back_from_right"]
    sides = [p.side for p in exercise("C1").phases if p.side]
    assert sides == [Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT]


def test_the_chin_goes_to_the_chest_and_up_again() -> None:
    assert phases("C2") == ["lower", "stay", "come_up"]


def test_the_head_slides_back_and_never_looks_up() -> None:
    assert phases("C3") == ["glide_back", "let_go"]
    assert "eyes level" in words("C3")
    assert "look up" not in words("C3")


def test_the_palm_is_on_the_forehead_and_nothing_moves() -> None:
    assert exercise("C4").kind is Kind.ISOMETRIC
    assert "palm on your forehead" in words("C4")


def test_the_palm_is_on_the_temple_of_both_sides_in_turn() -> None:
    assert exercise("C5").kind is Kind.ISOMETRIC
    assert "palm on your temple" in words("C5")
    cues = exercise("C5").text["en"]["standard"].cues
    assert "left palm" in cues["press_in.left"]
    assert "right palm" in cues["press_in.right"]


def test_presses_and_holds_of_the_article_end_in_a_rest() -> None:
    for code in ("C4", "C5", "T2", "L2"):
        assert all(dose.rest_s >= 10 for dose in exercise(code).levels.values())


def test_the_massage_is_at_the_back_of_the_head_and_firm() -> None:
    assert [code for code in CODES if exercise(code).kind is Kind.MASSAGE] == ["C6"]
    assert "back of your head" in words("C6")
    assert exercise("C6").text["en"]["standard"].range_note.startswith("Firm.")


def test_each_duration_of_the_massage_gives_every_spot_the_same_time() -> None:
    spots = resolve(exercise("C6"), Variant.STANDARD, (), "en").spots
    assert len({spot.seconds for spot in spots}) == 1
    for dose in exercise("C6").levels.values():
        assert dose.duration_s is not None
        assert dose.duration_s % sum(spot.seconds for spot in spots) == 0


def test_the_chair_arch_goes_back_over_the_chair_and_then_forward() -> None:
    assert phases("T1") == ["arch_back", "stay", "come_up", "bend_forward", "come_up_again"]
    assert "hands behind your head" in words("T1")
    assert exercise("T1").needs == ((Equipment.CHAIR_WITHOUT_WHEELS,),)


def test_shoulders_are_lifted_held_and_let_go_with_a_breath() -> None:
    assert phases("T2") == ["lift", "lower"]
    assert "breath" in words("T2")


def test_the_roller_lies_under_the_upper_back_and_moves_from_zone_to_zone() -> None:
    assert phases("T3") == ["rest_over_roller", "arch_back", "lift", "lower"]
    said = exercise("T3").text["en"]["standard"]
    assert "ten centimetres" in said.fetch
    assert len(said.zones) == max(dose.zones for dose in exercise("T3").levels.values())


def test_the_belly_is_tightened_without_a_movement() -> None:
    assert phases("L1") == ["tighten", "let_go"]
    assert exercise("L1").kind is Kind.ISOMETRIC


def test_head_and_shoulder_blades_are_lifted_held_and_rested() -> None:
    assert phases("L2") == ["brace", "lift", "lower"]
    assert "shoulder blades" in words("L2")


def test_the_hand_of_one_side_resists_the_knee_of_the_other() -> None:
    cues = exercise("L3").text["en"]["standard"].cues
    assert cues["press.left"] == "Left knee into your right hand."
    assert cues["press.right"] == "Right knee into your left hand."


def test_eight_are_done_in_a_chair_and_four_on_the_floor() -> None:
    assert [code for code in CODES if exercise(code).place is Place.FLOOR] == ["T3", "L1", "L2", "L3"]


def test_neck_and_head_are_answered_by_the_neck_group_and_each_back_by_its_own() -> None:
    assert catalogue().region_complex == {
        Region.NECK: Complex.CERVICAL,
        Region.HEADACHE: Complex.CERVICAL,
        Region.THORACIC: Complex.THORACIC,
        Region.LUMBAR: Complex.LUMBAR,
    }


def test_neck_and_upper_back_are_linked_both_ways_and_the_lower_back_to_none() -> None:
    assert catalogue().linked == {
        Complex.CERVICAL: (Complex.THORACIC,),
        Complex.THORACIC: (Complex.CERVICAL,),
        Complex.LUMBAR: (),
    }


def test_every_rule_of_the_article_has_a_sentence_and_stands_on_it() -> None:
    for number in range(1, 10):
        rule = catalogue().rules[f"A{number}"]
        assert rule.text["en"]
        assert "article" in rule.sources


def test_softer_is_smaller_lighter_slower_and_shorter() -> None:
    soft = catalogue().softening
    assert soft.range_factor < 1 < soft.tempo
    assert soft.hold_factor < 1
    assert soft.timed_factor < 1
    assert soft.effort_less > 0


@pytest.mark.parametrize("code", CODES)
def test_another_exercise_stands_ready_and_none_is_outside_the_twelve(code: str) -> None:
    chain = exercise(code).if_it_hurts
    assert chain[0].code == code
    assert chain[0].variant is Variant.EASIER
    assert {link.code for link in chain} <= set(CODES)
    assert len(set(chain)) == len(chain)


def test_strong_pain_stops_whatever_it_was_before() -> None:
    assert all(row[7:] == "BBBB" for row in catalogue().lights)


def test_the_article_is_a_lay_text_and_never_evidence() -> None:
    assert catalogue().sources["article"].tier == "lay"
    for code in CODES:
        tiers = {catalogue().sources[name].tier for name in exercise(code).evidence_sources}
        assert not tiers & {"lay", "own_choice"}
