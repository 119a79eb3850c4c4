"""A session's words as JSON: what ``rehearse`` reads and prints, and what the store keeps."""

from collections.abc import Iterable

from spinecoach.protocol.protocol import Protocol
from spinecoach.session.vocabulary import (
    Command,
    Cue,
    Output,
    Question,
    Seen,
    Segment,
    SessionEvent,
    Told,
)
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.errors import WireError, shown
from spinecoach.wire.json_value import JSON
from spinecoach.wire.text import decoded, parsed

EVENT: Adapter[SessionEvent] = Adapter(SessionEvent)
CUE: Adapter[Cue] = Adapter(Cue)
SEGMENT: Adapter[Segment] = Adapter(Segment)
TOLD: Adapter[Told] = Adapter(Told)
SEEN: Adapter[Seen] = Adapter(Seen)


def output_json(output: Output) -> dict[str, JSON]:
    """One line of ``rehearse``: its time ``t``, its ``kind`` (an event's own, ``cue`` or ``segment``), and the rest."""
    match output:
        case SessionEvent():
            return EVENT.fields(output)
        case Cue():
            return {"t": output.t, "kind": "cue", "id": output.id, "text": output.text}
        case Segment():
            return {"t": output.t, "kind": "segment", "segment": SEGMENT.plain(output)}


def read_output(value: JSON, where: str) -> Output:
    """What ``output_json`` wrote. Raises WireError."""
    if not isinstance(value, dict):
        raise WireError(where, "", shown(value), "an object with t and kind")
    match value.get("kind"):
        case "cue":
            return CUE.take({key: part for key, part in value.items() if key != "kind"}, where)
        case "segment":
            return SEGMENT.take(value.get("segment"), where, "segment")
        case _:
            return EVENT.take(value, where)


def read_inputs(text: str | bytes, where: str, protocol: Protocol) -> tuple[Told | Seen, ...]:
    """The inputs of a rehearsal, one JSON object a line, as they stand; empty lines are passed over.

    Raises WireError naming ``where`` and the line.
    """
    if isinstance(text, bytes):
        text = decoded(text, where)
    inputs: list[Told | Seen] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            place = f"{where}: line {number}"
            inputs.append(_input(_line(line, where, number), place, protocol))
    return tuple(inputs)


def _line(line: str, where: str, number: int) -> JSON:
    try:
        return parsed(line, where)
    except WireError as fault:
        column = fault.place.partition(", ")[2]
        place = f"line {number}{f', {column}' if column else ''}"
        raise WireError(where, place, fault.found, fault.right) from fault


def _input(value: JSON, place: str, protocol: Protocol) -> Told | Seen:
    if not isinstance(value, dict) or ("command" in value) == ("motion" in value):
        raise WireError(
            place, "", shown(value), 'an object with t and a command, such as {"t": 30, "command": "hurts"}'
        )
    read: Told | Seen = SEEN.take(value, place) if "motion" in value else TOLD.take(value, place)
    if not 0 <= read.t <= 86_400:
        raise WireError(place, "t", f"{read.t:g}", "seconds from 0 to 86400")
    if isinstance(read, Told):
        _told(read, place, protocol)
    return read


def _told(told: Told, place: str, protocol: Protocol) -> None:
    asks = told.command is Command.ANSWERED
    _belongs(place, "question", told.question, belongs=asks, right="a question", only="answered")
    _belongs(place, "value", told.value, belongs=asks, right="a number", only="answered")
    signs = told.command is Command.STOP_SIGN
    _belongs(place, "sign", told.sign, belongs=signs, right="a stop sign's id", only="stop_sign")
    if told.value is not None:
        high = 1 if told.question is Question.SOFTER else 10
        if not 0 <= told.value <= high:
            raise WireError(place, "value", str(told.value), f"a whole number from 0 to {high}")
    if told.sign is not None and told.sign not in protocol.stop_signs:
        raise WireError(place, "sign", shown(told.sign), f"one of {', '.join(protocol.stop_signs)}")


def _belongs(place: str, name: str, value: object, *, belongs: bool, right: str, only: str) -> None:
    if belongs and value is None:
        raise WireError(place, name, "nothing", right)
    if not belongs and value is not None:
        raise WireError(place, name, shown(value), f"leaving it out, as it belongs to {only}")


def outputs_json(outputs: Iterable[Output]) -> list[JSON]:
    """All of a rehearsal."""
    return [output_json(output) for output in outputs]
