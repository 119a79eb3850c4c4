"""A session that the camera leads: nothing is counted that was not seen, and in doubt the pace goes on by itself."""

from studio import PRESS, RUB, TURN, Played, Studio

from spinecoach.body import Side
from spinecoach.session.camera import PLACED_S, PLACING_S
from spinecoach.session.led import NOTHING_SEEN, PATIENCE_S
from spinecoach.session.state import GetReady, Working
from spinecoach.session.vocabulary import Cue, Motion, Segment

READY_S = 15.0


def led(studio: Studio, code: str) -> Played:
    """In the first repetition of ``code``, with a camera that is sure."""
    play = Played(studio.script(code))
    play.see(Motion.LEADS, 5)
    play.tick(READY_S)
    state = play.state()
    assert isinstance(state, Working)
    assert state.led is not None
    return play


def shown(play: Played) -> Segment:
    return [one for one in play.out if isinstance(one, Segment)][-1]


def said(play: Played) -> list[str]:
    return [one.id for one in play.out if isinstance(one, Cue)]


def test_no_repetition_is_counted_until_it_was_seen(studio: Studio) -> None:
    play = led(studio, TURN)
    play.tick(READY_S + 9 + 3)
    assert play.of("rep_counted") == []
    play.see(Motion.REP_COUNTED, READY_S + 12.5)
    assert [(e.t, e.by, e.rep) for e in play.of("rep_counted")] == [(READY_S + 12.5, "camera", 1)]
    # A quick one follows, and none is counted by the pace in between.
    play.see(Motion.REP_COUNTED, READY_S + 15)
    assert [e.rep for e in play.of("rep_counted")] == [1, 2]


def test_a_tap_and_the_camera_never_count_one_repetition_twice(studio: Studio) -> None:
    play = led(studio, TURN)
    play.tell("count_rep", READY_S + 6)
    play.see(Motion.REP_COUNTED, READY_S + 7)
    assert [e.by for e in play.of("rep_counted")] == ["person"]


def test_a_hold_begins_when_it_is_seen_and_its_ring_with_it(studio: Studio) -> None:
    play = led(studio, PRESS)
    offset = shown(play).waits_at
    assert offset is not None
    play.tick(READY_S + offset + 4)
    assert play.of("hold_started") == []
    now = READY_S + offset + 5
    play.see(Motion.HOLD_STARTED, now, side=Side.LEFT)
    assert [(e.t, e.side, e.by) for e in play.of("hold_started")] == [(now, Side.LEFT, "camera")]
    # The page is told a beginning that puts the hold's own beat at this very moment.
    assert shown(play).t + offset == now
    assert shown(play).waits_at == offset + 6


def test_a_hold_ends_with_the_seconds_that_were_seen(studio: Studio) -> None:
    play = led(studio, PRESS)
    now = READY_S + 4
    for tenth in range(0, 61, 2):
        play.see(Motion.HOLD_PROGRESS, now + tenth / 10, seconds=tenth / 10, side=Side.LEFT)
    (ended,) = play.of("hold_ended")
    assert (ended.t, ended.seconds, ended.side, ended.by) == (now + 6, 6.0, Side.LEFT, "camera")


def test_a_break_in_the_hold_is_held_later(studio: Studio) -> None:
    play = led(studio, PRESS)
    play.see(Motion.HOLD_PROGRESS, READY_S + 4, seconds=0.0)
    play.see(Motion.HOLD_PROGRESS, READY_S + 6, seconds=2.0)
    # Three seconds in which nothing was seen.
    play.see(Motion.HOLD_PROGRESS, READY_S + 9, seconds=2.25)
    play.tick(READY_S + 10.1)
    assert play.of("hold_ended") == []
    play.see(Motion.HOLD_PROGRESS, READY_S + 12.75, seconds=6.0)
    assert [(e.t, e.seconds) for e in play.of("hold_ended")] == [(READY_S + 12.75, 6.0)]


def test_the_clock_ends_a_hold_that_was_seen_a_moment_ago(studio: Studio) -> None:
    play = led(studio, PRESS)
    play.see(Motion.HOLD_PROGRESS, READY_S + 4, seconds=0.0)
    play.see(Motion.HOLD_PROGRESS, READY_S + 9.8, seconds=5.8)
    play.tick(READY_S + 10)
    assert [(e.t, e.seconds, e.by) for e in play.of("hold_ended")] == [(READY_S + 10, 6.0, "camera")]


def test_a_hold_let_go_at_once_may_begin_again_and_a_longer_one_keeps_its_seconds(studio: Studio) -> None:
    play = led(studio, PRESS)
    play.see(Motion.HOLD_STARTED, READY_S + 4)
    play.see(Motion.HOLD_ENDED, READY_S + 5, seconds=1.0)
    assert play.of("hold_ended") == []
    play.see(Motion.HOLD_STARTED, READY_S + 7)
    play.see(Motion.HOLD_ENDED, READY_S + 11, seconds=4.0)
    assert [(e.seconds, e.by) for e in play.of("hold_ended")] == [(4.0, "camera")]
    play.see(Motion.REP_COUNTED, READY_S + 12)
    assert [e.by for e in play.of("rep_counted")] == ["camera"]


