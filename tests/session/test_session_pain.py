"""It hurts: soften, ask again after two repetitions, the next link, the region rests, stop (clinical.md 3.2, 3.3)."""

import pytest
from studio import BRACE, PRESS, ROLL, RUB, TURN, Played, Studio

from spinecoach.body import Region
from spinecoach.session.light import light_of
from spinecoach.session.plan import Item
from spinecoach.session.state import Asking, Done, GetReady, Paused, RestFor, Resting, Stopped, Working
from spinecoach.session.vocabulary import Question, SegmentKind


def hurt(play: Played, pain: int, t: float | None = None) -> None:
    play.tell("hurts", t)
    play.answer("pain", pain)


def test_the_motion_stops_at_once_and_the_question_is_put(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    held = play.until("hold_started").t
    play.tell("hurts", held + 2)
    assert play.kinds[-2:] == ["hurt", "asked"]
    assert play.segments[-1].kind is SegmentKind.ASK
    assert [cue.id for cue in play.segments[-1].cues] == ["session.let_go", "session.ask.pain"]
    assert play.kinds.count("hold_ended") == 0


def test_green_goes_on_as_planned_unless_a_softer_form_is_wished(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started", 2)
    hurt(play, 1)
    assert play.asks() is Question.SOFTER
    play.answer("softer", 0)
    assert isinstance(play.state(), GetReady)
    assert play.due() == play.session.t + 5
    counted = play.until("rep_counted")
    assert counted.rep == 2
    assert play.segments[-1].tempo == 1.0
    assert "softened" not in play.kinds


def test_softer_stays_off_when_nobody_answers(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started")
    hurt(play, 1)
    play.tick(play.session.t + 60)
    assert play.of("answered")[-1].value == 0
    assert "softened" not in play.kinds


def test_amber_keeps_the_dose_and_slows_what_remains(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started")
    hurt(play, 2)
    assert play.of("answered")[-1].light == "A"
    play.answer("softer", 0)
    play.until("rep_counted")
    shown = [s for s in play.segments if s.kind is SegmentKind.REP][-1]
    assert (shown.tempo, shown.range_factor, shown.reps, shown.seconds) == (1.5, 1.0, 3, 4.5 + 6)
    play.until("asked")
    assert len(play.of("rep_counted")) == 6
    play.answer("pain_worst", 0)
    play.answer("effort", 3)
    finished = play.of("exercise_finished")[0]
    assert (finished.light, finished.reason, finished.pain_worst) == ("A", "done", 2)


def test_red_softens_at_once_and_asks_again_after_two_repetitions(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started")
    hurt(play, 5)
    softened = play.of("softened")[0]
    assert (softened.t, softened.reason, softened.code) == (play.session.t, "red", PRESS)
    play.until("rep_counted")
    shown = [s for s in play.segments if s.kind is SegmentKind.REP][-1]
    assert (shown.tempo, shown.range_factor, shown.reps) == (1.5, 0.7, 2)
    assert [b.seconds for b in shown.beats] == [2.25, 3.0, 2.25]
    play.until("rep_counted")
    assert isinstance(play.state(), Asking)
    assert play.asks() is Question.PAIN


def test_after_softening_a_better_answer_finishes_the_exercise_as_softened(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started")
    hurt(play, 6)
    play.until("asked")
    play.answer("pain", 2)
    # The worst is known already, so only the effort is asked.
    assert play.asks() is Question.EFFORT
    play.answer("effort", 2)
    finished = play.of("exercise_finished")[0]
    assert (finished.reason, finished.light, finished.pain_worst) == ("softened", "R", 6)
    assert (finished.reps_done, finished.reps_planned) == (2, 6)


def test_red_again_takes_the_next_link_as_an_exercise_of_its_own(studio: Studio) -> None:
    play = Played(studio.script(PRESS, BRACE))
    play.until("hold_started")
    hurt(play, 6)
    play.until("asked")
    play.answer("pain", 6)
    assert play.kinds[-3:] == ["exercise_finished", "substituted", "exercise_started"]
    finished, substituted, started = play.events[-3:]
    assert (finished.reason, finished.variant) == ("hurt", "standard")
    assert (substituted.code, substituted.variant, substituted.item, substituted.reason) == (
        PRESS, "easier", 0, "red",
    )  # fmt: skip
    assert (started.code, started.variant, started.level) == (PRESS, "easier", 0)
    assert play.due() == play.session.t + 15


def test_red_in_the_substitute_rests_the_region_with_a_massage_and_goes_on_elsewhere(studio: Studio) -> None:
    play = Played(studio.script(PRESS, TURN, RUB, BRACE))
    play.until("hold_started")
    hurt(play, 6)
    hurt(play, 6)
    play.until("hold_started")
    hurt(play, 5)
    rested = play.of("region_rested")[0]
    assert (rested.region, rested.item) == ("neck", 0)
    # The massage that was to come later is what the region gets now.
    assert play.of("exercise_started")[-1].code == RUB
    play.until("asked")
    play.answer("pain_worst", 0)
    assert [(e.code, e.reason) for e in play.of("skipped")] == [(TURN, "region_rested")]
    assert play.of("exercise_started")[-1].code == BRACE
    assert play.session.facts.settled == {0, 1, 2}


def test_a_massage_of_a_chain_is_enough_for_a_resting_region(studio: Studio) -> None:
    chain = (studio.work(ROLL, 0), studio.work(RUB))
    play = Played(studio.script(studio.item(studio.work(ROLL), chain)))
    play.until("set_started")
    hurt(play, 6)
    hurt(play, 6)
    play.until("set_started")
    hurt(play, 6)
    assert play.of("region_rested")[0].region == "thoracic"
    assert play.of("exercise_started")[-1].code == RUB
    play.until("asked")
    play.answer("pain_worst", 0)
    assert isinstance(play.state(), Done)


def test_a_massage_is_done_once_a_day_and_then_a_minute_of_breathing_is_what_is_left(studio: Studio) -> None:
    play = Played(studio.script(RUB, PRESS, BRACE))
    play.until("asked")
    play.answer("pain_worst", 0)
    play.until("hold_started")
    hurt(play, 6)
    hurt(play, 6)
    hurt(play, 6)
    assert isinstance(play.state(), Resting)
    assert play.why() is RestFor.BREATHE
    assert play.segments[-1].kind is SegmentKind.BREATHE
    assert play.segments[-1].seconds == 60
    play.tick(play.session.t + 60)
    assert play.of("exercise_started")[-1].code == BRACE


def test_a_massage_that_hurts_gives_way_to_breathing(studio: Studio) -> None:
    play = Played(studio.script(PRESS, RUB))
    play.until("hold_started")
    for _ in range(3):
        hurt(play, 6)
    assert play.of("exercise_started")[-1].code == RUB
    hurt(play, 6)
    assert play.why() is RestFor.BREATHE
    play.tell("skip")
    assert isinstance(play.state(), Done)


def test_an_empty_chain_rests_the_region_at_once(studio: Studio) -> None:
    play = Played(studio.script(BRACE))
    hurt(play, 6)
    hurt(play, 6)
    assert "substituted" not in play.kinds
    assert play.of("region_rested")[0].region == "lumbar"
    assert play.why() is RestFor.BREATHE


def test_a_form_that_hurt_as_a_substitute_is_not_begun_later(studio: Studio) -> None:
    item = Item(studio.work(ROLL), 1.0, (), (studio.work(RUB, 0),))
    play = Played(studio.script(item, RUB, TURN))
    play.until("set_started")
    for _ in range(3):
        hurt(play, 6)
    play.tell("skip")
    assert [(e.code, e.reason) for e in play.of("skipped")] == [(RUB, "hurt_today")]
    assert play.of("exercise_started")[-1].code == TURN


def test_a_timed_item_is_halved_made_lighter_and_asked_about_after_twenty_seconds(studio: Studio) -> None:
    play = Played(studio.script(RUB))
    play.tick(15 + 10)
    hurt(play, 6)
    assert play.segments[-1].cues[0].id == "session.softened_timed"
    begins = play.session.t + 5
    play.until("asked")
    assert play.session.t == begins + 20
    assert play.asks() is Question.PAIN
    play.answer("pain", 1)
    play.until("asked")
    assert play.asks() is Question.PAIN_WORST
    # 10 done, and half of the 60 that were left.
    assert play.of("progressed")[-1].seconds == 40
    play.answer("pain_worst", 6)
    assert play.of("exercise_finished")[0].reason == "softened"


def test_a_timed_item_that_is_nearly_over_is_asked_about_at_its_end(studio: Studio) -> None:
    play = Played(studio.script(RUB))
    play.tick(15 + 50)
    hurt(play, 6)
    play.until("asked")
    assert play.of("progressed")[-1].seconds == 60
    play.answer("pain", 1)
    assert play.of("exercise_finished")[0].light == "R"


@pytest.mark.parametrize("value", [7, 8, 10])
def test_black_ends_the_session_from_it_hurts(studio: Studio, value: int) -> None:
    play = Played(studio.script(PRESS, RUB))
    play.until("hold_started")
    hurt(play, value)
    assert play.kinds[-2:] == ["exercise_finished", "stopped"]
    assert (play.events[-2].reason, play.events[-2].light) == ("black", "B")
    assert play.state() == Stopped(play.session.t, "severe_pain")
    assert play.segments[-1].instruction == "stopped.severe_pain"


def test_black_ends_the_session_from_the_question_about_the_worst_pain_too(studio: Studio) -> None:
    play = Played(studio.script(TURN, RUB))
    play.until("asked")
    play.answer("pain_worst", 7)
    assert play.state() == Stopped(play.session.t, "severe_pain")
    assert play.events[-2].reason == "black"


def test_pain_that_was_there_before_counts_against_what_comes(studio: Studio) -> None:
    play = Played(studio.script(PRESS, pain={Region.NECK: 6}))
    play.until("hold_started")
    hurt(play, 6)
    assert play.of("answered")[-1].light == "A"


def test_a_red_worst_pain_at_the_end_is_kept_and_the_session_goes_on(studio: Studio) -> None:
    play = Played(studio.script(TURN, RUB))
    play.until("asked")
    play.answer("pain_worst", 5)
    play.answer("effort", 3)
    assert play.of("exercise_finished")[0].light == "R"
    assert play.of("exercise_started")[-1].code == RUB


def test_a_substitute_whose_worst_pain_was_red_rests_the_region_as_well(studio: Studio) -> None:
    play = Played(studio.script(PRESS, TURN, BRACE))
    play.until("hold_started")
    hurt(play, 6)
    hurt(play, 6)
    play.until("asked")
    play.answer("pain_worst", 5)
    play.answer("effort", 2)
    finished = play.of("exercise_finished")[-1]
    assert (finished.reason, finished.reps_done, finished.reps_planned) == ("hurt", 4, 4)
    assert play.of("region_rested")[0].region == "neck"


def test_what_changes_is_read_as_well_as_heard(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started")
    hurt(play, 6)
    assert play.segments[-1].instruction == "softened_press"
    play.until("hold_started")
    play.tell("pause")
    play.tell("resume")
    assert play.segments[-1].instruction == "Sit tall. One palm on your temple."


def test_the_question_after_it_hurts_never_times_out_into_going_on(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.tell("hurts", 20)
    play.tick(20 + 1799)
    assert isinstance(play.state(), Asking)
    assert play.kinds.count("answered") == 0
    play.tick(20 + 1800)
    assert play.state() == Stopped(play.session.t, "closed")


def test_it_hurts_is_heard_in_a_pause_and_during_a_question(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.until("asked")
    play.tell("hurts")
    play.answer("pain", 2)
    # That was the worst of it, so only the effort is left to ask.
    assert play.asks() is Question.EFFORT
    play.tell("pause")
    assert isinstance(play.state(), Paused)
    play.tell("hurts")
    assert play.asks() is Question.PAIN
    play.answer("pain", 3)
    play.answer("effort", 3)
    assert play.of("exercise_finished")[0].pain_worst == 3


def test_it_hurts_in_the_minute_of_breathing_is_asked_about_too(studio: Studio) -> None:
    play = Played(studio.script(BRACE))
    hurt(play, 6)
    hurt(play, 6)
    play.tell("hurts")
    play.answer("pain", 4)
    assert play.why() is RestFor.BREATHE
    play.tell("hurts")
    play.answer("pain", 8)
    assert play.state() == Stopped(play.session.t, "severe_pain")


def test_a_wish_for_softer_softens_the_same_way(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started")
    hurt(play, 2)
    play.answer("softer", 1)
    assert play.of("softened")[0].reason == "asked"
    play.until("asked")
    assert len(play.of("rep_counted")) == 2
    assert play.asks() is Question.PAIN


def test_it_hurts_again_while_softened_goes_on_when_it_is_no_longer_red(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started")
    hurt(play, 6)
    play.until("hold_started")
    hurt(play, 2)
    assert isinstance(play.state(), GetReady)
    play.until("asked")
    assert len(play.of("rep_counted")) == 2
    assert play.asks() is Question.PAIN


def test_a_softened_exercise_that_is_begun_again_stays_soft(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started")
    hurt(play, 6)
    play.until("hold_started")
    play.tell("back")
    play.until("set_started")
    assert isinstance(play.state(), Working)
    shown = play.segments[-1]
    assert (shown.tempo, shown.reps) == (1.5, 2)


def test_the_effort_to_aim_for_falls_by_two_and_never_below_one(studio: Studio) -> None:
    script = studio.script(studio.work(PRESS, effort=5), studio.work(PRESS, 0), TURN)
    efforts = [[pace.effort for pace in chain[0].measure.paces] for chain in script.items]
    assert efforts == [[5, 5, 3], [2, 2, 1], [None, None, None]]


def test_the_light_is_the_worst_of_all_rules_and_never_green_without_the_pain_before(real: Studio) -> None:
    lights = real.protocol.lights
    for before in range(11):
        for during in range(11):
            green = during <= 2 and during <= before + 1
            amber = 3 <= during <= 4 or during == before + 2 or (during in (5, 6) and during <= before)
            red = (during >= 5 and during > before) or during >= before + 3
            want = "B" if during >= 7 else "R" if red else "A" if amber else "G"
            assert green == (want == "G")
            assert light_of(lights, before, during) == want
    assert light_of(lights, None, 0) == "A"
    assert light_of(lights, None, 3) == "R"
