"""Reminders come at the right moment, and never more of them than were asked for."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.planning.reminders import (
    BREAKS_EVERY,
    MOST_BREAKS,
    SECOND_AFTER,
    Notice,
    Remind,
    ReminderDay,
    ReminderWishes,
    Wait,
    Why,
    break_times,
    quiet_until,
    remind,
)

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
STEP = timedelta(minutes=5)
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
WISHES = st.builds(
    ReminderWishes,
    session_at=st.none() | CLOCKS,
    second=st.booleans(),
    breaks_every=st.none() | st.sampled_from(BREAKS_EVERY),
    days=st.frozensets(st.integers(0, 6)),
    work_from=CLOCKS,
    work_until=CLOCKS,
    quiet_from=CLOCKS,
    quiet_until=CLOCKS,
)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hour, minute))


def lived(
    wishes: ReminderWishes,
    busy: frozenset[int] = frozenset(),
    declines: frozenset[int] = frozenset(),
    done_at: int | None = None,
    day: date = MONDAY,
) -> tuple[ReminderDay, list[tuple[int, Notice]]]:
    """A whole day looked at every five minutes; ``busy`` are steps, ``declines`` numbers of reminders put off."""
    said: list[tuple[int, Notice]]
    past, said = ReminderDay(day), []
    for step in range(24 * 12):
        now = datetime.combine(day, time()) + step * STEP
        if step == done_at:
            past = replace(past, done=True, rested=(*past.rested, now))
        match remind(wishes, past, now, busy=step in busy):
            case Remind(kind):
                if len(said) in declines:
                    past = replace(past, declined=(*past.declined, now))
                said.append((step, kind))
                past = replace(past, sent=(*past.sent, (kind, now)))
            case Wait():
                pass
    return past, said


@given(WISHES, st.frozensets(st.integers(0, 287)), st.frozensets(st.integers(0, 9)), st.none() | st.integers(0, 287))
def test_whatever_the_day_is_like_no_more_is_said_than_was_asked_for(
    wishes: ReminderWishes, busy: frozenset[int], declines: frozenset[int], done_at: int | None
) -> None:
    past, said = lived(wishes, busy, declines, done_at)
    kinds = [kind for _, kind in said]
    assert kinds.count(Notice.SESSION) <= (wishes.session_at is not None)
    assert kinds.count(Notice.SECOND) <= min(wishes.second, kinds.count(Notice.SESSION))
    assert kinds.count(Notice.BREAK) <= (MOST_BREAKS if wishes.breaks_every else 0)
    for step, kind in said:
        now = at(0) + step * STEP
        assert now.weekday() in wishes.days
        assert step not in busy
        assert quiet_until(wishes, now) is None
        if kind is Notice.BREAK:
            assert wishes.work_from <= now.time() < wishes.work_until
        elif done_at is not None:
            assert step < done_at
    for kind, sent in past.sent:
        if kind is Notice.BREAK:
            before = [moment for _, moment in past.sent if moment < sent]
            before += [moment for moment in (*past.declined, *past.rested) if moment < sent]
            assert all(sent - moment >= timedelta(minutes=wishes.breaks_every or 0) for moment in before)


@given(WISHES, st.integers(0, 287))
def test_waiting_until_the_moment_that_is_told_is_early_enough(wishes: ReminderWishes, step: int) -> None:
    past, now = ReminderDay(MONDAY), at(0) + step * STEP
    told = remind(wishes, past, now)
    if isinstance(told, Wait) and told.until is not None:
        assert told.until > now
        between = now + (told.until - now) / 2
        assert not isinstance(remind(wishes, past, between), Remind)


def test_a_plain_day_has_its_session_one_more_reminder_and_its_breaks() -> None:
    wishes = ReminderWishes(session_at=time(12, 30), breaks_every=90)
    _, said = lived(wishes)
    told = [(at(0) + step * STEP, kind) for step, kind in said]
    assert told == [
        (at(10, 30), Notice.BREAK),
        (at(12), Notice.BREAK),
        (at(12, 30), Notice.SESSION),
        (at(14), Notice.SECOND),
        (at(15, 30), Notice.BREAK),
    ]


def test_not_now_ends_the_session_s_reminders_of_the_day_and_costs_nothing() -> None:
    wishes = ReminderWishes(session_at=time(10))
    declined, said = lived(wishes, declines=frozenset({0}))
    assert [kind for _, kind in said] == [Notice.SESSION]
    assert isinstance(remind(wishes, ReminderDay(MONDAY + timedelta(days=1)), at(10, day=date(2026, 11, 24))), Remind)
    assert declined.done is False


def test_what_falls_into_a_call_is_said_once_after_it() -> None:
    wishes = ReminderWishes(session_at=time(10))
    _, said = lived(wishes, busy=frozenset(range(10 * 12, 11 * 12)))
    assert said[0] == (11 * 12, Notice.SESSION)


def test_a_break_that_came_by_itself_counts() -> None:
    wishes = ReminderWishes(breaks_every=60)
    rested = ReminderDay(MONDAY, rested=(at(9, 50),))
    assert remind(wishes, rested, at(10)) == Wait(Why.NOT_YET, at(10, 50))
    assert remind(wishes, rested, at(10, 50)) == Remind(Notice.BREAK)


@pytest.mark.parametrize(
    ("wishes", "past", "now", "why"),
    [
        (ReminderWishes(), ReminderDay(MONDAY), at(12), Why.OFF),
        (ReminderWishes(session_at=time(9)), ReminderDay(MONDAY, paused=True), at(12), Why.PAUSED),
        (ReminderWishes(session_at=time(9)), ReminderDay(SATURDAY), at(12, day=SATURDAY), Why.NOT_TODAY),
        (ReminderWishes(session_at=time(9)), ReminderDay(MONDAY), at(7), Why.QUIET_HOURS),
        (ReminderWishes(session_at=time(9)), ReminderDay(MONDAY), at(21), Why.QUIET_HOURS),
        (ReminderWishes(session_at=time(9)), ReminderDay(MONDAY, done=True), at(12), Why.ENOUGH),
        (ReminderWishes(session_at=time(13)), ReminderDay(MONDAY), at(12), Why.NOT_YET),
    ],
)
def test_every_silence_has_its_reason(wishes: ReminderWishes, past: ReminderDay, now: datetime, why: Why) -> None:
    told = remind(wishes, past, now)
    assert isinstance(told, Wait)
    assert told.why is why


def test_quiet_hours_may_lie_over_midnight_or_within_the_day() -> None:
    night = ReminderWishes()
    assert quiet_until(night, at(22)) == at(8, day=MONDAY + timedelta(days=1))
    assert quiet_until(night, at(3)) == at(8)
    nap = ReminderWishes(quiet_from=time(13), quiet_until=time(14))
    assert quiet_until(nap, at(13, 30)) == at(14)
    assert quiet_until(nap, at(22)) is None


@given(WISHES)
def test_a_calendar_gets_at_most_six_breaks_within_the_hours_of_work(wishes: ReminderWishes) -> None:
    times = break_times(wishes, MONDAY)
    assert len(times) <= MOST_BREAKS
    assert all(wishes.work_from < moment.time() < wishes.work_until for moment in times)
    assert all(quiet_until(wishes, moment) is None for moment in times)


def test_a_moment_of_another_day_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-11-23"):
        remind(ReminderWishes(session_at=time(9)), ReminderDay(MONDAY), at(9) + timedelta(days=1))


def test_the_second_reminder_comes_an_hour_and_a_half_after_the_first() -> None:
    assert timedelta(minutes=90) == SECOND_AFTER
