"""A day's plan as JSON, by the contract: each item is one flat object."""

import json

from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.protocol.protocol import Protocol
from spinecoach.session.plan import DayPlan, Item, Reason, Work
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.errors import WireError, dotted, shown
from spinecoach.wire.json_value import JSON
from spinecoach.wire.plan_check import check
from spinecoach.wire.text import parsed

PLAN = 1
"""The version of the form. A newer one is refused."""

_PLAN: Adapter[DayPlan] = Adapter(DayPlan, unseen=frozenset({"work"}))
_WORK: Adapter[Work] = Adapter(Work)
_REASONS: Adapter[tuple[Reason, ...]] = Adapter(tuple[Reason, ...])
_WORK_KEYS = frozenset(Work.__dataclass_fields__)
_ITEM_KEYS = frozenset(Item.__dataclass_fields__) - {"work"}


def plan_json(plan: DayPlan) -> dict[str, JSON]:
    """The plan as plain JSON. Keys of the contract are always there, null where they say nothing."""
    whole = _PLAN.fields(plan, nones=True)
    return {
        "plan": PLAN,
        "day": whole["day"],
        "outcome": plan.outcome,
        "minutes": plan.minutes,
        "seconds": plan.seconds,
        "items": [_item(item) for item in plan.items],
        "left_out": whole["left_out"],
        "pain": whole["pain"],
        "advice": whole["advice"],
    }


def plan_text(plan: DayPlan) -> str:
    """The plan as one line of JSON."""
    return json.dumps(plan_json(plan), ensure_ascii=False)


def read_plan(text: str | bytes, where: str, protocol: Protocol) -> DayPlan:
    """The plan that ``text`` holds, whoever wrote it. Raises WireError naming ``where``."""
    return take_plan(parsed(text, where), where, protocol)


def take_plan(value: JSON, where: str, protocol: Protocol) -> DayPlan:
    """The plan that plain JSON holds, checked against the programme. Raises WireError naming ``where``.

    A link of ``if_it_hurts`` that gives its code and variant alone is done at the lowest level of that variant.
    """
    if not isinstance(value, dict):
        raise WireError(where, "", shown(value), f'a plan: an object with "plan": {PLAN}')
    version = value.get("plan")
    if version is None or isinstance(version, bool) or version != PLAN:
        found = shown(version) if "plan" in value else "nothing"
        newer = isinstance(version, int) and version > PLAN
        raise WireError(where, "plan", found, f"{PLAN}{', or a newer spinecoach' if newer else ''}")
    rest = {key: part for key, part in value.items() if key != "plan"}
    items = rest.get("items")
    if isinstance(items, list):
        rest["items"] = [_nested(item, (where, ("items", at)), protocol) for at, item in enumerate(items)]
    plan = _PLAN.take(rest, where)
    check(plan, where, protocol)
    return plan


def lowest_level(exercise: Exercise, variant: Variant) -> int | None:
    """The lowest level whose form is ``variant``; None when the exercise has no such level."""
    return min((level for level, dose in exercise.levels.items() if dose.variant is variant), default=None)


def work_at(exercise: Exercise, level: int) -> Work:
    """One level's dose as the protocol has it, without any limits."""
    dose = exercise.levels[level]
    return Work(
        code=exercise.code,
        variant=dose.variant,
        level=level,
        reps=dose.reps,
        hold_s=dose.hold_s,
        rest_s=dose.rest_s,
        effort=dose.effort,
        sides=exercise.sides,
        zones=dose.zones,
        duration_s=dose.duration_s,
    )


def _item(item: Item) -> JSON:
    return {
        **_WORK.fields(item.work, nones=True),
        "seconds": item.seconds,
        "reasons": _REASONS.plain(item.reasons),
        "if_it_hurts": [_WORK.plain(link, nones=True) for link in item.if_it_hurts],
    }


Spot = tuple[str, tuple[int | str, ...]]


def _nested(item: JSON, spot: Spot, protocol: Protocol) -> JSON:
    """A flat item as the core has it: its own keys apart from those of its work. Faults are left to the adapter."""
    if not isinstance(item, dict):
        return item
    if "work" in item:
        raise WireError(spot[0], f"{dotted(spot[1])}.work", "a key that is not known", "leaving it out")
    work = {key: part for key, part in item.items() if key in _WORK_KEYS}
    rest = {key: part for key, part in item.items() if key not in _WORK_KEYS}
    links = rest.get("if_it_hurts", [])
    if isinstance(links, list):
        links = [_filled(link, (spot[0], (*spot[1], "if_it_hurts", at)), protocol) for at, link in enumerate(links)]
    return {"reasons": [], **rest, "if_it_hurts": links, "work": work}


def _filled(link: JSON, spot: Spot, protocol: Protocol) -> JSON:
    if not isinstance(link, dict) or "level" in link:
        return link
    code, variant = link.get("code"), link.get("variant")
    if not isinstance(code, str) or variant not in list(Variant):
        return link
    exercise = protocol.exercises.get(code)
    if exercise is None:
        raise WireError(spot[0], f"{dotted(spot[1])}.code", shown(code), f"one of {', '.join(protocol.exercises)}")
    level = lowest_level(exercise, Variant(variant))
    if level is None:
        right = " or ".join(sorted({dose.variant for dose in exercise.levels.values()}))
        raise WireError(spot[0], f"{dotted(spot[1])}.variant", shown(variant), right)
    return {**_WORK.fields(work_at(exercise, level)), **link}
