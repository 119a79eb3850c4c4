"""Every text as a person in pain meets it: short, plain, calm, and without a promise."""

import itertools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading import UNAVOIDABLE, grade

import spinecoach.protocol
from spinecoach.app.catalogue import catalogue
from spinecoach.protocol.exercise import Dose, Exercise, Variant, Words
from spinecoach.protocol.form import ResolvedForm, resolve

SPOKEN_WORDS = 12
GRADE = 7.0
WORDS_PER_MINUTE = 140

BANNED = {
    "treats": r"\btreat(s|ed|ing|ment|ments)?\b",
    "cures": r"\bcur(e|es|ed|ing)\b",
    "relieves": r"\brelie(f|ve|ves|ved|ving)\b",
    "diagnoses": r"\bdiagnos",
    "corrects posture": r"\bcorrect\w*\b.{0,20}\bposture",
    "rehabilitates": r"\brehabilitat",
    "osteochondrosis": r"osteochondros",
    "prevents hernia": r"\bprevent\w*\b.{0,20}\bherni",
    "heals": r"\bheal(s|ed|ing)?\b",
    "just": r"\bjust\b",
    "praise": r"\b(well done|great|good job|perfect|excellent)\b",
    "blame": r"\b(you failed|too lazy|you should have)\b",
    "exclamation mark": "!",
}

DATA = Path(spinecoach.protocol.__file__).parent / "data"
EXERCISES = catalogue().exercises
FORMS = [(code, form) for code, one in EXERCISES.items() for form in one.text["en"]]


def blocks(words: Words) -> Iterator[tuple[str, str]]:
    """What is read in one go, by its name."""
    yield "steps", " ".join(words.steps)
    yield "reminders", " ".join(words.reminders)
    yield "cues", " ".join(words.cues.values())
    yield "errors", " ".join(words.errors.values())
    for name in ("summary", "position", "fetch", "rep_means", "feel", "range_note"):
        yield name, getattr(words, name)
    for name in ("camera_sees", "camera_misses", "evidence", "reading"):
        yield name, getattr(words, name)


def spoken_phrases() -> dict[str, str]:
    """What the session says; the long texts of its end are only shown."""
    shown = re.compile(r"stopped\.\w+")
    return {name: said for name, said in catalogue().phrases["en"].items() if not shown.fullmatch(name)}


