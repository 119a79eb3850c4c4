"""`python -m benchmarks.mutants [HOW MANY]`: does a test notice when the motion engine is changed a little?

Changes are drawn by a fixed seed, each is made in a copy of the package, and the engine's tests run on it until one
fails. Writes docs/mutants.md: how many were noticed, and each that was not. What was judged is kept in
artifacts/mutants.json, so that a run goes on where it was broken off.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeAlias

from benchmarks.card import share, table
from benchmarks.mutate import Mutant, mutants

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "src" / "spinecoach" / "motion"
KEPT = ROOT / "artifacts" / "mutants.json"
PAGE = ROOT / "docs" / "mutants.md"
REASONS = ROOT / "benchmarks" / "unnoticed.toml"
TESTS = (
    "tests/motion/test_values_and_state.py",
    "tests/motion/test_filters_by_hand.py",
    "tests/motion/test_faults_and_sides_over_ways.py",
    "tests/motion/test_rest_of_levels.py",
    "tests/motion/test_reach_times.py",
    "tests/motion/test_signals_by_hand.py",
    "tests/motion/test_head_lost.py",
    "tests/motion/test_hand_and_head_meant.py",
    "tests/motion/test_known_body.py",
    "tests/motion/test_placed_in_view.py",
    "tests/motion/test_motion_golden.py",
    "tests/motion/test_hold_live.py",
    "tests/motion/test_motion_invariants.py",
    "tests/motion",
)
"""The quickest and most telling first."""
TOLD = sha256(b"".join(path.read_bytes() for path in sorted((ROOT / "tests" / "motion").glob("*.py")))).hexdigest()
Place: TypeAlias = tuple[str, str, str, str]
SEED, USUAL = 20261122, 200
LONGEST_S = 600
"""A change that makes the tests run for so long has made them hang, and was noticed."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mutant with the file that it changes."""

    file: str
    mutant: Mutant

    @property
    def key(self) -> str:
        """The same for the same change of the same text."""
        return sha256(
            f"{self.file}\n{self.mutant.line}\n{self.mutant.became}\n{self.mutant.source}".encode()
        ).hexdigest()


def drawn(many: int) -> list[Drawn]:
    """So many changes of the engine, by the seed; all where there are no more."""
    every = [
        Drawn(path.name, mutant) for path in sorted(ENGINE.glob("*.py")) for mutant in mutants(path.read_text("utf-8"))
    ]
    return Random(SEED).sample(every, min(many, len(every)))


def judged(one: Drawn) -> str:
    """``killed``, ``survived`` or ``hung``."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "spinecoach"
        shutil.copytree(
            ROOT / "src" / "spinecoach", copy, ignore=shutil.ignore_patterns("static", "built", "__pycache__")
        )
        (copy / "motion" / one.file).write_text(one.mutant.source, "utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *TESTS]
        try:
            ended = subprocess.run(
                command, cwd=ROOT, env={**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"},
                timeout=LONGEST_S, capture_output=True, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return "hung"
    return "killed" if ended.returncode else "survived"


def reasons() -> dict[Place, str]:
    """Why nothing notices a change, by file, what was there, what it became and, where that is not enough, a part of
    its line; the number of a line moves, these seldom do."""
    kept = tomllib.loads(REASONS.read_text("utf-8")).get("unnoticed", [])
    return {(one["file"], one["was"], one["became"], one.get("within", "")): one["why"] for one in kept}


def lines_of(place: Place) -> list[int]:
    """The lines of the engine in which a reason's change can be made."""
    file, was, became, within = place
    text = (ENGINE / file).read_text("utf-8")
    found = [one.line for one in mutants(text) if (cell(one.was), cell(one.became)) == (was, became)]
    return sorted({line for line in found if within in text.splitlines()[line - 1]})


