"""Events, cues, segments and the inputs of a rehearsal as JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.body import Side
from spinecoach.session.vocabulary import (
    Beat,
    Command,
    Cue,
    EventKind,
    Motion,
    Output,
    Question,
    Seen,
    Segment,
    SegmentKind,
    SessionEvent,
    SpokenAt,
    Told,
)
from spinecoach.wire.errors import WireError
from spinecoach.wire.session import SEEN, TOLD, output_json, outputs_json, read_inputs, read_output

PROTOCOL = catalogue()
numbers = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
some = texts | st.none()
counts = st.integers() | st.none()

events = st.builds(
    SessionEvent,
    t=numbers,
    kind=st.sampled_from(EventKind),
    item=counts,
    code=some,
    variant=some,
    level=counts,
    side=st.none() | st.sampled_from(Side),
    zone=counts,
    rep=counts,
    seconds=numbers | st.none(),
    by=some,
    question=st.none() | st.sampled_from(Question),
    value=counts,
    region=some,
    light=some,
    reason=some,
    row=some,
    row_item=some,
    reps_done=counts,
    reps_planned=counts,
    pain_before=counts,
    pain_worst=counts,
    effort=counts,
)
segments = st.builds(
    Segment,
    t=numbers,
    kind=st.sampled_from(SegmentKind),
    seconds=numbers | st.none(),
    code=some,
    variant=some,
    changes=st.lists(texts, max_size=2).map(tuple),
    title=texts,
    instruction=texts,
    position=texts,
    fetch=texts,
    ahead=texts,
    left_s=numbers,
    beats=st.lists(st.builds(Beat, texts, numbers, numbers, st.none() | st.sampled_from(Side), st.booleans(), texts))
    .map(tuple),
    cues=st.lists(st.builds(SpokenAt, numbers, texts, texts)).map(tuple),
    region=some,
    reason=some,
    tempo=numbers,
    range_factor=numbers,
)  # fmt: skip
outputs = events | segments | st.builds(Cue, numbers, texts, texts)


@given(outputs)
def test_every_output_comes_back_as_it_went_out(output: Output) -> None:
    written = json.loads(json.dumps(output_json(output)))
    assert written["t"] == output.t
    assert read_output(written, "line 1") == output


def test_an_event_leaves_out_what_does_not_belong_to_it() -> None:
    assert outputs_json(
        [SessionEvent(12.5, EventKind.REP_COUNTED, code="X1", rep=3, side=Side.LEFT), Cue(13, "turn", "Turn.")]
    ) == [
        {"t": 12.5, "kind": "rep_counted", "code": "X1", "rep": 3, "side": "left"},
        {"t": 13, "kind": "cue", "id": "turn", "text": "Turn."},
    ]


def test_no_event_is_called_as_a_cue_or_a_segment() -> None:
    assert not {"cue", "segment"} & set(EventKind)


@pytest.mark.parametrize("value", [3, None, {"t": 1}, {"t": 1, "kind": "song"}, {"t": 1, "kind": "segment"}])
def test_what_is_no_output_is_refused(value: object) -> None:
    with pytest.raises(WireError, match=r"^line 1: "):
        read_output(value, "line 1")  # type: ignore[arg-type]


def told(t: float, command: Command) -> Told:
    match command:
        case Command.ANSWERED:
            return Told(t, command, Question.PAIN, 6)
        case Command.STOP_SIGN:
            return Told(t, command, sign=next(iter(PROTOCOL.stop_signs)))
        case _:
            return Told(t, command)


inputs = st.one_of(
    st.builds(told, st.floats(0, 86_400), st.sampled_from(Command)),
    st.builds(Seen, st.floats(0, 86_400), st.sampled_from(Motion), numbers | st.none(), some),
)


@given(st.lists(inputs))
def test_every_input_comes_back_as_it_went_out(written: list[Told | Seen]) -> None:
    lines = [SEEN.text(one) if isinstance(one, Seen) else TOLD.text(one) for one in written]
    assert read_inputs("\n\n".join(lines), "in.jsonl", PROTOCOL) == tuple(written)


def test_the_contracts_inputs_are_read() -> None:
    lines = b"""
        {"t": 30.0, "command": "hurts"}
        {"t": 31, "command": "answered", "question": "pain", "value": 6}
        {"t": 32, "command": "count_rep"}
        {"t": 33, "motion": "rep_counted"}
    """
    assert read_inputs(lines, "in.jsonl", PROTOCOL) == (
        Told(30.0, Command.HURTS),
        Told(31, Command.ANSWERED, Question.PAIN, 6),
        Told(32, Command.COUNT_REP),
        Seen(33, Motion.REP_COUNTED),
    )
    assert read_inputs("", "in.jsonl", PROTOCOL) == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 2, column 2: found malformed JSON"),
        ("[]", "line 2: found []; right would be an object with t and a command"),
        ('{"t": 3}', 'line 2: found {"t": 3}; right would be an object with t and a command'),
        ('{"command": "pause"}', "line 2: t: found nothing; right would be a number"),
        ('{"t": "3", "command": "pause"}', 'line 2: t: found "3"; right would be a number'),
        ('{"t": -1, "command": "pause"}', "line 2: t: found -1; right would be seconds from 0 to 86400"),
        ('{"t": 3, "command": "dance"}', "line 2: command: found \"dance\"; right would be 'start', "),
        ('{"t": 3, "motion": "jump"}', "line 2: motion: found \"jump\"; right would be 'leads', "),
        ('{"t": 3, "command": "answered"}', "line 2: question: found nothing; right would be a question"),
        (
            '{"t": 3, "command": "answered", "question": "pain"}',
            "line 2: value: found nothing; right would be a number",
        ),
        (
            '{"t": 3, "command": "answered", "question": "pain", "value": 11}',
            "line 2: value: found 11; right would be a whole number from 0 to 10",
        ),
        (
            '{"t": 3, "command": "answered", "question": "softer", "value": 2}',
            "line 2: value: found 2; right would be a whole number from 0 to 1",
        ),
        ('{"t": 3, "command": "pause", "value": 2}', "line 2: value: found 2; right would be leaving it out"),
        ('{"t": 3, "command": "stop_sign"}', "line 2: sign: found nothing; right would be a stop sign's id"),
        ('{"t": 3, "command": "stop_sign", "sign": "hiccup"}', 'line 2: sign: found "hiccup"; right would be one of'),
        ('{"t": 3, "command": "pause", "motion": "nod"}', "line 2: found {"),
    ],
)
def test_a_malformed_input_is_refused_with_its_line(line: str, fault: str) -> None:
    with pytest.raises(WireError) as caught:
        read_inputs('{"t": 1, "command": "start"}\n' + line, "in.jsonl", PROTOCOL)
    assert str(caught.value).startswith(f"in.jsonl: {fault}")
    assert "; right would be " in str(caught.value)


def test_bytes_that_are_no_text_are_refused_whole() -> None:
    with pytest.raises(WireError, match=r"in.jsonl: byte 0: found 0xff; right would be text in UTF-8"):
        read_inputs(b"\xff", "in.jsonl", PROTOCOL)
