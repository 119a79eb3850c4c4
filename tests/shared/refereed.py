"""A simulated recording and what the referee saw of it."""

from dataclasses import dataclass

from spinecoach.app.analysis import Footage, analyse
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, simulate
from spinecoach.body import Frame
from spinecoach.figure.truth import Truth
from spinecoach.motion.events import MotionEvent
from spinecoach.motion.referee import referee_of
from spinecoach.motion.step import step
from spinecoach.motion.summary import Summary


@dataclass(frozen=True)
class Refereed:
    """What was done, and what was seen."""

    truth: Truth
    seen: Summary

    def hold_errors(self) -> list[float]:
        """Seconds by which holds begin or end too late, each matched with its neighbour in time."""
        pairs = zip(self.seen.holds, self.truth.holds, strict=True)
        return [error for a, b in pairs for error in (a.start - b.start, a.end - b.end)]

    def named(self) -> bool:
        """Whether each fault made is told within the repetition, or up to three seconds after."""
        return all(
            any(s.id == made.id and s.start < made.end + 3.0 and s.end > made.start - 1.0 for s in self.seen.faults)
            for made in self.truth.faults
        )


def footage(asked: Asked) -> tuple[Footage, Truth]:
    """The recording, its frames in a list."""
    made = simulate(catalogue(), asked)
    frames: list[Frame] = list(made.frames)
    return Footage(frames, made.camera.image, made.view.value), made.truth


def refereed(code: str, **more: object) -> Refereed:
    """``code`` simulated as ``Asked`` says, and analysed."""
    asked = Asked(catalogue().exercises[code], **more)  # type: ignore[arg-type]
    made, truth = footage(asked)
    return Refereed(truth, analyse(asked.exercise, made))


def told_live(asked: Asked) -> tuple[Truth, list[MotionEvent]]:
    """What was done, and everything that the referee told of it, as it told it."""
    exercise = asked.exercise
    made, truth = footage(asked)
    referee = referee_of(exercise.tracking, made.view, made.image) if exercise.tracking else None
    assert referee is not None
    tracking = referee.begin()
    events: list[MotionEvent] = []
    for frame in made.frames:
        tracking, seen = step(referee, tracking, frame)
        events += seen
    return truth, events
