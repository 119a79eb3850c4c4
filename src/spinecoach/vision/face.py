"""Finds how our person's head is turned, in a cut of the picture that follows the head."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spinecoach.vision.finders import Body, Face, FaceTracker
from spinecoach.vision.head import Cut, depth_in_whole, head_cut
from spinecoach.vision.native import native

CUT_PIXELS = 256


@dataclass
class FaceFinder:
    """Follows the face of the body that it is shown."""

    model: Path
    _tracker: FaceTracker | None = None

    def find(self, pixels: Any, body: Body, t: float) -> Face | None:
        """The face of a body, with its depth in the whole picture; None where it is not seen."""
        high, wide = pixels.shape[:2]
        cut = head_cut(body, (wide, high))
        if cut.side < 1.0:
            return None
        if self._tracker is None:
            self._tracker = FaceTracker(self.model)
        face = self._tracker.follow(_cut_out(pixels, cut), t)
        return None if face is None else Face(face.rotation, depth_in_whole(face.depth_mm, cut, (wide, high)))

    def close(self) -> None:
        """Give the model's memory back."""
        if self._tracker is not None:
            self._tracker.close()


def _cut_out(pixels: Any, cut: Cut) -> Any:
    """The square alone, black where it reaches beyond the picture."""
    cv2, numpy = native().cv2, native().numpy
    scale = CUT_PIXELS / cut.side
    way = numpy.array([[scale, 0.0, -cut.left * scale], [0.0, scale, -cut.top * scale]])
    return cv2.warpAffine(pixels, way, (CUT_PIXELS, CUT_PIXELS), flags=cv2.INTER_LINEAR)
