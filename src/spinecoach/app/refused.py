"""What a use case answers when it will not do what was asked: one line, and why by kind."""

from enum import StrEnum


class Why(StrEnum):
    """The kind of refusal; a door turns it into its own code (HTTP status, exit code)."""

    WRONG = "wrong"
    """The request itself cannot be right."""
    UNKNOWN = "unknown"
    """There is no such thing."""
    NOT_NOW = "not_now"
    """Right in itself, but not in the present state."""
    BROKEN = "broken"
    """The record cannot be read or written."""


class Refused(Exception):  # noqa: N818 - it names what happened, as the rest of the house does
    """A refusal that a person can read: where, what was found, what would be right.

    ``do`` says the same on a page: what is needed now, and nothing else.
    """

    def __init__(self, why: Why, line: str, do: str = "") -> None:
        super().__init__(line)
        self.why = why
        self.line = line
        self.do = do or _needed(line)


def _needed(line: str) -> str:
    """``minutes: found 'x'; right would be a number`` as ``Minutes: this needs a number.``"""
    where, found, rest = line.replace("_", " ").partition(": found ")
    right = rest.partition("; right would be ")[2]
    return f"{where[:1].upper()}{where[1:]}: this needs {right}." if found and right else line
