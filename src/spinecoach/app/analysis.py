"""A recording refereed: what a camera saw of an exercise."""

from collections.abc import Iterable
from dataclasses import dataclass

from spinecoach.body import Frame
from spinecoach.motion.events import MotionEvent
from spinecoach.motion.referee import referee_of
from spinecoach.motion.step import step
from spinecoach.motion.summary import Summary, abstained, summarise, unjudged
from spinecoach.protocol.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Footage:
    """Frames with what holds for all of them: pixels, ``front`` or ``side``, and whether the picture is mirrored.

    A replay file and a video file both become this.
    """

    frames: Iterable[Frame]
    image: tuple[int, int]
    view: str
    mirrored: bool = False


def analyse(exercise: Exercise, footage: Footage) -> Summary:
    """The footage of ``exercise``, frame by frame as the live page would see it; what only its end shows comes last."""
    rules = exercise.tracking
    referee = referee_of(rules, footage.view, footage.image, mirrored=footage.mirrored) if rules else None
    if referee is None:
        seen = [frame.t for frame in footage.frames if frame.points]
        return abstained(unjudged(exercise, footage.view), seen[-1] - seen[0] if seen else 0.0, 0.0)
    tracking = referee.begin()
    tracking.expected.rest_s = min((dose.rest_s for dose in exercise.levels.values() if dose.rest_s), default=None)
    events: list[MotionEvent] = []
    for frame in footage.frames:
        tracking, found = step(referee, tracking, frame)
        events += found
    return summarise(exercise, footage.view, tracking, events)
