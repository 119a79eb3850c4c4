"""``spinecoach rehearse``."""

from pathlib import Path
from typing import TYPE_CHECKING

from spinecoach.app.catalogue import catalogue
from spinecoach.cli.faults import CliError
from spinecoach.cli.files import read_file
from spinecoach.cli.output import console, emergency_number, print_json, table
from spinecoach.protocol.form import ENGLISH
from spinecoach.session.rehearse import rehearse
from spinecoach.session.script import ScriptError, compile_plan
from spinecoach.session.vocabulary import Cue, EventKind, Output, Segment, SessionEvent
from spinecoach.wire.plan import read_plan
from spinecoach.wire.session import EVENT, outputs_json, read_inputs

if TYPE_CHECKING:
    from rich.table import Table


def rehearse_plan(plan: Path, inputs: Path | None, *, as_json: bool) -> None:
    """Print everything that happens in the plan's session."""
    protocol = catalogue()
    text, where = read_file(plan)
    wanted = read_plan(text, where, protocol)
    given = read_inputs(*read_file(inputs), protocol) if inputs else ()
    try:
        script = compile_plan(protocol, wanted, ENGLISH, emergency_number())
    except ScriptError as fault:
        raise CliError.of(f"{where}: {fault}") from fault
    outputs = rehearse(script, given)
    if as_json:
        print_json(outputs_json(outputs))
        return
    rows = table("time", "", "", right=("time",))
    for output in outputs:
        _row(rows, output)
    console().print(rows)


QUIET = (EventKind.PROGRESSED, EventKind.SET_STARTED)
"""Told by --json alone: they come every second, or with another."""


def _row(rows: "Table", output: Output) -> None:
    match output:
        case SessionEvent() if output.kind not in QUIET:
            rows.add_row(_time(output.t), output.kind.replace("_", " "), _details(output))
        case Cue():
            rows.add_row(_time(output.t), "", f"“{output.text}”", style="dim")
        case SessionEvent() | Segment():
            pass


def _details(event: SessionEvent) -> str:
    told = ("t", "kind", "item", "code", "variant", "level")
    rest = {key: value for key, value in EVENT.fields(event).items() if key not in told}
    form = [f"{event.code} {event.variant}, level {event.level}"] if event.level is not None else []
    values = (f"{key.replace('_', ' ')} {value:g}" if isinstance(value, float) else f"{key.replace('_', ' ')} {value}"
              for key, value in rest.items())  # fmt: skip
    return ", ".join([*form, *values])


def _time(t: float) -> str:
    minutes, seconds = divmod(round(t, 1), 60)
    return f"{minutes:.0f}:{seconds:04.1f}"
