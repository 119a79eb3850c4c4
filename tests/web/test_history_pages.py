"""History: weeks as they were, and one session with what was planned beside what was done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from front_door import StillClock, answer_gate, knock, plan_of, practice
from page_reader import Page, read_page

from spinecoach.app.active_seconds import QUIET_S, seconds_without_pauses
from spinecoach.app.history import How, Week, account, weeks
from spinecoach.app.practice import Practice
from spinecoach.app.session_log import read_session, write_plan
from spinecoach.app.sessions import Mark, sessions
from spinecoach.body import Region
from spinecoach.screening.answers import Said
from spinecoach.session.machine import begin, current_segment, step
from spinecoach.session.plan import DayPlan
from spinecoach.session.rehearse import rehearse
from spinecoach.session.script import compile_plan
from spinecoach.session.vocabulary import Command, EventKind, Question, SessionEvent, Tick, Told
from spinecoach.web.pages.history import title
from spinecoach.web.words import dose
from spinecoach.wire.plan import work_at

TURN, NOD, PRESS, MASSAGE, ROLL = "C1", "C2", "C4", "C6", "L2"
DAY_S = 24 * 3600


def kept(
    room: Practice, plan: DayPlan, inputs: Sequence[Told] = (), *, name: str = "s1", until: float | None = None
) -> str:
    """A session of ``plan`` in the record, as it would have gone; cut off at ``until`` as by a crash."""
    script = compile_plan(room.protocol, plan, "en", "112")
    events = [event for event in rehearse(script, inputs) if isinstance(event, SessionEvent)]
    write_plan(room, name, plan, [event for event in events if until is None or event.t <= until])
    return name


def with_chain(room: Practice, code: str, *links: str) -> DayPlan:
    plan = plan_of(room, code)
    chain = tuple(work_at(room.protocol.exercises[link], 1) for link in links)
    return replace(plan, items=(replace(plan.items[0], if_it_hurts=chain),))


def begun_at(room: Practice, plan: DayPlan) -> float:
    """When the first repetition is counted."""
    script = compile_plan(room.protocol, plan, "en", "112")
    return next(each.t for each in rehearse(script, ()) if getattr(each, "kind", "") == EventKind.REP_COUNTED)


def page_of(room: Practice, path: str, status: int = 200) -> Page:
    with knock(room) as client:
        answer = client.get(path)
    assert answer.status_code == status
    page = read_page(answer.text)
    assert page.faults == []
    return page


def hurting(t: float, *values: int) -> list[Told]:
    """It hurts at ``t``, and so much each time that it is asked."""
    told = [Told(t, Command.HURTS)]
    return told + [Told(t + 0.5, Command.ANSWERED, Question.PAIN, value) for value in values]


# ---------------------------------------------------------------- weeks


def test_before_the_first_session_the_page_says_what_will_stand_there() -> None:
    page = page_of(practice(), "/history")
    assert "Nothing yet." in page.text
    assert "/" in page.links
    assert "This week" not in page.text


def test_weeks_stand_newest_first_with_their_days_minutes_and_sessions() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    kept(room, plan_of(room, TURN), name="long-ago")
    clock.passed = 21 * DAY_S
    kept(room, plan_of(room, NOD), name="today-1")
    kept(room, plan_of(room, NOD), name="today-2")
    found = weeks(room)
    assert [week.monday for week in found] == [date(2026, 12, 7), date(2026, 11, 16)]
    assert [past.summary.id for past in found[0].sessions] == ["today-2", "today-1"]
    assert found[0].marks == (Mark.NONE,) * 6 + (Mark.DONE,)
    page = page_of(room, "/history")
    assert page.text.index("This week") < page.text.index("16 to 22 November")
    assert "in two sessions" in page.text
    assert {"/history/today-1", "/history/today-2", "/history/long-ago"} <= set(page.links)


def test_a_week_without_a_session_is_not_shown_but_this_one_is() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    kept(room, plan_of(room, TURN))
    clock.passed = 14 * DAY_S
    page = page_of(room, "/history")
    assert "No session yet." in page.text
    assert "Last week" not in page.text
    assert page.text.count("Mo") >= 2


def test_a_day_on_which_nothing_was_done_is_no_mark() -> None:
    room = practice()
    kept(room, plan_of(room, TURN), [Told(0.5, Command.STOP)])
    assert weeks(room)[0].marks == (Mark.NONE,) * 7
    assert "nothing done" in page_of(room, "/history").text


def test_a_long_history_comes_twelve_weeks_at_a_time() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    for number in range(15):
        clock.passed = number * 7 * DAY_S
        kept(room, plan_of(room, TURN), name=f"week-{number}")
    newest = page_of(room, "/history")
    assert "/history/week-14" in newest.links
    assert "/history/week-2" not in newest.links
    earlier = next(link for link in newest.links if "before=" in link)
    older = page_of(room, earlier)
    assert {"/history/week-2", "/history/week-0", "/history"} <= set(older.links)
    assert not [link for link in older.links if "before=" in link]


def test_a_day_that_does_not_exist_is_refused_in_one_line() -> None:
    assert "before: found '2026-02-30'" in page_of(practice(), "/history?before=2026-02-30", 422).text


@pytest.mark.parametrize(
    ("monday", "today", "said"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "This week"),
        (date(2026, 11, 9), date(2026, 11, 22), "Last week"),
        (date(2026, 11, 2), date(2026, 11, 22), "2 to 8 November"),
        (date(2026, 9, 28), date(2026, 11, 22), "28 September to 4 October"),
        (date(2025, 12, 29), date(2026, 11, 22), "29 December 2025 to 4 January"),
        (date(2025, 12, 8), date(2026, 11, 22), "8 to 14 December 2025"),
    ],
)
def test_a_week_is_named_as_people_name_it(monday: date, today: date, said: str) -> None:
    assert title(Week(monday, (Mark.NONE,) * 7, ()), today) == said


# ---------------------------------------------------------------- one session


def test_a_session_done_to_its_end_tells_what_was_planned_and_done() -> None:
    room = practice()
    page = page_of(room, f"/history/{kept(room, plan_of(room, TURN, PRESS))}")
    work = plan_of(room, TURN).items[0].work
    times = (work.reps or 0) * work.sides
    assert "It was done to its end." in page.text
    assert f"{times} of {times} times" in page.text
    assert f"Planned: {dose(work, work.sides)}" in page.text
    assert "Effort 3 of 10." in page.text
    assert {f"/exercises/{TURN}", f"/exercises/{PRESS}"} <= set(page.links)


def test_seconds_of_a_massage_are_told() -> None:
    room = practice()
    work = work_at(room.protocol.exercises[MASSAGE], 1)
    page = page_of(room, f"/history/{kept(room, plan_of(room, MASSAGE))}")
    assert work.duration_s is not None
    assert account(room, "s1").lines[0].done is not None
    assert "Planned:" in page.text
    assert " of 10 times" not in page.text


def test_what_was_softened_and_then_left_tells_why_and_what_came_instead() -> None:
    room = practice()
    plan = with_chain(room, TURN, PRESS)
    kept(room, plan, hurting(begun_at(room, plan) + 0.5, 5, 6))
    found = account(room, "s1")
    assert [(line.code, line.how) for line in found.lines] == [(TURN, How.HURT), (PRESS, How.DONE)]
    assert found.lines[0].softened_by == "red"
    page = page_of(room, "/history/s1")
    assert "It hurt, so it went on more softly." in page.text
    assert "It still hurt, so it was left." in page.text
    name = room.protocol.exercises[TURN].text["en"]["standard"].name
    assert f"It came in place of {name}, which hurt." in page.text
    assert "6 at most" in page.text


def test_a_region_that_rested_is_named_with_what_it_left_out() -> None:
    room = practice()
    plan = with_chain(room, TURN)
    plan = replace(plan, items=(*plan.items, *plan_of(room, NOD, ROLL).items), minutes=20)
    kept(room, plan, hurting(begun_at(room, plan) + 0.5, 5, 6))
    found = account(room, "s1")
    assert [line.how for line in found.lines] == [How.HURT, How.REGION_RESTED, How.DONE]
    assert found.rested == (Region.NECK,)
    page = page_of(room, "/history/s1")
    assert "Left out: this part of you rested." in page.text
    assert "Your neck rested for the rest of this session" in page.text
    assert "A minute of quiet breathing came in between." in page.text


def test_what_was_skipped_and_what_was_never_reached_are_told_apart() -> None:
    room = practice()
    plan = plan_of(room, TURN, NOD, PRESS)
    kept(room, plan, [Told(0.5, Command.SKIP), Told(1.0, Command.STOP)])
    assert [line.how for line in account(room, "s1").lines] == [How.SKIPPED, How.STOPPED, How.NOT_REACHED]
    page = page_of(room, "/history/s1")
    assert "You skipped it." in page.text
    assert "Not reached." in page.text
    assert "It was stopped before its end." in page.text


def measuring(room: Practice, plan: DayPlan, *trials: tuple[str, float, float]) -> None:
    """A session of ``plan`` in which the camera measured these: name, degrees, error, in its first exercise."""
    script = compile_plan(room.protocol, plan, "en", "112")
    events = [event for event in rehearse(script, []) if isinstance(event, SessionEvent)]
    after = 1 + next(n for n, event in enumerate(events) if event.kind is EventKind.REP_COUNTED)
    seen = [
        replace(events[after - 1], kind=EventKind.RANGE_MEASURED, rep=None, key=key, degrees=degrees, error=error)
        for key, degrees, error in trials
    ]
    write_plan(room, "s1", plan, [*events[:after], *seen, *events[after:]])


def test_ranges_that_the_camera_measured_stand_at_their_exercise_with_their_error() -> None:
    room = practice()
    turns = [("neck_rotation_right", 52.4, 10.3), ("neck_rotation_left", 61.0, 10.0)]
    again = [("neck_rotation_right", 60.4, 10.1), ("neck_rotation_right", 53.6, 10.2), ("trunk_lean", 9.0, 1.0)]
    measuring(room, plan_of(room, TURN, PRESS), *turns, *again)
    first, second = account(room, "s1").lines
    assert [(each.movement, each.degrees, each.error) for each in first.measured] == [
        ("neck-rotation-right", 53.6, 10.2), ("neck-rotation-left", 61.0, 10.0), ("trunk-lean", 9.0, 1.0),
    ]  # fmt: skip
    assert second.measured == ()
    text = page_of(room, "/history/s1").text
    assert "Turning the head to the right: about 54°, give or take 11°, by the camera." in text
    assert "Turning the head to the left: about 61°, give or take 10°, by the camera." in text
    assert text.count("by the camera") == 2


def test_the_easier_form_tells_no_range_and_an_exercise_under_way_tells_what_was_measured_so_far() -> None:
    room = practice()
    usual = plan_of(room, TURN)
    easier = replace(usual, items=(replace(usual.items[0], work=work_at(room.protocol.exercises[TURN], 0)),))
    assert easier.items[0].work.variant == "easier"
    measuring(room, easier, ("neck_rotation_left", 30.0, 10.0))
    assert account(room, "s1").lines[0].measured == ()
    other = practice()
    measuring(other, usual, ("neck_rotation_left", 61.0, 10.0))
    events = read_session(other, "s1").events
    cut = 1 + next(n for n, event in enumerate(events) if event.kind is EventKind.RANGE_MEASURED)
    write_plan(other, "s2", usual, events[:cut])
    (line,) = account(other, "s2").lines
    assert (line.how, [each.degrees for each in line.measured]) == (How.UNDER_WAY, [61.0])


def test_a_stop_sign_is_told_with_what_to_do_and_the_number_to_call() -> None:
    room = practice(emergency_number="999")
    sign = room.protocol.stop_signs["double_vision"]
    kept(room, plan_of(room, TURN), [Told(1.0, Command.STOP_SIGN, sign=sign.id)])
    page = page_of(room, "/history/s1")
    assert sign.label["en"] in page.text
    assert sign.do_now["en"].replace("{emergency_number}", "999") in page.text


def test_pain_before_is_told_where_the_plan_knew_it_and_where_it_was_asked() -> None:
    room = practice()
    plan = replace(plan_of(room, TURN), pain={Region.NECK: 2})
    kept(room, plan)
    assert account(room, "s1").pain == {"neck": 2}
    assert "Pain before, from 0 to 10: neck 2." in page_of(room, "/history/s1").text


def test_a_session_that_stands_paused_can_be_gone_on_with() -> None:
    clock = StillClock()
    room = practice(clock=clock)
    answer_gate(room)
    plan = plan_of(room, TURN, NOD)
    kept(room, plan, until=begun_at(room, plan))
    found = account(room, "s1")
    assert [line.how for line in found.lines] == [How.UNDER_WAY, How.STILL_TO_COME]
    page = page_of(room, "/history/s1")
    assert "/live/s1" in page.links
    assert "Begun, and not over yet." in page.text
    clock.passed = room.protocol.timing.pause_closes_s
    assert "/live/s1" not in page_of(room, "/history/s1").links


def test_after_an_emergency_answer_no_link_leads_back_into_the_session() -> None:
    room = practice()
    plan = plan_of(room, TURN)
    kept(room, plan, until=begun_at(room, plan))
    answer_gate(room, S01=Said.YES)
    assert "/live/s1" not in page_of(room, "/history/s1").links


def test_an_exercise_that_the_programme_no_longer_has_is_still_told() -> None:
    room = practice()
    kept(room, plan_of(room, TURN))
    known = {code: exercise for code, exercise in room.protocol.exercises.items() if code != TURN}
    room.protocol = replace(room.protocol, exercises=known)
    page = page_of(room, "/history/s1")
    assert f"{TURN} " in page.text
    assert "Planned:" not in page.text
    assert not page.images


def test_an_unknown_session_is_a_page_that_says_so() -> None:
    assert "There is no such page" in page_of(practice(), "/history/nothing", 404).text


# ---------------------------------------------------------------- minutes


def at(*moments: tuple[float, EventKind]) -> list[SessionEvent]:
    return [SessionEvent(t, kind) for t, kind in moments]


@pytest.mark.parametrize(
    ("events", "seconds"),
    [
        (at((0, EventKind.SESSION_STARTED), (60, EventKind.SESSION_DONE)), 60),
        (at((10, EventKind.PAUSED), (70, EventKind.RESUMED), (90, EventKind.SESSION_DONE)), 30),
        (at((10, EventKind.PAUSED), (70, EventKind.REFUSED), (75, EventKind.HURT), (80, EventKind.STOPPED)), 15),
        (at((10, EventKind.PAUSED), (1810, EventKind.STOPPED)), 10),
        (at((10, EventKind.ASKED), (40, EventKind.ANSWERED), (50, EventKind.SESSION_DONE)), 20),
        (at((10, EventKind.ASKED), (20, EventKind.PAUSED), (50, EventKind.RESUMED), (60, EventKind.ANSWERED)), 10),
        (at((10, EventKind.REP_COUNTED), (70, EventKind.RESUMED), (90, EventKind.SESSION_DONE)), 30),
        (at((10, EventKind.REP_COUNTED), (2 * DAY_S, EventKind.STOPPED)), 10),
        ([], 0),
    ],
)
def test_minutes_leave_out_pauses_also_those_of_a_dead_server(events: list[SessionEvent], seconds: float) -> None:
    assert seconds_without_pauses(events) == seconds


def test_the_week_adds_up_its_sessions() -> None:
    room = practice()
    for name in ("a", "b"):
        kept(room, plan_of(room, TURN), name=name)
    week = weeks(room)[0]
    assert week.seconds == pytest.approx(sum(past.seconds for past in week.sessions))
    assert week.days[0] + timedelta(days=6) == week.days[-1]


def test_a_long_massage_is_no_pause_also_where_the_facts_of_every_second_are_left_out() -> None:
    room = practice()
    exercise = room.protocol.exercises[MASSAGE]
    level = max(exercise.levels, key=lambda each: exercise.levels[each].duration_s or 0)
    work = work_at(exercise, level)
    plan = plan_of(room, MASSAGE)
    kept(room, replace(plan, items=(replace(plan.items[0], work=work),), minutes=20))
    assert work.duration_s is not None
    assert work.duration_s < QUIET_S
    assert weeks(room)[0].seconds == account(room, "s1").past.seconds
    assert weeks(room)[0].seconds > work.duration_s


# ---------------------------------------------------------------- what counts


def test_minutes_are_those_that_the_plan_said_however_long_the_answers_took() -> None:
    room = practice()
    plan = plan_of(room, TURN, PRESS)
    script = compile_plan(room.protocol, plan, "en", "112")
    asked = [each.t for each in rehearse(script, ()) if getattr(each, "kind", "") == EventKind.ASKED]
    late = Told(asked[0] + 50, Command.ANSWERED, Question.PAIN_WORST, 1)
    with knock(room) as client:
        kept(room, plan, [late])
        (told,) = client.get("/api/v1/sessions").json()
    assert told["seconds"] == pytest.approx(plan.seconds, rel=0.02)
    assert account(room, "s1").past.seconds == pytest.approx(told["seconds"], abs=0.001)


def test_a_day_is_done_from_half_of_the_plan_on_and_what_was_less_is_half_a_mark() -> None:
    room = practice()
    plan = plan_of(room, TURN, NOD, PRESS, MASSAGE)
    skip_all = [Told(t, Command.SKIP) for t in (0.5, 1.0, 1.5, 20.0)]
    kept(room, plan, skip_all, name="seconds")
    assert sessions(room)[0].done
    assert weeks(room)[0].marks[-1] is Mark.SOME
    page = page_of(room, "/history")
    assert "some of it done" in page.text
    assert "part of one exercise" in page.text
    answer_gate(room)
    today = page_of(room, "/")
    assert "Today is done" not in today.text
    assert "some of it done" in today.text
    kept(room, plan, name="whole")
    assert weeks(room)[0].marks[-1] is Mark.DONE
    assert "Today is done" in page_of(room, "/").text


def test_a_session_that_is_open_does_not_make_its_day_done() -> None:
    room = practice()
    answer_gate(room)
    plan = plan_of(room, TURN)
    kept(room, plan, until=plan.seconds - 1)
    page = page_of(room, "/")
    assert "You left a session in the middle" in page.text
    assert "Today is done" not in page.text


def test_what_the_session_itself_left_out_is_not_held_against_a_day() -> None:
    room = practice()
    plan = plan_of(room, TURN, NOD)
    kept(room, plan, hurting(begun_at(room, plan) + 1.0, 6, 6))
    (done,) = sessions(room)
    assert done.rested == {1}
    assert done.counts


def test_when_all_is_skipped_every_place_tells_the_same() -> None:
    room = practice()
    kept(room, plan_of(room, TURN, NOD), [Told(0.5, Command.SKIP), Told(1.0, Command.SKIP)])
    with knock(room) as client:
        assert client.get("/api/v1/sessions").json()[0]["ended"] == "nothing_done"
    week = page_of(room, "/history")
    assert "nothing done" in week.text
    assert "in one session" not in week.text
    assert "Nothing was done this time." in page_of(room, "/history/s1").text
    script = compile_plan(room.protocol, plan_of(room, TURN), "en", "112")
    session, _ = begin(script)
    session, _ = step(script, session, Told(0.5, Command.SKIP))
    assert current_segment(script, session).instruction.startswith("Nothing was done this time.")


def test_exercises_told_are_those_that_were_led_through() -> None:
    room = practice()
    plan = plan_of(room, TURN, NOD)
    kept(room, plan, [Told(plan.items[0].seconds + 40.0, Command.SKIP)])
    assert len(account(room, "s1").past.summary.done) == 2
    assert "one exercise" in page_of(room, "/history").text


def test_a_pain_that_was_not_told_is_said_to_be_so() -> None:
    room = practice()
    plan = plan_of(room, TURN)
    script = compile_plan(room.protocol, plan, "en", "112")
    asked = next(each.t for each in rehearse(script, ()) if getattr(each, "kind", "") == EventKind.ASKED)
    session, out = begin(script)
    session, more = step(script, session, Tick(asked + 300.0))
    write_plan(room, "s1", plan, [each for each in (*out, *more) if isinstance(each, SessionEvent)])
    page = page_of(room, "/history/s1")
    assert "at most: not told." in page.text
    assert "Effort: not told." in page.text
