"""What progress says, as a plan tells it: the reason of a level, what is worth knowing, and nobody left waiting."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.progress.progress import Progress
from spinecoach.progress.step import Step
from spinecoach.protocol.exercise import Complex

DAY = date(2026, 11, 22)
People = Callable[..., Any]


def test_an_item_says_what_led_to_its_level(person: People, seasoned: Progress) -> None:
    step = Step(DAY - timedelta(days=1), "C1", "dose-red", 4, 3)
    someone = person(progress=replace(seasoned, levels={**seasoned.levels, "C1": 3}, why={"C1": step}))
    (reason,) = [reason for reason in someone.item("C1").reasons if reason.id == "dose-red"]
    assert reason.text == "It hurt too much last time, so it is one level less: 3."


def test_a_drift_and_a_plateau_are_worth_knowing(person: People, seasoned: Progress) -> None:
    told = replace(seasoned, drifting=(Region.NECK,), plateau=(Region.LUMBAR,))
    advice = {note.id: note.text for note in person(progress=told).plan.advice}
    assert "Your neck has hurt more in the mornings" in advice["drift"]
    assert "Your lower back is about the same as four weeks ago" in advice["plateau"]
    assert not {"drift", "plateau"} & {note.id for note in person(progress=seasoned).plan.advice}


def test_a_long_one_of_the_group_that_hurts_comes_round_though_two_short_ones_would_fit(
    person: People, seasoned: Progress
) -> None:
    neck = [exercise.code for exercise in catalogue().complex_of(Complex.CERVICAL)]
    progress, last = replace(seasoned, levels={**seasoned.levels, "C5": 3}), dict.fromkeys(neck, DAY)
    for back in range(28):
        day = DAY + timedelta(days=back)
        codes = person(pain={"neck": 2}, minutes=5, progress=progress, day=day).codes
        progress = replace(progress, done={**progress.done, day: tuple(codes)})
        last |= dict.fromkeys(codes, day)
    assert {code for code in neck if DAY + timedelta(days=27) - last[code] > timedelta(days=21)} == set()


def test_one_that_was_never_done_comes_in_as_soon_as_there_is_a_week_behind_it(person: People) -> None:
    others = [exercise.code for exercise in catalogue().complex_of(Complex.CERVICAL) if exercise.code != "C5"]
    days = {DAY - timedelta(days=back): tuple(others) for back in range(1, 70)}
    someone = person(pain={"neck": 2}, minutes=5, progress=Progress(done=days))
    assert "C5" in someone.codes
