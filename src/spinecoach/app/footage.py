"""A video file as footage: its pictures through the camera's own models."""

from pathlib import Path

from spinecoach.app.analysis import Footage
from spinecoach.vision.models import FULL, Shelf
from spinecoach.vision.video import open_video
from spinecoach.vision.watch import Models, watch


def video_footage(file: Path, view: str, shelf: Shelf, pose: str = FULL) -> Footage:
    """The frames of a video, made while they are asked for. Raises VisionError, then too.

    ``view`` is front or side, which a video does not tell; ``pose`` is the bundle that finds the body.
    """
    video = open_video(file)
    return Footage(watch(video.pictures, Models.of(shelf, pose)), video.image, view)
