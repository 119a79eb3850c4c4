"""The forms in which everything that is a person's own can be taken out."""

from enum import StrEnum


class Format(StrEnum):
    """By the ending of the option; ``ENDINGS`` has that of the file."""

    JSON = "json"


ENDINGS = {Format.JSON: "json"}
MEDIA = {Format.JSON: "application/json"}
