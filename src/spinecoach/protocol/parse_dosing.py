"""Parses ``dosing.toml``: mornings, steps up and down, gaps, retiring, plateau, habit, and the sentences of each."""

from spinecoach.protocol.dosing import (
    Dosing,
    DriftRules,
    GapRules,
    MorningRules,
    PlateauRules,
    RetireRules,
    UpRules,
)
from spinecoach.protocol.parse_sentences import opened, parse_sentences
from spinecoach.protocol.table import Table

GAPS = ("level", "done", "needed", "days", "region")
"""What is filled into a sentence."""
STEPS = (
    *("dose-up", "dose-calm", "dose-ready", "dose-top", "dose-stay", "dose-grow", "dose-short", "dose-lower"),
    *(
        "dose-amber",
        "dose-untold",
        "dose-morning",
        "dose-unanswered",
        "dose-red",
        "dose-softened",
        "dose-substituted",
        "dose-black",
    ),
    *("dose-morning-red", "dose-flare", "dose-drift", "dose-missed", "dose-again", "dose-retired"),
)
"""Rules of a step; each has its sentence."""
ADVICE = ("drift", "plateau", "paused-sick", "paused-holiday", "habit")
TEN = (0, 10)
YEAR = 366


def parse_dosing(top: Table) -> Dosing:
    """The whole file; stand-ins where it has faults."""
    down = opened(top, "down")
    red, flare = down.whole("red", 1, 9), down.whole("flare", 1, 9)
    _close(down)
    start = opened(top, "start")
    level = start.whole("level", 1, 9)
    _close(start)
    habit = opened(top, "habit")
    days = habit.whole("days", 1, YEAR)
    _close(habit)
    dosing = Dosing(
        morning=_morning(top),
        drift=_drift(top),
        up=_up(top),
        red_down=red or 1,
        flare_down=flare or 1,
        start_level=level or 1,
        gap=_gap(top),
        retire=_retire(top),
        plateau=_plateau(top),
        habit_days=days or 1,
        sentences=parse_sentences(top, (*STEPS, *ADVICE), GAPS),
    )
    top.cited()
    top.end()
    return dosing


def _close(table: Table) -> None:
    table.cited()
    table.end()


def _morning(top: Table) -> MorningRules:
    table = opened(top, "morning")
    rules = MorningRules(
        lately=table.whole("lately", 1, YEAR) or 1,
        first=table.whole("first", 1, YEAR) or 1,
        amber_over=table.whole("amber_over", 1, 10) or 1,
        red_over=table.whole("red_over", 1, 10) or 1,
    )
    if rules.red_over < rules.amber_over:
        table.fault("red_over", f"the number {rules.red_over}", f"{rules.amber_over} or more, as amber_over")
    _close(table)
    return rules


def _drift(top: Table) -> DriftRules:
    table = opened(top, "drift")
    rules = DriftRules(
        over=table.whole("over", 1, 10) or 1,
        mornings=table.whole("mornings", 1, YEAR) or 1,
        down=table.whole("down", 0, 9) or 0,
        told_days=table.whole("told_days", 1, YEAR) or 1,
    )
    _close(table)
    return rules


def _up(top: Table) -> UpRules:
    table = opened(top, "up")
    rules = UpRules(
        days=table.whole("days", 1, 28) or 1,
        reps_done=table.number("reps_done", 0, 1) or 0.0,
        effort=table.whole("effort", *TEN) or 0,
        a_week=table.whole("a_week", 1, 7) or 1,
        isometric_a_week=table.whole("isometric_a_week", 1, 7) or 1,
    )
    _close(table)
    return rules


def _gap(top: Table) -> GapRules:
    table, pause = opened(top, "gap"), opened(top, "pause")
    missed = []
    for entry in table.tables("missed"):
        missed.append((entry.whole("from", 1, YEAR) or 1, entry.whole("down", 0, 9) or 0))
        entry.end()
    rules = GapRules(
        missed=tuple(sorted(missed, reverse=True)),
        again_from=table.whole("again_from", 1, YEAR) or 1,
        pause_keeps_days=pause.whole("keeps_days", 0, YEAR) or 0,
    )
    _close(table)
    _close(pause)
    return rules


def _retire(top: Table) -> RetireRules:
    table = opened(top, "retire")
    rules = RetireRules(
        table.whole("reds", 1, 28) or 1, table.whole("of", 1, 28) or 1, table.whole("days", 1, YEAR) or 1
    )
    if rules.of < rules.reds:
        table.fault("of", f"the number {rules.of}", f"{rules.reds} or more, as reds")
    _close(table)
    return rules


def _plateau(top: Table) -> PlateauRules:
    table = opened(top, "plateau")
    rules = PlateauRules(
        days=table.whole("days", 1, YEAR) or 1,
        done=table.whole("done", 1, YEAR) or 1,
        pain_from=table.whole("pain_from", *TEN) or 0,
        told_days=table.whole("told_days", 1, YEAR) or 1,
        change=table.whole("change", 1, 10) or 1,
    )
    _close(table)
    return rules
