"""``spinecoach explain``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from spinecoach.app.explain_day import Begun, DayExplained, explain_day, explained_json
from spinecoach.app.practice import Practice
from spinecoach.cli.output import console, print_json
from spinecoach.cli.plan import show_plan
from spinecoach.cli.record import opened
from spinecoach.cli.screen import show_notes, show_outcome
from spinecoach.report.handout import day_told

if TYPE_CHECKING:
    from rich.console import Console


def explain_plan(data: Path | None, day: date | None, *, as_json: bool) -> None:
    """Print why the plan of ``day``, or of today, was what it was. A folder without a record is left as it is."""
    with opened(data) as practice:
        found = explain_day(practice, day or practice.clock.today())
        if as_json:
            print_json(explained_json(found))
        else:
            _show(console(), practice, found)


def _show(page: "Console", practice: Practice, found: DayExplained) -> None:
    for begun in found.sessions:
        _session(page, practice, begun)
    past = found.day < practice.clock.today()
    if found.closed is not None:
        if past:
            page.print(f"On {day_told(found.day)} your answers closed every exercise. They asked for this:\n")
        show_outcome(page, practice.questions, found.closed.outcome)
        show_notes(page, "Why", found.closed.reasons)
    elif found.plan is None:
        page.print(
            f"By the record at the end of the day: {found.why_not}" if past and found.sessions else found.why_not
        )
    elif not (found.sessions and found.sessions[-1].plan == found.plan):
        if past and not found.sessions:
            page.print(f"No session was begun on {day_told(found.day)}.")
        stood = "stood at the end of the day" if past else "stands now"
        page.print(f"The plan of {day_told(found.day)} by the record as it {stood}", style="bold")
        show_plan(page, practice.protocol, practice.questions, found.plan)


def _session(page: "Console", practice: Practice, begun: Begun) -> None:
    page.print(f"The session begun at {begun.begun_at.astimezone():%H:%M}", style="bold")
    if begun.plan is None:
        page.print("Its plan names what the programme no longer has.")
    else:
        show_plan(page, practice.protocol, practice.questions, begun.plan)
        same = "The record as it stood then gives the same plan again."
        other = (
            "Made again today from the record as it stood then, the plan would be another one: the rules have changed "
            "since, or another program had sent this plan."
        )
        page.print(f"\n{same if begun.same else other}", style="dim")
    page.print()
