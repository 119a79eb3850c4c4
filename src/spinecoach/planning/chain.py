"""What to do instead when it hurts: the links that are open today, each in the form that today allows."""

from spinecoach.planning.judge import closed_by, missing_for, ordered_level
from spinecoach.planning.today import Today
from spinecoach.planning.work import make_work
from spinecoach.protocol.exercise import Variant
from spinecoach.session.plan import Work


def chain_of(today: Today, item: Work) -> tuple[Work, ...]:
    """The links in order, without the item itself and without the same form twice. After the last comes rest."""
    protocol = today.protocol
    seen = {(item.code, item.variant)}
    links = []
    for link in protocol.exercises[item.code].if_it_hurts:
        exercise, cleared = protocol.exercises[link.code], today.clearance.of(link.code)
        if cleared is None or closed_by(today, exercise):
            continue
        ordered = ordered_level(today, exercise)[0]
        easier = ordered == 0 or link.variant is Variant.EASIER
        level = 0 if easier else min(ordered, protocol.planning.link_level)
        work = make_work(protocol, cleared, level)
        if (work.code, work.variant) not in seen and not missing_for(today, work):
            seen.add((work.code, work.variant))
            links.append(work)
    return tuple(links)
