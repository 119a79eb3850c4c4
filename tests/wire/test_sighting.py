"""A camera frame's bytes: what was written is read, the page writes the same, and nothing impossible gets in."""

import json
import struct
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.body import Frame, HeadPose, Landmark, Point
from spinecoach.wire.errors import WireError
from spinecoach.wire.sighting import LARGEST, Sighting, read_sighting, write_sighting

GOLDEN = json.loads((Path(__file__).parents[2] / "island" / "tests" / "camera" / "sighting.golden.json").read_text())

share = st.floats(-16, 16, width=32)
degrees = st.floats(-360, 360, width=32)
points = st.builds(Point, share, share, share, st.floats(0, 1, width=32))
heads = st.builds(HeadPose, degrees, degrees, degrees, st.none() | st.floats(-2000, 2000, width=32))
sightings = st.builds(
    Sighting,
    st.builds(
        Frame,
        st.floats(0, 1e6),
        st.just(()) | st.lists(points, min_size=len(Landmark), max_size=len(Landmark)).map(tuple),
        st.none() | heads,
    ),
    st.integers(0, 2**32 - 1),
    st.tuples(st.integers(1, 20_000), st.integers(1, 20_000)),
    st.integers(0, 255),
    st.integers(0, 255).map(lambda light: light / 255),
)


def whole() -> bytes:
    body = tuple(Point(0.5, 0.25, -0.125, 0.75) for _ in Landmark)
    return write_sighting(Sighting(Frame(1.5, body, HeadPose(1.0, 2.0, 3.0, 4.0)), 7, (640, 480), 1, 1.0))


def told(data: bytes) -> str:
    with pytest.raises(WireError) as refused:
        read_sighting(data)
    return str(refused.value)


@given(sightings)
def test_what_was_written_is_read(sighting: Sighting) -> None:
    assert read_sighting(write_sighting(sighting)) == sighting


@given(st.binary(max_size=LARGEST + 8))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    try:
        points = read_sighting(data).frame.points
    except WireError as fault:
        told, points = str(fault), ()
    else:
        told = ""
    assert len(points) in {0, len(Landmark)}
    assert "\n" not in told


@given(st.integers(20, LARGEST - 4), st.sampled_from([nan, inf, -inf, 1e30, -17.0]))
def test_no_number_of_the_body_is_out_of_bounds(at: int, number: float) -> None:
    data = bytearray(whole())
    struct.pack_into("<f", data, at - at % 4, number)
    try:
        sighting = read_sighting(bytes(data))
    except WireError:
        return
    assert at - at % 4 >= 548, "only a head may turn as far as this"
    assert sighting.frame.head is not None


@given(st.integers(0, LARGEST - 1))
def test_a_message_that_is_cut_off_is_refused(length: int) -> None:
    assert "bytes" in told(whole()[:length]) or length < 20


@pytest.mark.parametrize(
    ("at", "form", "value", "place"),
    [
        (0, "<B", 2, "version: found 2; right would be 1; reload the page"),
        (1, "<B", 4, "what follows: found 0x04"),
        (1, "<B", 9, "what follows: found 0x09"),
        (8, "<d", -1.0, "t: found -1"),
        (8, "<d", nan, "t: found nan"),
        (16, "<H", 0, "image: found 0 x 480"),
        (32, "<f", 1.5, "visibility"),
        (32, "<f", -0.5, "visibility"),
        (548, "<f", nan, "head"),
        (560, "<f", inf, "depth"),
    ],
)
def test_every_fault_says_where_and_what_would_be_right(at: int, form: str, value: float, place: str) -> None:
    data = bytearray(whole())
    struct.pack_into(form, data, at, value)
    assert place in told(bytes(data))
    assert "right would be" in told(bytes(data))


def test_the_page_and_the_server_mean_the_same_bytes() -> None:
    sighting = read_sighting(bytes.fromhex(GOLDEN["hex"]))
    head = HeadPose(*GOLDEN["head"])
    points = tuple(Point(n / 64, n / 128, -n / 256, n / 32) for n in range(len(Landmark)))
    frame = Frame(GOLDEN["t"], points, head)
    assert sighting == Sighting(frame, GOLDEN["number"], tuple(GOLDEN["image"]), GOLDEN["people"], 51 / 255)
    assert write_sighting(sighting).hex() == GOLDEN["hex"]