def test_the_other_side_is_not_the_one_that_was_asked_for(studio: Studio) -> None:
    play = led(studio, PRESS)
    play.see(Motion.HOLD_STARTED, READY_S + 4, side=Side.RIGHT)
    play.see(Motion.HOLD_PROGRESS, READY_S + 6, seconds=2.0, side=Side.RIGHT)
    play.see(Motion.REP_COUNTED, READY_S + 8, side=Side.RIGHT)
    assert play.of("hold_started") == play.of("rep_counted") == []


def test_in_doubt_the_pace_goes_on_from_what_was_seen_and_says_so_once(studio: Studio) -> None:
    play = led(studio, PRESS)
    play.see(Motion.HOLD_PROGRESS, READY_S + 4, seconds=0.0)
    play.see(Motion.HOLD_PROGRESS, READY_S + 6, seconds=2.0)
    play.see(Motion.YIELDS, READY_S + 6.5, reason="lost")
    assert said(play)[-1] == "session.camera.yields.lost"
    assert shown(play).waits_at is None
    play.until("rep_counted")
    assert [(e.t, e.by) for e in play.of("hold_ended")] == [(READY_S + 10, "pace")]
    assert play.of("rep_counted")[0].by == "pace"
    play.see(Motion.LEADS)
    play.see(Motion.YIELDS, reason="lost")
    assert said(play).count("session.camera.yields.lost") == 1


def test_who_is_found_again_is_led_from_the_next_repetition_on(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.tick(READY_S + 2)
    play.see(Motion.LEADS)
    first = play.state()
    assert isinstance(first, Working)
    assert first.led is None
    play.until("rep_counted")
    second = play.state()
    assert isinstance(second, Working)
    assert second.led is not None


def test_what_never_comes_is_waited_for_then_asked_for_then_left_to_the_pace(studio: Studio) -> None:
    play = led(studio, TURN)
    due = READY_S + 9
    play.tick(due + PATIENCE_S[0] + 0.1)
    assert said(play)[-1] == "session.camera.waits"
    play.tick(due + sum(PATIENCE_S) + 0.1)
    assert [e.reason for e in play.of("camera_yielded")] == [NOTHING_SEEN]
    assert [e.by for e in play.of("rep_counted")] == ["pace"]
    # It does not try again in this exercise.
    play.see(Motion.LEADS)
    assert len(play.of("camera_led")) == 1


def test_a_pause_begins_without_the_camera(studio: Studio) -> None:
    play = led(studio, TURN)
    play.tell("pause", READY_S + 3)
    play.tell("resume", READY_S + 10)
    assert not play.session.facts.led
    play.until("rep_counted")
    assert play.of("rep_counted")[0].by == "pace"


def test_a_timed_work_is_never_led(studio: Studio) -> None:
    play = Played(studio.script(RUB))
    play.see(Motion.LEADS, 5)
    assert play.of("camera_led") == []


def test_getting_ready_waits_for_who_is_not_in_view_and_not_for_ever(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.see(Motion.PLACING, 3)
    play.see(Motion.PLACING, 4)
    assert shown(play).seconds == PLACING_S
    play.tick(READY_S + 1)
    assert isinstance(play.state(), GetReady)
    play.tick(PLACING_S)
    assert isinstance(play.state(), Working)


def test_who_is_in_view_begins_as_planned_or_a_moment_later(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.see(Motion.PLACING, 3)
    play.see(Motion.IN_POSITION, 6)
    assert shown(play).seconds == READY_S
    play = Played(studio.script(TURN))
    play.see(Motion.PLACING, 3)
    play.see(Motion.IN_POSITION, 17)
    assert shown(play).seconds == 17 + PLACED_S
    play.see(Motion.IN_POSITION, 18)
    assert shown(play).seconds == 17 + PLACED_S


def test_who_stays_in_view_is_told_nothing_anew_with_every_frame(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    play.see(Motion.PLACING, 3)
    assert play.see(Motion.IN_POSITION, 6)
    assert [play.see(Motion.IN_POSITION, t) for t in (6.1, 7, 12, 14.9)] == [(), (), (), ()]


def test_a_range_is_kept_with_its_error(studio: Studio) -> None:
    play = led(studio, TURN)
    play.see(Motion.RANGE_MEASURED, side=Side.LEFT, key="neck_rotation_left", degrees=61.26, error=3.04)
    (kept,) = play.of("range_measured")
    assert (kept.key, kept.degrees, kept.error, kept.side, kept.code) == (
        "neck_rotation_left", 61.3, 3.0, Side.LEFT, TURN,
    )  # fmt: skip
