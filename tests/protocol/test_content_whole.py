"""The data files as a whole: nothing is named that is not there, and nothing stands there unused."""

import tomllib
from pathlib import Path

import pytest

import spinecoach.protocol
from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.protocol.changes import CHANGES
from spinecoach.protocol.exercise import Complex, Equipment, Exercise, Kind, Position, Variant
from spinecoach.protocol.faults import Faults
from spinecoach.protocol.form import resolve
from spinecoach.protocol.sourced import sourced
from spinecoach.screening.questions import GRAVE, Row, Where
from spinecoach.session.phrases import PHRASES

DATA = Path(spinecoach.protocol.__file__).parent / "data"
CODES = tuple(catalogue().exercises)
SHOWN_TOGETHER = [
    "no_forward_bend",
    "towel_rest_only",
    "arms_crossed",
    "heel_on_floor",
    "sitting_only",
    "light_pressure",
]


def exercise(code: str) -> Exercise:
    return catalogue().exercises[code]


def touches(row: Row, code: str) -> bool:
    """Whether an answer to the row can block or change the exercise."""
    return any(isinstance(e.block, Where) or code in e.block or e.changes_of(code) for e in row.effects)


def blocks(row: Row, code: str) -> bool:
    return any(isinstance(e.block, Where) or code in e.block for e in row.effects)


def test_every_source_that_is_cited_stands_in_the_list_and_every_one_listed_is_cited() -> None:
    cited: set[str] = set()
    for path in DATA.rglob("*.toml"):
        faults = Faults(path.name)
        cited |= {source for _, source in sourced(tomllib.loads(path.read_text("utf-8")), faults)}
        assert faults.found == []
    assert cited == set(catalogue().sources)


def test_what_is_not_checked_or_our_own_choice_keeps_its_mark() -> None:
    for source in catalogue().sources.values():
        assert (source.tier == "own_choice") == (source.mark == "D")


