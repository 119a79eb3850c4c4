"""The pain light: how pain during an exercise stands to the pain before it (clinical.md 3.2)."""

from collections.abc import Iterable, Mapping, Sequence

from spinecoach.body import Region

GREEN, AMBER, RED, BLACK = "GARB"
ORDER = "GARB"


def light_of(lights: Sequence[str], before: int | None, during: int) -> str:
    """The table's letter. Pain before that is not known counts as none, and is never green."""
    found = lights[before or 0][during]
    return found if before is not None else worse(found, AMBER)


def worse(*letters: str) -> str:
    """The worst of some lights."""
    return max(letters, key=ORDER.index)


def pain_in(regions: Iterable[Region], pain: Mapping[Region, int]) -> int | None:
    """The worst that is known of these regions, or None."""
    return max((pain[region] for region in regions if region in pain), default=None)
