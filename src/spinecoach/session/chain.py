"""What takes the place of an exercise that hurts: the next link, or a massage for a region that rests."""

from spinecoach.protocol.exercise import Kind
from spinecoach.session.facts import Facts
from spinecoach.session.light import pain_in
from spinecoach.session.routine import Routine
from spinecoach.session.script import Script


def next_link(script: Script, facts: Facts, item: int) -> int | None:
    """The link that stands in for an item; an item is substituted once, by a form that has not hurt today."""
    if facts.standing[item].link:
        return None
    chain = script.items[item]
    return next((n for n in range(1, len(chain)) if form_of(chain[n]) not in facts.hurting), None)


def pain_before(script: Script, facts: Facts, item: int, link: int) -> int | None:
    """Pain before of an exercise: its own region's, or where that is not known that of the item it stands in for."""
    own = pain_in(script.items[item][link].regions, facts.pain)
    return own if own is not None else pain_in(script.items[item][0].regions, facts.pain)


def massage(script: Script, facts: Facts) -> tuple[int, int] | None:
    """The massage that a resting region gets: an item first, then a link; once a day, and never one that hurt."""
    if facts.massaged:
        return None
    hurting = {code for code, _ in facts.hurting}
    fitting = [
        (item, link)
        for item, chain in enumerate(script.items)
        for link, routine in enumerate(chain)
        if routine.kind is Kind.MASSAGE
        and routine.work.code not in hurting
        and not (link == 0 and item in facts.settled)
    ]
    return min(fitting, key=lambda place: (place[1] > 0, place), default=None)


def form_of(routine: Routine) -> tuple[str, str]:
    """The form that hurts or does not: code and variant."""
    return routine.work.code, routine.work.variant.value
