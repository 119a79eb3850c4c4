"""Judges a plan that came from outside against the gate of this moment: everything in it must still be allowed."""

from collections.abc import Iterator

from spinecoach.app.refused import Refused, Why
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.clearance import Clearance
from spinecoach.session.plan import DayPlan, Work


def reclear(protocol: Protocol, clearance: Clearance, plan: DayPlan) -> None:
    """Raises Refused (NOT_NOW) at the first thing that the clearance does not allow as it stands."""
    if plan.outcome != clearance.outcome:
        raise _differs("outcome", plan.outcome, clearance.outcome)
    allows(protocol, clearance, plan)


def allows(protocol: Protocol, clearance: Clearance, plan: DayPlan) -> None:
    """As ``reclear``, for a plan under way: an outcome that touches nothing of it changes nothing."""
    for place, work in _works(plan):
        cleared = clearance.of(work.code)
        if cleared is None:
            rows = next((", ".join(rows) for code, rows in clearance.blocked if code == work.code), "the answers")
            raise _differs(f"{place}.code", work.code, f"leaving it out, for {rows} blocks it")
        limits = cleared.limits
        missing = [name for name in limits.names if name not in work.changes]
        if missing:
            raise _differs(f"{place}.changes", ", ".join(work.changes) or "none", f"{', '.join(missing)} among them")
        if limits.hold_s_max is not None and work.hold_s > limits.hold_s_max:
            raise _differs(f"{place}.hold_s", f"{work.hold_s:g}", f"at most {limits.hold_s_max:g}")
        if limits.effort_max is not None and (work.effort or 0) > limits.effort_max:
            raise _differs(f"{place}.effort", str(work.effort), f"at most {limits.effort_max}")
        if work.range_factor > limits.range_factor:
            raise _differs(f"{place}.range_factor", f"{work.range_factor:g}", f"at most {limits.range_factor:g}")
        least = protocol.exercises[work.code].levels[work.level].rest_s * limits.rest_factor
        if limits.rest_factor > 1 and work.rest_s < least:
            raise _differs(f"{place}.rest_s", f"{work.rest_s:g}", f"at least {least:g}")
        if limits.slow and work.tempo <= 1:
            raise _differs(f"{place}.tempo", f"{work.tempo:g}", "above 1, for it is to be done slowly")


def _works(plan: DayPlan) -> Iterator[tuple[str, Work]]:
    for at, item in enumerate(plan.items):
        yield f"items[{at}]", item.work
        for number, link in enumerate(item.if_it_hurts):
            yield f"items[{at}].if_it_hurts[{number}]", link


def _differs(place: str, found: str, right: str) -> Refused:
    return Refused(Why.NOT_NOW, f"plan: {place}: found {found}; by the stored answers right would be {right}")
