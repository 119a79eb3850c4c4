"""The replay file is read as it was written, and every fault of it is one line with its place."""

import gzip
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.body import Frame, HeadPose, Landmark, Point
from spinecoach.wire.errors import WireError
from spinecoach.wire.replay import Header, frame_line, header_line, read_replay, replay_bytes

HEADER = Header((640, 480), "front")
BODY = tuple(Point(0.5, 0.25, -0.125, 0.75) for _ in Landmark)
FRAMES = (
    Frame(0.0, BODY, HeadPose(1.5, -2.25, 0.125)),
    Frame(0.04, BODY, HeadPose(1.5, -2.25, 0.125, -12.5)),
    Frame(0.08, (), None),
    Frame(0.12, BODY, None),
)


def read(data: bytes) -> tuple[Header, list[Frame]]:
    header, frames = read_replay(data, "f.jsonl")
    return header, list(frames)


def told(data: bytes) -> str:
    with pytest.raises(WireError) as refused:
        read(data)
    return str(refused.value)


@pytest.mark.parametrize("gzipped", [False, True])
def test_what_was_written_is_read(gzipped: bool) -> None:
    assert read(replay_bytes(HEADER, FRAMES, gzipped=gzipped)) == (HEADER, list(FRAMES))


def test_the_same_frames_give_the_same_bytes_gzipped_too() -> None:
    assert replay_bytes(HEADER, FRAMES, gzipped=True) == replay_bytes(HEADER, FRAMES, gzipped=True)
    assert gzip.decompress(replay_bytes(HEADER, FRAMES, gzipped=True)) == replay_bytes(HEADER, FRAMES, gzipped=False)


def test_a_line_says_what_the_contract_asks() -> None:
    assert json.loads(header_line(replace(HEADER, view="side", mirrored=True))) == {
        "replay": 1, "landmarks": "blazepose33", "image": [640, 480], "view": "side", "mirrored": True,
    }  # fmt: skip
    line = json.loads(frame_line(FRAMES[1]))
    assert list(line) == ["t", "p", "head"]
    assert (line["t"], line["head"]) == (0.04, [1.5, -2.25, 0.125, -12.5])
    assert line["p"] == [[0.5, 0.25, -0.125, 0.75]] * 33


def test_a_frame_without_a_person_is_all_noughts() -> None:
    assert json.loads(frame_line(FRAMES[2])) == {"t": 0.08, "p": [[0, 0, 0, 0]] * 33, "head": None}


number = st.floats(-3, 3).map(lambda v: round(v, 4) + 0.0)
points = st.tuples(number, number, number, st.floats(0, 1).map(lambda v: round(v, 3)))
heads = st.one_of(st.none(), st.tuples(number, number, number).map(lambda h: HeadPose(*(round(v, 3) for v in h))))


@given(st.lists(st.tuples(st.lists(points, min_size=33, max_size=33), heads), max_size=4))
def test_any_frame_is_read_as_written(bodies: list[tuple[list[tuple[float, float, float, float]], HeadPose]]) -> None:
    frames = [Frame(i / 8, tuple(Point(*p) for p in body), head) for i, (body, head) in enumerate(bodies)]
    seen = read(replay_bytes(HEADER, frames, gzipped=False))[1]
    for frame, back in zip(frames, seen, strict=True):
        assert back == frame or (back.points == () and not any(map(any, frame.points)))


GOOD = replay_bytes(HEADER, FRAMES[:1], gzipped=False).decode()
FAULTS = {
    "": "f.jsonl: line 1: found nothing; right would be a replay file that starts with",
    "[]": "f.jsonl: line 1: found []; right would be an object",
    '{"replay":2}': "f.jsonl: line 1: replay: found 2; right would be 1, or a newer spinecoach",
    GOOD.replace('"mirrored":false', '"mirrored":0'): "f.jsonl: line 1: mirrored: found 0; right would be true",
    GOOD.replace("[640,480]", "[640,480,3]"): "f.jsonl: line 1: image: found 3 numbers; right would be 2",
    GOOD.replace("front", "back"): 'f.jsonl: line 1: view: found "back"; right would be \'front\' or \'side\'',
    GOOD.replace("blazepose33", "coco17"): 'f.jsonl: line 1: landmarks: found "coco17"; right would be',
    GOOD.replace('"t":0.0000', '"t":"now"'): 'f.jsonl: line 2: t: found "now"; right would be a number',
    GOOD.replace('"t":0.0000', '"t":-1.0'): "f.jsonl: line 2: t: found -1; right would be seconds from 0 to 86400",
    GOOD.replace('"t":0.0000', '"t":NaN'): "f.jsonl: line 2: found NaN; right would be a number",
    GOOD.replace("0.750]", "1.500]", 1): "f.jsonl: line 2: p[0][3]: found 1.5; right would be a visibility from 0 to 1",
    GOOD.replace("[0.50000,0.25000,-0.1250,0.750],", "", 1): "f.jsonl: line 2: p: found 32 points; right would be 33",
    GOOD.replace("0.750]", "0.750,1]", 1): "f.jsonl: line 2: p[0]: found 5 numbers; right would be 4",
    GOOD.replace("[1.500,-2.250,0.125]", "[1.5]"): "f.jsonl: line 2: head[1]: found nothing; right would be a number",
    GOOD.replace('"t":0.0000,', ""): "f.jsonl: line 2: t: found nothing; right would be a number",
    GOOD.replace('"head":', '"face":0,"head":'): "f.jsonl: line 2: face: found a key that is not known",
    GOOD[:-20]: "f.jsonl: line 2: column ",
    GOOD + GOOD.split("\n")[1]: "f.jsonl: line 3: t: found 0; right would be more than 0, as time goes on",
}  # fmt: skip


@pytest.mark.parametrize("text", FAULTS)
def test_a_faulty_file_is_refused_with_its_place(text: str) -> None:
    assert told(text.encode()).startswith(FAULTS[text])
    assert "; right would be " in told(text.encode())


def test_a_damaged_gzip_file_is_refused() -> None:
    whole = replay_bytes(HEADER, FRAMES, gzipped=True)
    assert "found a gzip file that ends too early" in told(whole[:-20])
    assert "found a damaged gzip file" in told(whole[:40] + b"never" + whole[45:])


@given(st.binary(max_size=300))
def test_whatever_is_read_only_wire_errors_come(data: bytes) -> None:
    for text in (data, GOOD.encode()[:80] + data, GOOD.encode() + data):
        try:
            read(text)
        except WireError as refused:
            line = str(refused)
        else:
            continue
        assert "found " in line
        assert "\n" not in line
