"""Every phase and spot of every form of every exercise draws, well-formed and always the same."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from spinecoach import figure
from spinecoach.app.catalogue import catalogue
from spinecoach.body import Side
from spinecoach.figure.camera import camera_of
from spinecoach.figure.course import keys_of
from spinecoach.figure.flesh import Flesh
from spinecoach.figure.pose import posed
from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.protocol.movement import View

SVG = "{http://www.w3.org/2000/svg}"
FORMS = [
    (exercise, form, changes)
    for exercise in catalogue().exercises.values()
    for form, changes in [
        *((variant.value, ()) for variant in Variant),
        *(("standard", (name,)) for name in exercise.text["en"] if name not in list(Variant)),
    ]
]
NAMES = [f"{e.code}-{form}{''.join('-' + c for c in changes)}" for e, form, changes in FORMS]


@pytest.mark.parametrize(("exercise", "form", "changes"), FORMS, ids=NAMES)
def test_every_phase_of_every_form_draws_on_the_same_stage(
    exercise: Exercise, form: str, changes: tuple[str, ...]
) -> None:
    keys = keys_of(exercise, form, changes)
    frames = set()
    for side in Side if exercise.sides == 2 else (None,):
        for zone in range(len(keys.zones)) or (None,):
            for phase in (None, *keys.order):
                drawn = ET.fromstring(figure.draw_phase(exercise, form, changes, phase, side, zone, "en"))
                frames.add(drawn.attrib["viewBox"])
                words = [drawn.find(f"{SVG}{name}") for name in ("title", "desc")]
                assert all(w is not None and w.text for w in words)
    assert frames == {"0 0 400 300"}


@pytest.mark.parametrize(("exercise", "form", "changes"), FORMS, ids=NAMES)
def test_start_and_end_draw_the_same_bytes_each_time(exercise: Exercise, form: str, changes: tuple[str, ...]) -> None:
    first = figure.draw_start_end(exercise, form, changes, None, "en")
    assert ET.fromstring(first).attrib["viewBox"] == "0 0 450 300"
    assert figure.draw_start_end(exercise, form, changes, None, "en") == first


def test_no_two_exercises_share_a_drawing() -> None:
    drawings = {e.code: figure.draw_start_end(e).split("</style>")[1] for e in catalogue().exercises.values()}
    assert len(set(drawings.values())) == len(drawings)


def test_the_two_sides_of_a_press_are_two_drawings() -> None:
    for exercise in catalogue().exercises.values():
        left, right = (figure.draw_start_end(exercise, side=side) for side in Side)
        assert (left != right) == (exercise.sides == 2)


def test_a_drawing_asks_nobody_for_anything() -> None:
    for exercise in catalogue().exercises.values():
        drawn = figure.draw_start_end(exercise).replace("http://www.w3.org/2000/svg", "")
        assert not [word for word in ("http", "@import", "<script", "<image", "<use", "url(//") if word in drawn]


def test_an_unknown_phase_is_refused_by_name() -> None:
    exercise = next(iter(catalogue().exercises.values()))
    with pytest.raises(figure.NoMovementError, match="found no keyframe jump; right would be one of"):
        figure.draw_phase(exercise, phase="jump")


@pytest.mark.parametrize("told", ["range_factor:far", "range_factor:0", "range_factor:1.5", "range_factor"])
def test_a_range_that_is_none_is_refused(told: str) -> None:
    exercise = next(iter(catalogue().exercises.values()))
    with pytest.raises(figure.NoMovementError, match="right would be range_factor: and a number above 0, at most 1"):
        figure.draw_phase(exercise, changes=(told,))


def test_zones_lie_higher_one_by_one() -> None:
    for exercise in catalogue().exercises.values():
        zones = len(keys_of(exercise, "standard").zones)
        rolls = [figure.pose_at(exercise, zone=zone).roll for zone in range(zones)]
        along = [roll.at[0] for roll in rolls if roll]
        assert along == sorted(along, reverse=True)
        assert len(set(along)) == zones


def test_the_alternative_text_is_the_cue_of_the_phase_and_side() -> None:
    press = next(e for e in catalogue().exercises.values() if e.sides == 2)
    hold = next(p.id for p in press.phases if p.hold)
    cues = press.text["en"]["standard"].cues
    assert figure.describe(press, "standard", hold, Side.LEFT) == cues[f"{hold}.left"]
    assert figure.describe(press, "standard", None, None) == press.text["en"]["standard"].position


def test_a_stay_is_told_by_the_cue_that_led_to_it() -> None:
    for exercise in catalogue().exercises.values():
        cues = exercise.text["en"]["standard"].cues
        for before, phase in pairwise(exercise.phases):
            if not any(key.startswith(phase.id) for key in cues) and before.id in cues:
                assert figure.describe(exercise, "standard", phase.id) == cues[before.id]


@pytest.mark.parametrize("code", catalogue().exercises)
def test_a_mirror_turns_only_the_body_that_faces_the_person(code: str) -> None:
    exercise = catalogue().exercises[code]
    plain, mirrored = (figure.draw_phase(exercise, mirror=mirror) for mirror in (False, True))
    facing = keys_of(exercise, "standard", ()).view is View.FRONT
    assert (plain != mirrored) is facing
    assert ("matrix(-1 0 0 1 400 0)" in mirrored) is facing


def test_the_hand_that_presses_the_other_knee_comes_from_behind_the_body() -> None:
    """What is painted first lies behind: the sleeve of the arm that reaches over, then the trunk, then the knee."""
    exercise = catalogue().exercises["L3"]
    keys = keys_of(exercise, "standard")
    flesh = Flesh(posed(keys, "press", 1.0, Side.RIGHT), camera_of(keys.view))
    assert [flesh.arm_beyond(side) for side in (Side.LEFT, Side.RIGHT)] == [True, False]
    drawn = figure.draw_phase(exercise, phase="press", side=Side.RIGHT)
    painted = [path.get("class") for path in ET.fromstring(drawn).iter() if path.get("class")]
    shirts = [at for at, name in enumerate(painted) if name == "shirt"]
    assert len(shirts) == 3
    assert painted[shirts[0] + 1].startswith("skin")  # type: ignore[union-attr]
    assert painted.index("trousers") < shirts[1]


def test_arms_that_cross_on_the_chest_stay_in_front_of_it() -> None:
    keys = keys_of(catalogue().exercises["T1"], "standard", ("arms_crossed",))
    flesh = Flesh(posed(keys, None), camera_of(keys.view))
    assert not any(flesh.arm_beyond(side) for side in Side)


def test_the_hands_of_the_massage_show_their_fingers() -> None:
    exercise = catalogue().exercises["C6"]
    keys = keys_of(exercise, "standard")
    flesh = Flesh(posed(keys, keys.order[0]), camera_of(keys.view))
    assert [len(flesh.fingers(side)) for side in Side] == [3, 3]
    drawing = figure.draw_phase(exercise, phase=keys.order[0])
    assert drawing.count('class="o"') == 2


@pytest.mark.parametrize(("code", "ghosts"), [("C2", 2), ("T1", 2), ("T3", 2)])
def test_nods_and_arches_are_drawn_both_ways_each_from_where_it_begins(code: str, ghosts: int) -> None:
    drawing = figure.draw_start_end(catalogue().exercises[code])
    assert drawing.count('class="arrow"') == 2
    assert drawing.count('class="ghost"') == ghosts
