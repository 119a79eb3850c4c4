"""The chosen set against every possible set, judged part by part with no number that puts parts together."""

from collections.abc import Sequence
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


def worth_of(options: Sequence[Option], picks: Sequence[int], group_values: Sequence[int], cost: int) -> Key:
    taken = [(o, p) for o, p in zip(options, picks, strict=True) if p != OUT]
    ms = sum(o.ms if p == AT_LEVEL else o.shorter_ms or 0 for o, p in taken)
    value = sum(o.value if p == AT_LEVEL else o.shorter_value for o, p in taken)
    value += sum(group_values[g] for g in {o.group for o, _ in taken if o.group is not None})
    return (value - cost * changes([o.positions for o, _ in taken]), -ms, [-pick for pick in picks])


def changes(positions: Sequence[Sequence[Any]]) -> int:
    """Stay where you are while the next one allows it; else take its first position."""
    count, present = 0, None
    for options in positions:
        if present not in options:
            count += present is not None
            present = options[0]
    return count


def every_way(options: Sequence[Option], budget: int) -> list[tuple[int, ...]]:
    ways = []
    for picks in product((OUT, SHORTER, AT_LEVEL), repeat=len(options)):
        pairs = list(zip(options, picks, strict=True))
        if any(p == SHORTER and o.shorter_ms is None for o, p in pairs):
            continue
        if sum(o.ms if p == AT_LEVEL else o.shorter_ms or 0 for o, p in pairs if p != OUT) <= budget:
            ways.append(picks)
    return ways


@given(
    OPTIONS, st.integers(0, 30), st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)), st.integers(0, 2)
)
@settings(max_examples=400, deadline=None)
def test_no_set_within_the_time_is_better_than_the_one_chosen(
    options: list[Option], budget: int, group_values: tuple[int, ...], cost: int
) -> None:
    options = [o if o.group is None else replace(o, group_value=group_values[o.group]) for o in options]
    best = max(every_way(options, budget), key=lambda picks: worth_of(options, picks, group_values, cost))
    assert choose(options, budget, cost) == best


def lexicographic(order: Sequence[str], worths: Sequence[Worth], cs: Sequence[Candidate], picks: Sequence[int]) -> Key:
    taken = [(w, c, p) for w, c, p in zip(worths, cs, picks, strict=True) if p != OUT]
    parts = {
        part: sum((w.at_level if p == AT_LEVEL else w.shorter).get(part, 0) for w, _, p in taken) for part in order
    }
    firsts = {w.complex: w.first for w, _, _ in taken if w.complex is not None}
    for first in firsts.values():
        for part, points in first.items():
            parts[part] += points
    parts["positions"] -= changes([c.positions for _, c, _ in taken])
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
    worths = [weigh(today, c) for c in cs]
    order = order_of(today)
    options = [Option(c.ms[-1], 0, c.ms[c.briefest] if len(c.ms) > 1 else None, 0, None, 0, c.positions) for c in cs]

    def key(picks: tuple[int, ...]) -> Key:
        lengths = [
            o.ms if p == AT_LEVEL else o.shorter_ms or 0 for o, p in zip(options, picks, strict=True) if p != OUT
        ]
        return (lexicographic(order, worths, cs, picks), -sum(lengths), [-pick for pick in picks])

    best = max(every_way(options, minutes * 60_000), key=key)
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
