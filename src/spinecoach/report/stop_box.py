"""The box "stop and call": every stop sign of the programme in a few lines, the gravest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from spinecoach.protocol.form import ENGLISH
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.clearance import Outcome
from spinecoach.session.light import BLACK


@dataclass(frozen=True, slots=True)
class Signs:
    """What to do, and when."""

    do: str
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopBox:
    """``groups`` from the gravest on."""

    title: str
    groups: tuple[Signs, ...]


def stop_box(protocol: Protocol, language: str, emergency_number: str) -> StopBox:
    """All signs of the protocol, and the pain that ends a session."""
    severe = min(row.index(BLACK) for row in protocol.lights if BLACK in row)
    call = _labels(protocol, language, Outcome.EMERGENCY)
    see = _labels(protocol, language, Outcome.URGENT)
    rest = _labels(protocol, language, Outcome.CLINICIAN_FIRST, Outcome.MODIFY)
    return StopBox(
        title="Stop, and call for help",
        groups=(
            Signs(f"Stop and call {emergency_number} now", call),
            Signs("Stop, and see a doctor today or tomorrow", see),
            Signs("Stop this exercise, and ask a clinician if it stays", (f"Pain of {severe} or more of 10", *rest)),
        ),
    )


def _labels(protocol: Protocol, language: str, *outcomes: Outcome) -> tuple[str, ...]:
    signs = [sign for sign in protocol.stop_signs.values() if sign.outcome in outcomes]
    return tuple(_short(sign.label.get(language, sign.label[ENGLISH]) for sign in signs))


def _short(labels: Iterable[str]) -> Iterable[str]:
    return (label.rstrip(".") for label in labels)
