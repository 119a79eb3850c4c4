"""What a good file becomes."""

from datetime import date
from pathlib import Path

import pytest

from spinecoach.body import Region, Side
from spinecoach.protocol.exercise import (
    ChainLink,
    Complex,
    Dose,
    Equipment,
    Exercise,
    Kind,
    Phase,
    Place,
    Review,
    Spot,
    Tier,
    Variant,
)
from spinecoach.protocol.faults import ProtocolError
from spinecoach.protocol.load import parse_protocol
from spinecoach.protocol.protocol import Protocol

SMALL = Path(__file__).parent / "small"
FILES = {p.relative_to(SMALL).as_posix(): p.read_text("utf-8") for p in SMALL.rglob("*.toml")}
MAIN = "exercises/side-press.toml"


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    return parse_protocol(FILES)


@pytest.fixture(scope="module")
def press(protocol: Protocol) -> Exercise:
    return protocol.exercises["X2"]


def test_identity_and_place_are_read(press: Exercise) -> None:
    assert (press.id, press.version, press.complex, press.kind) == ("side-press", 3, Complex.CERVICAL, Kind.ISOMETRIC)
    assert press.place is Place.CHAIR
    assert press.sides == 2
    assert press.needs == ((Equipment.CHAIR, Equipment.CHAIR_WITHOUT_WHEELS), (Equipment.TOWEL,))
    assert press.if_it_hurts == (ChainLink("X2", Variant.EASIER), ChainLink("X1", Variant.STANDARD))
    assert press.review == Review("A. Clinician", date(2026, 11, 22))


def test_a_level_knows_its_sources_and_what_is_left_out_stays_none(press: Exercise, protocol: Protocol) -> None:
    assert press.levels[1] == Dose(1, Variant.STANDARD, 3, 5, 10, 3, 1, None, opt_in=False, sources=("own",))
    assert press.levels[3].sources == ("own", "Trial2000")
    assert press.levels[3].opt_in
    assert press.alternate_days_from_level == 2
    assert press.article_levels == (2, 2)
    assert (press.article.reps, press.article.hold_s, press.article.duration_s) == ((10, 10), 10, None)
    rub = protocol.exercises["X1"]
    assert rub.levels[2].reps is None
    assert rub.levels[2].duration_s == 180
    assert rub.alternate_days_from_level is None


def test_the_standard_form_stands_apart_from_those_that_differ(press: Exercise, protocol: Protocol) -> None:
    assert press.phases[1] == Phase("press", 1.5, None, hold=True)
    assert set(press.forms) == {"arms_crossed"}
    assert press.forms["arms_crossed"].drop_phases == ("place_palm",)
    assert press.forms["arms_crossed"].needs == ()
    assert protocol.exercises["Y1"].forms["easier"].spots == (Spot("lie", 60),)
    assert protocol.exercises["X1"].forms == {}


def test_words_are_read_by_language_and_form(press: Exercise) -> None:
    english = press.text["en"]
    assert english["standard"].name == "Side press"
    assert english["standard"].cues["place_palm.right.again"] == "Right palm."
    assert english["easier"].name == ""
    assert english["easier"].summary == "Press lightly."
    assert press.text["de"]["standard"].name == "Seitlich drücken"


def test_shared_files_become_the_protocol(protocol: Protocol) -> None:
    assert list(protocol.exercises) == ["X1", "X2", "Y1"]
    assert protocol.region_complex[Region.HEADACHE] is Complex.CERVICAL
    assert protocol.linked[Complex.LUMBAR] == ()
    assert protocol.rules["A8"].text["en"] == "A little every day."
    assert protocol.stop_signs["double_vision"].item == "double_vision"
    assert protocol.stop_signs["sharp_pain"].row is None
    assert protocol.sources["own"].tier is Tier.OWN_CHOICE
    assert protocol.phrases["de"]["rest"] == "Pause."
    assert protocol.timing.get_ready_s == 15
    assert protocol.softening.reps_left == 2
    assert protocol.lights[7] == "A" * 11


def test_the_version_changes_with_any_file_and_with_nothing_else() -> None:
    version = parse_protocol(FILES).version
    assert parse_protocol(dict(reversed(FILES.items()))).version == version
    for name, text in FILES.items():
        assert parse_protocol(FILES | {name: text + "\n# a word more\n"}).version != version


def test_a_side_may_stand_in_the_phases_of_a_repetition_that_visits_both() -> None:
    text = FILES["exercises/roll.toml"].replace(
        '{ id = "arch", seconds = 3 }, { id = "lift", seconds = 2 }',
        '{ id = "arch", seconds = 3, side = "left" }, { id = "lift", seconds = 3, side = "right" }',
    )
    exercise = parse_protocol(FILES | {"exercises/roll.toml": text}).exercises["Y1"]
    assert [p.side for p in exercise.phases] == [Side.LEFT, Side.RIGHT]


def lines(files: dict[str, str]) -> list[str]:
    with pytest.raises(ProtocolError) as error:
        parse_protocol(files)
    return str(error.value).splitlines()


def test_faults_of_all_files_are_told_at_once() -> None:
    broken = {name: text.replace("seconds = ", "secs = ").replace('tier = "lay"', "") for name, text in FILES.items()}
    assert {line.partition(":")[0] for line in lines(broken)} == {
        "exercises/roll.toml",
        "exercises/rub.toml",
        "exercises/side-press.toml",
        "sources.toml",
    }


def test_two_files_of_one_code_are_told() -> None:
    text = FILES["exercises/rub.toml"].replace('"X1"', '"Y1"', 1).replace('["X1"]', "[]")
    found = lines(FILES | {"exercises/rub.toml": text})
    assert (
        found[-1] == "exercises/rub.toml: code: found Y1, as in exercises/roll.toml; right would be a code of its own"
    )


def test_a_file_is_named_after_its_id() -> None:
    files = {name: text for name, text in FILES.items() if name != MAIN}
    assert lines(files | {"exercises/press.toml": FILES[MAIN]}) == [
        'exercises/press.toml: id: found the text "side-press"; right would be the name of the file without .toml'
    ]


def test_a_missing_and_an_unknown_file_are_told() -> None:
    files = {name: text for name, text in FILES.items() if name != "lights.toml"}
    assert lines(files | {"light.toml": ""}) == [
        "light.toml: the whole file: found an unknown file; right would be lights.toml",
        "lights.toml: the whole file: found nothing; right would be this file beside the others",
    ]


def test_no_exercise_at_all_is_told() -> None:
    assert lines({name: text for name, text in FILES.items() if not name.startswith("exercises/")}) == [
        "exercises/: the folder: found no file; right would be one file for each exercise"
    ]


def test_a_file_that_cannot_be_read_is_not_held_against_the_chains_of_others() -> None:
    found = lines(FILES | {"exercises/rub.toml": "format ="})
    assert [line.partition(":")[0] for line in found] == ["exercises/rub.toml"]
