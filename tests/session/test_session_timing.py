"""The plan's seconds and the session's are the same seconds."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from studio import ALL, BRACE, PRESS, ROLL, RUB, TURN, Studio

from spinecoach.body import Side
from spinecoach.session.plan import Work
from spinecoach.session.rehearse import rehearse
from spinecoach.session.timing import item_seconds, measure, nominal_run
from spinecoach.session.vocabulary import EventKind, Segment, SegmentKind, SessionEvent


def length(studio: Studio, work: Work) -> float:
    out = rehearse(studio.script(work), ())
    last = out[-1]
    assert any(isinstance(one, SessionEvent) and one.kind is EventKind.SESSION_DONE for one in out)
    return last.t


def works_of(studio: Studio) -> Iterator[Work]:
    for exercise in studio.protocol.exercises.values():
        for level in exercise.levels:
            yield studio.work(exercise.code, level)


def test_a_rehearsal_of_every_level_of_every_exercise_takes_exactly_the_planned_seconds(real: Studio) -> None:
    works = list(works_of(real))
    assert len(works) >= 12 * 4
    for work in works:
        assert length(real, work) == item_seconds(real.protocol, work), (work.code, work.level)


def test_so_it_does_with_every_change_that_an_exercise_describes(real: Studio) -> None:
    changed = 0
    for exercise in real.protocol.exercises.values():
        for change in sorted(set(exercise.forms) - {"easier", "standard", "harder"}):
            spots = exercise.forms[change].spots
            work = real.work(exercise.code, 1, changes=(change, "sit_30_s_after_lying"), tempo=1.5, range_factor=0.5)
            if spots:
                work = real.work(exercise.code, 1, changes=(change,), reps=None, zones=1, duration_s=60.0)
            assert length(real, work) == item_seconds(real.protocol, work), (exercise.code, change)
            changed += 1
    assert changed > 5


def test_both_sides_get_equal_time_at_every_level_of_every_exercise(real: Studio) -> None:
    sided = set()
    for work in works_of(real):
        seconds: dict[Side, float] = defaultdict(float)
        for one in rehearse(real.script(work), ()):
            if isinstance(one, Segment) and one.kind is SegmentKind.REP:
                for beat in one.beats:
                    if beat.side:
                        seconds[beat.side] += beat.seconds
        if seconds:
            sided.add(work.code)
            assert seconds[Side.LEFT] == pytest.approx(seconds[Side.RIGHT]), (work.code, work.level)
    two_sided = {e.code for e in real.protocol.exercises.values() if e.sides == 2}
    assert two_sided < sided


def test_the_seconds_are_the_sum_that_the_papers_give(studio: Studio) -> None:
    press = studio.work(PRESS)
    # 15 to get ready; on each side 3 x (3 + 6) and 2 rests of 10; between the sides a rest of 10.
    assert item_seconds(studio.protocol, press) == 15 + 2 * (3 * 9 + 2 * 10) + 10
    roll = studio.work(ROLL)
    assert item_seconds(studio.protocol, roll) == 15 + 3 * 3 * 6.5 + 2 * 15
    assert item_seconds(studio.protocol, studio.work(RUB)) == 15 + 70
    turn = studio.work(TURN, 2)
    # A repetition that visits both sides holds in full on each.
    assert item_seconds(studio.protocol, turn) == 15 + 4 * (9 + 2 * 3)


def test_a_short_rest_still_leaves_time_to_change_sides(studio: Studio) -> None:
    press = studio.work(PRESS, rest_s=2.0)
    assert item_seconds(studio.protocol, press) == 15 + 2 * (3 * 9 + 2 * 2) + 5


def test_sitting_still_after_lying_is_ordered_only_where_one_lies(studio: Studio) -> None:
    lying = studio.work(BRACE, changes=("sit_30_s_after_lying",))
    sitting = studio.work(BRACE, changes=("sit_30_s_after_lying", "sitting_only"))
    plain = item_seconds(studio.protocol, studio.work(BRACE))
    assert item_seconds(studio.protocol, lying) == plain + 30
    assert item_seconds(studio.protocol, sitting) == plain
    assert length(studio, lying) == plain + 30


def test_tempo_slows_the_movement_and_leaves_holds_and_rests(studio: Studio) -> None:
    slow = studio.work(PRESS, tempo=1.5)
    assert item_seconds(studio.protocol, slow) == 15 + 2 * (3 * (4.5 + 6) + 2 * 10) + 10


def test_a_dropped_phase_takes_no_time(studio: Studio) -> None:
    only_arch = studio.work(ROLL, zones=1, changes=("no_lift",))
    assert item_seconds(studio.protocol, only_arch) == 15 + 3 * 2.5


def test_the_massage_goes_round_its_spots_and_ends_with_a_shorter_one(studio: Studio) -> None:
    run = nominal_run(measure(studio.protocol, studio.work(RUB)))
    assert [stretch.seconds for stretch in run if stretch.kind is SegmentKind.TIMED] == [20, 20, 20, 10]


def test_the_segments_of_a_session_are_the_nominal_run(studio: Studio) -> None:
    for code in ALL:
        work = studio.work(code)
        shown = [
            (one.kind, one.seconds, one.side, one.zone)
            for one in rehearse(studio.script(work), ())
            if isinstance(one, Segment) and one.seconds is not None
        ]
        planned = [(s.kind, s.seconds, s.side, s.zone) for s in nominal_run(measure(studio.protocol, work))]
        assert [(kind, seconds) for kind, seconds, _, _ in shown] == [(kind, s) for kind, s, _, _ in planned]
        assert [place for *_, side, zone in shown[1:] for place in (side, zone)] == [
            place for *_, side, zone in planned[1:] for place in (side, zone)
        ]


def test_a_work_without_repetitions_and_without_a_duration_is_refused(studio: Studio) -> None:
    with pytest.raises(ValueError, match="found neither reps nor duration_s"):
        item_seconds(studio.protocol, studio.work(TURN, reps=None))
