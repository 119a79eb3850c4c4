"""The rules of a day, one by one."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.planning.wishes import Wishes
from spinecoach.progress.light import Light
from spinecoach.progress.progress import Progress
from spinecoach.protocol.exercise import Equipment, Variant

People = Any
CODES = list(catalogue().exercises)
DAY = date(2026, 11, 22)
CHAIR_ONLY = frozenset({Equipment.CHAIR})


def on(days: int, *codes: str) -> dict[date, tuple[str, ...]]:
    return {DAY - timedelta(days=days): codes}


def test_a_new_person_gets_three_or_four_at_level_one(person: People) -> None:
    for region in (*Region, None):
        someone = person(pain={region: 1} if region else {}, minutes=30)
        assert 3 <= len(someone.plan.items) <= 4
        assert {item.work.level for item in someone.plan.items} == {1}


def test_neck_pain_brings_the_neck_and_the_upper_back(person: People) -> None:
    someone = person(pain={"neck": 2})
    assert {catalogue().exercises[c].complex.value for c in someone.codes} == {"cervical", "thoracic"}
    assert someone.why("T2")[0] == "A3"
    assert "A2" in someone.why("C1")


def test_pain_of_the_upper_back_brings_the_neck_too(person: People) -> None:
    someone = person(pain={"thoracic": 2})
    assert {catalogue().exercises[c].complex.value for c in someone.codes} == {"cervical", "thoracic"}
    assert "A4" in someone.why("C1")


def test_pain_of_the_lower_back_is_linked_to_nothing(person: People) -> None:
    someone = person(pain={"lumbar": 2}, minutes=2)
    assert all(code.startswith("L") for code in someone.codes)


def test_a_headache_is_answered_with_the_neck(person: People) -> None:
    assert person(pain={"headache": 2}, minutes=2).codes[0].startswith("C")


@pytest.mark.parametrize("minutes", [2, 3, 5, 10, 40])
def test_massage_comes_first_whenever_the_neck_hurts(person: People, seasoned: Progress, minutes: int) -> None:
    for progress in (Progress(), seasoned):
        for other in ({}, {"lumbar": 6}, {"thoracic": 5}):
            someone = person(pain={"neck": 1, **other}, minutes=minutes, progress=progress)
            assert someone.codes[0] == "C6"
            assert someone.why("C6")[0] == "A5"


def test_the_massage_comes_first_in_every_session_of_a_day_in_pain(person: People, seasoned: Progress) -> None:
    """A5: "you should definitely use the massage technique"; that it was done in the morning changes nothing."""
    progress = replace(seasoned, done={**seasoned.done, DAY: ("C6", "C3")})
    assert person(pain={"neck": 1}, minutes=2, progress=progress).codes[0] == "C6"


def test_what_only_the_massage_leaves_no_room_for_says_how_many_minutes_hold_both(
    person: People, seasoned: Progress
) -> None:
    levels = {**seasoned.levels, "T2": 1}
    someone = person(pain={"neck": 3}, minutes=2, progress=replace(seasoned, levels=levels))
    (reasons,) = [out.reasons for out in someone.plan.left_out if out.code == "T2"]
    assert [reason.id for reason in reasons] == ["no-room", "behind-massage"]
    assert reasons[1].text == "When it hurts, the massage comes first. 3 minutes would hold both."
    assert "behind-massage" not in person(minutes=2, progress=seasoned).why("C4")


def test_massage_that_screening_blocks_is_not_in(person: People) -> None:
    someone = person(answers={"S30": True}, pain={"neck": 3})
    assert "C6" not in someone.codes
    assert someone.why("C6") == ["S30"]
    assert someone.codes


@pytest.mark.parametrize(
    ("region", "rests"),
    [("neck", "CT"), ("headache", "CT"), ("thoracic", "CT"), ("lumbar", "L")],
)
def test_pain_of_seven_rests_the_complex_and_the_linked_one(person: People, region: str, rests: str) -> None:
    someone = person(pain={region: 7}, minutes=60)
    assert someone.plan.outcome == "CLINICIAN_FIRST"
    assert not [code for code in someone.codes if code[0] in rests]
    assert all("S26" in someone.why(code) for code in CODES if code[0] in rests)
    assert someone.codes
    assert [reason.id for reason in someone.plan.advice] == ["S26"]


def test_pain_of_seven_leaves_a_graver_outcome_as_it_is(person: People) -> None:
    assert person(answers={"S14": True}, pain={"neck": 7}).plan.outcome == "URGENT"


@pytest.mark.parametrize("pain", [4, 5, 6])
def test_pain_of_four_to_six_makes_that_complex_easier_and_no_other(
    person: People, seasoned: Progress, pain: int
) -> None:
    someone = person(pain={"thoracic": pain}, minutes=60, progress=seasoned)
    for item in someone.plan.items:
        thoracic = catalogue().exercises[item.work.code].complex == "thoracic"
        assert (item.work.variant is Variant.EASIER) == thoracic
        assert ("easier-pain" in someone.why(item.work.code)) == thoracic
        for link in item.if_it_hurts:
            if catalogue().exercises[link.code].complex == "thoracic":
                assert link.variant is Variant.EASIER


def test_a_neck_above_three_leaves_out_the_curl_up(person: People, seasoned: Progress) -> None:
    assert "L2" in person(pain={"neck": 3}, minutes=60, progress=seasoned).codes
    someone = person(pain={"neck": 4}, minutes=60, progress=seasoned)
    assert someone.why("L2") == ["neck-strain"]


def test_on_the_chair_nothing_of_the_floor_is_in(person: People, seasoned: Progress) -> None:
    someone = person(place="chair", minutes=60, progress=seasoned)
    assert set(someone.codes) == {"C1", "C2", "C3", "C4", "C5", "C6", "T1", "T2"}
    assert all(someone.why(code) == ["place"] for code in ("T3", "L1", "L2", "L3"))
    assert not [link.code for item in someone.plan.items for link in item.if_it_hurts if link.code in ("T3", "L1")]


def test_on_the_floor_the_chair_is_allowed_too(person: People, seasoned: Progress) -> None:
    for place in ("floor", "any"):
        assert set(person(place=place, minutes=60, progress=seasoned).codes) == set(CODES)


@pytest.mark.parametrize(
    ("things", "missing"),
    [
        ("", {"T1", "T3", "C4", "C5"}),
        ("chair", {"T1", "T3"}),
        ("chair_without_wheels", {"T3"}),
        ("chair mat", {"T1", "T3"}),
        ("chair towel", {"T1"}),
        ("chair roller", {"T1"}),
    ],
)
def test_only_what_is_at_hand_is_used(person: People, seasoned: Progress, things: str, missing: set[str]) -> None:
    at_hand = frozenset(map(Equipment, things.split()))
    someone = person(things=at_hand, minutes=60, progress=seasoned)
    assert set(CODES) - set(someone.codes) == missing
    assert all(someone.why(code) == ["equipment"] for code in missing)


def test_rest_over_a_towel_needs_a_towel_and_is_level_nought(person: People, seasoned: Progress) -> None:
    roller = frozenset({Equipment.CHAIR, Equipment.ROLLER})
    ordered = {"S46": True}
    assert person(answers=ordered, things=roller, minutes=60, progress=seasoned).why("T3") == ["equipment"]
    item = person(answers=ordered, minutes=60, progress=seasoned).item("T3")
    assert (item.work.level, item.work.duration_s, item.work.changes) == (0, 60, ("towel_rest_only",))


def test_the_reason_names_what_is_missing(person: People) -> None:
    plan = person(things=frozenset({Equipment.CHAIR})).plan
    texts = {out.code: out.reasons[0].text for out in plan.left_out}
    assert texts["T1"] == "It needs a chair without wheels."
    assert texts["T3"] == "It needs a roller or a towel."


def test_limits_of_screening_are_in_the_numbers(person: People, seasoned: Progress) -> None:
    someone = person(answers={"S42": True, "S44": True, "S32": True}, minutes=60, progress=seasoned)
    press = someone.item("C4").work
    assert (press.hold_s, press.effort, press.rest_s) == (5, 3, 20)
    assert press.changes == ("effort_max:3", "exhale_on_effort", "hold_s_max:5", "rest_factor:2")
    turn, arch = someone.item("C1").work, someone.item("T1").work
    assert (turn.tempo, turn.range_factor, arch.range_factor) == (1.5, 0.5, 0.5)
    assert someone.why("C1")[-3:] == ["eyes_on_a_point", "range_factor", "slow"]


def test_every_change_has_a_sentence_without_gaps(person: People, seasoned: Progress) -> None:
    rows = ("S31", "S32", "S40", "S42", "S43", "S44", "S45", "S46", "S47", "S48", "S49", "S52")
    answers = dict.fromkeys(rows, True)
    plan = person(answers=answers, minutes=60, progress=seasoned).plan
    for reasons in [*(item.reasons for item in plan.items), *(out.reasons for out in plan.left_out)]:
        assert all("{" not in reason.text and reason.text.strip() for reason in reasons)


def test_isometrics_rest_a_day_from_level_four(person: People) -> None:
    done = {DAY - timedelta(days=back): tuple(CODES) for back in range(1, 100)}
    alternating = {"C4", "C5", "L2", "L3"}
    for level, out in ((3, set()), (4, alternating)):
        someone = person(progress=Progress(levels=dict.fromkeys(CODES, level), done=done), minutes=60)
        assert set(CODES) - set(someone.codes) == out
        assert all(someone.why(code) == ["every-other-day"] for code in out)


def test_the_pool_grows_by_one_a_week(person: People) -> None:
    for weeks in range(12):
        done = {DAY - timedelta(days=1 + 7 * week): ("C1",) for week in range(weeks)}
        first = min(done, default=DAY)
        whole_weeks = (DAY - first).days // 7
        size = len(person(progress=Progress(done=done), minutes=120).codes)
        assert size == min(12, 4 + whole_weeks)


NECK_FIRST = ("C6", "C1", "T2", "C3")


def later(someone: Any) -> set[str]:
    """What is said to come in a later week."""
    return {out.code for out in someone.plan.left_out if "later" in {reason.id for reason in out.reasons}}


def test_what_was_done_before_is_never_said_to_come_later(person: People) -> None:
    done = {DAY - timedelta(days=back): ("C1", "C2", "C3", "C6") for back in range(1, 6)}
    for pain in ({}, {"neck": 2}, {"lumbar": 2}):
        someone = person(progress=Progress(done=done), minutes=60, pain=pain)
        assert {"C1", "C2", "C3", "C6"} <= set(someone.codes)
        assert not later(someone) & {"C1", "C2", "C3", "C6"}


def test_two_weeks_of_all_twelve_leave_all_twelve_in_the_pool(person: People) -> None:
    done = {DAY - timedelta(days=back): tuple(CODES) for back in range(1, 15)}
    someone = person(progress=Progress(levels=dict.fromkeys(CODES, 1), done=done), minutes=60)
    assert set(someone.codes) == set(CODES)


def test_pain_that_goes_or_moves_takes_nothing_out_and_adds_what_its_rules_ask_for(person: People) -> None:
    week = Progress(done={DAY - timedelta(days=back): NECK_FIRST for back in range(1, 6)})
    assert set(person(progress=week, minutes=60).codes) == set(NECK_FIRST)
    moved = set(person(progress=week, minutes=60, pain={"lumbar": 3}).codes)
    assert moved == {*NECK_FIRST, "L1"}
    next_week = replace(week, done={day - timedelta(days=7): codes for day, codes in week.done.items()})
    assert set(person(progress=next_week, minutes=60).codes) == {*NECK_FIRST, "L1"}


def test_a_pool_that_rests_or_is_blocked_for_a_day_comes_back_whole(person: People) -> None:
    done = {DAY - timedelta(days=back): tuple(CODES) for back in range(2, 9)}
    seen = Progress(levels=dict.fromkeys(CODES, 1), done=done)
    blocked = person(progress=seen, minutes=60, answers={"S33": True})
    assert not later(blocked)
    assert set(person(progress=seen, minutes=60).codes) == set(CODES)


def test_a_week_without_a_session_adds_nothing(person: People) -> None:
    done = on(70, "C1") | on(66, "C1")
    assert len(person(progress=Progress(done=done), minutes=120).codes) == 5


def test_what_does_not_fit_is_done_at_a_lower_level_of_the_same_form(person: People, seasoned: Progress) -> None:
    someone = person(pain={"neck": 1}, minutes=2, progress=seasoned)
    massage = someone.item("C6")
    assert (massage.work.variant, massage.work.level) == (Variant.STANDARD, 1)
    assert "shorter" in someone.why("C6")
    assert len(someone.codes) >= 2


def test_at_level_nought_nothing_lower_is_tried(person: People, seasoned: Progress) -> None:
    someone = person(pain={"neck": 5}, minutes=2, progress=seasoned)
    assert {item.work.level for item in someone.plan.items if item.work.code.startswith("C")} == {0}


def test_above_the_article_only_by_choice(person: People, seasoned: Progress) -> None:
    high = replace(seasoned, levels=dict.fromkeys(CODES, 9))
    for code in CODES:
        exercise = catalogue().exercises[code]
        assert person(progress=high, minutes=120).item(code).work.level == exercise.article_levels[1]
        chosen = person(progress=high, minutes=120, opt_in=frozenset({code})).item(code).work.level
        assert chosen == max(exercise.levels)


def test_a_flare_leaves_only_a_few_in_their_easier_form_for_two_days(person: People, seasoned: Progress) -> None:
    calm = replace(seasoned, base={Region.NECK: 1})
    someone = person(pain={"neck": 4}, minutes=60, progress=calm)
    assert {c for c in someone.codes if c.startswith("C")} == {"C6", "C1", "C3"}
    assert someone.why("C2") == ["flare"]
    assert "easier-flare" in someone.why("C1")
    for since, flaring in ((0, True), (1, True), (2, False)):
        after = replace(calm, flare_since={Region.NECK: DAY - timedelta(days=since)})
        codes = person(pain={"neck": 2}, minutes=60, progress=after).codes
        assert ("C2" not in codes) == flaring


def test_a_black_light_rests_the_exercise_for_the_day(person: People) -> None:
    seen = {"C1": Light.BLACK}
    assert person(progress=Progress(done=on(0, "C1"), last_light=seen)).why("C1") == ["rests-today"]
    assert "C1" in person(progress=Progress(done=on(1, "C1"), last_light=seen)).codes


def test_what_was_retired_stays_away_until_its_day(person: People) -> None:
    for until, out in ((DAY + timedelta(days=1), True), (DAY, False)):
        someone = person(progress=Progress(retired_until={"C1": until}))
        assert ("C1" not in someone.codes) == out


@pytest.mark.parametrize("row", ["S01", "S14"])
def test_emergency_and_urgent_plan_nothing_and_say_why(person: People, seasoned: Progress, row: str) -> None:
    plan = person(answers={row: True}, minutes=60, progress=seasoned).plan
    assert plan.items == ()
    assert plan.seconds == 0
    assert [out.code for out in plan.left_out] == CODES
    assert plan.advice[0].id == row


def test_when_nothing_is_left_the_plan_says_so(person: People) -> None:
    plan = person(answers={"S24": True}).plan
    assert (plan.outcome, plan.items) == ("CLINICIAN_FIRST", ())
    assert plan.advice[-1].id == "nothing-left"


def test_the_order_is_massage_mobility_isometrics_and_the_floor_last(person: People, seasoned: Progress) -> None:
    assert person(minutes=60, progress=seasoned).codes == [
        *("C6", "C1", "C2", "C3", "T1", "C4", "C5", "T2"),
        *("T3", "L1", "L2", "L3"),
    ]


@pytest.mark.parametrize(
    ("wish", "value"),
    [("minutes", 0), ("minutes", 1), ("minutes", 121), ("pain", {Region.NECK: 11}), ("pain", {Region.NECK: -1})],
)
def test_wishes_outside_their_limits_are_refused_in_one_line(wish: str, value: Any) -> None:
    with pytest.raises(ValueError, match=rf"^{wish}\S*: found \S+; right would be a whole number from \d+ to \d+$"):
        Wishes(**{wish: value})


def test_an_unknown_language_reads_english(person: People) -> None:
    assert person(language="eo").plan == replace(person().plan)
