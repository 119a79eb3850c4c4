"""What goes over the live session's socket, both ways. The island's types are made from these."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from spinecoach.session.vocabulary import Command, Cue, Question, Segment, SessionEvent
from spinecoach.wire.adapter import Adapter

# ---------------------------------------------------------------- to the page


@dataclass(frozen=True, slots=True)
class StateMessage:
    """Everything a page needs that has just connected.

    ``now`` is the session's time in seconds, ``rate`` its seconds per second of the wall (1 but in tests),
    ``done`` the committed repetitions by exercise code, ``can`` the commands that would not be refused now.
    """

    now: float
    rate: float
    id: str
    segment: Segment
    done: Mapping[str, int]
    can: tuple[Command, ...]
    type: Literal["state"] = "state"


@dataclass(frozen=True, slots=True)
class SegmentMessage:
    """What to play from ``segment.t`` on; ``now`` is the session's time when it was sent."""

    now: float
    segment: Segment
    type: Literal["segment"] = "segment"


@dataclass(frozen=True, slots=True)
class EventMessage:
    """A fact, sent after it was committed."""

    event: SessionEvent
    type: Literal["event"] = "event"


@dataclass(frozen=True, slots=True)
class CueMessage:
    """Something to say at once, outside of the segment's own cues."""

    cue: Cue
    type: Literal["cue"] = "cue"


@dataclass(frozen=True, slots=True)
class CameraMessage:
    """What the camera does for the session at this moment, sent when it changes. ``text`` says it to the person.

    ``leads``: repetitions and holds are counted as they are seen; else the session keeps the time itself.
    """

    leads: bool
    text: str
    type: Literal["camera"] = "camera"


@dataclass(frozen=True, slots=True)
class ClosedMessage:
    """The last message: the session is over, another page took it, or the record failed. ``reason`` is for reading."""

    reason: str
    type: Literal["closed"] = "closed"


ServerMessage = TypeAliasType(
    "ServerMessage",
    Annotated[
        StateMessage | SegmentMessage | EventMessage | CueMessage | CameraMessage | ClosedMessage,
        Field(discriminator="type"),
    ],
)

# ---------------------------------------------------------------- from the page


@dataclass(frozen=True, slots=True)
class ClientMessage:
    """What the person pressed or tapped. The moment is the server's.

    ``target`` is the shown segment's, so that a late press does nothing to what has come since.
    """

    command: Command
    question: Question | None = None
    value: int | None = None
    sign: str | None = None
    target: Annotated[str, Field(max_length=200)] | None = None


SERVER_MESSAGE: Adapter[StateMessage | SegmentMessage | EventMessage | CueMessage | CameraMessage | ClosedMessage] = (
    Adapter(ServerMessage)
)
CLIENT_MESSAGE: Adapter[ClientMessage] = Adapter(ClientMessage)
