"""Which of today's open exercises there are to choose from: a few at first, one more each week, and none taken away."""

from collections.abc import Collection, Iterator
from itertools import zip_longest

from spinecoach.body import Region
from spinecoach.planning.today import Today
from spinecoach.protocol.exercise import Complex, Kind


def pool_of(today: Today, open_codes: Collection[str], resting: Collection[str]) -> tuple[str, ...]:
    """What was done before, what the article's rules ask for today, and the order of the regions up to the week's
    number, so that pain which moves from one region to another brings no more than that.

    What rests today keeps its place in the pool, so that its day of rest brings nothing new.
    """
    pool, progress = today.protocol.planning.pool, today.progress
    done = progress.ever_done(today.day)
    ranked = [code for code in ranking(today) if code in open_codes or code in resting]
    known = dict.fromkeys([*(code for code in ranked if code in done), *_asked(today, open_codes)])
    size = max(pool.start + pool.a_week * progress.weeks(today.day), len(known))
    return tuple(code for code in tuple(dict.fromkeys([*known, *ranked]))[:size] if code in open_codes)


def ranking(today: Today) -> tuple[str, ...]:
    """All codes: the orders of the regions taken in turn, the region that hurts most first."""
    pool, wishes = today.protocol.planning.pool, today.wishes
    concern = {region: max(wishes.pain.get(region, 0), int(region in wishes.regions)) for region in Region}
    regions = sorted((r for r in Region if concern[r]), key=lambda r: -concern[r])
    orders = [pool.order[r] for r in regions] or [pool.general]
    in_turn = [code for row in zip_longest(*orders) for code in row if code]
    return tuple(dict.fromkeys([*in_turn, *today.protocol.exercises]))


def is_massage_first(today: Today, name: Complex) -> bool:
    """A5: whether pain of today asks for the massage of this complex."""
    rules = today.protocol.planning.pain
    return any(
        region in rules.massage_regions and today.wishes.pain.get(region, 0) >= rules.massage_from
        for region in today.regions_of(name)
    )


def _asked(today: Today, open_codes: Collection[str]) -> Iterator[str]:
    ranked = [today.protocol.exercises[code] for code in ranking(today) if code in open_codes]
    for exercise in ranked:
        if exercise.kind is Kind.MASSAGE and is_massage_first(today, exercise.complex):
            yield exercise.code
    hurting = [name for name in Complex if today.concern(name)]
    for name in dict.fromkeys([*hurting, *(c for h in hurting for c in today.protocol.linked[h])]):
        yield from [e.code for e in ranked if e.complex is name and e.kind is not Kind.MASSAGE][:1]
