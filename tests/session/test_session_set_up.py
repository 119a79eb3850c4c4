"""Getting up from the floor, or down to it, takes its time when pain has changed what comes."""

from studio import Studio

from spinecoach.body import Region
from spinecoach.session.machine import begin, step
from spinecoach.session.plan import DayPlan, Item
from spinecoach.session.rehearse import play
from spinecoach.session.script import Script, compile_plan
from spinecoach.session.timing import item_seconds
from spinecoach.session.vocabulary import Command, Question, Segment, SegmentKind, Tick, Told
from spinecoach.wire.plan import work_at

LYING, SITTING = "L2", "C1"


def script_of(real: Studio, code: str, link: str, after: str) -> Script:
    works = [work_at(real.protocol.exercises[each], 1) for each in (code, link, after)]
    items = (
        Item(works[0], item_seconds(real.protocol, works[0]), (), (works[1],)),
        Item(works[2], item_seconds(real.protocol, works[2]), (), ()),
    )
    plan = DayPlan(None, "PROCEED", 30, sum(item.seconds for item in items), items, pain=dict.fromkeys(Region, 0))
    return compile_plan(real.protocol, plan, "en")


def set_ups(script: Script) -> list[tuple[str | None, float | None]]:
    """Code and seconds of the first get-ready of each exercise, after 6 twice in the first one."""
    session, _ = begin(script)
    session, _ = step(script, session, Tick(17.0))
    hurts = [Told(18.0, Command.HURTS), Told(18.0, Command.ANSWERED, Question.PAIN, 6)]
    again = [Told(26.0, Command.HURTS), Told(26.0, Command.ANSWERED, Question.PAIN, 6)]
    shown = [one for one in play(script, session, [*hurts, *again]) if isinstance(one, Segment)]
    ready = [one for one in shown if one.kind is SegmentKind.GET_READY]
    first = {one.code: one.seconds for one in reversed(ready) if one.seconds != script.timing.ready_again_s}
    return list(reversed(first.items()))


def test_a_sitting_substitute_of_a_lying_exercise_gets_time_to_get_up_and_the_next_one_to_lie_down(
    real: Studio,
) -> None:
    assert set_ups(script_of(real, LYING, SITTING, "L3")) == [(SITTING, 30.0), ("L3", 30.0)]


def test_a_substitute_in_the_same_position_gets_ready_as_any(real: Studio) -> None:
    assert set_ups(script_of(real, LYING, "L3", "C2")) == [("L3", 15.0), ("C2", 30.0)]
    assert set_ups(script_of(real, SITTING, "C4", "C2")) == [("C4", 15.0), ("C2", 15.0)]
