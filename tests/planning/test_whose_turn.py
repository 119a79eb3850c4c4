"""No wanted exercise waits for long while there is room for it, however few the minutes and wherever it hurts.

Waiting is counted in the person's sessions. After ``turn_after`` of them an exercise has its turn, and of those that
have it and fit, the one that waited longest is in. So each of the others goes before it once at most; and the sessions
of one day have no order, which blurs the wait by all but one of them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Region
from spinecoach.planning.today import Today
from spinecoach.progress.fold import course_of, progress_at, progress_of
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.progress import Progress
from spinecoach.session.plan import DayPlan, Item

People = Any
PROTOCOL = catalogue()
CODES = list(PROTOCOL.exercises)
TURN_AFTER = PROTOCOL.planning.weights.turn_after
DAY = date(2026, 11, 22)
GOAL = 28
Pain = Mapping[str, int]


def bound(a_day: int) -> int:
    """Sessions that a daily person's wanted exercise can wait where there is room."""
    return TURN_AFTER + len(CODES) - 1 + a_day - 1


def everything(_: Item) -> bool:
    return True


def live(
    person: People,
    days: Sequence[int],
    a_day: int,
    pain: Callable[[int], Pain],
    does: Callable[[Item], bool] = everything,
    **wishes: Any,
) -> Iterator[tuple[Any, DayPlan, bool]]:
    """Somebody who knows all twelve, session by session on these days: who asks, the plan, and whether any was done."""
    knows = [DoneDay(DAY - timedelta(days=1), tuple(DoneItem(code, 1, None, 1, 1, 3) for code in CODES))]
    course, _ = course_of(PROTOCOL, knows, DAY)
    for number in days:
        day, sessions, hurts = DAY + timedelta(days=number), list[DoneDay](), pain(number)
        for _ in range(a_day):
            so_far = course_of(PROTOCOL, sessions, day, course=course)[0] if sessions else course
            someone = person(progress=progress_at(PROTOCOL, so_far, day), day=day, pain=hurts, **wishes)
            plan = someone.plan
            items = tuple(
                DoneItem(i.work.code, i.work.level, None, 1, 1, 3, session=len(sessions)) for i in plan.items if does(i)
            )
            yield someone, plan, bool(items)
            begun = items or number % 2
            sessions += [DoneDay(day, items, planned=tuple(i.work.code for i in plan.items))] if begun else []
        course, _ = course_of(PROTOCOL, sessions, day, course=course)


def longest(lives: Iterator[tuple[Any, DayPlan, bool]]) -> Mapping[str, int]:
    """By code, the most sessions in a row that had room for it, were without it, and in which it was wanted."""
    waits, most = Counter[str](), Counter[str]()
    for someone, plan, _ in lives:
        today = Today(PROTOCOL, someone.clearance, someone.progress, someone.wishes, someone.day)
        for item in plan.items:
            waits[item.work.code] = 0
        for out in plan.left_out:
            fits = [reason.id for reason in out.reasons] == ["no-room"]
            waits[out.code] += fits and today.is_wanted(PROTOCOL.exercises[out.code].complex)
            most[out.code] = max(most[out.code], waits[out.code])
    return most


