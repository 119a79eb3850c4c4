"""What holds in every session, whatever the person does."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from studio import ALL, PRESS, RUB, Studio

from spinecoach.session.machine import begin, next_deadline, step
from spinecoach.session.rehearse import rehearse
from spinecoach.session.script import Script
from spinecoach.session.speech import MOST_WORDS, QUIET_S, spoken_s
from spinecoach.session.state import Asking
from spinecoach.session.vocabulary import (
    Command,
    Cue,
    EventKind,
    Input,
    Motion,
    Output,
    Question,
    Seen,
    Segment,
    SegmentKind,
    SessionEvent,
    Tick,
    Told,
)

Move = tuple[float, Told | Seen | int]

SOONER = st.integers(0, 400).map(lambda tenths: tenths / 10)
LATER = st.sampled_from([0.0, 60.0, 100.0, 2000.0])
WAIT = st.one_of(SOONER, SOONER, SOONER, LATER)
TOLD = st.builds(
    lambda wait, command, question, value, sign: (wait, Told(0.0, command, question, value, sign)),
    WAIT,
    st.sampled_from([*Command, Command.COUNT_REP, Command.COUNT_REP, Command.RESUME]),
    st.sampled_from([*Question, None]),
    st.integers(-1, 11),
    st.sampled_from(["dizzy", "sharp", "toothache", None]),
)
ANSWERED = st.tuples(WAIT, st.integers(0, 6))
SEEN = st.builds(
    lambda wait, motion, seconds: (wait, Seen(0.0, motion, seconds, "tilted")),
    WAIT,
    st.sampled_from(list(Motion)),
    st.floats(0.0, 10.0, allow_nan=False),
)
MOVES = st.lists(st.one_of(TOLD, ANSWERED, ANSWERED, SEEN), max_size=30)
CODES = st.lists(st.sampled_from(ALL), min_size=1, max_size=4, unique=True)


def inputs_of(script: Script, moves: list[Move]) -> list[Input]:
    """The moves as inputs with their times; an answer answers whatever is open then."""
    session, _ = begin(script)
    t = 0.0
    made: list[Input] = []
    for wait, move in moves:
        t = round(t + wait, 1)
        session, _ = step(script, session, Tick(t))
        if isinstance(move, int):
            question = session.state.question if isinstance(session.state, Asking) else Question.PAIN
            one: Input = Told(t, Command.ANSWERED, question, min(move, 1) if question == "softer" else move)
        elif isinstance(move, Told):
            one = Told(t, move.command, move.question, move.value, move.sign)
        else:
            one = Seen(t, move.motion, move.seconds, move.fault)
        made.append(one)
        session, _ = step(script, session, one)
    return made


def run(script: Script, inputs: Sequence[Input]) -> list[Output]:
    session, first = begin(script)
    out = list(first)
    for one in inputs:
        session, came = step(script, session, one)
        out += came
    return out


def to_the_end(script: Script, inputs: Sequence[Input]) -> list[Output]:
    """Then nobody is there any more, until it closes by itself."""
    session, first = begin(script)
    out = list(first)
    for one in inputs:
        session, came = step(script, session, one)
        out += came
    while (due := next_deadline(session)) is not None:
        session, came = step(script, session, Tick(due))
        out += came
    return out


@settings(max_examples=80, deadline=None)
@given(names=CODES, moves=MOVES, cuts=st.lists(st.floats(0, 3000, allow_nan=False), max_size=40))
def test_many_small_ticks_are_one_large_tick(
    names: list[str], moves: list[Move], cuts: list[float], studio: Studio
) -> None:
    script = studio.script(*names)
    inputs = inputs_of(script, moves)
    ticked = sorted([*inputs, *(Tick(t) for t in cuts)], key=lambda one: one.t)
    # A tick in the same moment comes first, as the clock is always walked before an input.
    end = Tick(max([3000.0, *(one.t for one in inputs)]))
    assert run(script, [*inputs, end]) == run(script, [*ticked, end])


@settings(max_examples=150, deadline=None)
@given(names=CODES, moves=MOVES)
@example(names=[RUB, PRESS], moves=[(20.0, Told(0.0, Command.HURTS)), (0.0, 6), (10.0, Told(0.0, Command.BACK))])
def test_what_is_stored_is_consistent_in_every_session(  # noqa: C901 - one pass over all kinds
    names: list[str], moves: list[Move], studio: Studio
) -> None:
    script = studio.script(*names)
    out = to_the_end(script, inputs_of(script, moves))
    events = [one for one in out if isinstance(one, SessionEvent)]
    timed = [one.t for one in out if not isinstance(one, Segment)]
    assert timed == sorted(timed)
    placed = any(isinstance(one, Seen) and one.motion is Motion.PLACING for one in inputs_of(script, moves))
    if not placed and not any(event.kind is EventKind.CAMERA_LED for event in events):
        # Where a camera leads, a segment begins where the person began it, which may be in the past; and getting ready
        # is shown again, longer, from its own beginning, where the camera helps somebody into its view.
        assert [one.t for one in out] == sorted(one.t for one in out)
    kept = [e.kind for e in events if e.kind is not EventKind.REFUSED]
    assert kept[-1] in (EventKind.SESSION_DONE, EventKind.STOPPED)
    assert [e.kind for e in events].count(EventKind.SESSION_STARTED) == 1

    under_way: SessionEvent | None = None
    reps, counted, held, seconds, led = 0, 0, None, 0.0, False
    for event in events:
        match event.kind:
            case EventKind.EXERCISE_STARTED:
                assert under_way is None
                under_way, counted, seconds, held, led = event, 0, 0.0, None, False
            case EventKind.EXERCISE_FINISHED:
                assert under_way is not None
                assert (event.item, event.code, event.variant) == (
                    under_way.item, under_way.code, under_way.variant,
                )  # fmt: skip
                assert event.reps_done == counted
                assert counted <= (event.reps_planned or 0)
                assert event.seconds is None or event.seconds == seconds
                assert event.light in list("GARB")
                assert event.light != "G" or event.pain_worst is not None
                under_way = None
            case EventKind.CAMERA_LED:
                led = True
            case EventKind.SET_STARTED:
                held = None
                reps = 0
            case EventKind.REP_COUNTED:
                assert under_way is not None
                reps += 1
                counted += 1
                assert event.rep == reps, "counts only grow, by one"
                held = None
            case EventKind.HOLD_STARTED:
                held = event.t
            case EventKind.HOLD_ENDED:
                assert held is not None, "a hold that was broken is not credited"
                seen = event.by == "camera" or led
                assert event.seconds is not None
                # What a camera saw may be less than what has passed, and more by what it had seen when it told.
                assert seen or event.seconds == pytest.approx(event.t - held)
                held = None
            case EventKind.PROGRESSED if event.by is None:
                assert seconds < (event.seconds or 0) <= seconds + 1
                seconds = event.seconds or 0
            case EventKind.PAUSED | EventKind.HURT | EventKind.WENT_BACK | EventKind.SKIPPED:
                held = None
            case EventKind.REFUSED:
                assert event.reason
            case _:
                pass
    assert under_way is None
    asked = [e.question for e in events if e.kind is EventKind.ASKED]
    answers = [e.question for e in events if e.kind is EventKind.ANSWERED]
    assert len(answers) <= len(asked)


@settings(max_examples=100, deadline=None)
@given(names=CODES, moves=MOVES)
def test_what_is_said_never_overlaps_and_leaves_the_end_of_a_hold_quiet(
    names: list[str], moves: list[Move], studio: Studio
) -> None:
    script = studio.script(*names)
    for one in to_the_end(script, inputs_of(script, moves)):
        if isinstance(one, Segment):
            well_said(one)
        if isinstance(one, Cue):
            assert len(one.text.split()) <= MOST_WORDS


def well_said(one: Segment) -> None:
    """No two cues at once, none longer than twelve words or than the segment, none at the end of a hold."""
    for cue, after in pairwise(one.cues):
        assert cue.offset + spoken_s(cue.text) <= after.offset + 1e-9, (cue, after)
    for cue in one.cues:
        assert cue.text
        assert cue.offset >= 0
        assert len(cue.text.split()) <= MOST_WORDS, cue
        if one.seconds is not None:
            assert cue.offset + spoken_s(cue.text) <= one.seconds, (one.kind, cue)
        for beat in one.beats:
            if beat.hold and beat.seconds >= 2 * QUIET_S:
                ends = beat.offset + beat.seconds
                assert not ends - QUIET_S < cue.offset + spoken_s(cue.text) <= ends, (beat, cue)
    if one.kind is SegmentKind.REP:
        assert one.seconds == pytest.approx(sum(beat.seconds for beat in one.beats))
        assert 1 <= (one.rep or 0) <= (one.reps or 0)
        assert one.done == (one.rep or 0) - 1
    assert one.left_s >= 0


def test_the_packaged_exercises_are_well_said_at_every_level(real: Studio) -> None:
    for exercise in real.protocol.exercises.values():
        for level in exercise.levels:
            script = real.script(real.work(exercise.code, level))
            for one in to_the_end(script, []):
                if isinstance(one, Segment):
                    well_said(one)


def test_the_time_that_is_left_is_the_time_that_it_takes(studio: Studio) -> None:
    script = studio.script(*ALL)
    out = rehearse(script, ())
    end = out[-1].t
    checked = 0
    for one in out:
        if isinstance(one, Segment) and one.seconds is not None:
            assert one.t + one.seconds + one.left_s == pytest.approx(end), one
            checked += 1
    assert checked > 30
