"""`python -m benchmarks [NAME ...]`: measure and print. Without names, everything."""

import sys
from collections.abc import Callable, Iterable

from benchmarks import (
    accuracy,
    clips,
    exports,
    figure_pose,
    gate,
    handouts,
    live_page,
    motion,
    moving_figure,
    noise_fit,
    planning,
    proofs,
    server,
    session_step,
    sighting,
    ten_years,
    year,
)
from benchmarks.figure import Figure

ALL: dict[str, Callable[[], Iterable[Figure | str]]] = {
    "session": session_step.measure,
    "gate": gate.measure,
    "planning": planning.measure,
    "proofs": proofs.measure,
    "sighting": sighting.measure,
    "exports": exports.measure,
    "year": year.measure,
    "years": ten_years.measure,
    "server": server.measure,
    "page": live_page.measure,
    "moving": moving_figure.measure,
    "pose": figure_pose.measure,
    "noise": noise_fit.measure,
    "motion": motion.measure,
    "clips": clips.measure,
    "accuracy": accuracy.measure,
    "handout": handouts.measure,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"benchmarks: found {unknown[0]!r}; right would be one of {', '.join(ALL)}", file=sys.stderr)
        return 2
    for name in names or ALL:
        for figure in ALL[name]():
            print(figure, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
