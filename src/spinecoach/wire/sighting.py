"""What a camera saw of a body at one moment, as the bytes that go up the live socket: one binary message each.

There is no room for a picture in it. Little-endian, version 1:

    offset  what
    0       u8   version, 1
    1       u8   what follows: 1 the body, 2 the head, 4 with the head's depth; no other bit
    2       u8   how many people were in view at the last look round
    3       u8   how bright the picture was, 0 to 255
    4       u32  number of the frame, counted by the page since it opened
    8       f64  t, seconds on the camera's own clock
    16      u16  width of the picture in pixels, 18 u16 its height
    20      33 times x, y, z, visibility as f32, where the body follows (see `spinecoach.body.Point`)
    then    yaw, pitch, roll in degrees and depth in mm as f32, where the head follows (0 for a depth that is not known)

Numbers stay the 32-bit floats that the models give, so a frame sent live is the frame that a file would hold.
"""

from dataclasses import dataclass
from math import isfinite
from struct import Struct

from spinecoach.body import Frame, HeadPose, Landmark, Point
from spinecoach.wire.errors import WireError

VERSION = 1
LONGEST_S = 1e7
"""A camera's clock counts from when the page was opened, or the machine started."""
FARTHEST = 16.0
"""Shares of the picture: a landmark may lie outside it, and no body is as far away as this."""
WIDEST = 20_000
"""Pixels of a side, as in the replay file."""

_BODY, _HEAD, _DEPTH = 1, 2, 4
_COUNT = len(Landmark)
_START = Struct("<BBBBIdHH")
_POINTS = Struct(f"<{4 * _COUNT}f")
_ANGLES = Struct("<4f")
_SIZE = {
    flags: _START.size + (_POINTS.size if flags & _BODY else 0) + (_ANGLES.size if flags & _HEAD else 0)
    for flags in (0, _BODY, _HEAD, _BODY | _HEAD, _HEAD | _DEPTH, _BODY | _HEAD | _DEPTH)
}
LARGEST = max(_SIZE.values())
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One frame of the camera. ``number`` counts up; ``image`` is width and height in pixels; ``light`` is 0 to 1."""

    frame: Frame
    number: int
    image: tuple[int, int]
    people: int
    light: float


def read_sighting(data: bytes) -> Sighting:
    """The sighting in ``data``. Raises WireError for anything but whole, finite, possible numbers."""
    if len(data) < _START.size:
        raise WireError("frame", "", f"{len(data)} bytes", f"{_START.size} or more")
    version, flags, people, light, number, t, width, height = _START.unpack_from(data)
    if version != VERSION:
        raise WireError("frame", "version", str(version), f"{VERSION}; reload the page")
    size = _SIZE.get(flags)
    if size is None:
        raise WireError("frame", "what follows", f"{flags:#04x}", "body, head, or head with depth")
    if len(data) != size:
        raise WireError("frame", "", f"{len(data)} bytes", f"{size}")
    if not 0.0 <= t <= LONGEST_S:
        raise WireError("frame", "t", f"{t:g}", f"seconds from 0 to {LONGEST_S:g}")
    if not (1 <= width <= WIDEST and 1 <= height <= WIDEST):
        raise WireError("frame", "image", f"{width} x {height}", f"1 to {WIDEST} pixels a side")
    points = _points(data) if flags & _BODY else ()
    head = _head(data, size - _ANGLES.size, known=bool(flags & _DEPTH)) if flags & _HEAD else None
    return Sighting(Frame(t, points, head), number, (width, height), people, light / 255)


def write_sighting(sighting: Sighting) -> bytes:
    """As the page writes it; for tests and for playing a recording into a socket."""
    frame, (width, height) = sighting.frame, sighting.image
    head = frame.head
    flags = (_BODY if frame.points else 0) | (_HEAD if head else 0)
    if head and head.depth_mm is not None:
        flags |= _DEPTH
    start = _START.pack(
        VERSION, flags, sighting.people, round(sighting.light * 255), sighting.number, frame.t, width, height
    )
    body = _POINTS.pack(*(number for point in frame.points for number in point)) if frame.points else b""
    return start + body + (_ANGLES.pack(head.yaw, head.pitch, head.roll, head.depth_mm or 0.0) if head else b"")


def _points(data: bytes) -> tuple[Point, ...]:
    numbers = _POINTS.unpack_from(data, _START.size)
    # A sum is finite only where every number is, and then least and greatest mean something.
    if not isfinite(sum(numbers)) or min(numbers) < -FARTHEST or max(numbers) > FARTHEST:
        raise WireError("frame", "body", "a number out of bounds", f"shares of the picture within {FARTHEST:g}")
    visible = numbers[3::4]
    if min(visible) < 0.0 or max(visible) > 1.0:
        raise WireError("frame", "body", "a visibility out of bounds", "0 to 1")
    each = iter(numbers)
    return tuple(map(Point, each, each, each, each))


def _head(data: bytes, at: int, *, known: bool) -> HeadPose:
    yaw, pitch, roll, depth = _ANGLES.unpack_from(data, at)
    if not (isfinite(yaw + pitch + roll) and max(abs(yaw), abs(pitch), abs(roll)) <= 360.0):
        raise WireError("frame", "head", f"{yaw:g}, {pitch:g}, {roll:g}", "degrees from -360 to 360")
    if not (isfinite(depth) and abs(depth) <= 1e5):
        raise WireError("frame", "head", f"a depth of {depth:g}", "mm within 100 m")
    return HeadPose(yaw, pitch, roll, depth if known else None)