def _why(one: Drawn, why: Mapping[Place, str]) -> str:
    change = one.file, cell(one.mutant.was), cell(one.mutant.became)
    file = ENGINE / one.file
    line = file.read_text("utf-8").splitlines()[one.mutant.line - 1] if file.exists() else ""
    return next((told for place, told in why.items() if place[:3] == change and place[3] in line), "not looked at yet")


def page(day: str, many: int, every: int, found: list[tuple[Drawn, str]], why: Mapping[Place, str]) -> str:
    """The page as Markdown. ``why`` as ``reasons`` gives it; a change without a reason is told as one to look at."""
    counts = {how: sum(1 for _, was in found if was == how) for how in ("killed", "hung", "survived")}
    rows = [
        (
            f"motion/{one.file}:{one.mutant.line}",
            f"`{cell(one.mutant.was)}`",
            f"`{cell(one.mutant.became)}`",
            _why(one, why),
        )
        for one, how in sorted(found, key=lambda pair: (pair[0].file, pair[0].mutant.line))
        if how == "survived"
    ]
    return "\n".join(
        [
            "# What no test of the motion engine notices",
            "",
            "Generated by `make mutants`; nobody writes here by hand (the reasons stand in benchmarks/unnoticed.toml).",
            "Each change below was made to the engine, and all of its tests still passed.",
            "",
            f"Made on {day} with seed {SEED}, Python {platform.python_version()}, spinecoach {version('spinecoach')},",
            f"on the engine whose files add up to {_sum_of_engine()} (SHA-256): {many} of {every} changes (a",
            "comparison, a sign, a number by a quarter, a condition), each in a copy of the package, against",
            "tests/motion.",
            "",
            *table(("what", "found"), [(how, share(number, many)) for how, number in counts.items()]),
            "",
            "## Those that survived",
            "",
            *table(("where", "was", "became", "why nothing notices"), rows),
            "",
        ]
    )


def _sum_of_engine() -> str:
    return sha256(b"".join(path.read_bytes() for path in sorted(ENGINE.glob("*.py")))).hexdigest()[:12]


def cell(text: str) -> str:
    """One line of at most ninety signs, fit for a table."""
    line = " ".join(text.split())
    return (line if len(line) <= 90 else f"{line[:87]}...").replace("|", "\\|")


def run(many: int) -> Iterator[tuple[Drawn, str]]:
    """Judges what was not judged before, and keeps it at once."""
    KEPT.parent.mkdir(exist_ok=True)
    known: dict[str, list[str]] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    chosen = drawn(many)
    # A later test may notice what the tests of that day did not.
    done = {one.key: known[one.key][0] for one in chosen if known.get(one.key, ["survived", ""])[0] != "survived"}
    done |= {one.key: known[one.key][0] for one in chosen if known.get(one.key, ["", ""])[1] == TOLD}
    yield from ((one, done[one.key]) for one in chosen if one.key in done)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        waiting = [one for one in chosen if one.key not in done]
        for one, how in zip(waiting, pool.map(judged, waiting), strict=True):
            known[one.key] = [how, TOLD]
            KEPT.write_text(json.dumps(known), "utf-8")
            yield one, how


def main(words: list[str]) -> int:
    """Exit code 2 where the tests fail on the unchanged engine, which would notice everything."""
    many = int(words[0]) if words else USUAL
    as_it_is = Mutant(0, "", "", (ENGINE / "events.py").read_text("utf-8"))
    if judged(Drawn("events.py", as_it_is)) != "survived":
        print("mutants: found tests that fail as the engine is; right would be tests that pass", file=sys.stderr)
        return 2
    found = []
    for one, how in run(many):
        found.append((one, how))
        print(f"{len(found):4} {how:8} {one.file}:{one.mutant.line} {cell(one.mutant.became)}", flush=True)
    every = sum(1 for path in ENGINE.glob("*.py") for _ in mutants(path.read_text("utf-8")))
    PAGE.write_text(page(datetime.now(UTC).date().isoformat(), len(found), every, found, reasons()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
