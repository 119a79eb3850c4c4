"""How an undisturbed, paused, skipped or counted session goes."""

import pytest
from studio import BRACE, PRESS, ROLL, RUB, TURN, Played, Studio

from spinecoach.body import Region, Side
from spinecoach.session.machine import current_segment
from spinecoach.session.rehearse import rehearse
from spinecoach.session.state import Asking, Done, GetReady, Paused, Resting, Stopped, Working
from spinecoach.session.vocabulary import Command, EventKind, Motion, Question, Seen, SegmentKind, SessionEvent, Told


def test_a_press_is_paced_side_by_side_with_the_left_first(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("asked")
    assert [kind for kind in play.kinds if kind != "hold_started"] == [
        "session_started", "exercise_started", "set_started",
        "hold_ended", "rep_counted", "rest_started", "rest_ended",
        "hold_ended", "rep_counted", "rest_started", "rest_ended",
        "hold_ended", "rep_counted", "side_switched", "set_started",
        "hold_ended", "rep_counted", "rest_started", "rest_ended",
        "hold_ended", "rep_counted", "rest_started", "rest_ended",
        "hold_ended", "rep_counted", "asked",
    ]  # fmt: skip
    assert [(e.side, e.rep, e.by) for e in play.of("rep_counted")] == [
        (side, rep, "pace") for side in (Side.LEFT, Side.RIGHT) for rep in (1, 2, 3)
    ]
    assert {e.seconds for e in play.of("hold_ended")} == {6.0}
    assert play.of("hold_started")[0].t == 16.5


def test_the_roller_moves_from_place_to_place(studio: Studio) -> None:
    play = Played(studio.script(ROLL))
    play.until("asked")
    assert [e.zone for e in play.of("zone_changed")] == [1, 2]
    assert [e.zone for e in play.of("rep_counted")] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    moves = [s for s in play.segments if s.kind is SegmentKind.SWITCH]
    assert [s.instruction for s in moves] == ["move_roller in the middle", "move_roller under the blades"]


def test_the_massage_stores_every_second_and_changes_its_spot(studio: Studio) -> None:
    play = Played(studio.script(RUB))
    play.until("asked")
    assert [e.seconds for e in play.of("progressed")] == [float(n) for n in range(1, 71)]
    timed = [s for s in play.segments if s.kind is SegmentKind.TIMED]
    assert [(s.t, s.seconds, s.beats[0].id) for s in timed] == [
        (15, 20, "l"), (35, 20, "c"), (55, 20, "r"), (75, 10, "l"),
    ]  # fmt: skip


def test_after_an_exercise_come_two_questions_and_after_a_massage_one(studio: Studio) -> None:
    play = Played(studio.script(TURN, RUB))
    play.until("asked")
    play.answer("pain_worst", 1)
    play.answer("effort", 4)
    finished = play.of("exercise_finished")[0]
    assert (finished.light, finished.reason, finished.pain_worst, finished.effort) == ("G", "done", 1, 4)
    assert (finished.reps_done, finished.reps_planned, finished.pain_before) == (4, 4, 0)
    play.until("asked")
    play.answer("pain_worst", 0)
    assert play.of("exercise_finished")[1].effort is None
    assert isinstance(play.state(), Done)
    assert play.kinds[-1] == "session_done"


def test_an_empty_plan_is_done_at_once(studio: Studio) -> None:
    play = Played(studio.script())
    assert play.kinds == ["session_started", "session_done"]
    assert isinstance(play.state(), Done)


def test_start_begins_at_once(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.tell("start", 4)
    assert isinstance(play.state(), Working)
    assert play.until("rep_counted").t == 4 + 9


# ---------------------------------------------------------------- questions


def test_a_question_is_repeated_once_and_then_left_open_and_never_green(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    asked = play.until("asked").t
    first = play.segments[-1].cues[-1].text
    play.tick(asked + 20)
    assert play.cues[-1].t == asked + 20
    assert play.cues[-1].text == first
    play.tick(asked + 60)
    worst, effort = play.of("answered")[0], play.state()
    assert (worst.question, worst.value, worst.light) == ("pain_worst", None, None)
    assert isinstance(effort, Asking)
    play.tick(asked + 120)
    finished = play.of("exercise_finished")[0]
    assert (finished.light, finished.pain_worst, finished.effort) == ("A", None, None)
    assert isinstance(play.state(), Done)


def test_skip_leaves_a_question_open(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.until("asked")
    play.tell("skip")
    play.tell("skip")
    assert [(e.question, e.value) for e in play.of("answered")] == [("pain_worst", None), ("effort", None)]
    assert play.of("exercise_finished")[0].light == "A"


def test_a_question_that_was_paused_waits_afresh(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    asked = play.until("asked").t
    play.tell("pause", asked + 30)
    play.tell("resume", asked + 500)
    assert play.kinds.count("asked") == 1
    play.tick(asked + 559)
    assert play.asks() == "pain_worst"
    play.tick(asked + 560)
    assert play.asks() == "effort"


def test_pain_before_is_asked_once_for_each_region_that_is_not_known(studio: Studio) -> None:
    play = Played(studio.script(TURN, PRESS, ROLL, BRACE, pain={Region.THORACIC: 2}))
    play.answer("pain_before", 3)
    play.answer("pain_before", 0)
    assert [(e.region, e.value) for e in play.of("answered")] == [("neck", 3), ("lumbar", 0)]
    assert play.of("exercise_started")[0].t == 0
    assert play.run().pain_before == 3


def test_a_headache_counts_as_the_neck_and_the_worse_of_both_counts(studio: Studio) -> None:
    play = Played(studio.script(TURN, pain={Region.HEADACHE: 3}))
    assert play.of("asked") == []
    assert play.run().pain_before == 3
    both = Played(studio.script(TURN, pain={Region.HEADACHE: 3, Region.NECK: 1}))
    assert both.run().pain_before == 3


@pytest.mark.parametrize("value", [4, 7, 10])
def test_pain_that_the_plan_was_not_made_for_sets_the_plan_aside(studio: Studio, value: int) -> None:
    play = Played(studio.script(TURN, pain={}))
    play.answer("pain_before", value)
    assert play.state() == Stopped(0, "pain_changed")
    assert "exercise_started" not in play.kinds
    assert play.segments[-1].instruction == "stopped.pain_changed"


def test_pain_before_is_never_passed_over_by_the_clock(studio: Studio) -> None:
    play = Played(studio.script(TURN, pain={}))
    play.tick(1799)
    assert isinstance(play.state(), Asking)
    play.tick(1800)
    assert play.state() == Stopped(1800, "closed")


# ---------------------------------------------------------------- pause, back, skip


def test_a_hold_broken_by_a_pause_is_not_credited_and_is_done_again(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started", 2)
    play.tell("pause", play.session.t + 4)
    assert play.kinds.count("hold_ended") == 1
    play.tell("resume", play.session.t + 100)
    assert isinstance(play.state(), GetReady)
    again = play.until("hold_started")
    assert again.rep == 2
    assert again.t == play.of("resumed")[0].t + 5 + 1.5
    ended = play.until("hold_ended")
    assert (ended.rep, ended.seconds) == (2, 6.0)


def test_a_rest_goes_on_during_a_pause_and_is_not_cut_short_by_it(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    rested = play.until("rest_started").t
    play.tell("pause", rested + 1)
    play.tell("resume", rested + 2)
    assert play.due() == rested + 10
    play.tell("pause", rested + 3)
    play.tell("resume", rested + 60)
    assert play.due() == rested + 65


def test_a_paused_massage_keeps_its_whole_seconds_and_its_spot(studio: Studio) -> None:
    play = Played(studio.script(RUB))
    play.tick(15 + 25.5)
    play.tell("pause")
    play.tell("resume", 100)
    play.tick(105)
    shown = current_segment(play.script, play.session)
    assert (shown.t, shown.seconds, shown.beats[0].id) == (105, 15, "c")
    assert play.until("progressed").seconds == 26
    play.until("asked")
    assert play.session.t == 105 + 45


def test_a_pause_in_the_first_get_ready_begins_it_again_in_full(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.tell("pause", 14)
    play.tell("resume", 50)
    assert play.due() == 65


def test_a_long_pause_saves_and_closes(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.until("rep_counted")
    play.tell("pause")
    since = play.session.t
    play.tick(since + 1799.9)
    assert isinstance(play.state(), Paused)
    play.tick(since + 9999)
    assert play.state() == Stopped(since + 1800, "closed")
    finished = play.of("exercise_finished")[0]
    assert (finished.t, finished.reason, finished.reps_done) == (since + 1800, "stopped", 1)


def test_skip_keeps_the_repetitions_that_were_done(studio: Studio) -> None:
    play = Played(studio.script(TURN, RUB))
    play.until("rep_counted", 2)
    play.tell("skip", play.session.t + 3)
    finished = play.of("exercise_finished")[0]
    assert (finished.reason, finished.reps_done, finished.light) == ("skipped", 2, "A")
    assert play.of("exercise_started")[1].code == RUB


def test_skip_in_a_rest_ends_the_rest(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    rested = play.until("rest_started").t
    play.tell("skip", rested + 2)
    assert play.kinds[-1] == "rest_ended"
    assert play.state().since == rested + 2
    assert play.run().done == 1


def test_skip_after_lying_still_sits_up_where_that_is_ordered(studio: Studio) -> None:
    play = Played(studio.script(studio.work(BRACE, changes=("sit_30_s_after_lying",))))
    play.until("hold_started")
    play.tell("skip")
    assert isinstance(play.state(), Resting)
    assert play.due() == play.session.t + 30
    assert play.until("exercise_finished").reason == "skipped"


def test_back_begins_again_what_has_been_begun(studio: Studio) -> None:
    play = Played(studio.script(RUB, TURN))
    play.tell("skip")
    play.until("rep_counted", 2)
    play.tell("back")
    finished, started = play.of("exercise_finished")[-1], play.of("exercise_started")[-1]
    assert (finished.reason, finished.reps_done, finished.code) == ("back", 2, TURN)
    assert started.code == TURN
    assert play.run().reps_done == 0
    assert not play.run().begun


def test_back_before_anything_is_done_goes_to_the_exercise_before(studio: Studio) -> None:
    play = Played(studio.script(RUB, TURN, PRESS))
    play.tell("skip")
    play.tell("skip", 1)
    play.tell("back", 2)
    assert [e.code for e in play.of("exercise_started")] == [RUB, TURN, PRESS, TURN]
    play.tell("skip", 3)
    # What came before it stays done, what came after it is still to come.
    assert play.of("exercise_started")[-1].code == PRESS


# ---------------------------------------------------------------- counting by key or tap


def test_a_tap_counts_the_repetition_being_done_and_goes_on_from_there(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.tell("count_rep", 15 + 5)
    counted = play.of("rep_counted")[0]
    assert (counted.t, counted.rep, counted.by) == (20, 1, "person")
    play.until("rep_counted")
    assert (play.session.t, play.of("rep_counted")[1].by) == (29, "pace")


def test_a_tap_and_the_pace_never_count_the_same_repetition_twice(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.until("rep_counted")
    play.tell("count_rep", play.session.t + 0.4 * 9 - 0.1)
    assert play.events[-1].reason == "too_soon"
    play.tell("count_rep", play.session.t + 0.1)
    assert [e.rep for e in play.of("rep_counted")] == [1, 2]


def test_a_tap_in_a_hold_keeps_the_seconds_really_held(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    held = play.until("hold_started").t
    play.tell("count_rep", held + 4)
    ended = play.of("hold_ended")[0]
    assert (ended.seconds, ended.by, ended.rep) == (4.0, "person", 1)
    assert play.of("rep_counted")[0].by == "person"
    assert isinstance(play.state(), Resting)


# ---------------------------------------------------------------- the camera


def test_the_camera_counts_and_ends_the_pacing_of_that_repetition(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.see(Motion.REP_COUNTED, 15 + 6)
    assert [(e.t, e.by) for e in play.of("rep_counted")] == [(21, "camera")]
    play.see(Motion.REP_COUNTED, 22)
    assert len(play.of("rep_counted")) == 1
    assert "refused" not in play.kinds


def test_a_hold_that_the_camera_ended_is_not_ended_again_by_the_pace(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    held = play.until("hold_started").t
    play.see(Motion.HOLD_PROGRESS, held + 2, seconds=2.0)
    play.see(Motion.HOLD_ENDED, held + 3, seconds=2.5)
    play.until("rep_counted")
    assert [(e.seconds, e.by) for e in play.of("hold_ended")] == [(2.5, "camera")]
    assert play.session.t == held + 6 + 1.5


def test_the_person_lost_and_found_and_faults_are_kept(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.see(Motion.BODY_FOUND, 3)
    play.until("set_started")
    play.see(Motion.BODY_LOST)
    play.see(Motion.FAULT_SEEN, fault="head_tilts")
    assert [(e.kind, e.reason) for e in play.events[-2:]] == [("body_lost", None), ("fault_seen", "head_tilts")]


def test_a_nod_and_a_shake_answer_only_whether_to_go_softer(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started")
    play.tell("hurts")
    assert play.see(Motion.NOD) == ()
    play.answer("pain", 2)
    play.see(Motion.NOD)
    assert play.of("answered")[-1].value == 1
    assert "softened" in play.kinds


# ---------------------------------------------------------------- stop


@pytest.mark.parametrize("moment", ["exercise_started", "hold_started", "rest_started", "side_switched", "asked"])
def test_stop_ends_the_session_from_anywhere_and_finishes_the_exercise(studio: Studio, moment: str) -> None:
    play = Played(studio.script(PRESS))
    if moment != "exercise_started":
        play.until(moment)
    play.tell("stop")
    assert play.kinds[-2:] == ["exercise_finished", "stopped"]
    assert play.events[-1].reason == "asked"
    assert play.segments[-1].kind is SegmentKind.STOPPED


def test_a_stop_sign_is_kept_as_its_screening_answer_and_says_what_to_do_now(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started")
    play.tell("stop_sign", sign="dizzy")
    kept, finished, stopped = play.events[-3:]
    assert (kept.kind, kept.row, kept.row_item) == (EventKind.SCREENING_ANSWERED, "S16", None)
    assert (finished.reason, stopped.reason) == ("stopped", "dizzy")
    assert (play.segments[-1].title, play.segments[-1].instruction) == ("Dizzy", "Sit. Call 112.")


def test_a_stop_sign_without_a_row_only_ends_the_session(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.tell("stop_sign", sign="sharp")
    assert play.kinds[-2:] == ["exercise_finished", "stopped"]
    assert play.state() == Stopped(play.session.t, "sharp")


# ---------------------------------------------------------------- rehearse


def test_a_rehearsal_says_every_kind_that_a_reader_outside_relies_on(studio: Studio) -> None:
    script = studio.script(PRESS, TURN)
    inputs = [
        Told(20, Command.PAUSE),
        Told(22, Command.RESUME),
        Told(60, Command.HURTS),
        Told(61, Command.ANSWERED, Question.PAIN, 6),
        Told(62, Command.ANSWERED, Question.PAIN, 6),
    ]
    kinds = {getattr(one, "kind", "cue") for one in rehearse(script, inputs)}
    named = (
        "exercise_started rep_counted hold_started hold_ended rest_started cue asked answered softened substituted "
        "paused resumed session_done side_switched"
    )
    assert set(named.split()) <= {str(kind) for kind in kinds}
    stopped = rehearse(script, [Told(30, Command.STOP)])
    assert [one.kind for one in stopped if isinstance(one, SessionEvent)][-1] is EventKind.STOPPED


def test_a_rehearsal_waits_for_an_answer_that_comes_later_and_keeps_one_that_came_early(studio: Studio) -> None:
    script = studio.script(TURN)
    asked = 15 + 4 * 9
    late = [Told(asked + 12, Command.ANSWERED, Question.PAIN_WORST, 2)]
    early = [Told(1, Command.ANSWERED, Question.PAIN_WORST, 2)]
    for inputs, answered_at in ((late, asked + 12), (early, asked)):
        answers = [
            one
            for one in rehearse(script, inputs)
            if isinstance(one, SessionEvent) and one.kind is EventKind.ANSWERED and one.question == "pain_worst"
        ]
        assert [(one.t, one.value) for one in answers] == [(answered_at, 2)]


def test_a_rehearsal_is_told_in_the_order_of_time(studio: Studio) -> None:
    out = rehearse(studio.script(PRESS, ROLL, RUB), [])
    assert [one.t for one in out] == sorted(one.t for one in out)


def test_a_rehearsal_refuses_by_name_what_comes_after_the_end(studio: Studio) -> None:
    script = studio.script(PRESS)
    end = rehearse(script, [])[-1].t
    told: list[Told | Seen] = [Told(end + 5, Command.PAUSE), Told(end + 9, Command.HURTS), Seen(end + 10, Motion.NOD)]
    out = rehearse(script, told)
    late = [one for one in out if isinstance(one, SessionEvent) and one.t > end]
    assert [(one.t, one.kind, one.reason) for one in late] == [
        (end + 5, EventKind.REFUSED, "session_over"),
        (end + 9, EventKind.REFUSED, "session_over"),
    ]
    assert out[: -len(late)] == rehearse(script, [])
