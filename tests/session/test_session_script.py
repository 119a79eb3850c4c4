"""The plan resolved against the protocol, and what is wrong with it told in one line."""

from dataclasses import replace

import pytest
from studio import BRACE, PRESS, ROLL, TURN, Studio

from spinecoach.body import Region
from spinecoach.protocol.exercise import Variant
from spinecoach.session.phrases import PHRASES
from spinecoach.session.plan import Work
from spinecoach.session.script import ScriptError, compile_plan


def test_every_phrase_that_the_session_says_is_in_the_packaged_programme(real: Studio) -> None:
    assert set(PHRASES) <= set(real.protocol.phrases["en"])


def test_what_a_phrase_leaves_open_is_filled_wherever_it_is_said(real: Studio) -> None:
    everything = real.script(*real.protocol.exercises)
    for routine in (routine for chain in everything.items for routine in chain):
        assert not any("{" in text for text in (*routine.reminders, *routine.words.cues.values()))
    assert not any("{emergency_number}" in text for text in (*everything.phrases.values(), *everything.do_now.values()))


def test_the_local_emergency_number_stands_in_what_to_do_now(studio: Studio) -> None:
    script = compile_plan(studio.protocol, studio.plan(TURN), "en", emergency_number="999")
    assert script.do_now["dizzy"] == "Sit. Call 999."


def test_a_plan_with_a_code_that_is_not_there_is_refused(studio: Studio) -> None:
    unknown = Work("Q9", Variant.STANDARD, 1, 5, 0, 0, None, 1, 1, None)
    item = replace(studio.item(studio.work(TURN)), if_it_hurts=(unknown,))
    with pytest.raises(ScriptError) as told:
        studio.script(BRACE, item)
    assert str(told.value) == "items[1].if_it_hurts[0].code: found Q9; right would be one of X1, X2, X3, Y1, Z1"


def test_a_plan_with_nothing_to_do_in_an_item_is_refused(studio: Studio) -> None:
    item = replace(studio.item(studio.work(TURN)), work=studio.work(TURN, reps=0))
    with pytest.raises(ScriptError) as told:
        studio.script(item)
    assert str(told.value) == "items[0]: X1: found neither reps nor duration_s; right would be one of them above 0"


def test_a_phrase_that_is_missing_is_told_by_its_id(studio: Studio) -> None:
    english = {name: text for name, text in studio.protocol.phrases["en"].items() if name not in ("rest", "hold")}
    with pytest.raises(ScriptError) as told:
        compile_plan(replace(studio.protocol, phrases={"en": english}), studio.plan(TURN), "en")
    assert str(told.value) == "phrases.toml: phrase.en: found no hold, rest; right would be a text for each"


def test_words_that_a_language_lacks_are_english(studio: Studio) -> None:
    phrases = {**studio.protocol.phrases, "de": {"rest": "Pause."}}
    script = compile_plan(replace(studio.protocol, phrases=phrases), studio.plan(TURN), "de")
    assert (script.say("rest"), script.say("hold")) == ("Pause.", "hold")
    assert script.items[0][0].words.name == "Drehen"


def test_only_regions_of_which_nothing_is_known_are_asked_for_and_each_once(studio: Studio) -> None:
    script = studio.script(TURN, PRESS, ROLL, BRACE, pain={Region.LUMBAR: 3})
    assert script.ask_before == (Region.NECK, Region.THORACIC)


def test_what_screening_ordered_is_said_as_a_reminder_with_its_number(real: Studio) -> None:
    code = next(e.code for e in real.protocol.exercises.values() if e.sides == 2)
    work = real.work(code, 1, changes=("hold_s_max:5", "exhale_on_effort"))
    reminders = real.script(work).items[0][0].reminders
    assert "5" in reminders[0]
    assert reminders[1] == real.protocol.phrases["en"]["change.exhale_on_effort"]
