"""Every phase and spot of every form of every exercise draws, well-formed and always the same."""

from collections.abc import Iterator
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest

from spinecoach import figure
from spinecoach.body import Side
from spinecoach.figure.course import keys_of
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.load import SHARED, parse_protocol

DATA = files("spinecoach.protocol") / "data"
TEXTS = {name: (DATA / name).read_text(encoding="utf-8") for name in SHARED}
TEXTS |= {f"exercises/{f.name}": f.read_text(encoding="utf-8") for f in (DATA / "exercises").iterdir()}
EXERCISES = parse_protocol(TEXTS).exercises
VARIANTS = ("standard", "easier", "harder")


def forms() -> Iterator[tuple[Exercise, str, tuple[str, ...]]]:
    for exercise in EXERCISES.values():
        for variant in VARIANTS:
            yield exercise, variant, ()
        for change in exercise.forms:
            if change not in VARIANTS:
                yield exercise, "standard", (change,)


FORMS = list(forms())
NAMES = [f"{e.code}-{form}{''.join('-' + c for c in changes)}" for e, form, changes in FORMS]


@pytest.mark.parametrize(("exercise", "form", "changes"), FORMS, ids=NAMES)
def test_every_phase_of_every_form_draws_on_the_same_stage(
    exercise: Exercise, form: str, changes: tuple[str, ...]
) -> None:
    keys = keys_of(exercise, form, changes)
    frames = set()
    for side in Side if exercise.sides == 2 else (None,):
        for zone in range(1, len(keys.zones) + 1) or (None,):
            for phase in (None, *keys.order):
                drawn = ET.fromstring(figure.draw_phase(exercise, form, changes, phase, side, zone, "en"))
                frames.add(drawn.attrib["viewBox"])
                title = drawn.find("{http://www.w3.org/2000/svg}title")
                assert title is not None
                assert title.text
    assert frames == {"0 0 400 300"}


@pytest.mark.parametrize(("exercise", "form", "changes"), FORMS, ids=NAMES)
def test_start_and_end_draw_the_same_bytes_each_time(exercise: Exercise, form: str, changes: tuple[str, ...]) -> None:
    first = figure.draw_start_end(exercise, form, changes, None, "en")
    assert ET.fromstring(first).attrib["viewBox"] == "0 0 800 300"
    assert figure.draw_start_end(exercise, form, changes, None, "en") == first
