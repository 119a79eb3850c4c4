"""The simulated year counts a wait where it belongs: with room for the exercise, or behind the massage alone."""

from dataclasses import replace
from datetime import date, timedelta

from benchmarks.lives import Life, Lived
from benchmarks.waits import longest_of, waits_of

from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.planning.decide import decide
from spinecoach.planning.wishes import Wishes
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.progress import Progress
from spinecoach.screening.answers import Answers
from spinecoach.screening.clear import clear

PROTOCOL = catalogue()
DAY = date(2026, 11, 22)


def lived(number: int, minutes: int, pain: int) -> Lived:
    """A day of somebody who knows all twelve, each at its first level, and did nothing yesterday."""
    day = DAY + timedelta(days=number)
    before = {DAY - timedelta(days=back): tuple(PROTOCOL.exercises) for back in range(2, 90)}
    progress = Progress(levels=dict.fromkeys(PROTOCOL.exercises, 1), done=before)
    wishes = Wishes(minutes=minutes, pain={Region.NECK: pain}, regions=(Region.NECK,))
    plan = decide(PROTOCOL, clear(packaged_questions(), Answers(), day), progress, wishes, day)
    return Lived(day, plan, DoneDay(day), progress, wishes)


def waits(minutes: int, *pains: int) -> tuple[int, int]:
    """The longest with room and behind the massage, of all exercises of the groups that are wanted."""
    wishes = Wishes(minutes=minutes, regions=(Region.NECK,))
    life = Life([lived(number, minutes, pain) for number, pain in enumerate(pains)], wishes=wishes)
    found = waits_of(life)[True, minutes >= 5]
    return max(found.with_room), max(found.behind_massage)


def test_two_minutes_in_pain_leave_most_behind_the_massage() -> None:
    assert waits(2, 3, 3, 3) == (0, 3)


def test_without_pain_there_is_room_and_somebody_has_to_wait_for_a_turn() -> None:
    assert waits(2, 0, 0, 0, 0) == (4, 0)


def test_each_kind_of_session_counts_for_its_own_kind_of_wait() -> None:
    with_room, behind = waits(2, 3, 0, 3, 0, 3)
    assert with_room <= 2
    assert behind == 3


def test_ten_minutes_have_room_beside_the_massage() -> None:
    assert waits(10, 3, 3)[1] == 0


def test_what_was_done_in_the_place_of_another_has_not_waited() -> None:
    days = [lived(number, 2, 0) for number in range(4)]
    life = Life(days, wishes=days[0].wishes)
    code = next(code for code, (with_room, _) in longest_of(life).items() if with_room == 4)
    days[2] = replace(days[2], done=DoneDay(days[2].day, (DoneItem(code, 1, stands_for="C1"),)))
    assert longest_of(life)[code] == (2, 0)