def test_nothing_claims_a_review_that_did_not_happen() -> None:
    assert all(exercise(code).review is None for code in CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_contraindication_is_found_by_a_row_and_every_row_that_reaches_the_exercise_is_told(code: str) -> None:
    questions = packaged_questions()
    told = {row for reason in exercise(code).contraindications for row in reason.rows}
    grave = {name for name, row in questions.rows.items() if row.group in GRAVE}
    assert told == grave | {name for name, row in questions.rows.items() if touches(row, code)}


@pytest.mark.parametrize("code", CODES)
def test_a_contraindication_is_absolute_exactly_when_its_rows_block_the_exercise(code: str) -> None:
    questions = packaged_questions()
    for reason in exercise(code).contraindications:
        rows = [questions.rows[name] for name in reason.rows]
        assert reason.absolute == any(row.group in GRAVE or blocks(row, code) for row in rows), reason.id


@pytest.mark.parametrize("code", CODES)
def test_every_change_that_screening_can_order_and_that_is_seen_has_words_of_its_own(code: str) -> None:
    for row in packaged_questions().rows.values():
        for effect in row.effects:
            for change in effect.changes_of(code):
                if change.name in SHOWN_TOGETHER:
                    assert change.name in exercise(code).text["en"], f"{row.id} {change}"


def test_every_change_has_a_reminder_of_its_own() -> None:
    assert {f"change.{name}" for name in CHANGES} <= set(catalogue().phrases["en"])


def test_every_phrase_is_said_or_shown_somewhere() -> None:
    known = {*PHRASES, *(f"change.{name}" for name in CHANGES), *(f"complex.{name}" for name in Complex)}
    assert set(catalogue().phrases["en"]) == known


def test_every_stop_sign_is_the_screening_row_and_item_that_it_is_kept_as() -> None:
    rows = packaged_questions().rows
    for sign in catalogue().stop_signs.values():
        if sign.row is None:
            assert sign.outcome == "CLINICIAN_FIRST"
        else:
            assert sign.outcome == rows[sign.row].group.outcome
            assert sign.item is None or sign.item in rows[sign.row].items


def test_a_stop_sign_without_an_item_is_kept_on_a_row_that_takes_a_plain_yes() -> None:
    rows = packaged_questions().rows
    for sign in catalogue().stop_signs.values():
        if sign.row is not None and sign.item is None and sign.outcome in ("EMERGENCY", "URGENT"):
            assert not rows[sign.row].items


def test_every_sign_of_the_neck_vessels_can_be_told_during_a_session() -> None:
    items = {sign.item for sign in catalogue().stop_signs.values() if sign.row == "S06"}
    assert items == set(packaged_questions().rows["S06"].items)


@pytest.mark.parametrize("name", [n for n, s in catalogue().stop_signs.items() if s.outcome == "EMERGENCY"])
def test_an_emergency_names_the_number_of_the_settings_in_its_first_sentence(name: str) -> None:
    first = catalogue().stop_signs[name].do_now["en"].split(".")[0]
    assert "{emergency_number}" in first
    assert not any(letter.isdigit() for letter in catalogue().stop_signs[name].do_now["en"])


@pytest.mark.parametrize("code", CODES)
def test_each_exercise_names_between_three_and_eight_signs_each_once(code: str) -> None:
    signs = exercise(code).stop_signs
    assert 3 <= len(signs) <= 8
    assert len(set(signs)) == len(signs)


def test_the_pain_light_is_what_its_rules_give() -> None:
    for before, row in enumerate(catalogue().lights):
        for worst, light in enumerate(row):
            tried = {
                "B": worst >= 7,
                "R": (worst >= 5 and worst > before) or worst >= before + 3,
                "A": worst in (3, 4) or worst == before + 2 or (worst in (5, 6) and worst <= before),
                "G": worst <= 2 and worst <= before + 1,
            }
            assert light == next(letter for letter in "BRAG" if tried[letter]), (before, worst)


def test_more_pain_during_never_gives_a_better_light() -> None:
    for row in catalogue().lights:
        assert list(row) == sorted(row, key="GARB".index)


@pytest.mark.parametrize("code", CODES)
def test_a_higher_level_never_asks_for_less_work_than_the_one_below(code: str) -> None:
    levels = [d for d in exercise(code).levels.values() if d.level > 0 and not d.opt_in]
    work = [(d.duration_s or 0) + (d.reps or 0) * d.zones * (d.hold_s or 1) for d in levels]
    assert work == sorted(work)


@pytest.mark.parametrize("code", CODES)
def test_presses_and_lifts_name_their_effort_and_others_ask_for_none(code: str) -> None:
    isometric = exercise(code).kind is Kind.ISOMETRIC
    assert all((dose.effort is not None) == isometric for dose in exercise(code).levels.values())


def test_from_level_four_on_the_heavier_presses_take_every_other_day() -> None:
    alternate = {code: exercise(code).alternate_days_from_level for code in CODES}
    assert {code for code, level in alternate.items() if level == 4} == {"C4", "C5", "L2", "L3"}
    assert set(alternate.values()) == {4, None}


def test_equipment_is_what_each_exercise_cannot_do_without() -> None:
    needs = {code: exercise(code).needs for code in CODES if exercise(code).needs}
    assert needs == {
        "C4": ((Equipment.CHAIR,),),
        "C5": ((Equipment.CHAIR,),),
        "T1": ((Equipment.CHAIR_WITHOUT_WHEELS,),),
        "T3": ((Equipment.ROLLER, Equipment.TOWEL),),
    }
    assert resolve(exercise("T3"), Variant.EASIER, (), "en").needs == ((Equipment.TOWEL,),)
    assert resolve(exercise("T3"), Variant.STANDARD, ("towel_rest_only",), "en").needs == ((Equipment.TOWEL,),)


def test_sitting_only_leaves_no_other_position() -> None:
    for code in ("C1", "C2", "C3", "C4", "C6", "L1"):
        assert resolve(exercise(code), Variant.STANDARD, ("sitting_only",), "en").positions == (Position.SITTING,)
    assert resolve(exercise("L1"), Variant.EASIER, (), "en").positions == (Position.SITTING,)


def test_the_towel_rest_is_the_easier_form_word_for_word() -> None:
    easier = resolve(exercise("T3"), Variant.EASIER, (), "en")
    ordered = resolve(exercise("T3"), Variant.STANDARD, ("towel_rest_only",), "en")
    assert ordered == easier


def test_a_session_started_at_level_one_takes_as_long_as_the_papers_say() -> None:
    minutes = {}
    for name in dict.fromkeys(e.complex for e in catalogue().exercises.values()):
        seconds = 0.0
        for one in catalogue().complex_of(name):
            dose, beat = one.levels[1], sum(p.seconds for p in one.phases)
            reps = dose.reps or 0
            work = one.sides * dose.zones * (reps * (beat + dose.hold_s) + max(0, reps - 1) * dose.rest_s)
            seconds += (dose.duration_s or work) + catalogue().timing.get_ready_s
        minutes[name.value] = seconds / 60
    assert minutes == pytest.approx({"cervical": 7, "thoracic": 3.5, "lumbar": 3.5}, abs=0.6)
