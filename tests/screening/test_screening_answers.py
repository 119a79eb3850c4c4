"""The form in which answers are given, and one clear line for each thing that cannot be."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.screening.answers import Answers, Said, Ticked, parse_answers
from spinecoach.screening.clear import clear
from spinecoach.screening.clearance import Clearance, Outcome

QUESTIONS = packaged_questions()
DAY = date(2026, 11, 22)
ALL = set(QUESTIONS.codes)


def parsed(raw: object) -> Answers:
    answers, faults = parse_answers(QUESTIONS, raw, day=DAY)
    assert answers is not None, faults
    return answers


def judged(**raw: Any) -> Clearance:
    return clear(QUESTIONS, parsed(raw), DAY)


def blocked(clearance: Clearance) -> set[str]:
    return {code for code, _ in clearance.blocked}


def test_every_form_of_an_answer_is_read() -> None:
    raw = {
        "S24": True,
        "S01": False,
        "S06": "unsure",
        "S11": ["tuberculosis", "fever_or_chills", "tuberculosis"],
        "S13": [],
        "S14": [],
        "age": 72,
        "pregnant_weeks": 0,
        "regions": ["lumbar", "neck"],
        "rest_pain": {"neck": 4},
        "injury_date": "2026-11-01",
        "surgery": {"hip": "2026-10-01"},
    }
    assert parsed(raw) == Answers(
        rows={
            "S24": Said.YES,
            "S01": Said.NO,
            "S06": Said.UNSURE,
            "S11": Ticked(("fever_or_chills", "tuberculosis")),
            "S13": Ticked(()),
            "S14": Said.YES,
        },
        age=72,
        pregnant_weeks=0,
        regions=(Region.NECK, Region.LUMBAR),
        rest_pain={Region.NECK: 4},
        injury_date=date(2026, 11, 1),
        surgery={"hip": date(2026, 10, 1)},
    )


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ([], "answers: the file: found a list of 0"),
        ({"S98": True}, "answers: S98: found an unknown question or fact; right would be S"),
        ({"s40": True}, "answers: s40: found an unknown question or fact; right would be S40"),
        ({"agee": 4}, "answers: agee: found an unknown question or fact; right would be age"),
        ({"weather": 4}, "right would be a row such as S01, or a fact such as age"),
        ({"S06": ["double vision"]}, 'answers: S06: found the text "double vision"; right would be double_vision'),
        ({"S06": "yes"}, 'answers: S06: found the text "yes"; right would be true, false or "unsure"'),
        ({"S06": 1}, "answers: S06: found the number 1; right would be true, false"),
        ({"S06": None}, "answers: S06: found nothing; right would be true, false"),
        ({"S06": [True]}, "answers: S06: found true; right would be one of double_vision"),
        ({"S06": [["a"]]}, "answers: S06: found a list of 1; right would be one of"),
        ({"S24": ["spine"]}, 'found the text "spine"; right would be true, false or "unsure", for it has no items'),
        ({"age": 121}, "answers: age: found the number 121; right would be a whole number from 0 to 120"),
        ({"age": -1}, "answers: age: found the number -1"),
        ({"age": 52.5}, "answers: age: found the number 52.5"),
        ({"age": True}, "answers: age: found true"),
        ({"age": None}, "answers: age: found nothing"),
        ({"pregnant_weeks": 43}, "answers: pregnant_weeks: found the number 43; right would be a whole number"),
        ({"regions": ["nek"]}, 'answers: regions: found the text "nek"; right would be neck'),
        ({"regions": "neck"}, 'answers: regions: found the text "neck"; right would be a list of'),
        ({"regions": [["neck"]]}, "answers: regions: found a list of 1; right would be one of neck"),
        ({"rest_pain": {"neck": 11}}, "answers: rest_pain.neck: found the number 11"),
        ({"rest_pain": {"hed": 1}}, "answers: rest_pain.hed: found an unknown name"),
        ({"rest_pain": 7}, "answers: rest_pain: found the number 7; right would be an object with"),
        ({"injury_date": "2026-02-30"}, "a day that does not exist; right would be a date such as 2026-09-14"),
        ({"injury_date": "2026-W01-1"}, 'answers: injury_date: found the text "2026-W01-1"'),
        ({"injury_date": "2026-11-23"}, "found 2026-11-23, a day still to come; right would be a date no later than"),
        ({"injury_date": None}, "answers: injury_date: found nothing; right would be a date"),
        ({"surgery": {"hip": None}}, "answers: surgery.hip: found nothing; right would be a date"),
        ({"surgery": {"knee": "2026-10-01"}}, "answers: surgery.knee: found an unknown name; right would be one of"),
        ({"surgery": ["hip"]}, "answers: surgery: found a list of 1; right would be an object with"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(raw: object, line: str) -> None:
    answers, faults = parse_answers(QUESTIONS, raw, day=DAY)
    assert answers is None
    assert len(faults) == 1
    assert line in str(faults[0])
    assert "\n" not in str(faults[0])


def test_all_faults_are_told_at_once() -> None:
    answers, faults = parse_answers(QUESTIONS, {"S98": 1, "age": 200, "S06": ["a", "b"]}, day=DAY)
    assert answers is None
    assert [fault.place for fault in faults] == ["S98", "S06", "S06", "age"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from([*QUESTIONS.rows, "age", "regions", "rest_pain", "injury_date", "surgery", "pregnant_weeks"])


@given(st.dictionaries(KEYS | st.text(max_size=4), JSON, max_size=4))
def test_the_parser_never_raises_and_never_half_reads(raw: dict[str, Any]) -> None:
    answers, faults = parse_answers(QUESTIONS, raw, day=DAY)
    assert (answers is None) == bool(faults)


def test_nothing_answered_is_no_reason_to_stop_and_not_screened() -> None:
    clearance = judged()
    assert clearance.outcome is Outcome.PROCEED
    assert not clearance.screened
    assert clearance.unanswered == tuple(QUESTIONS.rows)
    assert len(clearance.cleared) == 12


def test_screened_means_every_row_in_scope_is_answered() -> None:
    everything: dict[str, Any] = dict.fromkeys(QUESTIONS.rows, False)
    assert judged(**everything).screened
    facts = {row: False for row in QUESTIONS.rows if row not in ("S27", "S41")}
    assert judged(**facts).unanswered == ("S27", "S41")
    assert judged(**facts, age=40, pregnant_weeks=0).screened
    lumbar = {row: False for row in facts if row not in ("S05", "S09", "S15", "S16", "S33")}
    assert judged(**lumbar, age=40, pregnant_weeks=0, regions=["lumbar"]).screened
    assert judged(**lumbar, age=40, pregnant_weeks=0, regions=["lumbar", "neck"]).unanswered == (
        "S05",
        "S09",
        "S15",
        "S16",
        "S33",
    )


def test_an_answer_out_of_scope_counts_all_the_same() -> None:
    assert judged(S05=True, regions=["lumbar"]).outcome is Outcome.EMERGENCY


def test_the_gravest_outcome_wins_and_its_reason_stands_first() -> None:
    clearance = judged(S40=["osteoporosis"], S24=True, S15=["vision_changed"], S14=True)
    assert clearance.outcome is Outcome.EMERGENCY
    assert [note.id for note in clearance.reasons] == ["S15", "S14", "S24", "S40"]
    assert clearance.cleared == ()
    assert dict(clearance.blocked)["C1"] == ("S14", "S15", "S24")


def test_advice_never_changes_the_outcome() -> None:
    five = list(QUESTIONS.rows["S20"].items)
    clearance = judged(S20=five)
    assert clearance.outcome is Outcome.PROCEED
    assert [note.id for note in clearance.advice] == ["S20"]
    assert clearance.reasons == ()
    assert judged(S20=five[:3]).advice == ()


def test_unsure_on_a_mild_row_is_a_no_with_the_advice_to_ask() -> None:
    clearance = judged(S42="unsure")
    assert clearance.outcome is Outcome.PROCEED
    assert [note.id for note in clearance.advice] == ["S42"]
    assert "Ask a doctor" in clearance.advice[0].text
    assert judged(S40="unsure").outcome is Outcome.MODIFY
    assert judged(S06="unsure").outcome is Outcome.EMERGENCY


def test_the_stricter_limit_stays_and_changes_add_up() -> None:
    permission = judged(S42=True, S47=True, S44=True).of("L1")
    assert permission is not None
    assert permission.limits.names == (
        "effort_max:3",
        "exhale_on_effort",
        "hold_s_max:5",
        "rest_factor:2",
        "sit_30_s_after_lying",
    )
    assert (permission.limits.hold_s_max, permission.limits.effort_max, permission.limits.rest_factor) == (5, 3, 2)
    turning = judged(S31=True, S44=True).of("C1")
    assert turning is not None
    assert (turning.limits.range_factor, turning.limits.slow) == (0.5, True)
    assert judged(S31=True).of("C5") is None


def test_changed_names_no_code_that_is_blocked() -> None:
    clearance = judged(S40=["osteoporosis"], S21=["down_syndrome"])
    assert clearance.changed == {}
    assert judged(S40=["osteopenia"]).changed == {
        "C6": ("light_pressure",),
        "T1": ("no_forward_bend",),
        "T3": ("towel_rest_only",),
    }


def test_an_operation_stands_in_the_way_for_twelve_weeks_from_its_date() -> None:
    assert blocked(judged(S22=["hip"])) == {"L3"}
    assert blocked(judged(S22=["hip"], surgery={"hip": "2026-08-30"})) == {"L3"}
    assert blocked(judged(S22=["hip"], surgery={"hip": "2026-08-29"})) == set()
    assert blocked(judged(surgery={"spine": "2026-10-01"})) == ALL
    assert blocked(judged(S22=True)) == ALL
    assert blocked(judged(S22=True, surgery={"hip": "2026-01-01"})) == set()
    assert blocked(judged(S22=["hip", "eye"], surgery={"hip": "2026-01-01"})) >= {"C4", "T1"}


def test_todays_pain_joins_the_answers_and_the_higher_number_stays() -> None:
    answers = parsed({"rest_pain": {"neck": 8}})
    joined = answers.with_rest_pain({Region.NECK: 2, Region.LUMBAR: 7})
    assert joined.rest_pain == {Region.NECK: 8, Region.LUMBAR: 7}
    assert blocked(clear(QUESTIONS, joined, DAY)) == ALL


@given(st.permutations(list(QUESTIONS.rows)))
def test_the_order_of_the_answers_does_not_matter(order: list[str]) -> None:
    raw = {row: True for row in order if row in ("S40", "S24", "S42", "S53", "S11")}
    assert clear(QUESTIONS, parsed(raw), DAY) == judged(S40=True, S24=True, S42=True, S53=True, S11=True)