def every_text() -> Iterator[tuple[str, str]]:
    """Every string of every data file, with its place; citations are other people's words."""

    def walk(value: object, place: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key != "citation":
                    yield from walk(inner, f"{place}.{key}")
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                yield from walk(inner, f"{place}#{i + 1}")
        elif isinstance(value, str):
            yield place, value

    for path in sorted(DATA.rglob("*.toml")):
        yield from walk(tomllib.loads(path.read_text("utf-8")), path.name)


def ways() -> Iterator[tuple[Exercise, Dose, tuple[str, ...], ResolvedForm]]:
    """Every level of every exercise, in its own form and with each change that has words."""
    for one in EXERCISES.values():
        changes = [name for name in one.text["en"] if name not in list(Variant)]
        for dose in one.levels.values():
            for ordered in [(), *((name,) for name in changes), tuple(sorted(changes))]:
                yield one, dose, ordered, resolve(one, dose.variant, ordered, "en")


def cue_for(words: Words, phase: str, side: str, *, again: bool) -> str:
    keys = [f"{phase}.{side}.again", f"{phase}.again"] if again else []
    return next((words.cues[key] for key in (*keys, f"{phase}.{side}", phase) if key in words.cues), "")


def test_the_grade_knows_easy_from_hard() -> None:
    assert grade("Turn your head to the left. Stop where it feels tight.") < 3
    assert grade("Unilateral cervical rotation necessitates stabilisation of surrounding musculature.") > 12


@pytest.mark.parametrize(("code", "form"), FORMS)
def test_what_is_spoken_in_an_exercise_has_twelve_words_at_most(code: str, form: str) -> None:
    words = EXERCISES[code].text["en"][form]
    for said in (words.name, words.position, *words.cues.values(), *words.reminders, *words.errors.values()):
        assert len(said.split()) <= SPOKEN_WORDS, said


def test_what_the_session_says_has_twelve_words_at_most() -> None:
    for name, said in spoken_phrases().items():
        assert len(said.split()) <= SPOKEN_WORDS, f"{name}: {said}"


def test_every_end_of_a_session_has_a_spoken_text_beside_the_one_that_is_shown() -> None:
    phrases = catalogue().phrases["en"]
    for name in phrases:
        if re.fullmatch(r"stopped\.\w+", name):
            assert f"{name}.spoken" in phrases


@pytest.mark.parametrize(("code", "form"), FORMS)
def test_the_words_of_a_form_are_read_at_grade_seven(code: str, form: str) -> None:
    for name, text in blocks(EXERCISES[code].text["en"][form]):
        assert not text or grade(text) <= GRADE, f"{name}: {grade(text):.1f} {text}"


@pytest.mark.parametrize("code", EXERCISES)
def test_reasons_against_an_exercise_are_read_at_grade_seven(code: str) -> None:
    for reason in EXERCISES[code].contraindications:
        assert grade(reason.text) <= GRADE, f"{grade(reason.text):.1f} {reason.text}"


def test_rules_stop_texts_and_phrases_are_read_at_grade_seven() -> None:
    for place, text in every_text():
        if place.endswith((".text.en", ".ask.en", ".noticeable.en", ".beyond_noise.en", ".no_clear_change.en")):
            assert grade(text) <= GRADE, f"{place}: {grade(text):.1f} {text}"
    for sign in catalogue().stop_signs.values():
        assert grade(sign.do_now["en"]) <= GRADE, sign.id
        assert grade(sign.label["en"]) <= GRADE, sign.id
    for name, said in catalogue().phrases["en"].items():
        # A single word has no grade worth the name.
        assert len(said.split()) == 1 or grade(said) <= GRADE, name
    for source in catalogue().sources.values():
        assert grade(source.says) <= GRADE, source.id


@pytest.mark.parametrize(("code", "form"), FORMS)
def test_steps_are_three_to_five_short_sentences(code: str, form: str) -> None:
    steps = EXERCISES[code].text["en"][form].steps
    assert not steps or 3 <= len(steps) <= 5
    for step in steps:
        assert step.endswith(".")
        assert len(step.split()) <= 16, step


def test_no_text_claims_praises_blames_or_shouts() -> None:
    for place, text in every_text():
        for what, pattern in BANNED.items():
            assert not re.search(pattern, text, re.IGNORECASE), f"{place}: {what}: {text}"


def test_a_word_is_unavoidable_only_where_it_stands() -> None:
    said = " ".join(text for _, text in every_text()).lower()
    for word in UNAVOIDABLE:
        assert word in said


def test_every_cue_can_be_said_before_the_next_one() -> None:
    for one, dose, ordered, done in ways():
        for side, again in itertools.product(("left", "right"), (False, True)):
            said: list[tuple[float, str]] = []
            at = 0.0
            for phase in done.phases if dose.reps else ():
                if cue := cue_for(done.words, phase.id, side, again=again):
                    said.append((at, cue))
                at += phase.seconds + (dose.hold_s if phase.hold else 0)
            for (begins, cue), (ends, _) in itertools.pairwise([*said, (at + dose.rest_s, "")]):
                assert len(cue.split()) * 60 / WORDS_PER_MINUTE <= ends - begins, f"{one.code} {dose.level} {ordered}"


def test_every_massage_spot_and_both_sides_of_every_repetition_are_told() -> None:
    for one, dose, ordered, done in ways():
        told = [p.id for p in done.phases] if dose.reps else [s.id for s in done.spots]
        for side in ("left", "right"):
            cues = [cue_for(done.words, place, side, again=False) for place in told]
            assert any(cues), f"{one.code} {dose.level} {ordered}"
            assert dose.reps or all(cues), f"{one.code} {dose.level} {ordered}"
            assert one.sides == 1 or any(side in cue.lower() for cue in cues)


def test_without_the_forward_bend_nothing_speaks_of_bending_forward() -> None:
    bending = [code for code, one in EXERCISES.items() if "no_forward_bend" in one.text["en"]]
    assert bending
    assert not re.search(r"bend|forward", catalogue().phrases["en"]["change.no_forward_bend"], re.IGNORECASE)
    for one, dose, ordered, done in ways():
        if one.code in bending and "no_forward_bend" in ordered:
            phases = {p.id for p in done.phases}
            cues = [cue for key, cue in done.words.cues.items() if key.split(".")[0] in phases]
            texts = [text for name, text in blocks(done.words) if name != "cues"]
            for text in (done.words.name, done.words.clinical_name, *phases, *cues, *texts):
                assert not re.search(r"bend|forward", text, re.IGNORECASE), f"{dose.level} {ordered}: {text}"


def test_with_crossed_arms_no_hand_is_at_the_head() -> None:
    for _, dose, ordered, done in ways():
        if "arms_crossed" in ordered and dose.reps and "towel_rest_only" not in ordered:
            said = " ".join((done.words.position, *done.words.steps, *done.words.reminders)).lower()
            assert "arms crossed" in said
            assert "hand" not in said.replace("hand's width", "")


def test_with_the_heel_on_the_floor_no_knee_is_raised() -> None:
    for _, dose, ordered, done in ways():
        if "heel_on_floor" in ordered:
            said = " ".join((done.words.summary, done.words.position, done.words.range_note, *done.words.steps))
            assert "heel stays" in said, dose
            assert not re.search(r"\b(raise|lift|up)\b", said, re.IGNORECASE), f"{dose.level}: {said}"


def test_sitting_only_speaks_of_sitting_and_never_of_lying_or_standing() -> None:
    for _, dose, ordered, done in ways():
        if "sitting_only" in ordered:
            said = " ".join((done.words.name, done.words.position, *done.words.steps, *done.words.reminders)).lower()
            assert "sit" in said
            assert not re.search(r"\b(lie|lying|stand|on your back)\b", said), f"{dose.level}: {said}"


def test_light_pressure_is_light_in_every_word() -> None:
    for _, dose, ordered, done in ways():
        if "light_pressure" in ordered:
            said = " ".join((done.words.summary, done.words.feel, done.words.range_note, *done.words.steps)).lower()
            assert "light" in said
            assert not re.search(r"\b(firm|hard|press and stay)\b", said), f"{dose.level}: {said}"
