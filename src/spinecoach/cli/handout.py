"""``spinecoach handout``."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from spinecoach.app.catalogue import catalogue
from spinecoach.app.handouts import Sheet, general_handout, plan_handout, sheet_of
from spinecoach.app.today import plan_today
from spinecoach.cli.faults import CliError
from spinecoach.cli.files import read_file, writing
from spinecoach.cli.named import exercise_of
from spinecoach.cli.options import today
from spinecoach.cli.output import console, emergency_number, print_json
from spinecoach.cli.record import opened
from spinecoach.protocol.form import ENGLISH
from spinecoach.report.paper import Paper
from spinecoach.session.script import ScriptError, compile_plan
from spinecoach.wire.plan import read_plan

PDF = ".pdf"


def write_handout(
    out: Path, plan: Path | None, exercises: Sequence[str], paper: Paper, data: Path | None, *, as_json: bool
) -> None:
    """Write the PDF of a plan's file, of single exercises, or of today's stored plan."""
    if not out.name.lower().endswith(PDF) or out.name.lower() == PDF:
        raise CliError("-o", f'"{out}"', f"a file name that ends in {PDF}")
    if plan is not None and exercises:
        raise CliError("--exercise", "it beside --plan", "one of the two")
    if plan is not None:
        made, codes = _of_plan(plan, paper)
    elif exercises:
        made, codes = _of_exercises(exercises, paper)
    else:
        made, codes = _of_today(data, paper)
    with writing(out) as file:
        file.write(made)
    if as_json:
        print_json({"file": str(out), "paper": paper.name.lower(), "exercises": [*codes], "bytes": len(made)})
    else:
        console().print(f"{out}: {', '.join(codes)}")


def _of_plan(file: Path, paper: Paper) -> tuple[bytes, tuple[str, ...]]:
    protocol = catalogue()
    text, where = read_file(file)
    plan = read_plan(text, where, protocol)
    try:
        compile_plan(protocol, plan, ENGLISH, emergency_number())  # what cannot be done is not printed either
    except ScriptError as fault:
        raise CliError.of(f"{where}: {fault}") from fault
    made = plan_handout(protocol, plan, Sheet(paper, today(), ENGLISH, emergency_number()), where)
    return made, tuple(item.work.code for item in plan.items)


def _of_exercises(told: Sequence[str], paper: Paper) -> tuple[bytes, tuple[str, ...]]:
    found = {exercise.code: exercise for exercise in (exercise_of(name, "--exercise") for name in told)}
    protocol = replace(catalogue(), exercises={**catalogue().exercises, **found})
    sheet = Sheet(paper, today(), ENGLISH, emergency_number())
    return general_handout(protocol, found.values(), sheet), tuple(found)


def _of_today(data: Path | None, paper: Paper) -> tuple[bytes, tuple[str, ...]]:
    with opened(data) as practice:
        plan, sheet = plan_today(practice), sheet_of(practice, paper)
        return plan_handout(practice.protocol, plan, sheet, "today's plan"), tuple(i.work.code for i in plan.items)
