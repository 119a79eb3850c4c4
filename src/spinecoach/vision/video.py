"""Reads a video file picture by picture, with the time that its container gives each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spinecoach.vision.errors import VisionError
from spinecoach.vision.native import native, quiet

LARGEST_SIDE = 1280
"""Pixels. Larger pictures are made smaller first: the models look at 256 of them."""
READABLE = 0.8
"""The share of the pictures that a file announces which must come out of it. Some containers only estimate."""
ENDINGS = (".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".mjpeg", ".mpg", ".mpeg", ".ogv", ".3gp")
"""What a file name ends in that is taken for a video."""
_A_VIDEO = "a video file, such as .mp4 or .webm"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: seconds from the first one, and its pixels (rows of blue, green, red)."""

    t: float
    pixels: Any


@dataclass(frozen=True, slots=True)
class Video:
    """An open file. ``image`` is width and height as it is to be seen; ``pictures`` can be gone through once."""

    image: tuple[int, int]
    pictures: Iterator[Picture]


def is_video(path: Path) -> bool:
    """Whether a file is to be read as a video, by its name."""
    return path.suffix.lower() in ENDINGS


def open_video(path: Path) -> Video:
    """Open a file. Raises VisionError, while pictures are read too, naming the file."""
    _judge(path)
    cv2 = native().cv2
    with quiet():
        # The path in full, as the library would take some relative names for addresses or patterns.
        capture = cv2.VideoCapture(str(path.resolve()))
        ok, first = capture.read()
    if not ok:
        capture.release()
        raise VisionError(str(path), "nothing that can be read as a video", _A_VIDEO)
    return Video((first.shape[1], first.shape[0]), _pictures(cv2, capture, first, str(path)))


def _judge(path: Path) -> None:
    try:
        if path.is_dir():
            raise VisionError(str(path), "a folder", _A_VIDEO)
        with path.open("rb") as file:
            if not file.read(1):
                raise VisionError(str(path), "an empty file", _A_VIDEO)
    except FileNotFoundError:
        raise VisionError(str(path), "no such file", "a file that exists") from None
    except (OSError, ValueError) as fault:
        found = (getattr(fault, "strerror", None) or str(fault)).lower()
        raise VisionError(str(path), found, "a file that may be read") from fault


def _pictures(cv2: Any, capture: Any, first: Any, where: str) -> Iterator[Picture]:
    """In order of time; a picture that claims to be no later than the one before is left out."""
    try:
        announced = capture.get(cv2.CAP_PROP_FRAME_COUNT)
        start = before = capture.get(cv2.CAP_PROP_POS_MSEC)
        yield Picture(0.0, _smaller(cv2, first))
        read, kept = 1, 1
        while True:
            with quiet():
                ok, pixels = capture.read()
            if not ok:
                break
            read += 1
            now = capture.get(cv2.CAP_PROP_POS_MSEC)
            if now > before:
                kept, before = kept + 1, now
                yield Picture((now - start) / 1000.0, _smaller(cv2, pixels))
        if read < READABLE * announced:
            raise VisionError(where, f"a damaged video: {read} of {announced:.0f} pictures can be read", "a whole one")
        if kept == 1:
            found = "a single picture" if read == 1 else "pictures without time stamps"
            raise VisionError(where, found, _A_VIDEO)
    finally:
        capture.release()


def _smaller(cv2: Any, pixels: Any) -> Any:
    high, wide = pixels.shape[:2]
    share = LARGEST_SIDE / max(high, wide)
    if share >= 1.0:
        return pixels
    return cv2.resize(pixels, (round(wide * share), round(high * share)), interpolation=cv2.INTER_AREA)
