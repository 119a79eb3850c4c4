"""What a handout says: doses as clinicians print them, both sides, changes in steps and drawings, greys alone."""

import re
from dataclasses import replace
from datetime import date

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.figure.drawing import draw_start_end
from spinecoach.figure.paint import PAPER
from spinecoach.protocol.exercise import Review
from spinecoach.report.dose_line import dose_line, how_often, pain_limit
from spinecoach.report.handout import CUES, NOT_REVIEWED, Block, handout
from spinecoach.session.plan import Work
from spinecoach.wire.plan import work_at

PROTOCOL = catalogue()
EVERY = list(PROTOCOL.exercises.values())
LEVELS = [(e.code, level) for e in EVERY for level in e.levels]


def block(work: Work) -> Block:
    return handout(PROTOCOL, [work], "a", "b", "en", "112").blocks[0]


def test_a_dose_is_written_as_clinicians_print_it() -> None:
    exercise = PROTOCOL.exercises["C3"]
    work = replace(work_at(exercise, 4), hold_s=5)
    assert dose_line(exercise, work, PROTOCOL.lights) == "1 × 10, hold 5 s, daily, pain ≤ 2/10"


@pytest.mark.parametrize(
    ("code", "level", "said"),
    [
        ("C1", 1, "1 × 5, daily, pain ≤ 2/10"),
        ("C5", 1, "1 × 3 on each side, hold 5 s, rest 10 s, effort 3/10, daily, pain ≤ 2/10"),
        ("C5", 4, "every other day"),
        ("C6", 1, "1 × 1 min, daily, pain ≤ 2/10"),
        ("T3", 2, "1 × 3 in each of 3 places, daily, pain ≤ 2/10"),
    ],
)
def test_sides_places_times_and_days_are_in_the_dose(code: str, level: int, said: str) -> None:
    exercise = PROTOCOL.exercises[code]
    assert said in dose_line(exercise, work_at(exercise, level), PROTOCOL.lights)


def test_half_seconds_and_odd_minutes_are_written_out() -> None:
    massage = PROTOCOL.exercises["C6"]
    assert dose_line(massage, replace(work_at(massage, 1), duration_s=90), PROTOCOL.lights).startswith(
        "1 × 1 min 30 s,"
    )
    tuck = PROTOCOL.exercises["C3"]
    assert "hold 1.5 s" in dose_line(tuck, replace(work_at(tuck, 1), hold_s=1.5), PROTOCOL.lights)


def test_the_pain_limit_is_the_most_that_is_green() -> None:
    assert pain_limit(PROTOCOL.lights) == 2
    assert pain_limit(["GGGAB", "GGAAB"]) == 2


@pytest.mark.parametrize(("code", "level"), LEVELS)
def test_every_dose_has_rounds_days_and_a_pain_limit(code: str, level: int) -> None:
    exercise = PROTOCOL.exercises[code]
    work = work_at(exercise, level)
    said = dose_line(exercise, work, PROTOCOL.lights)
    assert re.fullmatch(r"1 × .+, (daily|every other day), pain ≤ 2/10", said)
    assert ("on each side" in said) == (exercise.sides == 2)
    assert how_often(exercise, work) in said


@pytest.mark.parametrize(("code", "level"), LEVELS)
def test_a_block_has_at_most_three_cues_and_says_both_sides(code: str, level: int) -> None:
    exercise = PROTOCOL.exercises[code]
    found = block(work_at(exercise, level))
    assert 1 <= len(found.cues) <= CUES
    assert found.steps
    assert ("Do both, left first." in found.shown) == (exercise.sides == 2)


@pytest.mark.parametrize("code", PROTOCOL.exercises)
def test_drawings_for_paper_hold_greys_alone(code: str) -> None:
    drawing = block(work_at(PROTOCOL.exercises[code], 1)).drawing
    assert PAPER in drawing
    colours = re.findall(r"#([0-9a-fA-F]{3,6})\b", drawing)
    assert colours
    for colour in colours:
        parts = [colour[i : i + len(colour) // 3] for i in range(0, len(colour), len(colour) // 3)]
        assert len(set(parts)) == 1, colour


def test_every_class_of_a_drawing_has_its_grey() -> None:
    styled = set(re.findall(r"\.([a-z]+)", PAPER))
    for exercise in EVERY:
        for form in {dose.variant for dose in exercise.levels.values()}:
            drawing = draw_start_end(exercise, form.value, style=PAPER)
            used = {name for names in re.findall(r'<path class="([^"]+)"', drawing) for name in names.split()}
            assert used <= styled


def test_a_bend_that_is_left_out_is_neither_said_nor_drawn() -> None:
    plain = work_at(PROTOCOL.exercises["T1"], 1)
    left_out = block(replace(plain, changes=("no_forward_bend",)))
    whole = block(plain)
    assert any("Bend forward" in step for step in whole.steps)
    assert not any("Bend forward" in text for text in (*left_out.steps, *left_out.cues, left_out.drawn))
    assert left_out.drawing != whole.drawing
    assert left_out.for_you == ("You only arch back. The other half is left out.",)
    assert left_out.name == "Chair arch"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("T1", "arms_crossed"),
        ("T3", "arms_crossed"),
        ("L3", "heel_on_floor"),
        ("L1", "sitting_only"),
    ],
)
def test_a_change_that_can_be_seen_is_drawn_and_said(code: str, change: str) -> None:
    plain = work_at(PROTOCOL.exercises[code], 1)
    changed = block(replace(plain, changes=(change,)))
    assert changed.drawing != block(plain).drawing
    assert changed.for_you


def test_slower_and_smaller_are_said_once() -> None:
    work = replace(
        work_at(PROTOCOL.exercises["C1"], 1), changes=("range_factor:0.5", "slow"), tempo=1.5, range_factor=0.5
    )
    assert block(work).for_you == ("Go only part of the way.", "Go slowly.")
    smaller = replace(work_at(PROTOCOL.exercises["C1"], 1), tempo=1.5, range_factor=0.7)
    assert block(smaller).for_you == ("Go slowly.", "Go only part of the way.")


def test_a_review_is_told_and_its_absence_too() -> None:
    works = [work_at(e, 1) for e in EVERY[:2]]
    assert handout(PROTOCOL, works, "a", "b", "en", "112").reviewed == NOT_REVIEWED
    one = replace(EVERY[0], review=Review("A. Physio", date(2026, 11, 1)))
    some = replace(PROTOCOL, exercises={**PROTOCOL.exercises, one.code: one})
    assert "1 of these 2 exercises" in handout(some, works, "a", "b", "en", "112").reviewed
    assert handout(some, works[:1], "a", "b", "en", "112").reviewed == "Reviewed by A. Physio."


def test_the_number_to_call_is_the_persons_own() -> None:
    made = handout(PROTOCOL, [work_at(EVERY[0], 1)], "a", "b", "en", "911")
    assert made.stop.groups[0].do == "Stop and call 911 now"


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(ValueError, match="found no exercise; right would be one or more"):
        handout(PROTOCOL, [], "a", "b", "en", "112")
