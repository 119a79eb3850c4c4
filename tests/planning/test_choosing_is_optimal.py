"""The chosen set against every possible set, judged part by part with no number that puts parts together."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.planning.candidate import Candidate, candidate_of, plan_order
from spinecoach.planning.choose import AT_LEVEL, OUT, SHORTER, Option, choose
from spinecoach.planning.today import Today
from spinecoach.planning.weigh import Worth, order_of, weigh
from spinecoach.progress.progress import Progress
from spinecoach.protocol.exercise import Position

People = Any
DAY = date(2026, 11, 22)
Key = tuple[Any, ...]


def option_of(candidate: tuple[int, int, int | None, int, int | None, tuple[int, ...]]) -> Option:
    ms, value, shorter, shorter_value, group, positions = candidate
    return Option(ms, value, None if shorter is None else min(shorter, ms), shorter_value, group, 0, positions)


OPTIONS = st.lists(
    st.builds(
        option_of,
        st.tuples(
            st.integers(1, 9),
            st.integers(0, 5),
            st.none() | st.integers(1, 8),
            st.integers(0, 3),
            st.none() | st.integers(0, 2),
            st.lists(st.integers(0, 2), min_size=1, max_size=2, unique=True).map(tuple),
        ),
    ),
    max_size=6,
)


def worth_of(
    options: Sequence[Option],
    picks: Sequence[int],
    group_values: Sequence[int],
    cost: int,
    moving: Callable[[Any, Any], int],
) -> Key:
    taken = [(o, p) for o, p in zip(options, picks, strict=True) if p != OUT]
    ms = lasts(options, picks, moving)
    value = sum(o.value if p == AT_LEVEL else o.shorter_value for o, p in taken)
    value += sum(group_values[g] for g in {o.group for o, _ in taken if o.group is not None})
    return (value - cost * changes([o for o, _ in taken], moving), -ms, [-pick for pick in picks])


def changes(options: Sequence[Option], moving: Callable[[Any, Any], int]) -> int:
    """Stay where you are while the next one allows it."""
    return len(ways(options, moving))


def ways(options: Sequence[Option], moving: Callable[[Any, Any], int]) -> list[tuple[Any, Any]]:
    """From where to where: to the nearest position of the next one, and of those as near to its first."""
    found, present = list[tuple[Any, Any]](), None
    for option in options:
        if present is None:
            present = option.positions[0]
        elif present not in option.positions:
            near = min(moving(present, one) for one in option.positions)
            to = next(one for one in option.positions if moving(present, one) == near)
            found.append((present, to))
            present = to
    return found


def lasts(options: Sequence[Option], picks: Sequence[int], moving: Callable[[Any, Any], int]) -> int:
    taken = [(o, p) for o, p in zip(options, picks, strict=True) if p != OUT]
    ms = sum(o.ms if p == AT_LEVEL else o.shorter_ms or 0 for o, p in taken)
    return ms + sum(moving(*way) for way in ways([o for o, _ in taken], moving))


def every_way(options: Sequence[Option], budget: int, moving: Callable[[Any, Any], int]) -> list[tuple[int, ...]]:
    ways = []
    for picks in product((OUT, SHORTER, AT_LEVEL), repeat=len(options)):
        pairs = list(zip(options, picks, strict=True))
        if any(p == SHORTER and o.shorter_ms is None for o, p in pairs):
            continue
        if lasts(options, picks, moving) <= budget:
            ways.append(picks)
    return ways


@given(
    OPTIONS,
    st.integers(0, 30),
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)),
    st.integers(0, 2),
    st.integers(0, 4),
)
@settings(max_examples=400, deadline=None)
def test_no_set_within_the_time_is_better_than_the_one_chosen(
    options: list[Option], budget: int, group_values: tuple[int, ...], cost: int, way_ms: int
) -> None:
    def moving(before: Any, after: Any) -> int:
        return way_ms if (before == 2) is not (after == 2) else 0

    options = [o if o.group is None else replace(o, group_value=group_values[o.group]) for o in options]
    best = max(
        every_way(options, budget, moving), key=lambda picks: worth_of(options, picks, group_values, cost, moving)
    )
    assert choose(options, budget, cost, moving) == best


def lying_down(before: Position, after: Position) -> int:
    """Thirty seconds to get ready instead of fifteen."""
    return 15_000 if (before == "lying") is not (after == "lying") else 0


def lexicographic(order: Sequence[str], worths: Sequence[Worth], cs: Sequence[Candidate], picks: Sequence[int]) -> Key:
    taken = [(w, c, p) for w, c, p in zip(worths, cs, picks, strict=True) if p != OUT]
    parts = {
        part: sum((w.at_level if p == AT_LEVEL else w.shorter).get(part, 0) for w, _, p in taken) for part in order
    }
    firsts = {w.complex: w.first for w, _, _ in taken if w.complex is not None}
    for first in firsts.values():
        for part, points in first.items():
            parts[part] += points
    parts["positions"] -= changes([Option(0, 0, None, 0, None, 0, c.positions) for _, c, _ in taken], lying_down)
    return tuple(parts[part] for part in order)


@given(
    st.dictionaries(st.sampled_from(["neck", "headache", "thoracic", "lumbar"]), st.integers(0, 6)),
    st.integers(2, 25),
    st.lists(st.integers(0, 5), min_size=12, max_size=12),
    st.lists(st.tuples(st.integers(1, 20), st.integers(0, 11)), max_size=30),
)
@settings(max_examples=100, deadline=None)
def test_the_plan_of_a_real_day_is_the_best_of_all_sets_part_by_part(
    person: People, pain: dict[str, int], minutes: int, levels: list[int], past: list[tuple[int, int]]
) -> None:
    codes = list(catalogue().exercises)
    done: dict[Any, tuple[str, ...]] = {}
    for back, code in past:
        done[DAY - timedelta(days=back)] = (*done.get(DAY - timedelta(days=back), ()), codes[code])
    progress = Progress(levels=dict(zip(codes, levels, strict=True)), done=done)
    someone = person(pain=pain, minutes=minutes, progress=progress)
    plan = someone.plan
    today = Today(someone.protocol, someone.clearance, progress, someone.wishes, DAY)

    in_pool = [*someone.codes, *(out.code for out in plan.left_out if out.reasons[0].id == "no-room")]
    cleared = [c for code in in_pool if (c := today.clearance.of(code))]
    cs = sorted((c for c in (candidate_of(today, x) for x in cleared) if c.works), key=lambda c: plan_order(today, c))
    worths = weigh(today, cs)
    order = order_of(today)
    options = [Option(c.ms[-1], 0, c.ms[c.briefest] if len(c.ms) > 1 else None, 0, None, 0, c.positions) for c in cs]

    def key(picks: tuple[int, ...]) -> Key:
        ms = lasts(options, picks, lying_down)
        return (lexicographic(order, worths, cs, picks), -ms, [-pick for pick in picks])

    best = max(every_way(options, minutes * 60_000, lying_down), key=key)
    assert someone.codes == [c.exercise.code for c, p in zip(cs, best, strict=True) if p != OUT]
    for candidate, pick in zip(cs, best, strict=True):
        if pick == AT_LEVEL:
            assert someone.item(candidate.exercise.code).work == candidate.works[-1]


def test_time_that_is_left_goes_to_what_was_made_shorter(person: People, seasoned: Progress) -> None:
    for minutes in range(2, 25):
        someone = person(pain={"neck": 2}, minutes=minutes, progress=seasoned)
        today = Today(someone.protocol, someone.clearance, seasoned, someone.wishes, DAY)
        plan = someone.plan
        for item in plan.items:
            cleared = today.clearance.of(item.work.code)
            assert cleared is not None
            longer = [ms / 1000 for ms in candidate_of(today, cleared).ms if ms / 1000 > item.seconds]
            assert all(plan.seconds - item.seconds + seconds > minutes * 60 for seconds in longer)
