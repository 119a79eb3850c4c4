"""Getting up from the floor, or down to it, takes its time when pain has changed what comes."""

from studio import Studio

from spinecoach.body import Region
from spinecoach.session.machine import begin, step
from spinecoach.session.plan import DayPlan, Item
from spinecoach.session.rehearse import play, rehearse
from spinecoach.session.script import Script, compile_plan
from spinecoach.session.timing import item_seconds, plan_seconds
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


def ready_of(real: Studio, *codes: str) -> list[float | None]:
    """Seconds of the get-ready of each item of a plan that goes as planned."""
    script = real.script(*codes)
    shown = [one for one in rehearse(script, ()) if isinstance(one, Segment)]
    return [one.seconds for one in shown if one.kind is SegmentKind.GET_READY]


def test_getting_up_or_lying_down_between_two_items_of_a_plan_has_thirty_seconds(real: Studio) -> None:
    assert ready_of(real, "C1", "C2", "L1", "L2", "T1") == [15.0, 15.0, 30.0, 15.0, 30.0]


def test_what_can_be_done_both_ways_leaves_the_body_as_it_is(real: Studio) -> None:
    assert ready_of(real, "C1", "C6", "C2") == [15.0, 15.0, 15.0]
    assert ready_of(real, "L1", "C6", "L2") == [15.0, 15.0, 15.0]
    assert ready_of(real, "C6", "L1", "C6", "C1") == [15.0, 30.0, 15.0, 30.0]


def test_the_seconds_of_a_plan_are_those_of_its_session_whatever_the_way_of_the_body(real: Studio) -> None:
    codes = ("C6", "L1", "C1", "L2", "T3", "C6", "T2")
    works = [real.work(code) for code in codes]
    last = rehearse(real.script(*works), ())[-1]
    assert last.t == sum(plan_seconds(real.protocol, works))
    assert sum(plan_seconds(real.protocol, works)) == sum(item_seconds(real.protocol, work) for work in works) + 4 * 15


def test_after_a_lying_exercise_that_was_skipped_nobody_has_to_get_up(real: Studio) -> None:
    script = real.script("C1", "L1", "C2")
    ready_at = item_seconds(real.protocol, real.work("C1"))
    told = rehearse(script, [Told(ready_at + 2, Command.SKIP)])
    ready = [one for one in told if isinstance(one, Segment) and one.kind is SegmentKind.GET_READY]
    assert [(one.code, one.seconds) for one in ready] == [("C1", 15.0), ("L1", 30.0), ("C2", 15.0)]
