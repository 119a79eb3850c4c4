"""How far somebody has come, from the sessions in the record."""

from collections.abc import Sequence
from datetime import date

from spinecoach.app.sessions import Summary
from spinecoach.progress.progress import Light, Progress


def progress_so_far(summaries: Sequence[Summary]) -> Progress:
    """What was done on which day, and the last light of each exercise. ``summaries`` the latest first."""
    done: dict[date, list[str]] = {}
    lights: dict[str, Light] = {}
    for summary in reversed(summaries):
        for exercise in summary.exercises:
            if exercise.anything:
                done.setdefault(summary.day, []).append(exercise.code)
            if exercise.light is not None:
                lights[exercise.code] = Light(exercise.light)
    return Progress(done={day: tuple(dict.fromkeys(codes)) for day, codes in done.items()}, last_light=lights)
