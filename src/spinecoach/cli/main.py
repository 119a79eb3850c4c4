"""The command ``spinecoach``: what it can do, and the one way in which it fails."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from spinecoach.app.formats import Format
from spinecoach.cli.faults import CliError, line_of, one_line
from spinecoach.cli.options import day_of, minutes_of, paper_of, place_of, port_of, today, view_of, word_of
from spinecoach.cli.simulate import simulate
from spinecoach.cli.usage import usage_told
from spinecoach.planning.wishes import PlaceWish
from spinecoach.protocol.movement import View
from spinecoach.report.paper import Paper

FAILED = 2
CTRL_C = 130

Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
Day = Annotated[
    date | None,
    typer.Option("--date", parser=day_of, metavar="DATE", help="The day, as 2026-09-14; today if left out."),
]
Data = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where your data lies; SPINECOACH_DATA, or your home, if left out.")
]

app = typer.Typer(
    name="spinecoach",
    help="A self-care movement coach for general spine mobility and wellbeing, on your own machine.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def spinecoach(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """A self-care movement coach for general spine mobility and wellbeing, on your own machine."""
    if version:
        from importlib.metadata import version as version_of  # noqa: PLC0415 - slow, and rarely asked for

        typer.echo(f"spinecoach {version_of('spinecoach')}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(metavar="HOST", help="Where to listen; beyond this machine only with a passphrase.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(parser=port_of, metavar="PORT", help="SPINECOACH_PORT, or 8420, if left out.")
    ] = None,
    data: Data = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
) -> None:
    """Serve the pages until Ctrl+C."""
    from spinecoach.cli.serve import serve_pages  # noqa: PLC0415 - each command loads what it needs alone

    serve_pages(host, port, data, open_browser=not no_browser)


@app.command()
def exercises(json: Json = False) -> None:
    """List the twelve exercises."""
    from spinecoach.cli.exercises import list_exercises  # noqa: PLC0415

    list_exercises(as_json=json)


@app.command()
def screen(
    answers: Annotated[Path, typer.Option(metavar="FILE", help="Safety answers as JSON; - reads standard input.")],
    day: Day = None,
    json: Json = False,
) -> None:
    """Judge a file of safety answers."""
    from spinecoach.cli.screen import judge_answers  # noqa: PLC0415

    judge_answers(answers, day or today(), as_json=json)


@app.command()
def plan(
    profile: Annotated[Path, typer.Option(metavar="FILE", help="Who it is for, as JSON; - reads standard input.")],
    minutes: Annotated[
        int | None, typer.Option(parser=minutes_of, metavar="N", help="How long it may take; 10 if left out.")
    ] = None,
    place: Annotated[
        PlaceWish | None,
        typer.Option(parser=place_of, metavar="chair|floor|any", help="Floor includes the chair; any if left out."),
    ] = None,
    day: Day = None,
    json: Json = False,
) -> None:
    """Plan a day for a profile."""
    from spinecoach.cli.plan import plan_day  # noqa: PLC0415

    plan_day(profile, minutes, place, day or today(), as_json=json)


@app.command()
def explain(
    day: Day = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Tell why a day's plan was what it was."""
    from spinecoach.cli.explain import explain_plan  # noqa: PLC0415

    explain_plan(data, day, as_json=json)


@app.command()
def rehearse(
    plan: Annotated[
        Path, typer.Option(metavar="FILE", help="A plan as `plan --json` prints it; - reads standard input.")
    ],
    inputs: Annotated[Path | None, typer.Option(metavar="FILE", help="What happens, one JSON object a line.")] = None,
    json: Json = False,
) -> None:
    """Run a plan's session without waiting."""
    from spinecoach.cli.rehearse import rehearse_plan  # noqa: PLC0415

    rehearse_plan(plan, inputs, as_json=json)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="An exercise's data file.")],
    json: Json = False,
) -> None:
    """Tell every fault of an exercise's file."""
    from spinecoach.cli.check import check_exercise_file  # noqa: PLC0415

    check_exercise_file(file, as_json=json)


