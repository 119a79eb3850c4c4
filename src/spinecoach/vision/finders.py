"""The two models, each as something that is shown pictures and answers plain values."""

from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from spinecoach.body import Point
from spinecoach.vision.native import native, quiet

Body = tuple[Point, ...]
"""A body's 33 landmarks in their order, or none."""
CM_TO_MM = 10.0


class Face(NamedTuple):
    """A face in a picture: its rotation (see ``head``), and its depth in millimetres, nearer greater."""

    rotation: list[list[float]]
    depth_mm: float


class _Finder:
    """What both share: made of a model's file, shown pictures of red, green, blue, closed in the end."""

    def __init__(self, task: Any) -> None:
        self._task = task
        self._before = -1

    def close(self) -> None:
        """Give the model's memory back."""
        with quiet():
            self._task.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _shown(self, pixels: Any, t: float | None) -> Any:
        mediapipe = native().mediapipe
        image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=pixels)
        with quiet():
            if t is None:
                return self._task.detect(image)
            # Whole milliseconds that go on, whatever the frame rate.
            self._before = max(round(t * 1000.0), self._before + 1)
            return self._task.detect_for_video(image, self._before)


class BodyTracker(_Finder):
    """Follows one body from picture to picture, smoothed."""

    def __init__(self, model: Path) -> None:
        super().__init__(_pose(model, 1, "VIDEO"))

    def follow(self, pixels: Any, t: float) -> Body:
        """The body's 33 landmarks; empty where there is none."""
        found = _bodies(self._shown(pixels, t))
        return found[0] if found else ()


class PeopleFinder(_Finder):
    """Finds everybody in a single picture."""

    MOST = 4

    def __init__(self, model: Path) -> None:
        super().__init__(_pose(model, self.MOST, "IMAGE"))

    def people(self, pixels: Any) -> list[Body]:
        """Each body's landmarks."""
        return _bodies(self._shown(pixels, None))


class FaceTracker(_Finder):
    """Follows one face from picture to picture."""

    def __init__(self, model: Path) -> None:
        vision = native().tasks.vision
        options = vision.FaceLandmarkerOptions(
            base_options=_base(model),
            running_mode=vision.RunningMode.VIDEO,
            output_facial_transformation_matrixes=True,
        )
        with quiet():
            super().__init__(vision.FaceLandmarker.create_from_options(options))

    def follow(self, pixels: Any, t: float) -> Face | None:
        """How the face is turned; None where there is none."""
        found = self._shown(pixels, t).facial_transformation_matrixes
        if not found:
            return None
        rows = [[float(value) for value in row] for row in found[0]]
        return Face([row[:3] for row in rows[:3]], rows[2][3] * CM_TO_MM)


def _base(model: Path) -> Any:
    tasks = native().tasks
    return tasks.BaseOptions(model_asset_path=str(model), delegate=tasks.BaseOptions.Delegate.CPU)


def _pose(model: Path, people: int, mode: str) -> Any:
    vision = native().tasks.vision
    options = vision.PoseLandmarkerOptions(
        base_options=_base(model), running_mode=vision.RunningMode[mode], num_poses=people
    )
    with quiet():
        return vision.PoseLandmarker.create_from_options(options)


def _bodies(result: Any) -> list[Body]:
    return [
        tuple(Point(p.x, p.y, p.z, min(1.0, max(0.0, p.visibility or 0.0))) for p in body)
        for body in result.pose_landmarks
    ]
