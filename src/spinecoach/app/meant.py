"""Gestures before a camera: each is echoed at once, and counts when it was not taken back in a moment."""

from collections.abc import Iterator

from spinecoach.body import Frame
from spinecoach.motion.gesture import Gesture, Gesturing, gestures
from spinecoach.session.state import Asking, State
from spinecoach.session.vocabulary import Motion, Question, Seen

TAKE_BACK_S = 2.0
"""The echo takes one second to say, and one is left to take it back [D]."""
TAKES_BACK = {Gesture.HAND: Gesture.HAND_DOWN, Gesture.NOD: Gesture.SHAKE, Gesture.SHAKE: Gesture.NOD}
DOES = {Gesture.HAND: Motion.HAND_RAISED, Gesture.NOD: Motion.NOD, Gesture.SHAKE: Motion.SHAKE}


class Meant:
    """What a stream of frames has meant so far."""

    def __init__(self) -> None:
        self._gesturing = Gesturing()
        self._pending: tuple[Gesture, float] | None = None
        """A gesture that was echoed, and when it counts."""

    def see(self, frame: Frame, state: State, *, alone: bool) -> Iterator[Seen]:
        """What the session is told of ``frame``. Nods mean something only where a yes or no is asked for, and of two
        people nobody means anything."""
        asks = isinstance(state, Asking) and state.question is Question.SOFTER
        for gesture in gestures(self._gesturing, frame):
            if not alone:
                continue
            if self._pending is not None:
                if gesture is TAKES_BACK[self._pending[0]]:
                    self._pending = None
                    yield Seen(0.0, Motion.TAKEN_BACK)
            elif gesture is Gesture.HAND or (asks and gesture in {Gesture.NOD, Gesture.SHAKE}):
                self._pending = (gesture, frame.t + TAKE_BACK_S)
                yield Seen(0.0, Motion.GESTURE, reason=gesture.value)
        if self._pending is not None and frame.t >= self._pending[1]:
            gesture, self._pending = self._pending[0], None
            yield Seen(0.0, DOES[gesture])
