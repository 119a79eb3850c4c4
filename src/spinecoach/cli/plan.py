"""``spinecoach plan``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.padding import Padding

from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.cli.files import read_file
from spinecoach.cli.output import clock, console, indented, plain, print_json
from spinecoach.cli.screen import show_notes, show_outcome
from spinecoach.planning.decide import decide
from spinecoach.planning.wishes import PlaceWish, Wishes
from spinecoach.progress.fold import progress_of
from spinecoach.protocol.exercise import Variant
from spinecoach.protocol.form import ENGLISH, resolve
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.clear import clear
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.questions import Questions
from spinecoach.session.plan import DayPlan, Item, Work
from spinecoach.web.words import dose
from spinecoach.wire.plan import plan_json
from spinecoach.wire.profile import Profile, read_profile

if TYPE_CHECKING:
    from rich.console import Console

INSET = (0, 0, 0, 4)


def plan_day(file: Path, minutes: int | None, place: PlaceWish | None, day: date, *, as_json: bool) -> None:
    """Print the plan of a profile. It judges the file alone, never the record."""
    protocol, questions = catalogue(), packaged_questions()
    text, where = read_file(file)
    profile = read_profile(text, where, protocol, questions, day)
    plan = _plan(protocol, questions, profile, _wishes(profile, minutes, place), day)
    if as_json:
        print_json(plan_json(plan))
    else:
        show_plan(console(), protocol, questions, plan)


def _wishes(profile: Profile, minutes: int | None, place: PlaceWish | None) -> Wishes:
    usual = Wishes()
    return Wishes(
        minutes=usual.minutes if minutes is None else minutes,
        place=place or usual.place,
        equipment=frozenset(profile.equipment),
        pain=profile.pain,
        regions=profile.answers.regions,
    )


def _plan(protocol: Protocol, questions: Questions, profile: Profile, wishes: Wishes, day: date) -> DayPlan:
    clearance = clear(questions, profile.answers, day)
    return decide(protocol, clearance, progress_of(protocol, profile.history, day), wishes, day)


def show_plan(page: "Console", protocol: Protocol, questions: Questions, plan: DayPlan) -> None:
    """The plan for reading: names and sentences, with codes and the ids of rules in brackets behind them."""
    if plan.outcome != Outcome.PROCEED:
        show_outcome(page, questions, Outcome(plan.outcome))
        page.print()
    many = {0: "no exercise", 1: "one exercise"}.get(len(plan.items), f"{len(plan.items)} exercises")
    page.print(f"{clock(plan.seconds)} of {plan.minutes} minutes, {many}", style="bold")
    for item in plan.items:
        _item(page, protocol, item)
    show_notes(page, "Worth knowing", plan.advice)
    if plan.left_out:
        page.print("\nLeft out", style="bold")
    by_reason: dict[str, list[str]] = {}
    for left in plan.left_out:
        named = f"{protocol.exercises[left.code].text[ENGLISH][Variant.STANDARD].name} ({left.code})"
        by_reason.setdefault(" ".join(f"{r.text} ({r.id})" for r in left.reasons), []).append(named)
    for told, these in by_reason.items():
        indented(page, f"{', '.join(these)}: {told}")


def _item(page: "Console", protocol: Protocol, item: Item) -> None:
    work = item.work
    page.print()
    page.print(_named(protocol, work), style="bold")
    page.print(Padding(f"{plain(dose(work, work.sides))}; {_level(work)}; {clock(item.seconds)} in all", INSET))
    for reason in item.reasons:
        page.print(Padding(f"{reason.text} ({reason.id})", INSET), style="dim")
    links = [_named(protocol, link) for link in item.if_it_hurts]
    page.print(Padding(f"If it hurts: {', then '.join([*links, 'rest'])}.", INSET), style="dim")


def _level(work: Work) -> str:
    form = "" if work.variant is Variant.STANDARD else f"{work.variant} form"
    return form if not work.level else ", ".join([f"level {work.level}", *filter(None, [form])])


def _named(protocol: Protocol, work: Work) -> str:
    """``Half head turns (C1)``: the name of the very form."""
    name = resolve(protocol.exercises[work.code], work.variant, work.changes, ENGLISH).words.name
    return f"{name} ({work.code})"
