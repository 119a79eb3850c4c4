"""What a kept session tells the planner of turns: what its plan held, also where the person left it out."""

from dataclasses import replace

from front_door import StillClock, answer_gate, plan_of, practice

from spinecoach.app.progress_so_far import done_days, progress_so_far
from spinecoach.app.session_log import write_plan
from spinecoach.app.sessions import sessions
from spinecoach.session.rehearse import rehearse
from spinecoach.session.script import compile_plan
from spinecoach.session.vocabulary import Command, EventKind, SessionEvent, Told


def test_what_the_person_skipped_has_had_its_turn() -> None:
    room = practice(clock=StillClock())
    answer_gate(room)
    plan = plan_of(room, "C1", "C2", "L1")
    script = compile_plan(room.protocol, plan, "en", "112")

    def played(*told: Told) -> list[SessionEvent]:
        return [event for event in rehearse(script, told) if isinstance(event, SessionEvent)]

    begins = {e.code: e.t for e in played() if e.kind is EventKind.EXERCISE_STARTED}
    write_plan(room, "one", plan, played(Told(begins["C2"] + 1, Command.SKIP)))
    progress = progress_so_far(room.protocol, sessions(room), room.me().along, room.clock.today())
    assert set(progress.done[room.clock.today()]) == {"C1", "L1"}
    assert progress.sessions == {room.clock.today(): (("C1", "C2", "L1"),)}


def test_what_the_session_left_out_by_itself_has_had_no_turn() -> None:
    room = practice(clock=StillClock())
    answer_gate(room)
    plan = plan_of(room, "C1", "C2", "L1")
    write_plan(room, "one", plan, [])
    (one,) = sessions(room)
    (day,) = done_days(room.protocol, [replace(one, rested=frozenset({1}))], room.me().along)
    assert (day.planned, day.items) == (("C1", "L1"), ())
