"""The sheets that a document may be printed on."""

from enum import StrEnum


class Paper(StrEnum):
    """By the name that the typesetter knows it under."""

    A4 = "a4"
    LETTER = "us-letter"


BY_NAME = {"a4": Paper.A4, "letter": Paper.LETTER}
"""As people ask for them."""
