"""The words that every room of the house shares: sides, regions and places of the body."""

from enum import StrEnum


class Side(StrEnum):
    """A side of the person, never of the picture."""

    LEFT = "left"
    RIGHT = "right"


class Region(StrEnum):
    """Where it hurts, in the person's own words. Headache is answered with the neck."""

    NECK = "neck"
    HEADACHE = "headache"
    THORACIC = "thoracic"
    LUMBAR = "lumbar"
