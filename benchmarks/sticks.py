"""Recordings of the simulator as stick figures: what the landmarks say, to be looked at beside the drawings."""

from collections.abc import Iterator

from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate
from spinecoach.body import Frame, Landmark
from spinecoach.protocol.exercise import Exercise

BONES = (
    (11, 13), (13, 15), (12, 14), (14, 16), (11, 12), (11, 23), (12, 24), (23, 24), (23, 25), (25, 27), (24, 26),
    (26, 28), (27, 31), (28, 32), (27, 29), (28, 30), (15, 19), (15, 17), (15, 21), (16, 20), (16, 18), (16, 22),
    (0, 2), (0, 5), (2, 7), (5, 8), (9, 10),
)  # fmt: skip
"""Left ones are drawn blue, right ones orange, doubted ones faint."""


def sticks() -> Iterator[tuple[str, str]]:
    """Each exercise at rest and where it goes, and each of its faults while it is made."""
    for exercise in catalogue().exercises.values():
        faults = exercise.movement.faults.items() if exercise.movement else ()
        yield from _pictures(exercise, None)
        for name, fault in faults:
            if not fault.unseen:
                yield from _pictures(exercise, name)


def _pictures(exercise: Exercise, fault: str | None) -> Iterator[tuple[str, str]]:
    made = simulate(catalogue(), Asked(exercise, fault=fault, reps=2, fps=10.0))
    frames = [frame for frame in made.frames if frame.points]
    if fault is not None:
        begun, over = made.truth.faults[0].start, made.truth.faults[0].end
        moments = {fault: begun + 0.3 * (over - begun)}
    else:
        holds = made.truth.holds
        moments = {"rest": 0.0, "hold": holds[0].start + 0.1} if holds else {"rest": 0.0, "way": 0.3 * made.seconds}
    for name, t in moments.items():
        frame = min(frames, key=lambda f: abs(f.t - t))
        yield f"{exercise.code} {name} at {frame.t:.1f} s", drawn(frame, made.camera.image)


def drawn(frame: Frame, image: tuple[int, int]) -> str:
    """One frame as SVG."""
    wide, high = image
    lines = []
    for a, b in BONES:
        p, q = frame.points[a], frame.points[b]
        sides = {Landmark(mark).name.split("_")[0] for mark in (a, b)}
        colour = {frozenset({"LEFT"}): "#2563c9", frozenset({"RIGHT"}): "#c9541d"}.get(frozenset(sides), "#888")
        lines.append(
            f'<path d="M{p.x * wide:.1f} {p.y * high:.1f}L{q.x * wide:.1f} {q.y * high:.1f}" stroke="{colour}" '
            f'stroke-opacity="{0.2 + 0.8 * min(p.visibility, q.visibility):.2f}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" fill="none" stroke-width="4" '
        f'stroke-linecap="round">{"".join(lines)}</svg>'
    )
