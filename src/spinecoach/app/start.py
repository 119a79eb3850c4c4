"""Starts a session of today's plan: the three taps first, and never a plan that was not seen."""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.app.answer_gate import check
from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.progress_so_far import regions_met
from spinecoach.app.set_wishes import minutes as whole_minutes
from spinecoach.app.tell_pain import tell_pain
from spinecoach.app.today import digest, plan_today
from spinecoach.body import Region
from spinecoach.session.plan import DayPlan


@dataclass(frozen=True, slots=True)
class CheckFirst:
    """The three taps are still to come. ``regions`` are those whose pain matters to the plan."""

    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class GateFirst:
    """Questions are to be answered, or somebody is to be seen, before there is a plan."""


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """The plan is no longer the one that was seen."""


Before = CheckFirst | GateFirst | PlanChanged


def ready_to_start(practice: Practice, seen: str, minutes: str) -> DayPlan | Before:
    """The plan to begin, or what comes before it. ``seen`` names the plan on the page, empty for one not shown yet.

    ``minutes`` is the person's wish for this once, empty for the usual. Raises Refused, StoreError.
    """
    found = gate(practice)
    if found.closed or not found.answered:
        return GateFirst()
    plan = plan_today(practice, whole_minutes(minutes) if minutes else None)
    if found.status.check_due:
        return CheckFirst(_regions(practice, plan))
    if not plan.items or (seen and digest(plan) != seen):
        return PlanChanged()
    return plan


def keep_check(practice: Practice, *, new: bool, dizzy: bool, pain: Mapping[str, object]) -> None:
    """Keep the three taps. Raises Refused, StoreError."""
    told = tell_pain(practice, pain) if pain else practice.me().pain_on(practice.clock.today())
    check(practice, new=new, dizzy=dizzy, pain=told)


def _regions(practice: Practice, plan: DayPlan) -> tuple[Region, ...]:
    """Those the person came for, and one of each complex that the plan holds or that their pain would bring in."""
    protocol, codes = practice.protocol, {item.work.code for item in plan.items}
    met = regions_met(protocol, codes, practice.me().wishes.regions)
    beside = {other for region in met for other in protocol.linked[protocol.region_complex[region]]}
    return regions_met(protocol, [c for c, e in protocol.exercises.items() if e.complex in beside], met)


def strong(practice: Practice, pain: Mapping[str, str]) -> bool:
    """Whether this pain makes another plan, which is to be seen before it begins."""
    least = practice.protocol.planning.pain.easier_from
    return any(value.isdigit() and int(value) >= least for value in pain.values())
