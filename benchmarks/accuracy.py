"""The accuracy card: everything measured about the camera referee, printed and written to docs/accuracy.md."""

import platform
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter

from benchmarks import keraal, rendered, simulated, speed
from benchmarks.card import Card, Section, markdown
from benchmarks.figure import Figure
from benchmarks.uiprmd import section as kinect

PAGE = Path(__file__).parent.parent / "docs" / "accuracy.md"
NAMED = ("spinecoach", "mediapipe", "numpy")
DATA = (
    ("simulator", "spinecoach.figure, with the noise of docs/noise.md; the seeds stand in benchmarks/simulated.py"),
    ("video/rendered", "28 clips of a rendered woman and man with exact truth, CC0, of ../shared/data"),
    (
        "uiprmd",
        "UI-PRMD, subjects 1-7, public domain, Vakanski et al. 2018, of ../shared/data",
    ),
    ("keraal", "one healthy person, two trials by several systems at once, BSD-2, Nguyen & Devanne, of ../shared/data"),
    ("could not be had", "graded clinical scores with skeletons, a real person's neck exercises on video, real holds"),
)


def real() -> Section:
    """What recordings of real people show; what is missing is said."""
    rows = keraal.rows()
    missing: list[str] = []
    if not rows:
        missing.append("ranges on KERAAL, BlazePose against Vicon: the data is not here")
    return Section(
        "Recordings of real people",
        "KERAAL: one healthy person, one trial of each movement, the line between the shoulders; a range is from the "
        f"{keraal.ENDS[0]:g}th to the {keraal.ENDS[1]:g}th of a hundred frames. The landmarks are those of the data "
        "set, not of our own models; the engine has no part in it. One person is no statistic.",
        "nothing is tuned or fitted.",
        keraal.COLUMNS,
        rows,
        (),
        tuple(missing),
    )


def versions() -> Iterator[tuple[str, str]]:
    """What the figures hold for."""
    yield "Python", f"{platform.python_version()} on {platform.system()}"
    for name in NAMED:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"


def card_of(sections: Sequence[Section], seconds: float) -> Card:
    """The card of what was measured, dated today."""
    return Card(datetime.now(UTC).date().isoformat(), tuple(versions()), DATA, tuple(sections), seconds)


def measure() -> Iterator[Figure]:
    """Print the card, write it, and tell how many goals it meets."""
    began = perf_counter()
    sections = (
        simulated.section(),
        rendered.section(),
        rendered.browser_section(),
        kinect.section(),
        kinect.range_section(),
        real(),
        speed.section(),
    )
    card = card_of(sections, perf_counter() - began)
    text = markdown(card)
    print(text)
    PAGE.write_text(text, encoding="utf-8")
    print(f"accuracy: written to docs/{PAGE.name}", file=sys.stderr)
    goals = [goal for section in sections for goal in section.goals]
    yield Figure(f"accuracy: goals met, of {len(goals)}", sum(goal.met is True for goal in goals), "")
    yield Figure("accuracy: goals not measured", sum(goal.met is None for goal in goals), "")
