"""The socket's messages keep their shape both ways."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.session.vocabulary import Beat, Command, Cue, Segment, SegmentKind, SessionEvent, SpokenAt
from spinecoach.wire.errors import WireError
from spinecoach.wire.live import (
    CLIENT_MESSAGE,
    SERVER_MESSAGE,
    CameraMessage,
    ClientMessage,
    ClosedMessage,
    CueMessage,
    EventMessage,
    SegmentMessage,
    ServerMessage,
    StateMessage,
)

numbers = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
cues = st.builds(Cue, t=numbers, id=texts, text=texts)
events = st.builds(SessionEvent, t=numbers, seconds=numbers | st.none(), reason=texts | st.none())
beats = st.builds(Beat, id=texts, offset=numbers, seconds=numbers, text=texts)
spoken = st.builds(SpokenAt, offset=numbers, id=texts, text=texts)
segments = st.builds(
    Segment,
    t=numbers,
    seconds=numbers | st.none(),
    code=texts | st.none(),
    variant=texts | st.none(),
    changes=st.lists(texts, max_size=2).map(tuple),
    title=texts,
    instruction=texts,
    position=texts,
    fetch=texts,
    ahead=texts,
    left_s=numbers,
    beats=st.lists(beats, max_size=2).map(tuple),
    cues=st.lists(spoken, max_size=2).map(tuple),
    region=texts | st.none(),
    reason=texts | st.none(),
    tempo=numbers,
    range_factor=numbers,
)
messages = st.one_of(
    st.builds(
        StateMessage,
        now=numbers,
        rate=numbers,
        id=texts,
        segment=segments,
        done=st.dictionaries(texts, st.integers()),
        can=st.lists(st.sampled_from(Command)).map(tuple),
        type=st.just("state"),
    ),
    st.builds(SegmentMessage, now=numbers, segment=segments, type=st.just("segment")),
    st.builds(EventMessage, event=events, type=st.just("event")),
    st.builds(CueMessage, cue=cues, type=st.just("cue")),
    st.builds(CameraMessage, leads=st.booleans(), text=texts, type=st.just("camera")),
    st.builds(ClosedMessage, reason=texts, type=st.just("closed")),
)


def nulls(value: object) -> bool:
    match value:
        case None:
            return True
        case dict():
            return any(map(nulls, value.values()))
        case list():
            return any(map(nulls, value))
        case _:
            return False


@given(messages)
def test_every_message_to_the_page_comes_back_as_it_went_out_and_carries_no_null(
    message: StateMessage | SegmentMessage | EventMessage | CueMessage | CameraMessage | ClosedMessage,
) -> None:
    text = SERVER_MESSAGE.text(message)
    assert "\n" not in text
    assert not nulls(json.loads(text))
    assert json.loads(text) == SERVER_MESSAGE.plain(message)
    assert SERVER_MESSAGE.read(text, "socket") == message


def test_each_kind_of_message_has_a_type_of_its_own() -> None:
    kinds = get_args(get_args(ServerMessage.__value__)[0])
    assert len(kinds) == 6
    assert len({kind.__dataclass_fields__["type"].default for kind in kinds}) == 6


@given(st.builds(ClientMessage, value=st.integers() | st.none(), sign=texts | st.none()))
def test_every_message_from_the_page_comes_back_as_it_went_out(message: ClientMessage) -> None:
    assert CLIENT_MESSAGE.read(CLIENT_MESSAGE.text(message), "socket") == message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"command": "dance"}', "socket: command: found \"dance\"; right would be 'start', 'pause', "),
        ('{"command": "answered", "value": "6"}', 'socket: value: found "6"; right would be a whole number'),
        ('{"command": "answered", "value": 6.5}', "socket: value: found 6.5; right would be a whole number"),
        ('{"command": "answered", "value": true}', "socket: value: found true; right would be a whole number"),
        ('{"command": "stop", "sign": 3}', "socket: sign: found 3; right would be a text"),
        ('{"command": "stop", "t": 3}', "socket: t: found a key that is not known; right would be leaving it out"),
        ("{}", "socket: command: found nothing; right would be 'start', 'pause', "),
        ("[]", "socket: found []; right would be an object"),
        (
            '{"command":',
            "socket: line 1, column 12: found malformed JSON (expecting value); right would be JSON",
        ),
    ],
)
def test_a_message_that_is_none_is_refused_in_one_line(text: str, line: str) -> None:
    with pytest.raises(WireError) as caught:
        CLIENT_MESSAGE.read(text, "socket")
    assert str(caught.value).startswith(line)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(WireError, match="socket: byte 2: found 0xff; right would be text in UTF-8"):
        CLIENT_MESSAGE.read(b"{ \xff}", "socket")


def test_a_message_to_the_page_is_known_by_its_type() -> None:
    with pytest.raises(WireError, match="socket: found 'type' \"song\"; right would be 'state', 'segment'"):
        SERVER_MESSAGE.read('{"type": "song"}', "socket")
    segment = '"segment": {"kind": "nap"}'
    with pytest.raises(WireError, match=r"socket: segment.segment.t: found nothing; right would be a number \(and"):
        SERVER_MESSAGE.read('{"type": "segment", "now": 1, ' + segment + "}", "socket")


def test_every_kind_of_segment_may_be_sent() -> None:
    for kind in SegmentKind:
        segment = Segment(
            0, kind, None, 0, 1, None, None, (), None, None, 1, None, None, 0, "", "", "", "", "", 0.0
        )  # fmt: skip
        assert f'"kind":"{kind}"' in SERVER_MESSAGE.text(SegmentMessage(0, segment))
