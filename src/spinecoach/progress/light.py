"""The traffic light of an exercise and of the morning after (clinical.md 3.2); the worst wins."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from spinecoach.protocol.dosing import MorningRules


class Light(StrEnum):
    """What pain says about an exercise (clinical.md 3.2), the letters of the table of lights."""

    GREEN = "G"
    AMBER = "A"
    RED = "R"
    BLACK = "B"


GRAVE = (Light.RED, Light.BLACK)
LETTERS = {light.value: light for light in Light}
GRAVITY = {light: rank for rank, light in enumerate(Light)}


def light_during(lights: Sequence[str], before: int | None, worst: int | None) -> Light | None:
    """From the table of lights; pain before counts as none when it was not asked, no worst pain gives no light."""
    return None if worst is None else LETTERS[lights[before or 0][worst]]


def light_after(rules: MorningRules, base: int | None, morning: int | None) -> Light:
    """The morning after. One that was not answered is never green; without a usual morning nothing is over it."""
    if morning is None:
        return Light.AMBER
    over = 0 if base is None else morning - base
    return Light.RED if over >= rules.red_over else Light.AMBER if over >= rules.amber_over else Light.GREEN


def worst_of(lights: Iterable[Light]) -> Light:
    """The gravest of them."""
    return max(lights, key=GRAVITY.__getitem__)


def lower_median(values: Sequence[int]) -> int | None:
    """The middle value, the lower one of two; None of nothing."""
    return sorted(values)[(len(values) - 1) // 2] if values else None