@pytest.mark.parametrize("minutes", [2, 3, 5, 8, 15, 30])
@pytest.mark.parametrize("a_day", [1, 2, 3])
def test_no_wanted_exercise_waits_long_in_a_steady_life(person: People, minutes: int, a_day: int) -> None:
    days = range(60 // a_day)
    for region in (None, *Region):
        pain = {region: 3} if region else {}
        found = longest(live(person, days, a_day, lambda _, p=pain: p, minutes=minutes))  # type: ignore[misc]
        assert max(found.values(), default=0) <= bound(a_day) <= GOAL, (region, found)


@pytest.mark.parametrize("every", [2, 3, 7])
def test_nor_in_the_life_of_somebody_who_is_not_there_every_day(person: People, every: int) -> None:
    for region in (None, *Region):
        pain = {region: 3} if region else {}
        found = longest(live(person, range(0, 60 * every, every), 1, lambda _, p=pain: p, minutes=2))  # type: ignore[misc]
        assert max(found.values(), default=0) <= GOAL, (region, found)


@given(
    st.integers(2, 15),
    st.integers(1, 3),
    st.lists(st.sampled_from(list(Region)), max_size=3, unique=True).map(tuple),
    st.lists(st.dictionaries(st.sampled_from(Region), st.integers(0, 7)), min_size=1, max_size=9),
    st.sampled_from(["chair", "any"]),
)
@settings(max_examples=25, deadline=None)
def test_nor_where_the_pain_is_another_every_day(
    person: People, minutes: int, a_day: int, came_for: tuple[Region, ...], pains: list[Pain], place: str
) -> None:
    days, wishes = range(90 // a_day), {"minutes": minutes, "place": place, "regions": came_for}
    found = longest(live(person, days, a_day, lambda number: pains[number % len(pains)], everything, **wishes))
    assert all(wait <= bound(a_day) for wait in found.values())


def test_who_never_does_one_of_them_still_gets_all_the_rest(person: People) -> None:
    """On every other day nothing tells that it was offered: the plan is looked at, and no session begun."""
    for left in CODES:
        lived = live(person, range(60), 1, lambda _: {}, lambda item, c=left: item.work.code != c, minutes=2)  # type: ignore[misc]
        plans = list(lived)
        assert sum(done for *_, done in plans) >= 0.8 * len(plans)
        found = longest(iter(plans))
        assert max(found.values()) <= GOAL, (left, found)


@pytest.mark.parametrize(("longer", "shorter"), [("C5", "T3"), ("T3", "C5")])
def test_of_two_that_do_not_both_fit_the_one_that_waited_longer_is_in(
    person: People, longer: str, shorter: str
) -> None:
    """C5 takes 113 of 120 seconds at its first level, T3 takes 78."""
    last = dict.fromkeys(CODES, 1) | {longer: TURN_AFTER + 2, shorter: TURN_AFTER + 1}
    done = {
        DAY - timedelta(days=back): tuple(code for code in CODES if last[code] <= back)
        for back in range(1, TURN_AFTER + 4)
    }
    someone = person(minutes=2, progress=Progress(done=done, levels=dict.fromkeys(CODES, 1)))
    assert longer in someone.codes
    assert shorter not in someone.codes
    (reason,) = [reason for reason in someone.item(longer).reasons if reason.id == "turn"]
    assert reason.text == f"It was not in your last {TURN_AFTER + 1} sessions, so it is its turn."


def test_what_nobody_asked_for_has_no_turn(person: People) -> None:
    days = range(1, TURN_AFTER + 1)
    done = {DAY - timedelta(days=back): tuple(CODES[:9]) for back in days} | {DAY - timedelta(days=30): tuple(CODES)}
    progress = Progress(done=done, levels=dict.fromkeys(CODES, 1))
    for code in ("L1", "L2", "L3"):
        for came_for, pain, wanted in (
            ((Region.NECK,), {"neck": 2}, False),
            ((Region.NECK,), {"lumbar": 1}, True),
            ((Region.LUMBAR,), {"neck": 2, "lumbar": 0}, True),
            ((), {"neck": 2}, True),
        ):
            someone = person(minutes=60, progress=progress, regions=came_for, pain=pain)
            assert ("turn" in someone.why(code)) == wanted


def test_the_massage_comes_before_any_turn(person: People) -> None:
    done = {DAY - timedelta(days=back): ("C6", "C3") for back in range(1, 40)}
    someone = person(minutes=2, progress=Progress(done=done, levels=dict.fromkeys(CODES, 1)), pain={"neck": 1})
    assert someone.codes[0] == "C6"


def test_sessions_of_a_day_count_one_by_one_whatever_their_order() -> None:
    one = DoneDay(DAY - timedelta(days=2), (DoneItem("C1", 1),))
    two = DoneDay(DAY - timedelta(days=2), (DoneItem("C2", 1),))
    last = DoneDay(DAY - timedelta(days=1), (DoneItem("C3", 1),))
    for history in ([one, two, last], [last, two, one]):
        progress = progress_of(PROTOCOL, history, DAY)
        assert [progress.waited(code, DAY) for code in ("C1", "C2", "C3", "C4")] == [1, 1, 0, 3]
        assert progress.waited("C4", DAY - timedelta(days=2)) == 2


def test_what_was_in_a_plan_and_left_out_has_had_its_turn() -> None:
    left = DoneDay(DAY - timedelta(days=2), (DoneItem("C1", 1),), planned=("C1", "C2"))
    none = DoneDay(DAY - timedelta(days=1), planned=("C3",))
    progress = progress_of(PROTOCOL, [left, none], DAY)
    assert [progress.waited(code, DAY) for code in ("C1", "C2", "C3", "C4")] == [1, 1, 0, 2]
    assert (progress.last_done("C2", DAY), progress.last_done("C3", DAY)) == (None, None)


@pytest.mark.parametrize(("pain", "needed"), [({}, 3), ({"neck": 2}, 4)])
def test_what_is_longer_than_the_minutes_says_how_many_would_hold_it(person: People, pain: Pain, needed: int) -> None:
    """S42 gives longer rests, so that C5's shortest no longer fits into two minutes; the massage comes before it."""
    known = {DAY - timedelta(days=2): tuple(CODES)}

    def asks(minutes: int) -> Any:
        progress = Progress(done=known, levels=dict.fromkeys(CODES, 1))
        return person(answers={"S42": True}, pain=pain, minutes=minutes, progress=progress)

    (reason,) = next(out.reasons for out in asks(2).plan.left_out if out.code == "C5")
    assert reason.text == f"It takes longer than 2 minutes. {needed} minutes would hold it."
    assert not {"too-long", "behind-massage"} & set(asks(needed).why("C5"))
    assert {"too-long", "behind-massage"} & set(asks(needed - 1).why("C5"))
