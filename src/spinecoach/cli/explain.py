"""``spinecoach explain``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from spinecoach.app.explain_day import Begun, DayExplained, explain_day
from spinecoach.app.practice import Practice
from spinecoach.cli.output import console, print_json
from spinecoach.cli.plan import show_plan
from spinecoach.cli.record import opened
from spinecoach.cli.screen import show_notes, show_outcome
from spinecoach.wire.plan import plan_json

if TYPE_CHECKING:
    from rich.console import Console


def explain_plan(data: Path | None, day: date, *, as_json: bool) -> None:
    """Print why the plan of ``day`` was what it was. A folder without a record is left as it is."""
    with opened(data) as practice:
        _print(explain_day(practice, day), practice, as_json=as_json)


def _print(found: DayExplained, practice: Practice, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "day": found.day.isoformat(),
                "plan": plan_json(found.plan) if found.plan else None,
                "why_not": found.why_not or None,
                "sessions": [
                    {
                        "id": begun.id,
                        "begun_at": begun.begun_at.isoformat(),
                        "plan": plan_json(begun.plan) if begun.plan else None,
                        "same": begun.same,
                    }
                    for begun in found.sessions
                ],
            }
        )
        return
    page = console()
    for begun in found.sessions:
        _session(page, practice, begun)
    if found.closed is not None:
        show_outcome(page, practice.questions, found.closed.outcome)
        show_notes(page, "Why", found.closed.reasons)
    elif found.plan is None:
        page.print(found.why_not)
    elif not (found.sessions and found.sessions[-1].plan == found.plan):
        page.print(f"The plan of {found.day} by the record as it stood last", style="bold")
        show_plan(page, practice.protocol, practice.questions, found.plan)


def _session(page: "Console", practice: Practice, begun: Begun) -> None:
    page.print(f"The session begun at {begun.begun_at.astimezone():%H:%M}", style="bold")
    if begun.plan is None:
        page.print("Its plan names what the programme no longer has.")
    else:
        show_plan(page, practice.protocol, practice.questions, begun.plan)
        same = "The record as it stood then gives the same plan again."
        other = (
            "The record as it stood then gives another plan now: the programme has changed, or a program sent this one."
        )
        page.print(f"\n{same if begun.same else other}", style="dim")
    page.print()
