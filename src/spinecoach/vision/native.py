"""The libraries that read videos and run models: loaded when first needed, kept quiet, never on the network."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from spinecoach.vision.errors import VisionError


class Native(NamedTuple):
    """The modules ``cv2``, ``numpy``, ``mediapipe`` and ``mediapipe.tasks.python``."""

    cv2: Any
    numpy: Any
    mediapipe: Any
    tasks: Any


@cache
def native() -> Native:
    """Load them. Raises VisionError where they are not installed."""
    # A playlist that calls itself a video might name addresses; only files of this machine are ever opened.
    os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = "protocol_whitelist;file"
    try:
        import cv2  # noqa: PLC0415 - large, and most commands never need it
        import mediapipe  # noqa: PLC0415
        import numpy as np  # noqa: PLC0415
        from mediapipe.tasks import python as tasks  # noqa: PLC0415
    except ModuleNotFoundError as fault:
        right = "`make video` in a clone, or the wheel installed with its extra, as FILE.whl[video]"
        raise VisionError("video", f"no {fault.name} in this Python", right) from fault
    except (ImportError, OSError) as fault:
        right = "the system's picture libraries; on Debian: apt-get install libegl1 libgl1 libgles2 libglib2.0-0"
        raise VisionError("video", " ".join(str(fault).split()), right) from fault
    return Native(cv2, np, mediapipe, tasks)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what the libraries write to standard error away from it: our own lines are all that stands there."""
    sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # standard error is closed already
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
