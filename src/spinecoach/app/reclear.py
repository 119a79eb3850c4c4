"""Judges a plan that came from outside against the gate of this moment: everything in it must still be allowed."""

from collections.abc import Collection, Iterator

from spinecoach.app.refused import Refused, Why
from spinecoach.planning.work import make_work
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.clearance import Clearance, ClearedExercise
from spinecoach.session.plan import DayPlan, Work


def reclear(protocol: Protocol, clearance: Clearance, plan: DayPlan, opt_in: Collection[str]) -> None:
    """Raises Refused (NOT_NOW) at the first thing that the clearance does not allow as it stands.

    Each dose is that of its level as screening changes it, or less; above the article's only for what is in ``opt_in``.
    """
    if plan.outcome != clearance.outcome:
        raise _differs("outcome", plan.outcome, clearance.outcome)
    codes = [item.work.code for item in plan.items]
    for at, code in enumerate(codes):
        if code in codes[:at]:
            raise _no(f"items[{at}].code", f"{code} once more", "each exercise once a day")
    allows(protocol, clearance, plan)
    for place, work in _works(plan):
        cleared = clearance.of(work.code)
        if cleared is not None:
            _judge_dose(protocol, place, work, cleared, opt_in)


def allows(protocol: Protocol, clearance: Clearance, plan: DayPlan) -> None:
    """What screening alone orders, for a plan under way: an outcome that touches nothing of it changes nothing."""
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


def _judge_dose(protocol: Protocol, place: str, work: Work, cleared: ClearedExercise, opt_in: Collection[str]) -> None:
    exercise = protocol.exercises[work.code]
    most = exercise.article_levels[1]
    if work.level > most and work.code not in opt_in:
        right = f"at most {most}, the article's dose, until going further is chosen for {work.code}"
        raise _no(f"{place}.level", str(work.level), right)
    if work.level > 0 and any(name in protocol.planning.easier_by_change for name in cleared.limits.names):
        raise _differs(f"{place}.level", str(work.level), "0, the easier form")
    dose = make_work(protocol, cleared, work.level)
    at = f"at level {work.level}"
    if work.variant is not dose.variant:
        raise _no(f"{place}.variant", work.variant, f"{dose.variant} {at}")
    for name, found, limit in (
        ("reps", work.reps, dose.reps),
        ("hold_s", work.hold_s, dose.hold_s),
        ("duration_s", work.duration_s, dose.duration_s),
        ("effort", work.effort, dose.effort),
        ("zones", work.zones, dose.zones),
        ("range_factor", work.range_factor, dose.range_factor),
    ):
        if found is not None and limit is None:
            raise _no(f"{place}.{name}", f"{found:g}", f"null {at}")
        if found is not None and limit is not None and found > limit:
            raise _no(f"{place}.{name}", f"{found:g}", f"at most {limit:g} {at}")
    for name, found, limit in (("rest_s", work.rest_s, dose.rest_s), ("tempo", work.tempo, min(dose.tempo, 1.0))):
        if found < limit:
            raise _no(f"{place}.{name}", f"{found:g}", f"at least {limit:g} {at}")


def _works(plan: DayPlan) -> Iterator[tuple[str, Work]]:
    for at, item in enumerate(plan.items):
        yield f"items[{at}]", item.work
        for number, link in enumerate(item.if_it_hurts):
            yield f"items[{at}].if_it_hurts[{number}]", link


def _differs(place: str, found: str, right: str) -> Refused:
    return _no(place, found, right, "by the stored answers ")


def _no(place: str, found: str, right: str, by: str = "") -> Refused:
    return Refused(Why.NOT_NOW, f"plan: {place}: found {found}; {by}right would be {right}")
