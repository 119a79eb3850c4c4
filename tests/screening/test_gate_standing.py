"""What the gate keeps, how long it lives, what it asks again, and that only a Cleared lifts what waits for one."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.screening.answers import Answer, Answers, Said, Ticked
from spinecoach.screening.clear import clear
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.entries import (
    Checked,
    Cleared,
    ClearedUndone,
    Entry,
    FactAnswer,
    GateAnswer,
    SessionBegan,
    StoredFact,
    confirm_needed,
    due_date,
    page_answers,
    pregnant_week,
    stop_sign_answer,
)
from spinecoach.screening.gate import Changed, GateStatus, standing
from spinecoach.screening.questions import Row, Valid

QUESTIONS = packaged_questions()
START = date(2026, 11, 2)
GRAVE_ROWS = [row for row in QUESTIONS.rows.values() if row.group.outcome in (Outcome.EMERGENCY, Outcome.URGENT)]
TODAY_ROWS = ("S30", "S50", "S51")
CLEARABLE = [row.id for row in QUESTIONS.rows.values() if row.valid is Valid.UNTIL_CLEARED]


def day(n: int) -> date:
    return START + timedelta(days=n)


def filled(n: int, **yes: Answer) -> list[Entry]:
    """The whole gate answered on a day: no, except what is named."""
    facts: list[Entry] = [FactAnswer(StoredFact.AGE, 45, day(n)), FactAnswer(StoredFact.DUE_DATE, None, day(n))]
    return [*facts, *page_answers(QUESTIONS.rows.values(), yes, day(n))]


def checked(n: int, *, new: bool = False, dizzy: bool = False, **pain: int) -> Checked:
    return Checked(day(n), new, dizzy, {Region(region): value for region, value in pain.items()})


def at(n: int, entries: Sequence[Entry]) -> GateStatus:
    return standing(QUESTIONS, entries, day(n))


def outcome(n: int, entries: Sequence[Entry]) -> Outcome:
    return clear(QUESTIONS, at(n, entries).answers, day(n)).outcome


def test_an_empty_log_asks_everything_and_is_not_ready() -> None:
    status = at(0, [])
    assert status.ask == tuple(QUESTIONS.rows)
    assert [page.id for page in status.pages] == [page.id for page in QUESTIONS.pages]
    assert not status.complete
    assert not status.ready


def test_only_the_rows_of_the_painful_regions_are_asked() -> None:
    status = at(0, [FactAnswer(StoredFact.REGIONS, (Region.LUMBAR,), day(0))])
    assert "S03" in status.ask
    assert "S05" not in status.ask
    assert all("S05" not in page.rows for page in status.pages)


def test_a_filled_gate_and_the_three_taps_make_it_ready() -> None:
    log = filled(0)
    assert at(0, log).complete
    assert not at(0, log).ready
    assert at(0, log).check_due
    assert at(0, [*log, checked(0)]).ready


def test_the_answers_of_a_page_say_no_to_all_that_is_not_ticked() -> None:
    rows = [QUESTIONS.rows[row] for row in ("S27", "S40", "S42")]
    assert page_answers(rows, {"S42": Said.YES}, day(0)) == (
        GateAnswer("S40", Said.NO, day(0)),
        GateAnswer("S42", Said.YES, day(0)),
    )


# ---------------------------------------------------------------- how long an answer lives


def test_the_next_day_only_the_questions_of_the_day_are_asked_again() -> None:
    log = filled(0)
    assert at(0, log).ask == ()
    assert at(1, log).ask == TODAY_ROWS
    assert at(1, log).complete


def test_an_answer_of_the_moment_lives_one_day() -> None:
    log = filled(0, S50=Said.YES)
    assert outcome(0, log) is Outcome.MODIFY
    assert "S50" not in at(1, log).answers.rows
    assert "S50" in at(1, log).ask


def busy(until: int) -> list[Entry]:
    """A session every second day."""
    return [SessionBegan(day(n)) for n in range(0, until, 2)]


def test_after_four_weeks_all_is_asked_again_except_what_holds_for_good() -> None:
    log = [*filled(0, S42=Said.YES, S45=Said.YES, S24=Said.YES), *busy(60)]
    assert at(27, log).ask == TODAY_ROWS
    assert at(27, log).answers.rows["S45"] is Said.YES
    asked = at(28, log)
    assert set(asked.ask) == set(QUESTIONS.rows) - {"S42", "S24"}
    assert not asked.ready
    assert asked.answers.rows == {"S24": Said.YES, "S42": Said.YES}


def test_after_more_than_fourteen_idle_days_all_is_asked_again() -> None:
    log = filled(0)
    assert at(14, log).ask == TODAY_ROWS
    assert set(at(15, log).ask) == set(QUESTIONS.rows)
    log.append(SessionBegan(day(10)))
    assert at(24, log).ask == TODAY_ROWS
    assert set(at(25, log).ask) == set(QUESTIONS.rows)


def test_a_gap_between_sessions_is_not_forgotten_once_a_session_follows_it() -> None:
    log = [*filled(0), SessionBegan(day(16))]
    assert set(at(17, log).ask) == set(QUESTIONS.rows)


def test_a_later_answer_replaces_what_holds_for_good() -> None:
    log = [*filled(0, S40=Ticked(("osteopenia",))), GateAnswer("S40", Said.NO, day(3))]
    assert outcome(3, log) is Outcome.PROCEED


# ---------------------------------------------------------------- what only a Cleared lifts


@pytest.mark.parametrize("row", GRAVE_ROWS, ids=lambda row: row.id)
def test_a_grave_answer_stays_through_every_later_no_and_any_time(row: Row) -> None:
    name = row.id
    log = [*filled(0, **{name: Said.YES}), *filled(1), *filled(400), checked(400)]
    for n in (0, 1, 29, 400, 3000):
        assert clear(QUESTIONS, at(n, log).answers, day(n)).cleared == ()
        assert at(n, log).held == (name,)
    log.append(Cleared(name, "Dr Lind", day(401)))
    assert at(401, log).held == ()
    assert outcome(401, log) is Outcome.PROCEED
    assert at(401, log).cleared[name].by == "Dr Lind"


def test_a_clearing_counts_as_a_no_and_is_asked_again_like_one() -> None:
    log = [*filled(0, S24=Said.YES), Cleared("S24", "Dr Lind", day(2))]
    assert "S24" not in at(2, log).ask
    assert "S24" in at(30, log).ask


def test_a_yes_after_a_clearing_counts_anew() -> None:
    log = [*filled(0, S24=Said.YES), Cleared("S24", "Dr Lind", day(2)), GateAnswer("S24", Said.YES, day(5))]
    assert at(5, log).held == ("S24",)
    assert at(5, log).cleared == {}


def test_an_undone_clearing_never_happened() -> None:
    log: list[Entry] = [*filled(0, S24=Said.YES), Cleared("S24", "Dr Lind", day(2)), ClearedUndone("S24", day(3))]
    assert at(3, log).held == ("S24",)
    assert at(3, log).cleared == {}
    log.append(Cleared("S24", "Dr Ojeda", day(4)))
    assert at(4, log).cleared["S24"].by == "Dr Ojeda"
    assert at(4, [*log, ClearedUndone("S24", day(5))]).held == ("S24",)


def test_clearing_one_row_lifts_no_other() -> None:
    log = [*filled(0, S24=Said.YES, S01=Said.YES), Cleared("S24", "Dr Lind", day(2))]
    assert at(2, log).held == ("S01",)


def test_only_what_waits_for_a_clinician_can_be_cleared() -> None:
    log = [*filled(0, S42=Said.YES), Cleared("S42", "Dr Lind", day(2))]
    assert at(2, log).answers.rows["S42"] is Said.YES


def test_items_of_a_held_row_add_up_and_an_unmet_one_can_be_taken_back() -> None:
    weak = filled(0, S11=Ticked(("weak_immunity",)))
    assert at(0, weak).held == ()
    assert at(1, [*weak, GateAnswer("S11", Said.NO, day(1))]).answers.rows["S11"] is Said.NO
    fever = [*weak, GateAnswer("S11", Ticked(("fever_or_chills",)), day(1)), GateAnswer("S11", Said.NO, day(2))]
    assert at(2, fever).answers.rows["S11"] == Ticked(("fever_or_chills",))
    both = [*fever, GateAnswer("S11", Ticked(("tuberculosis",)), day(3))]
    assert at(3, both).answers.rows["S11"] == Ticked(("fever_or_chills", "tuberculosis"))


def test_what_was_met_by_a_date_stays_met_when_the_date_grows_old() -> None:
    log = [*filled(0, S07=Ticked(())), FactAnswer(StoredFact.INJURY_DATE, day(-1), day(0))]
    assert outcome(0, log) is Outcome.EMERGENCY
    assert outcome(9, log) is Outcome.EMERGENCY
    assert at(9, log).answers.rows["S07"] == Ticked(("within_48_hours",))


def test_unsure_on_a_grave_row_is_held_like_a_yes() -> None:
    log = [*filled(0, S01=Said.UNSURE), GateAnswer("S01", Said.NO, day(1))]
    assert outcome(1, log) is Outcome.EMERGENCY


# ---------------------------------------------------------------- facts


def test_the_week_of_pregnancy_grows_with_the_days() -> None:
    due = due_date(15, day(0))
    log = [*filled(0), FactAnswer(StoredFact.DUE_DATE, due, day(0))]
    assert at(0, log).answers.pregnant_weeks == 15
    assert at(6, log).answers.pregnant_weeks == 15
    assert at(7, log).answers.pregnant_weeks == 16
    assert outcome(7, log) is Outcome.MODIFY


@given(st.integers(0, 42), st.integers(0, 400))
def test_a_due_date_gives_the_week_back(week: int, later: int) -> None:
    due = due_date(week, START)
    expected = week + later // 7
    assert pregnant_week(due, day(later)) == (expected if expected <= 42 else None)


def test_a_pregnancy_that_must_be_over_is_asked_about() -> None:
    log = [*filled(0), FactAnswer(StoredFact.DUE_DATE, due_date(41, day(0)), day(0))]
    assert "S41" not in at(13, log).ask
    assert "S41" in at(14, log).ask


def test_not_pregnant_is_week_zero_while_it_lives() -> None:
    assert at(0, filled(0)).answers.pregnant_weeks == 0
    assert at(40, filled(0)).answers.pregnant_weeks is None


def test_an_operation_without_a_date_counts_from_the_day_of_the_answer() -> None:
    log = [*filled(0, S22=Ticked(("hip",))), *busy(100)]
    assert at(0, log).answers.surgery == {"hip": day(0)}
    asked_again = [*log, *filled(30, S22=Ticked(("hip",)))]
    assert at(30, asked_again).answers.surgery == {"hip": day(0)}
    assert clear(QUESTIONS, at(84, asked_again).answers, day(84)).of("L3") is None
    assert clear(QUESTIONS, at(85, asked_again).answers, day(85)).of("L3") is not None


@pytest.mark.parametrize("told_first", [True, False])
def test_a_date_told_with_the_answer_is_kept_in_either_order(told_first: bool) -> None:
    told = FactAnswer(StoredFact.SURGERY, day(-120), day(0), site="hip")
    log: list[Entry] = (
        [told, *filled(0, S22=Ticked(("hip",)))] if told_first else [*filled(0, S22=Ticked(("hip",))), told]
    )
    assert at(0, log).answers.surgery == {"hip": day(-120)}
    assert clear(QUESTIONS, at(0, log).answers, day(0)).of("L3") is not None


def test_an_operation_that_is_no_longer_ticked_is_dropped_with_its_date() -> None:
    log = [*filled(0, S22=Ticked(("hip", "eye"))), GateAnswer("S22", Ticked(("eye",)), day(1))]
    assert set(at(1, log).answers.surgery) == {"eye"}


def test_a_fact_of_the_wrong_kind_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"age: datetime\.date"):
        at(0, [FactAnswer(StoredFact.AGE, day(0), day(0))])


# ---------------------------------------------------------------- before each session


def test_each_session_asks_the_three_taps_again() -> None:
    log = [*filled(0), checked(0), SessionBegan(day(0))]
    assert at(0, log).check_due
    assert at(0, [*log, checked(0)]).ready
    assert at(1, [*log, checked(0)]).check_due


def test_something_new_opens_the_grave_rows_in_scope() -> None:
    regions = FactAnswer(StoredFact.REGIONS, (Region.LUMBAR,), day(0))
    log: list[Entry] = [regions, *filled(0), checked(0, new=True)]
    grave = {row.id for row in GRAVE_ROWS if row.in_scope((Region.LUMBAR,))}
    assert set(at(0, log).ask) == grave
    assert not at(0, log).ready
    answered = page_answers([QUESTIONS.rows[row] for row in grave], {}, day(0))
    assert at(0, [*log, *answered]).ready


def test_dizzy_numb_or_weak_opens_its_rows_and_only_their_answers_count() -> None:
    log: list[Entry] = [*filled(0), checked(0, dizzy=True)]
    assert set(at(0, log).ask) == {"S06", "S14", "S16", "S44", "S45"}
    assert outcome(0, log) is Outcome.PROCEED
    rows = [QUESTIONS.rows[row] for row in at(0, log).ask]
    log += page_answers(rows, {"S16": Said.YES}, day(0))
    assert at(0, log).ask == ()
    assert outcome(0, log) is Outcome.URGENT


def test_pain_of_seven_now_counts_for_today_only_and_the_worst_of_the_day_stays() -> None:
    log: list[Entry] = [*filled(0), checked(0, neck=7), checked(0, neck=2)]
    assert at(0, log).answers.rest_pain == {Region.NECK: 7}
    assert outcome(0, log) is Outcome.CLINICIAN_FIRST
    assert at(1, log).answers.rest_pain == {}


def test_a_stop_sign_is_one_more_answer_and_todays_and_tomorrows_gate_know_it() -> None:
    log: list[Entry] = [*filled(0), checked(0), SessionBegan(day(0))]
    log.append(stop_sign_answer(QUESTIONS, at(0, log).answers, "S06", "double_vision", day(0)))
    assert outcome(0, log) is Outcome.EMERGENCY
    assert outcome(1, [*log, *filled(1)]) is Outcome.EMERGENCY


def test_a_stop_sign_adds_to_what_stands_on_its_row() -> None:
    told = Answers(rows={"S06": Ticked(("slurred_speech",)), "S10": Said.YES})
    assert stop_sign_answer(QUESTIONS, told, "S06", "double_vision", START).value == Ticked(
        ("double_vision", "slurred_speech")
    )
    assert stop_sign_answer(QUESTIONS, told, "S10", "clumsy_hands", START).value is Said.YES
    assert stop_sign_answer(QUESTIONS, told, "S14", None, START).value is Said.YES


# ---------------------------------------------------------------- confirming, and what changed


def test_every_yes_that_only_a_clinician_could_lift_is_confirmed_first() -> None:
    for row in GRAVE_ROWS:
        assert confirm_needed(row, Said.YES)
        assert confirm_needed(row, Said.UNSURE)
        assert confirm_needed(row, Ticked(()))
        assert not confirm_needed(row, Said.NO)
    assert not confirm_needed(QUESTIONS.rows["S42"], Said.YES)


def test_what_changed_since_last_time_is_shown() -> None:
    log = [*filled(0, S45=Said.YES), *filled(20, S46=Said.YES)]
    assert at(0, filled(0)).changed == tuple(
        Changed(r, None, Said.NO) for r in QUESTIONS.rows if r not in ("S27", "S41")
    )
    assert at(20, log).changed == (Changed("S45", Said.YES, Said.NO), Changed("S46", Said.NO, Said.YES))


# ---------------------------------------------------------------- whatever is appended


def answers_to(row: str) -> st.SearchStrategy[Entry]:
    items = list(QUESTIONS.rows[row].items)
    said: st.SearchStrategy[Answer] = st.sampled_from(Said)
    lists = st.sets(st.sampled_from(items)).map(lambda s: Ticked(tuple(i for i in items if i in s))) if items else said
    return st.builds(GateAnswer, st.just(row), st.one_of(said, lists), st.integers(0, 60).map(day))


ANY_ENTRY: st.SearchStrategy[Entry] = st.one_of(
    st.sampled_from(list(QUESTIONS.rows)).flatmap(answers_to),
    st.builds(FactAnswer, st.just(StoredFact.AGE), st.integers(0, 120), st.integers(0, 60).map(day)),
    st.builds(FactAnswer, st.just(StoredFact.INJURY_DATE), st.integers(-90, 0).map(day), st.integers(0, 60).map(day)),
    st.builds(Checked, st.integers(0, 60).map(day), st.booleans(), st.booleans()),
    st.builds(SessionBegan, st.integers(0, 60).map(day)),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(ANY_ENTRY, max_size=12), st.sampled_from(CLEARABLE), st.integers(0, 80))
def test_no_entry_but_a_clearing_ever_opens_a_held_row_again(entries: list[Entry], row: str, n: int) -> None:
    log: list[Entry] = [GateAnswer(row, Said.YES, day(0)), *entries]
    assert row in at(n, log).held
    assert row not in at(n, [*log, Cleared(row, "Dr Lind", day(61))]).held


@settings(deadline=None, max_examples=100)
@given(st.lists(ANY_ENTRY, max_size=12), st.integers(0, 80))
def test_ready_always_means_that_every_row_in_scope_is_answered(entries: list[Entry], n: int) -> None:
    for log in (entries, [*entries, *filled(n), checked(n)]):
        status = at(n, log)
        clearance = clear(QUESTIONS, status.answers, day(n))
        assert clearance.screened or not status.ready
    assert status.ready
