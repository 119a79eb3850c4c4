"""After a crash: the stored events alone bring the session back, Paused at its last committed second."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from studio import BRACE, PRESS, ROLL, RUB, TURN, Played, Studio

from spinecoach.session.machine import resume, step
from spinecoach.session.rehearse import play as play_on
from spinecoach.session.script import Script
from spinecoach.session.state import Asking, Done, GetReady, Paused, Session, Stopped
from spinecoach.session.vocabulary import Command, EventKind, Question, SessionEvent, Told


def credited(events: list[SessionEvent]) -> Counter[tuple[int | None, str | None, str]]:
    """What counts: repetitions by exercise, and the seconds of timed works at each end."""
    found: Counter[tuple[int | None, str | None, str]] = Counter()
    for event in events:
        if event.kind is EventKind.REP_COUNTED:
            found[event.item, event.code, "reps"] += 1
        if event.kind is EventKind.EXERCISE_FINISHED and event.seconds:
            found[event.item, event.code, "seconds"] += int(event.seconds)
    return found


def go_on(script: Script, session: Session, events: list[SessionEvent]) -> list[SessionEvent]:
    """Resume, and finish without another word."""
    came = play_on(script, session, [Told(session.t, Command.RESUME)])
    return [*events, *(one for one in came if isinstance(one, SessionEvent))]


def told(events: list[SessionEvent]) -> list[Told]:
    """What the person had said, to be said again."""
    return [
        Told(e.t, Command.HURTS) if e.kind is EventKind.HURT else Told(e.t, Command.ANSWERED, e.question, e.value)
        for e in events
        if e.kind is EventKind.HURT or (e.kind is EventKind.ANSWERED and e.value is not None)
    ]


def test_an_undisturbed_session_cut_anywhere_is_finished_with_the_same_credit(studio: Studio) -> None:
    script = studio.script(PRESS, ROLL, RUB, BRACE)
    play = Played(script)
    events = [e for e in (*play.out, *play_on(script, play.session, ())) if isinstance(e, SessionEvent)]
    whole = credited(events)
    assert whole == {
        (0, PRESS, "reps"): 6,
        (1, ROLL, "reps"): 9,
        (2, RUB, "seconds"): 70,
        (3, BRACE, "reps"): 2,
    }
    for cut in range(len(events)):
        session = resume(script, events[:cut])
        assert isinstance(session.state, Paused), cut
        assert session.t == (events[cut - 1].t if cut else 0.0)
        again = go_on(script, session, events[:cut])
        assert credited(again) == whole, cut
        started, finished = (
            [e.item for e in again if e.kind is kind]
            for kind in (EventKind.EXERCISE_STARTED, EventKind.EXERCISE_FINISHED)
        )
        assert started == finished == [0, 1, 2, 3], cut


def test_a_session_cut_in_the_middle_of_what_follows_from_pain_takes_the_same_way(studio: Studio) -> None:
    play = Played(studio.script(PRESS, TURN, RUB, BRACE))
    play.until("hold_started")
    for _ in range(3):
        play.tell("hurts")
        play.answer("pain", 6)
    play.until("asked")
    play.answer("pain_worst", 0)
    play.until("asked")
    play.answer("pain_worst", 0)
    play.answer("effort", 3)
    assert isinstance(play.state(), Done)
    events = play.events
    decided = [
        (e.kind, e.item, e.code, e.reason)
        for e in events
        if e.kind in {"softened", "substituted", "region_rested", "exercise_finished", "skipped"}
    ]
    for cut in range(len(events)):
        # What was said and not stored is said again; what it leads to must be the same.
        session = resume(play.script, events[:cut])
        again = [Told(session.t, Command.RESUME), *told(events[cut:])]
        came = play_on(play.script, session, again)
        whole = [*events[:cut], *(one for one in came if isinstance(one, SessionEvent))]
        kept = [
            (e.kind, e.item, e.code, e.reason)
            for e in whole
            if e.kind in {"softened", "substituted", "region_rested", "exercise_finished", "skipped"}
        ]
        assert kept == decided, cut


def test_a_broken_hold_begins_again_from_get_ready_uncredited(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.until("hold_started", 2)
    play.tick(play.session.t + 5)
    session = resume(play.script, play.events)
    session, came = step(play.script, session, Told(session.t + 600, Command.RESUME))
    assert isinstance(session.state, GetReady)
    assert session.state.again
    again = play_on(play.script, session, ())
    held = [e for e in again if isinstance(e, SessionEvent) and e.kind is EventKind.HOLD_ENDED]
    assert (held[0].rep, held[0].seconds) == (2, 6.0)
    assert len(held) == 5
    assert came


def test_an_open_question_is_open_again(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.tell("hurts")
    session = resume(play.script, play.events)
    session, _ = step(play.script, session, Told(session.t, Command.RESUME))
    assert isinstance(session.state, Asking)
    assert session.state.question is Question.PAIN


def test_a_session_that_was_over_stays_over(studio: Studio) -> None:
    stopped = Played(studio.script(PRESS))
    stopped.tell("stop_sign", 3, sign="dizzy")
    assert resume(stopped.script, stopped.events).state == Stopped(3, "dizzy")
    done = Played(studio.script())
    assert resume(done.script, done.events).state == Done(0)


def test_a_stop_that_was_cut_off_is_carried_out(studio: Studio) -> None:
    play = Played(studio.script(PRESS))
    play.tell("stop_sign", 3, sign="dizzy")
    for cut in range(play.kinds.index("screening_answered") + 1, len(play.events)):
        session = resume(play.script, play.events[:cut])
        assert isinstance(session.state, Paused)
        session, out = step(play.script, session, Told(9, Command.RESUME))
        assert isinstance(session.state, Stopped), cut
        whole = [*play.events[:cut], *(e for e in out if isinstance(e, SessionEvent))]
        assert [e.kind for e in whole].count(EventKind.EXERCISE_FINISHED) == 1


COMMANDS = st.tuples(
    st.floats(0.0, 40.0, allow_nan=False).map(lambda s: round(s, 1)),
    st.sampled_from(["pause", "resume", "skip", "back", "count_rep", "hurts", "start", "answer"]),
    st.integers(0, 6),
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_facts_after_any_session_are_the_fold_of_its_events(data: st.DataObject, studio: Studio) -> None:
    play = Played(studio.script(PRESS, RUB, BRACE, TURN))
    for wait, what, value in data.draw(st.lists(COMMANDS, max_size=25)):
        if play.session.over:
            break
        question = play.asks() or Question.PAIN
        t = play.session.t + wait
        if what == "answer":
            play.tell("answered", t, question=question, value=min(value, 1) if question == "softer" else value)
        else:
            play.tell(what, t)
    resumed = resume(play.script, play.events)
    assert resumed.facts == play.session.facts
    if not play.session.over:
        # Finished from the store and finished live: the same credit.
        session = play.session
        paused, _ = step(play.script, session, Told(session.t, Command.PAUSE))
        assert credited(go_on(play.script, resumed, [])) == credited(go_on(play.script, paused, []))
