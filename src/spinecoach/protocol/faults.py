"""Collects every fault of a data file, so that all are told at once: where, what was found, what would be right."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``str`` gives the one line that a person reads."""

    file: str
    place: str
    found: str
    right: str

    def __str__(self) -> str:
        """``file: place: found ...; right would be ...``."""
        return f"{self.file}: {self.place}: found {self.found}; right would be {self.right}"


@dataclass(slots=True)
class Faults:
    """A growing list of faults of one file. Parsers add to it and go on."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, place: str, found: str, right: str) -> None:
        """Note a fault at ``place`` (dotted, as in the file)."""
        self.found.append(Fault(self.file, place, found, right))


class ProtocolError(ValueError):
    """The data files cannot be used. ``faults`` holds every fault of every file."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
