"""Finds how our person's head is turned, near the camera and far from it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spinecoach.vision.finders import Body, Face, FaceTracker
from spinecoach.vision.head import Cut, head_cut, uncut
from spinecoach.vision.native import native

CUT_BELOW, WHOLE_ABOVE = 0.44, 0.50
"""Shares of the picture's shorter side: a head whose cut is smaller is looked for in the cut, as the face detector
misses small faces; a larger one in the whole picture, where flexion is measured better."""
CUT_PIXELS = 256


@dataclass
class FaceFinder:
    """Looks in the whole picture or in a cut of it, and keeps to one of both as long as it can."""

    model: Path
    cuts: bool = False
    _trackers: dict[bool, FaceTracker] = field(default_factory=dict)
    """In the whole picture, and in a cut."""

    def find(self, pixels: Any, body: Body, t: float) -> Face | None:
        """The face of a body, as it is in the whole picture; None where it is not seen."""
        high, wide = pixels.shape[:2]
        cut = head_cut(body, (wide, high))
        self.cuts = cut.side / min(wide, high) < (WHOLE_ABOVE if self.cuts else CUT_BELOW)
        if not self.cuts:
            return self._tracker().follow(pixels, t)
        if cut.side < 1.0:
            return None
        face = self._tracker().follow(_cut_out(pixels, cut), t)
        return None if face is None else Face(*uncut(face.rotation, face.depth_mm, cut, (wide, high)))

    def close(self) -> None:
        """Give the models' memory back."""
        for tracker in self._trackers.values():
            tracker.close()

    def _tracker(self) -> FaceTracker:
        if self.cuts not in self._trackers:
            self._trackers[self.cuts] = FaceTracker(self.model)
        return self._trackers[self.cuts]


def _cut_out(pixels: Any, cut: Cut) -> Any:
    """The square alone, black where it reaches beyond the picture."""
    cv2, numpy = native().cv2, native().numpy
    scale = CUT_PIXELS / cut.side
    way = numpy.array([[scale, 0.0, -cut.left * scale], [0.0, scale, -cut.top * scale]])
    return cv2.warpAffine(pixels, way, (CUT_PIXELS, CUT_PIXELS), flags=cv2.INTER_LINEAR)
