"""Done of planned, the habit, and breaks that cost nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.progress.adherence import (
    Attended,
    ExerciseAdherence,
    adherence_by_exercise,
    adherence_by_week,
    habit_series,
)
from spinecoach.progress.pause import Break, Pause, ended_by, pause_on, paused_between

MONDAY = date(2026, 11, 2)
DAYS = st.integers(0, 60)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def on(*days: int) -> list[Attended]:
    return [Attended(day(n), ("C1", "L1"), ("C1",), 300.0) for n in days]


def pause(start: int, end: int | None) -> Pause:
    return Pause(day(start), None if end is None else day(end), Break.HOLIDAY)


def test_a_week_counts_days_and_not_sessions() -> None:
    (week,) = adherence_by_week(on(0, 0, 2, 4), [], 7, day(6))
    assert (week.done, week.planned, week.sessions, week.seconds) == (3, 6, 4, 1200.0), "Sunday is not over"
    assert week.share == pytest.approx(0.5)


def test_before_the_first_session_nothing_was_planned() -> None:
    assert adherence_by_week([], [], 7, day(6)) == ()
    first, second = adherence_by_week(on(5, 7), [], 7, day(13))
    assert (first.done, first.planned) == (1, 2)
    assert (second.done, second.planned) == (1, 6)


def test_five_days_a_week_are_enough_for_who_planned_five() -> None:
    (week,) = adherence_by_week(on(0, 1, 2, 3, 4), [], 5, day(6))
    assert (week.done, week.planned, week.share) == (5, 4, 1.0)
    weeks = adherence_by_week(on(0, 1, 2, 3, 4, 7), [], 5, day(13))
    assert (weeks[0].done, weeks[0].planned) == (5, 5)


def test_days_of_a_break_are_not_planned_and_a_session_in_it_still_counts() -> None:
    whole, half = adherence_by_week(on(0, 3), [pause(1, 9)], 7, day(13))
    assert (whole.done, whole.planned, whole.paused) == (2, 2, 5)
    assert (half.done, half.planned, half.paused) == (0, 3, 3)
    assert adherence_by_week(on(0), [pause(1, None)], 7, day(20))[2].share is None


ORDER = ("C1", "C2", "L1", "T1")


def test_an_exercise_counts_where_a_plan_had_it_or_it_was_done() -> None:
    attended = [*on(0, 1), Attended(day(2), ("C1",), ("C2",), 60.0)]
    assert adherence_by_exercise(attended, [], 7, day(2), ORDER) == (
        ExerciseAdherence("C1", 2, 3),
        ExerciseAdherence("C2", 1, 1),
        ExerciseAdherence("L1", 0, 2),
    )


def test_a_missed_day_was_planned_for_each_exercise_too() -> None:
    c1, l1 = adherence_by_exercise(on(0, 1, 4), [], 7, day(7), ORDER)
    assert (c1.done, c1.planned) == (3, 7), "the seven days before today, of which four were missed"
    assert (l1.done, l1.planned) == (0, 7)


def test_two_sessions_of_a_day_are_one_day() -> None:
    twice = [Attended(day(0), ("C1", "C2"), ("C1",), 60.0), Attended(day(0), ("C1",), ("C1",), 60.0)]
    assert adherence_by_exercise(twice, [], 7, day(0), ORDER) == (
        ExerciseAdherence("C1", 1, 1),
        ExerciseAdherence("C2", 0, 1),
    )


def test_a_missed_day_counts_by_how_often_the_days_before_it_had_the_exercise() -> None:
    other = [Attended(day(n), ("C1", "C2")[: 1 + n % 2], ("C1",), 60.0) for n in range(4)]
    assert adherence_by_exercise(other, [], 7, day(10), ORDER) == (
        ExerciseAdherence("C1", 4, 10),
        ExerciseAdherence("C2", 0, 5),
    ), "six missed days, each half a time"


def test_a_break_and_a_day_that_only_began_are_planned_once_or_not_at_all() -> None:
    begun = Attended(day(2), ("C1", "T1"), (), 0.0)
    assert adherence_by_exercise([*on(0), begun], [pause(3, 5)], 7, day(7), ORDER) == (
        ExerciseAdherence("C1", 1, 4),
        ExerciseAdherence("L1", 0, 3),
        ExerciseAdherence("T1", 0, 2),
    ), "days 0, 1, 2 and 6; what was begun in vain is known, day 1 like day 0, day 6 half like each"
    assert adherence_by_exercise([*on(0), begun], [pause(1, None)], 7, day(7), ORDER)[0] == ExerciseAdherence(
        "C1", 1, 1
    )


def test_only_the_days_from_a_day_on_are_counted_where_that_is_asked() -> None:
    assert adherence_by_exercise(on(0, 1, 8, 9), [], 7, day(13), ("C1",), since=day(7)) == (
        ExerciseAdherence("C1", 2, 6),
    )


@given(
    st.sets(DAYS, min_size=1), st.sets(DAYS), st.integers(1, 7), st.integers(0, 9), st.none() | st.tuples(DAYS, DAYS)
)
def test_what_every_plan_had_is_planned_as_often_as_the_weeks_say(
    days: set[int], begun: set[int], goal: int, later: int, span: tuple[int, int] | None
) -> None:
    today = day(max(days | begun) + later)
    attended = [*on(*days), *(Attended(day(n), ("C1",), (), 0.0) for n in begun if n > min(days))]
    pauses = ended_by([pause(*sorted(span))] if span else [], {day(n) for n in days})
    weeks = adherence_by_week(attended, pauses, goal, today)
    (found,) = (each for each in adherence_by_exercise(attended, pauses, goal, today, ("C1",)))
    assert found.done == len(days)
    counted = {day(n) for n in days} | {day(n) for n in begun if n > min(days) and day(n) != today
                                        and not pause_on(pauses, day(n))}  # fmt: skip
    assert found.planned == sum(
        max(week.planned, sum(week.monday <= each < week.monday + timedelta(days=7) for each in counted))
        for week in weeks
    )


def habit(days: set[int], pauses: tuple[Pause, ...] = (), goal: int = 7, today: int = 60) -> list[float]:
    series = habit_series(frozenset(day(n) for n in days), pauses, goal, 28, day(today))
    return [value for _, value in series]


def test_a_habit_grows_fades_slowly_and_comes_back_and_never_breaks() -> None:
    daily = habit(set(range(61)))
    assert daily == sorted(daily)
    assert 0.97 < daily[-1] < 1
    missed = habit(set(range(61)) - {30})
    assert missed[30] == pytest.approx(daily[29] * 27 / 29)
    assert missed[-1] > 0.98 * daily[-1]
    assert min(missed[1:]) > 0


def test_who_plans_five_days_and_does_them_gets_as_far() -> None:
    assert habit({n for n in range(200) if n % 7 < 5}, goal=5, today=200)[-1] > 0.9


@given(st.sets(DAYS, min_size=1), st.integers(1, 7))
def test_a_habit_is_a_share(days: set[int], goal: int) -> None:
    assert all(0 <= value <= 1 for value in habit(days, goal=goal))


@given(st.sets(DAYS, min_size=1), st.integers(1, 30), st.integers(1, 7))
def test_a_break_costs_nothing_of_the_habit_and_nothing_of_the_weeks(days: set[int], length: int, goal: int) -> None:
    last = max(days)
    known = habit(days, goal=goal, today=last)
    later = habit(days, (pause(last + 1, last + length),), goal=goal, today=last + length)
    assert later[-1] == known[-1]
    weeks = adherence_by_week(on(*days), [pause(last + 1, last + length)], 7, day(last + length))
    before = adherence_by_week(on(*days), [], 7, day(last))
    assert sum(w.planned for w in weeks) == sum(w.planned for w in before)
    assert sum(w.done for w in weeks) == sum(w.done for w in before)


def test_a_break_ends_with_the_first_session_after_its_first_day() -> None:
    assert ended_by([pause(3, None)], {day(1), day(3), day(8), day(9)}) == (pause(3, 7),)
    assert ended_by([pause(3, 5)], {day(8)}) == (pause(3, 5),)


def test_the_break_of_a_day_is_the_one_begun_last() -> None:
    sick = Pause(day(2), None, Break.SICK)
    assert pause_on([sick, pause(0, 9)], day(5)) is sick
    assert pause_on([pause(0, 4)], day(5)) is None


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 9)), max_size=4), DAYS, st.integers(1, 40))
def test_paused_days_are_counted_once_however_breaks_overlap(
    spans: list[tuple[int, int | None]], after: int, length: int
) -> None:
    pauses = [pause(start, None if more is None else start + more) for start, more in spans]
    between = [day(n) for n in range(after + 1, after + length)]
    assert paused_between(pauses, day(after), day(after + length)) == sum(
        any(each.holds(on) for each in pauses) for on in between
    )
