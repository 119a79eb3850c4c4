"""A profile and a file of answers: all of it optional, every fault in one line."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.protocol.exercise import Equipment
from spinecoach.screening.answers import Answers, Said, Ticked
from spinecoach.wire.errors import WireError
from spinecoach.wire.profile import Profile, read_answers, read_profile

PROTOCOL, QUESTIONS, TODAY = catalogue(), packaged_questions(), date(2026, 11, 22)


def read(value: object) -> Profile:
    return read_profile(json.dumps(value), "me.json", PROTOCOL, QUESTIONS, TODAY)


def test_an_empty_profile_has_a_chair_and_nothing_else() -> None:
    assert read({}) == Profile({}, Answers(), (Equipment.CHAIR,), ())


def test_a_whole_profile_is_read() -> None:
    found = read(
        {
            "pain": {"neck": 3, "headache": 0, "lumbar": 10},
            "answers": {"S40": ["osteopenia"], "S46": True, "S06": "unsure", "age": 72},
            "equipment": ["chair_without_wheels", "towel"],
            "history": [
                {
                    "date": "2026-11-20",
                    "items": [
                        {"code": "C1", "level": 2, "reps_done": 6, "pain_before": 3, "pain_worst": 4, "effort": 2}
                    ],
                    "next_morning": {"neck": 2},
                },
                {"date": "2026-11-22"},
            ],
        }
    )
    assert found.pain == {Region.NECK: 3, Region.HEADACHE: 0, Region.LUMBAR: 10}
    assert found.answers.rows == {"S06": Said.UNSURE, "S40": Ticked(("osteopenia",)), "S46": Said.YES}
    assert found.answers.age == 72
    assert found.equipment == (Equipment.CHAIR_WITHOUT_WHEELS, Equipment.TOWEL)
    assert found.history == (
        DoneDay(date(2026, 11, 20), (DoneItem("C1", 2, 6, 3, 4, 2),), {Region.NECK: 2}),
        DoneDay(TODAY),
    )


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ([], "me.json: found []; right would be an object with any of pain, answers, equipment, history"),
        ({"name": "Ann"}, "me.json: name: found a key that is not known; right would be one of pain, answers, "),
        ({"pain": {"neck": 11}}, "me.json: pain.neck: found 11; right would be a whole number from 0 to 10"),
        ({"pain": {"neck": -1}}, "me.json: pain.neck: found -1; right would be a whole number from 0 to 10"),
        ({"pain": {"neck": "bad"}}, 'me.json: pain.neck: found "bad"; right would be a whole number'),
        ({"pain": {"neck": "6"}}, 'me.json: pain.neck: found "6"; right would be a whole number'),
        ({"pain": {"neck": True}}, "me.json: pain.neck: found true; right would be a whole number"),
        ({"pain": {"neck": 6.0}}, "me.json: pain.neck: found 6.0; right would be a whole number"),
        ({"pain": {"knee": 1}}, "me.json: pain.knee: found \"knee\"; right would be 'neck', 'headache', "),
        ({"pain": None}, "me.json: pain: found null; right would be an object"),
        ({"answers": []}, "me.json: answers"),
        ({"answers": {"S99": True}}, "me.json: answers.S99: found an unknown question or fact; right would be"),
        ({"answers": {"S40": ["knee"]}}, 'me.json: answers.S40: found the text "knee"; right would be one of osteo'),
        (
            {"answers": {"age": 300, "S01": 3}},
            "me.json: answers.S01: found the number 3; right would be true, false or",
        ),
        ({"equipment": ["bed"]}, "me.json: equipment[0]: found \"bed\"; right would be 'chair', "),
        ({"equipment": "chair"}, 'me.json: equipment: found "chair"; right would be a list'),
        (
            {"history": [{}]},
            "me.json: history[0].date: found nothing; right would be a date that exists, written as 2026-09-14",
        ),
        (
            {"history": [{"date": "2026-02-30"}]},
            'me.json: history[0].date: found "2026-02-30"; right would be a date that exists, written as 2026-09-14',
        ),
        (
            {"history": [{"date": "2026-11-23"}]},
            "me.json: history[0].date: found 2026-11-23, a day still to come; right would be a date no later than",
        ),
        (
            {"history": [{"date": "2026-11-20", "items": [{"code": "C7", "level": 1}]}]},
            'me.json: history[0].items[0].code: found "C7"; right would be one of C1, C2, ',
        ),
        (
            {"history": [{"date": "2026-11-20", "items": [{"code": "C1", "level": 7}]}]},
            "me.json: history[0].items[0].level: found 7; right would be one of 0, 1, 2, 3, 4, 5, 6",
        ),
        (
            {"history": [{"date": "2026-11-20", "items": [{"code": "C1", "level": 1, "pain_worst": 11}]}]},
            "me.json: history[0].items[0].pain_worst: found 11; right would be a whole number from 0 to 10",
        ),
        (
            {"history": [{"date": "2026-11-20", "items": [{"code": "C1", "level": 1, "reps_done": -1}]}]},
            "me.json: history[0].items[0].reps_done: found -1; right would be a whole number from 0 to 1000",
        ),
        (
            {"history": [{"date": "2026-11-20", "next_morning": {"neck": 12}}]},
            "me.json: history[0].next_morning.neck: found 12; right would be a whole number from 0 to 10",
        ),
    ],
)
def test_a_malformed_profile_is_refused_in_one_line(value: object, line: str) -> None:
    with pytest.raises(WireError) as caught:
        read(value)
    assert str(caught.value).startswith(line)
    assert "; right would be " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_several_wrong_answers_are_counted() -> None:
    with pytest.raises(WireError, match=r"me.json: answers.S98: .* \(and 1 more\)$"):
        read({"answers": {"S98": True, "S99": True}})


def test_answers_stand_alone_in_a_file_of_their_own() -> None:
    found = read_answers(b'{"S24": false, "age": 40}', "answers.json", QUESTIONS, TODAY)
    assert (found.rows, found.age) == ({"S24": Said.NO}, 40)
    with pytest.raises(WireError, match=r"^answers.json: age: found the number 200; right would be a whole number"):
        read_answers('{"age": 200}', "answers.json", QUESTIONS, TODAY)
    with pytest.raises(WireError, match=r'^answers.json: found the key "S24" twice in one object'):
        read_answers('{"S24": true, "S24": false}', "answers.json", QUESTIONS, TODAY)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def judged(text: str | bytes) -> str:
    try:
        read_profile(text, "me.json", PROTOCOL, QUESTIONS, TODAY)
    except WireError as fault:
        return str(fault)
    return ""


@given(st.dictionaries(st.sampled_from(["pain", "answers", "equipment", "history"]), json_values))
def test_any_value_in_a_profile_is_read_or_refused_in_one_line(value: object) -> None:
    assert "\n" not in judged(json.dumps(value))


@given(st.binary())
def test_any_bytes_are_read_or_refused_in_one_line(text: bytes) -> None:
    assert "\n" not in judged(text)
