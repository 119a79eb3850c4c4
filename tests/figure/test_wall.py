"""The wall as a prop: a body leans its back against it, in drawings, on paper and in the moving figure."""

from dataclasses import replace

import pytest

from spinecoach.app.catalogue import catalogue, packaged
from spinecoach.figure.course import keys_of
from spinecoach.figure.drawing import draw_phase, draw_start_end
from spinecoach.figure.furniture import WALL_HIGH, wall_behind
from spinecoach.figure.paint import PAPER
from spinecoach.figure.pose import posed
from spinecoach.figure.posture import SKIN
from spinecoach.figure.tracks import bake
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.load import check_exercise
from spinecoach.protocol.movement import Crop, Posture, Prop, View

VIEWS = [View.FRONT, View.SIDE, View.THREE_QUARTER]


def against_a_wall(view: View = View.SIDE, crop: Crop = Crop.WHOLE, posture: Posture = Posture.STANDING) -> Exercise:
    """The chin tuck as somebody else's file might have it: no exercise of the article needs a wall."""
    tuck = catalogue().exercises["C3"]
    assert tuck.movement
    course = replace(tuck.movement.standard, props=(Prop.WALL,), posture=posture, crop=crop, view=view)
    return replace(tuck, movement=replace(tuck.movement, standard=course))


def test_no_exercise_of_the_programme_stands_at_a_wall() -> None:
    for exercise in catalogue().exercises.values():
        assert exercise.movement
        assert all(
            Prop.WALL not in (c.props or ()) for c in (exercise.movement.standard, *exercise.movement.forms.values())
        )


def test_a_file_may_ask_for_a_wall() -> None:
    text = packaged()["exercises/cervical-retraction.toml"].replace('props = ["chair"]', 'props = ["wall"]')
    exercise, faults = check_exercise(text, "own.toml", catalogue())
    assert faults == ()
    assert exercise
    assert exercise.movement
    assert exercise.movement.standard.props == (Prop.WALL,)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("crop", Crop)
def test_the_wall_is_drawn_behind_the_body(view: View, crop: Crop) -> None:
    exercise = against_a_wall(view, crop)
    for drawing in (draw_phase(exercise, phase="glide_back"), draw_start_end(exercise, style=PAPER)):
        assert '<path class="wall"' in drawing
        assert drawing.index('class="wall"') < drawing.index('class="shirt"')


@pytest.mark.parametrize("posture", [Posture.STANDING, Posture.SITTING])
def test_the_back_touches_it_and_nothing_of_the_spine_passes_through(posture: Posture) -> None:
    keys = keys_of(against_a_wall(posture=posture), "standard")
    face = wall_behind(posed(keys, None))
    for phase in keys.order:
        for share in (0.0, 0.5, 1.0):
            pose = posed(keys, phase, share)
            gaps = [vertebra.at[0] - SKIN * pose.size - face for vertebra in pose.spine.vertebrae]
            assert -0.005 < min(gaps) < 0.02


def test_the_moving_figure_has_it_among_its_furniture() -> None:
    tracks = bake(against_a_wall())
    (wall,) = [box for box in tracks.furniture if box.name == "wall"]
    assert wall.high[0] == pytest.approx(wall_behind(posed(keys_of(against_a_wall(), "standard"), None)))
    assert wall.low[1] == 0.0
    assert wall.high[1] == WALL_HIGH
