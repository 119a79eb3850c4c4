"""The replay file: what a camera saw of a body, one JSON object a line, plain or gzipped.

The first line says ``{"replay": 1, "landmarks": "blazepose33", "image": [w, h], "view": ..., "mirrored": false}``,
every other line is a frame: ``{"t": seconds, "p": [[x, y, z, visibility] * 33], "head": [yaw, pitch, roll] or with
depth_mm, or null}``. A frame without a person has 33 times ``[0, 0, 0, 0]``.
"""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from spinecoach.body import Frame, HeadPose, Landmark, Point
from spinecoach.wire.errors import WireError, dotted, first_fault, shown
from spinecoach.wire.text import parsed

FORMAT = 1
LANDMARKS = "blazepose33"
GZIP = b"\x1f\x8b"
LARGEST = 256 * 2**20
"""Bytes of an unpacked file: more than an hour at 60 frames a second."""
LONGEST_S = 86_400

_COUNT = len(Landmark)
_NOBODY = "[" + ",".join(["[0,0,0,0]"] * _COUNT) + "]"
_STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
_Pixels = Annotated[int, Field(ge=1, le=20_000)]


@dataclass(frozen=True, slots=True)
class Header:
    """What holds for the whole file. ``image`` is width and height in pixels, ``view`` front or side."""

    image: tuple[int, int]
    view: str
    mirrored: bool = False


class _HeaderLine(TypedDict):
    __pydantic_config__ = _STRICT  # type: ignore[misc]  # pydantic's own way for a TypedDict

    replay: Literal[1]
    landmarks: Literal["blazepose33"]
    image: tuple[_Pixels, _Pixels]
    view: Literal["front", "side"]
    mirrored: bool


class _FrameLine(TypedDict):
    __pydantic_config__ = _STRICT  # type: ignore[misc]

    t: float
    p: list[Point]
    head: HeadPose | None


_HEADER = TypeAdapter(_HeaderLine)
_FRAME = TypeAdapter(_FrameLine)


def header_line(header: Header) -> str:
    """The first line, without its end."""
    wide, high = header.image
    mirrored = "true" if header.mirrored else "false"
    return (
        f'{{"replay":{FORMAT},"landmarks":"{LANDMARKS}","image":[{wide},{high}],"view":"{header.view}",'
        f'"mirrored":{mirrored}}}'
    )


def frame_line(frame: Frame) -> str:
    """One frame's line, without its end. Places to a hundred-thousandth, degrees and seconds to a ten-thousandth."""
    if frame.points:
        spots = ",".join([f"[{x:.5f},{y:.5f},{z:.4f},{v:.3f}]" for x, y, z, v in frame.points])
        points = f"[{spots}]"
    else:
        points = _NOBODY
    head = "null"
    if frame.head is not None:
        yaw, pitch, roll, depth = frame.head
        head = f"[{yaw:.3f},{pitch:.3f},{roll:.3f}{'' if depth is None else f',{depth:.1f}'}]"
    return f'{{"t":{frame.t:.4f},"p":{points},"head":{head}}}'


def replay_bytes(header: Header, frames: Iterable[Frame], *, gzipped: bool) -> bytes:
    """The whole file. The same frames give the same bytes, gzipped too."""
    text = "\n".join([header_line(header), *map(frame_line, frames), ""]).encode()
    return gzip.compress(text, 6, mtime=0) if gzipped else text


def read_replay(data: bytes, where: str) -> tuple[Header, Iterator[Frame]]:
    """The header, and the frames as they are asked for. Raises WireError naming ``where`` and the line."""
    lines = _lines(unpacked(data, where))
    number, first = next(lines, (1, b""))
    if not first:
        raise WireError(where, "line 1", "nothing", f'a replay file that starts with {{"replay": {FORMAT}, ...}}')
    return _header(first, where, number), _frames(lines, where)


def unpacked(data: bytes, where: str) -> bytes:
    """The file's text; gzipped or not is told by its first bytes."""
    if not data.startswith(GZIP):
        return data
    reader = zlib.decompressobj(wbits=31)
    try:
        text = reader.decompress(data, LARGEST)
    except zlib.error as fault:
        raise WireError(where, "", "a damaged gzip file", "a whole one, or plain JSON lines") from fault
    if reader.unconsumed_tail:
        raise WireError(where, "", f"more than {LARGEST // 2**20} MB unpacked", "a shorter recording")
    if not reader.eof:
        raise WireError(where, "", "a gzip file that ends too early", "a whole one, or plain JSON lines")
    return text


def _lines(text: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(text.split(b"\n"), 1):
        if line.strip():
            yield number, line


def _header(line: bytes, where: str, number: int) -> Header:
    place = f"{where}: line {number}"
    try:
        told = _HEADER.validate_json(line)
    except ValidationError as fault:
        raise _refusal(line, place, fault, _HEADER.validate_json) from fault
    return Header(told["image"], told["view"], told["mirrored"])


def _frames(lines: Iterator[tuple[int, bytes]], where: str) -> Iterator[Frame]:
    before = -1.0
    for number, line in lines:
        place = f"{where}: line {number}"
        try:
            told = _FRAME.validate_json(line)
        except ValidationError as fault:
            raise _refusal(line, place, fault, _FRAME.validate_json) from fault
        t, points = told["t"], told["p"]
        if not 0.0 <= t <= LONGEST_S:
            raise WireError(place, "t", f"{t:g}", f"seconds from 0 to {LONGEST_S}")
        if t <= before:
            raise WireError(place, "t", f"{t:g}", f"more than {before:g}, as time goes on")
        if len(points) != _COUNT:
            raise WireError(place, "p", f"{len(points)} points", f"{_COUNT}")
        for at, point in enumerate(points):
            if not 0.0 <= point.visibility <= 1.0:
                raise WireError(place, f"p[{at}][3]", f"{point.visibility:g}", "a visibility from 0 to 1")
        before = t
        yield Frame(t, tuple(points) if any(map(any, points)) else (), told["head"])


def _refusal(line: bytes, place: str, fault: ValidationError, judged: Callable[[str], object]) -> WireError:
    """What is wrong with a line: its JSON first, then what the JSON says."""
    try:
        found = parsed(line, place)
    except WireError as malformed:
        column = malformed.place.partition(", ")[2]
        return WireError(place, column, malformed.found, malformed.right)
    if isinstance(found, dict) and found.get("replay", FORMAT) != FORMAT:
        return WireError(place, "replay", shown(found["replay"]), f"{FORMAT}, or a newer spinecoach")
    first = fault.errors(include_url=False)[0]
    if first["type"] == "too_long":
        most = first["ctx"]["max_length"]
        return WireError(place, dotted(first["loc"]), f"{len(first['input'])} numbers", f"{most}")
    return first_fault(place, "", fault, judged=judged, value=found)
