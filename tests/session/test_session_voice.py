"""What is said, and when."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from studio import BRACE, PRESS, ROLL, RUB, TURN, Played, Studio

from spinecoach.session.rehearse import rehearse
from spinecoach.session.speech import MOST_WORDS, Speech, sentences, spoken_s
from spinecoach.session.vocabulary import Segment, SegmentKind


def reps(play: Played) -> list[Segment]:
    play.until("asked")
    return [segment for segment in play.segments if segment.kind is SegmentKind.REP]


def ids(segment: Segment) -> list[str]:
    return [cue.id for cue in segment.cues]


def test_getting_ready_says_the_name_what_to_fetch_the_position_and_the_first_side(studio: Studio) -> None:
    roll, press = (Played(studio.script(code)).segments[-1] for code in (ROLL, PRESS))
    assert ids(roll) == [f"{ROLL}.name", f"{ROLL}.fetch", f"{ROLL}.position"]
    assert ids(press) == [f"{PRESS}.name", f"{PRESS}.position", "session.effort_target", "session.begin_left"]
    assert press.seconds is not None
    assert press.cues[-1].offset > press.seconds - 2


def test_the_first_repetition_says_it_in_full_and_later_ones_shorter_or_not_at_all(studio: Studio) -> None:
    first, second, *_ = reps(Played(studio.script(TURN)))
    assert [cue.text for cue in first.cues] == ["Turn to the left.", "Turn to the right."]
    assert ids(second)[0] == f"{TURN}.left.again"
    assert f"{TURN}.right.again" not in ids(second)


def test_the_last_repetition_says_which_way_to_go_before_it_says_that_it_is_the_last(real: Studio) -> None:
    last = reps(Played(real.script("C1")))[-1]
    assert ids(last)[0] == "C1.turn_left.again"
    assert "session.last_one" in ids(last)


def test_each_side_is_told_in_full_once_and_a_missing_short_text_is_said_in_full_again(studio: Studio) -> None:
    shown = reps(Played(studio.script(PRESS)))
    said = [cue for segment in shown for cue in ids(segment) if ".in" in cue]
    left, right = [f"{PRESS}.in.left", *[f"{PRESS}.in.left.again"] * 2], [f"{PRESS}.in.right"] * 3
    assert said == [*left, *right]


def test_a_count_is_said_when_it_is_stored_and_what_follows_waits_for_it(studio: Studio) -> None:
    play = Played(studio.script(TURN))
    counted = play.until("rep_counted")
    assert (play.cues[-1].t, play.cues[-1].id) == (counted.t, "session.number.1")
    assert play.segments[-1].cues[0].offset == 0.8
    # Without a count before it, a repetition speaks at once.
    again = Played(studio.script(TURN))
    again.until("set_started")
    assert again.segments[-1].cues[0].offset == 0


def test_the_last_repetition_of_each_side_is_named(studio: Studio) -> None:
    shown = reps(Played(studio.script(PRESS)))
    assert ["session.last_one" in ids(segment) for segment in shown] == [False, False, True, False, False, True]


def test_a_long_press_calls_breathing_to_mind_once(studio: Studio) -> None:
    first, *_ = reps(Played(studio.script(BRACE)))
    assert ids(first).count("session.keep_breathing") == 1
    short = studio.work(BRACE, hold_s=4.0)
    first, *_ = reps(Played(studio.script(short)))
    assert "session.keep_breathing" not in ids(first)


def test_a_movement_that_is_no_press_is_not_told_to_keep_breathing(studio: Studio) -> None:
    first, *_ = reps(Played(studio.script(studio.work(TURN, hold_s=8.0))))
    assert "session.hold" in ids(first)
    assert "session.keep_breathing" not in ids(first)


def test_each_rest_brings_one_reminder_and_they_take_turns(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("asked")
    rests = [s for s in play.segments if s.kind in (SegmentKind.REST, SegmentKind.SWITCH)]
    reminders = [[cue for cue in ids(segment) if "reminder" in cue] for segment in rests]
    assert reminders == [[f"{PRESS}.reminder.{n}"] for n in (0, 1, 2, 0, 1)]


def test_without_rests_every_third_repetition_brings_one(studio: Studio) -> None:
    shown = reps(Played(studio.script(studio.work(TURN, reps=6))))
    reminded = [any("reminder" in cue for cue in ids(segment)) for segment in shown]
    assert reminded == [False, False, True, False, False, True]


def test_the_change_of_sides_is_told(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("side_switched")
    assert ids(play.segments[-1])[0] == "session.switch_to_right"
    assert play.segments[-1].instruction == "switch_to_right"


def test_the_massage_says_where_and_when_it_is_nearly_over(studio: Studio) -> None:
    play = Played(studio.script(studio.work(RUB, duration_s=80.0)))
    play.until("asked")
    timed = [s for s in play.segments if s.kind is SegmentKind.TIMED]
    assert [ids(segment)[0] for segment in timed] == [
        f"{RUB}.l", f"{RUB}.c", f"{RUB}.r", f"{RUB}.l.again",
    ]  # fmt: skip
    assert ["session.ten_seconds_left" in ids(segment) for segment in timed] == [False, False, False, True]


def test_what_comes_next_is_told_with_its_position_and_what_to_fetch(studio: Studio) -> None:
    play = Played(studio.script(PRESS, ROLL))
    shown = reps(play)
    assert [segment.ahead for segment in shown] == [
        "ahead.rest 10", "ahead.rest 10", "ahead.side side.right", "ahead.rest 10", "ahead.rest 10",
        "ahead.exercise Roll. On your back, knees bent. A firm roller.",
    ]  # fmt: skip


@pytest.mark.parametrize(("times", "told"), [(1, "Once on each side"), (2, "2 times on each side")])
def test_what_is_done_once_is_not_told_as_times(real: Studio, times: int, told: str) -> None:
    shown = Played(real.script(real.work("C5", reps=times))).segments
    assert shown[0].ahead == told
    nod = Played(real.script(real.work("C2", reps=times))).segments
    assert nod[0].ahead == ("Once" if times == 1 else "2 times")


def test_a_side_has_its_own_instruction(studio: Studio) -> None:
    shown = reps(Played(studio.script(PRESS)))
    assert [segment.instruction for segment in shown][2:4] == [
        "Press into your left palm.",
        "Press into your right palm.",
    ]


def test_a_number_inside_a_sentence_is_a_word(real: Studio) -> None:
    pressing = next(e.code for e in real.protocol.exercises.values() if e.levels[1].effort)
    cues = Played(real.script(pressing)).segments[-1].cues
    effort = next(cue.text for cue in cues if cue.id == "session.effort_target")
    assert not any(letter.isdigit() for letter in effort)


def test_the_stop_signs_are_called_to_mind_before_the_first_exercise_alone(real: Studio) -> None:
    for code in real.protocol.exercises:
        script = replace(real.script(code, code), recalls_stop_signs=True)
        ready = [one for one in rehearse(script, ()) if isinstance(one, Segment) and one.kind is SegmentKind.GET_READY]
        first, second = ([cue.id for cue in one.cues] for one in ready)
        assert first[0] == "session.stop_signs"
        # The name and the whole position are still said.
        assert {cue for cue in second if cue.startswith((f"{code}.name", f"{code}.position"))} < set(first)
        assert "session.stop_signs" not in second
        assert len(ready[0].cues[0].text.split()) <= MOST_WORDS


def test_nothing_is_called_to_mind_for_those_who_know_it(studio: Studio) -> None:
    assert "session.stop_signs" not in ids(Played(studio.script(PRESS)).segments[-1])


# ---------------------------------------------------------------- speech itself

TEXT = st.lists(st.sampled_from(["Turn", "slowly", "left.", "Rest,", "back?"]), min_size=1, max_size=14).map(" ".join)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 20), TEXT), max_size=12), st.floats(1, 30), st.floats(0, 20))
def test_whatever_is_said_fits_and_keeps_its_distance(
    wanted: list[tuple[float, str]], length: float, quiet: float
) -> None:
    speech = Speech(length)
    speech.keep_quiet(quiet, quiet + 2)
    for n, (at, text) in enumerate(wanted):
        (speech.say if n % 2 else speech.slip_in)(at, f"cue.{n}", text)
    ends = 0.0
    for cue in speech.done():
        assert cue.offset >= ends
        ends = cue.offset + spoken_s(cue.text)
        assert ends <= length
        assert ends <= quiet + 0.001 or cue.offset >= quiet + 1.999


@settings(deadline=None)
@given(TEXT)
def test_a_text_is_cut_between_its_sentences_only_and_nothing_is_lost(text: str) -> None:
    pieces = sentences(text)
    assert " ".join(pieces).split() == text.split()
    for piece in pieces:
        assert len(piece.split()) <= MOST_WORDS or not any(mark in piece[:-1] for mark in (". ", "? "))
