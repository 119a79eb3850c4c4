"""The short voice: what leads is said, what explains stands on the page only."""

from dataclasses import replace

from spinecoach.app.running import ServerMessage
from spinecoach.session.vocabulary import Segment
from spinecoach.wire.live import SegmentMessage, StateMessage

EXPLAINING = (".position", ".fetch", ".range_note", ".reminder.")
"""Parts of the ids of cues that explain."""
ALSO = frozenset({"session.keep_breathing", "session.effort_target", "session.smaller_range"})


def brief(message: ServerMessage) -> ServerMessage:
    """The message without the cues that explain. A cue told at once is always said."""
    match message:
        case SegmentMessage() | StateMessage():
            return replace(message, segment=_led(message.segment))
        case _:
            return message


def _led(segment: Segment) -> Segment:
    kept = (cue for cue in segment.cues if cue.id not in ALSO and not any(part in cue.id for part in EXPLAINING))
    return replace(segment, cues=tuple(kept))
