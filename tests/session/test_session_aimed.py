"""A press acts on what was on the page, and a page knows when a tap counts."""

import pytest
from studio import RUB, TURN, Studio

from spinecoach.session.machine import begin, current_segment, step
from spinecoach.session.state import Asking, GetReady, Working
from spinecoach.session.vocabulary import Command, EventKind, Question, SegmentKind, SessionEvent, Tick, Told


def refusals(out: tuple[object, ...]) -> list[str | None]:
    return [one.reason for one in out if isinstance(one, SessionEvent) and one.kind is EventKind.REFUSED]


def test_three_presses_of_skip_on_one_exercise_skip_that_one_alone(studio: Studio) -> None:
    script = studio.script(TURN, RUB)
    session, _ = begin(script)
    shown = current_segment(script, session).target
    refused: list[str | None] = []
    for _ in range(3):
        session, out = step(script, session, Told(1.0, Command.SKIP, target=shown))
        refused += refusals(out)
    assert refused == ["moved_on", "moved_on"]
    assert isinstance(session.state, GetReady)
    assert session.facts.run is not None
    assert session.facts.run.item == 1


def test_a_skip_pressed_while_getting_ready_still_skips_the_exercise_that_has_begun(studio: Studio) -> None:
    script = studio.script(TURN, RUB)
    session, _ = begin(script)
    shown = current_segment(script, session).target
    session, _ = step(script, session, Tick(20.0))
    assert isinstance(session.state, Working)
    session, out = step(script, session, Told(20.0, Command.SKIP, target=shown))
    assert refusals(out) == []
    assert session.facts.settled == {0}


@pytest.mark.parametrize("command", [Command.PAUSE, Command.HURTS, Command.STOP])
def test_a_halt_is_never_too_late(studio: Studio, command: Command) -> None:
    script = studio.script(TURN)
    session, _ = begin(script)
    _, out = step(script, session, Told(1.0, command, target="exercise/7/nothing/standard"))
    assert refusals(out) == []


def test_an_answer_to_a_question_that_has_gone_is_refused(studio: Studio) -> None:
    script = studio.script(TURN)
    session, _ = begin(script)
    session, _ = step(script, session, Told(1.0, Command.HURTS))
    assert isinstance(session.state, Asking)
    shown = current_segment(script, session).target
    answer = Told(2.0, Command.ANSWERED, Question.PAIN, 6, target=shown)
    session, out = step(script, session, answer)
    assert refusals(out) == []
    _, out = step(script, session, answer)
    assert refusals(out) == ["moved_on"]


def test_the_segment_tells_from_when_on_a_tap_counts(studio: Studio) -> None:
    script = studio.script(TURN)
    session, _ = begin(script)
    session, _ = step(script, session, Tick(15.0))
    shown = current_segment(script, session)
    assert shown.kind is SegmentKind.REP
    assert shown.counts_from is not None
    soon, _ = step(script, session, Told(shown.t + shown.counts_from - 0.01, Command.COUNT_REP))
    late, _ = step(script, session, Told(shown.t + shown.counts_from, Command.COUNT_REP))
    assert soon.facts.counts == {}
    assert late.facts.counts == {TURN: 1}
