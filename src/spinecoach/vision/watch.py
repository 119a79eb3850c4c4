"""Watches pictures: each becomes a frame of our person's landmarks and head, as the live camera gives it.

The models know upright people. While nobody is seen, pictures are tried at one quarter turn after the other; a body
that lies is watched with its head up. All that is told is told of the picture as it was.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from spinecoach.body import Frame, HeadPose
from spinecoach.vision.errors import ModelsError
from spinecoach.vision.face import FaceFinder
from spinecoach.vision.finders import Body
from spinecoach.vision.follow import LOOK_ROUND_S, NOBODY, Follower
from spinecoach.vision.head import head_pose
from spinecoach.vision.models import FACE_BUNDLE, FULL, Shelf
from spinecoach.vision.native import native
from spinecoach.vision.turn import QUARTERS, matrix_back, quarter_of, turned_back
from spinecoach.vision.video import Picture

TURN_S = 0.3
"""How long a body must lie before the picture is turned for it, and each turn is tried while nobody is seen."""


@dataclass(frozen=True, slots=True)
class Models:
    """The files of the two models."""

    pose: Path
    face: Path

    @classmethod
    def of(cls, shelf: Shelf, pose: str = FULL) -> "Models":
        """From where the assembled ones stand; ``pose`` is a bundle's name. Raises ModelsError."""
        body, face = shelf.file(f"models/{pose}"), shelf.file(f"models/{FACE_BUNDLE}")
        if shelf.missing() or body is None or face is None:
            raise ModelsError("the camera's models", "none set up", "`spinecoach models`, which sets them up once")
        return cls(body, face)


def watch(pictures: Iterable[Picture], models: Models) -> Iterator[Frame]:
    """A frame for each picture, in order of time. Raises VisionError."""
    with Watcher(models) as watcher:
        for picture in pictures:
            yield watcher.see(picture)


@dataclass
class Watcher:
    """What is remembered from one picture to the next."""

    models: Models
    quarter: int = 0
    """By how much pictures are turned at present."""
    _turned_at: float = 0.0
    _lying_since: float | None = None
    _follower: Follower = field(init=False)
    _faces: FaceFinder = field(init=False)

    def __post_init__(self) -> None:
        self._follower, self._faces = Follower(self.models.pose), FaceFinder(self.models.face)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._follower.close()
        self._faces.close()

    def see(self, picture: Picture) -> Frame:
        """The frame of the next picture. Raises VisionError."""
        cv2, t = native().cv2, picture.t
        high, wide = picture.pixels.shape[:2]
        pixels = _turned(cv2.cvtColor(picture.pixels, cv2.COLOR_BGR2RGB), self.quarter)
        body = self._follower.follow(pixels, self.quarter, t)
        if not body:
            self._try_next_quarter(t)
            return Frame(t, NOBODY, None)
        head = self._head(pixels, body, t)
        points = turned_back(body, self.quarter, (wide, high))
        self._keep_the_head_up(points, (wide, high), t)
        return Frame(t, points, head)

    def _head(self, pixels: Any, body: Body, t: float) -> HeadPose | None:
        face = self._faces.find(pixels, body, t)
        if face is None:
            return None
        # The model takes its lens for that of a picture as high as the one it sees.
        high = pixels.shape[1 if self.quarter % 2 else 0]
        return head_pose(matrix_back(face.rotation, self.quarter), face.depth_mm * high / pixels.shape[0])

    def _try_next_quarter(self, t: float) -> None:
        # Who was seen a moment ago is looked for the same way up first.
        target = self._follower.target
        if (target is None or t - target.t > LOOK_ROUND_S) and t - self._turned_at >= TURN_S:
            self._turn(QUARTERS[(QUARTERS.index(self.quarter) + 1) % len(QUARTERS)], t)

    def _keep_the_head_up(self, points: Body, image: tuple[int, int], t: float) -> None:
        wanted = quarter_of(points, image, self.quarter)
        if wanted == self.quarter:
            self._lying_since = None
        elif self._lying_since is None:
            self._lying_since = t
        elif t - self._lying_since >= TURN_S:
            self._turn(wanted, t)

    def _turn(self, quarter: int, t: float) -> None:
        self.quarter, self._turned_at, self._lying_since = quarter, t, None
        self._follower.let_go()


def _turned(pixels: Any, quarter: int) -> Any:
    cv2 = native().cv2
    ways = {1: cv2.ROTATE_90_COUNTERCLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_CLOCKWISE}
    return pixels if quarter == 0 else cv2.rotate(pixels, ways[quarter])
