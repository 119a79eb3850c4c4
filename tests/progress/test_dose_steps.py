"""Each rule of the dose: when it fires, to which level it leads, and that it says why."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.progress.choice import DoseChoice, Reach
from spinecoach.progress.fold import course_of, progress_of
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.pause import Break, Pause
from spinecoach.progress.progress import Progress
from spinecoach.progress.step import Step

PROTOCOL = catalogue()
DAY = date(2026, 11, 22)
CALM = dict.fromkeys(Region, 0) | {Region.NECK: 1}


def done(code: str, level: int, worst: int | None = 1, **more: object) -> DoneItem:
    exercise = PROTOCOL.exercises[code]
    dose = exercise.levels[level]
    whole = None if dose.reps is None else dose.reps * exercise.sides * dose.zones
    told: dict[str, object] = {"reps_done": whole, "pain_before": 1, "pain_worst": worst, "effort": 2} | more
    return DoneItem(code, level, **told)  # type: ignore[arg-type]


def on(back: int, *items: DoneItem, morning: dict[Region, int] | None = None, **more: object) -> DoneDay:
    return DoneDay(DAY - timedelta(days=back), items, CALM if morning is None else morning, **more)  # type: ignore[arg-type]


def last(*days: DoneDay, choices: tuple[DoseChoice, ...] = ()) -> Step:
    """The last step that these days led to."""
    return course_of(PROTOCOL, days, DAY, choices=choices)[1][-1]


def calm(code: str, level: int, *backs: int) -> list[DoneDay]:
    return [on(back, done(code, level)) for back in backs]


NECK_WORSE, NECK_BAD = CALM | {Region.NECK: 2}, CALM | {Region.NECK: 3}

RULES = {
    "dose-up": calm("C1", 2, 3, 2, 1),
    "dose-calm": calm("C1", 2, 2, 1),
    "dose-top": calm("C1", 4, 1),
    "dose-short": [on(1, done("C1", 2, reps_done=5))],
    "dose-hard": [on(1, done("C1", 2, effort=5))],
    "dose-lower": [*calm("C1", 2, 2), on(1, done("C1", 1))],
    "dose-amber": [on(1, done("C1", 2, worst=3))],
    "dose-untold": [on(1, done("C1", 2, worst=None))],
    "dose-morning": [*calm("C1", 2, 2), on(1, done("C1", 2), morning=NECK_WORSE)],
    "dose-unanswered": [on(1, done("C1", 2), morning={})],
    "dose-red": [on(1, done("C1", 2, worst=5))],
    "dose-softened": [on(1, done("C1", 2, worst=5, softened=True))],
    "dose-black": [on(1, done("C1", 2, worst=7))],
    "dose-morning-red": [*calm("C1", 2, 2), on(1, done("C1", 2), morning=NECK_BAD)],
    "dose-retired": [on(back, done("C1", 4, worst=5)) for back in (3, 2, 1)],
}
LEVELS = {
    **dict.fromkeys(RULES, 2),
    "dose-up": 3,
    "dose-top": 4,
    "dose-retired": 3,
    **dict.fromkeys(["dose-red", "dose-softened", "dose-black", "dose-morning-red"], 1),
}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_a_session_fires_by_its_name_and_leads_to_its_level(rule: str) -> None:
    step = last(*RULES[rule])
    assert (step.rule, step.code, step.level) == (rule, "C1", LEVELS[rule])


@pytest.mark.parametrize("rule", [name for name in PROTOCOL.dosing.sentences if name.startswith("dose-")])
def test_every_rule_has_a_sentence_that_its_step_can_fill(rule: str) -> None:
    gaps = Step(DAY, "C1", rule, 2, 1, done=1, days=5).gaps
    assert "{" not in PROTOCOL.dosing.sentences[rule].text["en"].format(needed=3, **gaps)


def test_what_another_exercise_replaced_says_so() -> None:
    steps = course_of(PROTOCOL, [on(1, done("C1", 2, worst=5), done("C3", 0, stands_for="C1"))], DAY)[1]
    assert {step.code: step.rule for step in steps} == {"C1": "dose-substituted", "C3": "dose-lower"}


def test_a_day_in_a_lower_form_leaves_the_reason_for_the_level_as_it_was() -> None:
    days = [on(2, done("C1", 2, worst=5)), on(1, done("C1", 0))]
    assert progress_of(PROTOCOL, days, DAY).why["C1"].rule == "dose-red"


def test_two_that_are_ready_grow_one_after_the_other() -> None:
    days = [on(back, done("C1", 1), done("C2", 1)) for back in (3, 2, 1)]
    assert {s.code: s.rule for s in course_of(PROTOCOL, days, DAY)[1][-2:]} == {"C1": "dose-up", "C2": "dose-ready"}


def test_a_drift_of_seven_mornings_lowers_everything_once_and_is_told_for_two_weeks() -> None:
    usual = [on(back, done("C1", 3, effort=9), done("L1", 3, effort=9)) for back in range(30, 20, -1)]
    slow = [on(20 - n, done("C1", 3, effort=9), done("L1", 3, effort=9), morning=NECK_BAD) for n in range(8)]
    course = course_of(PROTOCOL, [*usual, *slow[:6]], DAY)[0]
    assert not course.drifted
    drift = [s for s in course_of(PROTOCOL, [*usual, *slow], DAY)[1] if s.rule == "dose-drift"]
    assert {step.code for step in drift} == {"C1", "L1"}
    assert {step.day for step in drift} == {DAY - timedelta(days=14)}
    assert all(step.level == step.before - 1 for step in drift)
    assert progress_of(PROTOCOL, [*usual, *slow], DAY - timedelta(days=12)).drifting == (Region.NECK,)
    assert progress_of(PROTOCOL, [*usual, *slow], DAY + timedelta(days=1)).drifting == ()


def test_a_calm_morning_in_between_is_no_drift() -> None:
    usual = [on(back, done("C1", 3, effort=9)) for back in range(40, 30, -1)]
    slow = [on(30 - n, done("C1", 3, effort=9), morning=CALM if n == 6 else NECK_BAD) for n in range(12)]
    assert not course_of(PROTOCOL, [*usual, *slow], DAY)[0].drifted


def test_four_weeks_without_a_change_offer_somebody_to_look() -> None:
    sore = CALM | {Region.NECK: 3}
    days = [on(back, done("C1", 3, effort=9, pain_before=3), morning=sore) for back in range(30, 0, -3)]
    assert progress_of(PROTOCOL, days, DAY).plateau == (Region.NECK,)
    assert progress_of(PROTOCOL, days, DAY - timedelta(days=5)).plateau == ()
    longer = [on(back, done("C1", 3, effort=9, pain_before=3), morning=sore) for back in range(36, 0, -3)]
    assert progress_of(PROTOCOL, longer, DAY).plateau == (), "told for a week, not for ever"
    painless = [DoneDay(day.date, day.items, CALM | {Region.NECK: 0}) for day in days]
    assert progress_of(PROTOCOL, painless, DAY).plateau == ()
    better = [
        on(back, done("C1", 3, effort=9, pain_before=3), morning=CALM if back < 20 else sore)
        for back in range(30, 0, -3)
    ]
    assert progress_of(PROTOCOL, better, DAY).plateau == ()


def stay(back: int, level: int, code: str = "C1") -> DoseChoice:
    return DoseChoice(DAY - timedelta(days=back), code, Reach.STAY, level)


def test_who_stays_stays_and_says_so() -> None:
    days = calm("C1", 2, 6, 5, 4, 3, 2, 1)
    progress = progress_of(PROTOCOL, days, DAY, choices=[stay(7, 2)])
    assert progress.levels == {"C1": 2}
    assert progress.why["C1"].rule == "dose-stay"


def test_staying_lower_holds_at_once_and_growing_again_starts_to_count_again() -> None:
    days = calm("C1", 3, 9, 8, 7)
    assert progress_of(PROTOCOL, days, DAY - timedelta(days=5), choices=[stay(6, 2)]).levels == {"C1": 2}
    again = DoseChoice(DAY - timedelta(days=5), "C1", Reach.GROW)
    more = [*days, *calm("C1", 2, 6, 4, 3)]
    assert progress_of(PROTOCOL, more, DAY, choices=[stay(6, 2), again]).levels == {"C1": 3}


def test_who_stays_comes_down_when_it_hurts_and_may_come_back_to_where_they_stay() -> None:
    days = [on(9, done("C1", 2, worst=5)), *calm("C1", 1, 8, 7, 6), *calm("C1", 2, 5, 4, 3)]
    assert progress_of(PROTOCOL, days[:1], DAY - timedelta(days=8), choices=[stay(10, 2)]).levels == {"C1": 1}
    assert progress_of(PROTOCOL, days, DAY - timedelta(days=2), choices=[stay(10, 2)]).levels == {"C1": 2}


def test_above_the_article_only_by_choice_and_back_at_once() -> None:
    beyond = DoseChoice(DAY - timedelta(days=9), "C1", Reach.BEYOND)
    back = DoseChoice(DAY - timedelta(days=1), "C1", Reach.GROW)
    days = calm("C1", 4, 6, 5, 4)
    assert progress_of(PROTOCOL, days, DAY, choices=[beyond]).levels == {"C1": 5}
    told = progress_of(PROTOCOL, days, DAY, choices=[beyond, back])
    assert (told.levels, told.why["C1"].rule) == ({"C1": 4}, "dose-grow")


def test_a_morning_without_a_session_counts_as_a_morning_and_not_as_a_session() -> None:
    days = [on(9, done("C1", 3, effort=9)), *(on(back, morning=NECK_BAD) for back in (8, 7, 6))]
    progress = progress_of(PROTOCOL, days, DAY)
    assert progress.base == CALM | {Region.NECK: 3}
    assert progress.levels == {"C1": 1}, "eight days were missed"
    assert progress.first_day == DAY - timedelta(days=9)


def test_a_region_that_was_asked_for_and_not_told_is_an_open_answer_for_its_exercises() -> None:
    day = on(1, done("C1", 2), done("L1", 2), morning={Region.NECK: 0}, unanswered=(Region.LUMBAR,))
    assert {s.code: s.rule for s in course_of(PROTOCOL, [day], DAY)[1]} == {"C1": "dose-calm", "L1": "dose-unanswered"}


@pytest.mark.parametrize(("gap", "level"), [(3, 4), (4, 4), (10, 4), (21, 4), (24, 4), (25, 3), (29, 2), (36, 1)])
def test_a_pause_costs_no_level_as_long_as_the_body_keeps_its_strength(gap: int, level: int) -> None:
    days = [on(gap + 1, done("C1", 4, effort=9))]
    pause = Pause(DAY - timedelta(days=gap), DAY, Break.SICK)
    assert progress_of(PROTOCOL, days, DAY, pauses=[pause]).levels == {"C1": level}


SCALE = st.integers(0, 10)
CODES = ["C1", "C4", "C6", "T2", "L1"]
ITEM = st.sampled_from(CODES).flatmap(
    lambda code: st.builds(
        lambda level, worst, effort, before: done(code, level, worst, effort=effort, pain_before=before),
        st.sampled_from([n for n, dose in PROTOCOL.exercises[code].levels.items() if not dose.opt_in]),
        st.none() | st.integers(0, 8),
        st.none() | st.integers(1, 6),
        st.integers(0, 6),
    )
)
LIFE = st.lists(
    st.builds(
        lambda back, items, morning: on(back, *items, morning=morning),
        st.integers(1, 40),
        st.lists(ITEM, max_size=4),
        st.dictionaries(st.sampled_from(list(Region)), SCALE, max_size=2),
    ),
    max_size=14,
)
CHOICES = st.lists(
    st.builds(
        lambda back, code, reach: DoseChoice(
            DAY - timedelta(days=back), code, reach, 2 if reach is Reach.STAY else None
        ),
        st.integers(0, 40),
        st.sampled_from(CODES),
        st.sampled_from(list(Reach)),
    ),
    max_size=3,
    unique_by=lambda choice: (choice.day, choice.code),
)


def told(days: list[DoneDay], choices: list[DoseChoice], pauses: list[Pause] | None = None) -> Progress:
    return progress_of(PROTOCOL, days, DAY, choices=choices, pauses=pauses or [])


@given(LIFE, CHOICES)
@settings(max_examples=120, deadline=None)
def test_every_change_of_a_level_is_a_step_with_a_rule_and_the_steps_lead_to_the_levels(
    days: list[DoneDay], choices: list[DoseChoice]
) -> None:
    course, steps = course_of(PROTOCOL, days, DAY, choices=choices)
    levels: dict[str, int] = {}
    for step in steps:
        assert step.rule in PROTOCOL.dosing.sentences
        if step.code in levels:
            assert step.before == levels[step.code]
        levels[step.code] = step.level
    assert levels == {code: rung.level for code, rung in course.rungs.items()}


@given(LIFE, CHOICES)
@settings(max_examples=120, deadline=None)
def test_no_level_grows_above_what_was_chosen_or_the_article(days: list[DoneDay], choices: list[DoseChoice]) -> None:
    beyond = {choice.code for choice in choices if choice.reach is Reach.BEYOND}
    for code, level in told(days, choices).levels.items():
        exercise = PROTOCOL.exercises[code]
        assert 0 <= level <= (max(exercise.levels) if code in beyond else exercise.article_levels[1])


@given(LIFE, CHOICES, st.randoms(use_true_random=False))
@settings(max_examples=120, deadline=None)
def test_the_order_in_which_a_days_sessions_choices_and_breaks_are_told_makes_no_difference(
    days: list[DoneDay], choices: list[DoseChoice], chance: object
) -> None:
    pauses = [Pause(DAY - timedelta(days=20), DAY - timedelta(days=9), Break.HOLIDAY), Pause(DAY, None, Break.SICK)]
    shuffled, other, rest = list(days), list(choices), list(pauses)
    for each in (shuffled, other, rest):
        chance.shuffle(each)  # type: ignore[attr-defined]
    assert told(days, choices, pauses) == told(shuffled, other, rest)


@given(LIFE, st.sampled_from(CODES), st.integers(5, 9), st.integers(0, 3))
@settings(max_examples=120, deadline=None)
def test_nothing_is_harder_after_red_whatever_else_was_done_that_day(
    days: list[DoneDay], code: str, worst: int, calmly: int
) -> None:
    before = told(days, []).levels.get(code, 1)
    level = min(before, PROTOCOL.exercises[code].article_levels[1])
    today = [on(0, done(code, level)) for _ in range(calmly)]
    red = on(0, done(code, level, worst=worst, pain_before=0))
    assert told([*days, *today, red], []).levels[code] <= max(0, before - 1)
    assert told([*days, red, *today], []).levels[code] <= max(0, before - 1)


@given(LIFE, st.integers(1, 21), st.sampled_from(list(Break)))
@settings(max_examples=120, deadline=None)
def test_a_pause_of_up_to_three_weeks_leaves_every_level_where_it_was(
    days: list[DoneDay], length: int, why: Break
) -> None:
    resumed = DAY + timedelta(days=length)
    pause = Pause(DAY, resumed - timedelta(days=1), why)
    later = progress_of(PROTOCOL, days, resumed, pauses=[pause])
    assert later.levels == told(days, []).levels
