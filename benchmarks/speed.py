"""How fast the engine is, as a part of the card."""

from collections.abc import Iterator, Mapping
from os import cpu_count, getloadavg
from time import thread_time

from benchmarks import frame_to_count, motion, sessions_a_core, sighting, sockets
from benchmarks.card import Goal, Section
from benchmarks.figure import Figure
from spinecoach.app.analysis import Footage, analyse
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate

P50, P99, P999, SESSIONS = "motion step p50", "motion step p99", "motion step p99.9", "live sessions a core"


def batch_fps() -> Figure:
    """Whole recordings judged one after the other, on one core: frames per second of processor time."""
    frames = spent = 0.0
    for exercise in catalogue().exercises.values():
        made = simulate(catalogue(), Asked(exercise, reps=2))
        footage = Footage(list(made.frames), made.camera.image, made.view.value)
        began = thread_time()
        analyse(exercise, footage)
        spent += thread_time() - began
        frames += len(list(footage.frames))
    return Figure("whole recordings judged", frames / spent, "1/s")


def section() -> Section:
    """Measured, as a part of the card."""
    served = list(sockets.measure())
    figures = [*motion.measure(), batch_fps(), *sighting.measure(), *served, *frame_to_count.measure()]
    rows = [(figure.name, f"{figure.value:,.1f} {figure.unit}") for figure in figures]
    rows += sessions_a_core.rows(served[-1].value)
    found = {key: next(f for f in figures if f.name.split(",")[0].startswith(key) and _own(f, key))
             for key in (P50, P999, SESSIONS)}  # fmt: skip
    return Section(
        "Speed",
        "Processor time of one thread on simulated recordings of all twelve exercises, so that other work on the "
        "machine counts little. Sessions on one core are tried with real servers, each with one client, at 30 frames a "
        "second sent at moments fixed beforehand: as one person has one running session, and a data folder is one "
        "person's, each session is a server process of its own, all on one core, the clients on the other; "
        f"{sessions_a_core.MOST} at most, for the memory's sake. The answer is that to a word sent behind every "
        f"{sessions_a_core.ASKED}th frame, which the server reads when it has judged the frame; a count is told after "
        "its commit, and is told in a row of its own.",
        "nothing is tuned.",
        ("what", "found"),
        tuple(rows),
        tuple(_goals(found)),
    )


def _own(figure: Figure, key: str) -> bool:
    return figure.name.split(",")[0].split(" at ")[0] == key


def _load() -> str:
    return f"load of the machine during the run {getloadavg()[1]:.0f} on {cpu_count()} cores; not measured when idle"


def _goals(found: Mapping[str, Figure]) -> Iterator[Goal]:
    p50, p999, sessions = found[P50].value, found[P999].value, found[SESSIONS].value
    met = p50 <= motion.GOAL_P50_US and p999 <= motion.GOAL_P999_US
    yield Goal(
        "engine step p50 / p99.9",
        f"{motion.GOAL_P50_US:g} / {motion.GOAL_P999_US:g} us",
        f"{p50:.1f} / {p999:.1f} us",
        met,
        "" if met else f"the slowest are the frames in which a way ends and all about it is told; {_load()}",
        ""
        if met
        else "traces as two lists, medians without sorting twice, lines kept ready: p50 13.6 and p99.9 167 us "
        "before, on this machine",
    )
    yield Goal(
        "live sessions a core at 30 fps, engine alone",
        f"{motion.GOAL_SESSIONS:g}",
        f"{sessions:.0f}",
        sessions >= motion.GOAL_SESSIONS,
        "" if sessions >= motion.GOAL_SESSIONS else _load(),
    )