@app.command()
def handout(
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE.pdf", help="Where the PDF goes.")],
    plan: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A plan as `plan --json` prints it; today's if left out.")
    ] = None,
    exercise: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A general sheet of this exercise; may be repeated.")
    ] = None,
    paper: Annotated[
        Paper | None, typer.Option(parser=paper_of, metavar="a4|letter", help="The sheet; a4 if left out.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Print a plan or exercises on paper, as a PDF."""
    from spinecoach.cli.handout import write_handout  # noqa: PLC0415

    write_handout(out, plan, exercise or [], paper or Paper.A4, data, as_json=json)


@app.command()
def export(
    form: Annotated[
        Format,
        typer.Option("--format", parser=word_of("--format", Format), metavar="|".join(Format), help="What it is."),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="Where to; - writes to standard output.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an older file.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Write everything that is yours to a file.

    json is all of it, for `import`; csv is a zip of tidy tables, units in their headers; fhir is an R4B bundle;
    ics is your calendar; pdf is one page for a clinician. The page of reminders can also give the calendar a secret
    address to follow, which whoever knows it and reaches this computer can read.
    """
    from spinecoach.cli.export import export_record  # noqa: PLC0415

    export_record(form, out, data, replace=replace, as_json=json)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `export --format json` wrote.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Fill an empty record with an export."""
    from spinecoach.cli.take_in import import_file  # noqa: PLC0415

    import_file(file, data, as_json=json)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an older backup.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Copy the record to one file, also while it is served."""
    from spinecoach.cli.take_in import back_up  # noqa: PLC0415

    back_up(file, data, replace=replace, as_json=json)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `backup` wrote.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Put a backup in the place of the record, also while it is served."""
    from spinecoach.cli.take_in import restore  # noqa: PLC0415

    restore(file, data, as_json=json)


@app.command()
def forget(
    everything: Annotated[bool, typer.Option("--everything", help="All of it; nothing less can be forgotten.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Remove all that is yours; nothing brings it back."""
    from spinecoach.cli.forget import forget_everything  # noqa: PLC0415

    if not everything:
        raise CliError("spinecoach forget", "no option", "--everything, which takes all of it")
    forget_everything(data, yes=yes, as_json=json)


@app.command()
def remind(
    install: Annotated[
        bool, typer.Option("--install", help="Let your desktop's timer look every few minutes.")
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take that timer away again.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Look once whether a reminder is right now, and send it."""
    from spinecoach.cli import remind as reminding  # noqa: PLC0415

    if install and remove:
        raise CliError("spinecoach remind", "--install and --remove", "one of them")
    if install:
        reminding.install(data)
    elif remove:
        reminding.remove()
    else:
        reminding.remind_now(data, as_json=json)


app.command()(simulate)


@app.command()
def models(json: Json = False) -> None:
    """Set up the camera's models, once."""
    from spinecoach.cli.models import set_models_up  # noqa: PLC0415

    set_models_up(as_json=json)


@app.command()
def analyze(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A replay file, .jsonl or .jsonl.gz, or a video, such as .mp4.")
    ],
    exercise: Annotated[str, typer.Option(metavar="ID", help="Which exercise: its code or id, or FILE.toml.")],
    view: Annotated[
        View | None,
        typer.Option(parser=view_of, metavar="V", help="Of a video: front or side; the exercise's own if left out."),
    ] = None,
    json: Json = False,
) -> None:
    """Count, time and measure what a camera saw of an exercise."""
    from spinecoach.cli.analyze import analyze_file  # noqa: PLC0415

    analyze_file(file, exercise, view, as_json=json)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command. The exit code: 0, or 2 with one line on standard error. Never a traceback."""
    try:
        given = None if arguments is None else list(arguments)
        if app(args=given, prog_name="spinecoach", standalone_mode=False) == CTRL_C:
            raise KeyboardInterrupt  # noqa: TRY301 - Typer has made a number of it
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # The reader has seen enough (Typer leaves by SystemExit then). Python's own last flush must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except TyperException as fault:
        return _failed(str(usage_told(fault)))
    except (Exception, KeyboardInterrupt) as fault:
        if os.environ.get("SPINECOACH_TRACEBACK"):
            raise
        unforeseen = (
            f"spinecoach: found {type(fault).__name__}: {fault}; right would be no such fault: please report it"
        )
        return _failed(line_of(fault) or unforeseen)
    return 0


def _failed(line: str) -> int:
    sys.stderr.write(f"{one_line(line)}\n")
    return FAILED
