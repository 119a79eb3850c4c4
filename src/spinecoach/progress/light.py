"""The traffic light of an exercise and of the morning after (clinical.md 3.2); the worst wins."""

from collections.abc import Iterable, Sequence

from spinecoach.progress.progress import Light

LATELY = 7
"""Mornings that make up the usual one."""
AMBER_OVER, RED_OVER = 1, 2
"""A morning this much over the usual one."""


def light_during(lights: Sequence[str], before: int | None, worst: int | None) -> Light | None:
    """From the table of lights; pain before counts as none when it was not asked, no worst pain gives no light."""
    return None if worst is None else Light(lights[before or 0][worst])


def light_after(base: int | None, morning: int | None) -> Light:
    """The morning after. One that was not answered is never green; without a usual morning nothing is over it."""
    if morning is None:
        return Light.AMBER
    over = 0 if base is None else morning - base
    return Light.RED if over >= RED_OVER else Light.AMBER if over >= AMBER_OVER else Light.GREEN


def worst_of(lights: Iterable[Light]) -> Light:
    """The gravest of them."""
    return max(lights, key=list(Light).index)


def lower_median(values: Sequence[int]) -> int | None:
    """The middle value, the lower one of two; None of nothing."""
    return sorted(values)[(len(values) - 1) // 2] if values else None
