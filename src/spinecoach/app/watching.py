"""The camera beside a session: frames in, what the session must know of them out. Holds no clock; a frame has its own.

The referee judges; this decides when it may be believed. Whatever is doubtful, the session keeps the time itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spinecoach.body import Frame
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.gesture import Gesture, Gesturing, gestures
from spinecoach.motion.placement import Hint, Needs, needs_of, placement
from spinecoach.motion.referee import Referee, Tracking, referee_of
from spinecoach.motion.step import step
from spinecoach.motion.way import Stage
from spinecoach.protocol.exercise import Exercise, Position
from spinecoach.protocol.movement import View
from spinecoach.session.facts import Run
from spinecoach.session.led import NOTHING_SEEN
from spinecoach.session.routine import Routine
from spinecoach.session.script import Script
from spinecoach.session.state import Asking, GetReady, Paused, Session, Working
from spinecoach.session.vocabulary import Motion, Question, Seen
from spinecoach.wire.live import CameraMessage
from spinecoach.wire.sighting import Sighting

SLOW_FPS, QUICK_FPS = 6.0, 7.0
"""Frames a second below which the referee is not believed, and from which it is again; it is proved from 8 on."""
PACE_S = 2.0
"""How slowly the measured frame rate follows."""
HINT_S = 1.0
"""How long a hint must hold before it is shown, so that none flickers [D]."""
BACK_S = 1.0
"""A clock that goes back by more than this is another clock."""
FACE_S = 1.0
"""So long ago at most the face was seen, while it counts as found [D]."""

TELLS = {
    MotionKind.BODY_FOUND: Motion.BODY_FOUND,
    MotionKind.BODY_LOST: Motion.BODY_LOST,
    MotionKind.IN_POSITION: Motion.IN_POSITION,
    MotionKind.REP_COUNTED: Motion.REP_COUNTED,
    MotionKind.HOLD_STARTED: Motion.HOLD_STARTED,
    MotionKind.HOLD_PROGRESS: Motion.HOLD_PROGRESS,
    MotionKind.HOLD_ENDED: Motion.HOLD_ENDED,
    MotionKind.FAULT_SEEN: Motion.FAULT_SEEN,
    MotionKind.RANGE_MEASURED: Motion.RANGE_MEASURED,
}
"""What the session is told; the rest is measured, or means nothing to it."""

DOUBTFUL = frozenset({Motion.BODY_FOUND, Motion.BODY_LOST})
"""What is told even when the referee is not to be believed."""

TAKE_BACK_S = 2.0
"""The echo takes one second to say, and one is left to take it back [D]."""
TAKES_BACK = {Gesture.HAND: Gesture.HAND_DOWN, Gesture.NOD: Gesture.SHAKE, Gesture.SHAKE: Gesture.NOD}
DOES = {Gesture.HAND: Motion.HAND_RAISED, Gesture.NOD: Motion.NOD, Gesture.SHAKE: Motion.SHAKE}

BASELINES = Mapping[str, tuple[float, ...]]
"""The person's own ranges by exercise and view, one for each way that is followed, in the signal's unit; 0 unknown."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a frame led to: inputs for the session in their order, and what the page is told where that has changed."""

    seen: tuple[Seen, ...] = ()
    message: CameraMessage | None = None


@dataclass(slots=True)
class _Subject:
    """One stretch of one exercise under one referee."""

    key: tuple[object, ...]
    exercise: Exercise
    view: str
    referee: Referee | None
    tracking: Tracking | None
    needs: Needs | None

    @property
    def name(self) -> str:
        return f"{self.exercise.code}.{self.view}"


class Watching:
    """Everything that a session's frames have left behind. One for each running session."""

    def __init__(self, script: Script, exercises: Mapping[str, Exercise], baselines: BASELINES) -> None:
        self._script = script
        self._exercises = exercises
        self.baselines: dict[str, tuple[float, ...]] = dict(baselines)
        """As they were given, and as they became."""
        self._subject: _Subject | None = None
        self._number = -1
        self._t = -1.0
        self._between: float | None = None
        """Usual seconds from one frame to the next."""
        self._slow = False
        self._face_at = -1.0
        self._hint: tuple[Hint | None, float] = (None, 0.0)
        self._shown: Hint | None = None
        self._leads = False
        self._told: CameraMessage | None = None
        self._gesturing = Gesturing()
        self._pending: tuple[Gesture, float] | None = None
        """A gesture that was echoed, and when it counts."""

    def see(self, sighting: Sighting, session: Session) -> Said:
        """One frame more, while the session stands as it does. ``Seen.t`` is left at 0 for the caller to fill."""
        frame = sighting.frame
        if sighting.number <= self._number or frame.t < self._t - BACK_S:
            self.forget()  # the page was opened again, so its clock and its numbers begin anew
        seconds = frame.t - self._t if self._t >= 0.0 else 0.0
        self._number, self._t = sighting.number, frame.t
        self._measure_pace(seconds)
        if frame.head is not None:
            self._face_at = frame.t
        run = session.facts.run
        if run is None or session.over or isinstance(session.state, Paused):
            self._drop()
            return self._answer((), leads=False, text="")
        self._leads = session.facts.led
        subject = self._about(run, sighting.image)
        meant = tuple(self._meant(sighting, session))
        if subject.referee is None or subject.tracking is None or subject.needs is None:
            return self._answer(meant, leads=False, text=self._honest(subject, run, session))
        self._expect(subject.tracking, run, session)
        subject.tracking, events = step(subject.referee, subject.tracking, frame)
        said = self._judge(subject, sighting, session, run, events)
        return Said(said.seen + meant, said.message)

    def gone(self) -> Said:
        """No frame has come for a while."""
        self.forget()
        if not self._leads:
            return self._answer((), leads=False, text="")
        return self._answer((Seen(0.0, Motion.YIELDS, reason="off"),), leads=False, text="")

    def forget(self) -> None:
        """A new stream begins; what is known of the person stays."""
        self._drop()
        self._number, self._t, self._between, self._slow, self._face_at = -1, -1.0, None, False, -1.0
        self._hint, self._shown, self._told = (None, 0.0), None, None
        self._gesturing, self._pending = Gesturing(), None

    # ------------------------------------------------------------ gestures

    def _meant(self, sighting: Sighting, session: Session) -> Iterator[Seen]:
        """A gesture is echoed at once, and counts when it was not taken back in a moment."""
        frame = sighting.frame
        asks = isinstance(session.state, Asking) and session.state.question is Question.SOFTER
        for gesture in gestures(self._gesturing, frame):
            if sighting.people > 1:
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

    # ------------------------------------------------------------ the subject

    def _about(self, run: Run, image: tuple[int, int]) -> _Subject:
        """The exercise under way; it begins anew with every exercise and with the other form."""
        key = (run.item, run.link, image)
        if self._subject is not None and self._subject.key == key:
            return self._subject
        self._drop()
        routine = self._script.items[run.item][run.link]
        exercise = self._exercises[routine.work.code]
        view = exercise.camera.view
        rules = exercise.tracking
        sighted = rules.views.get(view) if rules else None
        referee = referee_of(rules, view, image) if rules and sighted and sighted.counts and not routine.timed else None
        tracking = referee.begin() if referee else None
        self._subject = _Subject(
            key, exercise, view, referee, tracking,
            needs_of(sighted, view, lying=Position.LYING in exercise.positions) if sighted else None,
        )  # fmt: skip
        own = self.baselines.get(self._subject.name, ())
        if referee and tracking and len(own) == len(tracking.ways):
            for channel, way, range_ in zip(referee.channels, tracking.ways, own, strict=True):
                if range_ > 0.0:
                    channel.way.calibrated(way, range_)
        return self._subject

    def _drop(self) -> None:
        """Keeps the ranges of the exercise that is left."""
        subject, self._subject = self._subject, None
        if subject is None or subject.tracking is None:
            return
        before = self.baselines.get(subject.name, (0.0,) * len(subject.tracking.ways))
        ways = zip(subject.tracking.ways, before, strict=True)
        now = tuple(round(way.range, 4) if way.own else range_ for way, range_ in ways)
        if any(now):
            self.baselines[subject.name] = now

    def _expect(self, tracking: Tracking, run: Run, session: Session) -> None:
        routine: Routine = self._script.items[run.item][run.link]
        expected = tracking.expected
        expected.side = routine.measure.side_of(run.set)
        expected.hold_s = routine.pace(run.ease).hold_s or None
        expected.rest_s = routine.measure.rest_s or None if isinstance(session.state, Working) else None

    def _measure_pace(self, seconds: float) -> None:
        if seconds <= 0.0:
            return
        # One long gap, as when the models are being loaded, is not a slow camera.
        seconds = min(seconds, 2.0 / SLOW_FPS)
        follow = min(1.0, seconds / PACE_S)
        self._between = 1.0 / QUICK_FPS if self._between is None else self._between
        self._between += (seconds - self._between) * follow
        self._slow = self._between > 1.0 / (QUICK_FPS if self._slow else SLOW_FPS)

    # ------------------------------------------------------------ what follows

    def _judge(
        self, subject: _Subject, sighting: Sighting, session: Session, run: Run, events: tuple[MotionEvent, ...]
    ) -> Said:
        frame, tracking = sighting.frame, subject.tracking
        assert tracking is not None  # noqa: S101 - the caller looked
        seen = [told for event in events if (told := _told(event)) is not None]
        unseen = NOTHING_SEEN in run.yielded
        doubt = NOTHING_SEEN if unseen else self._doubt(tracking, sighting)
        if doubt is None and not self._leads:
            seen.insert(0, Seen(0.0, Motion.LEADS))
        elif doubt is not None:
            seen = [told for told in seen if told.motion in DOUBTFUL]
            if self._leads:
                seen.append(Seen(0.0, Motion.YIELDS, reason=doubt))
        leads = doubt is None
        hint = self._settled(self._hint_of(subject, sighting, tracking), frame)
        if isinstance(session.state, GetReady):
            # Who cannot be judged anyway is not kept waiting to be seen.
            waits = not leads and doubt not in {"slow", NOTHING_SEEN}
            seen.append(Seen(0.0, Motion.PLACING if waits else Motion.IN_POSITION))
        return self._answer(
            tuple(seen), leads=leads, text=self._text(hint, doubt) or self._honest(subject, run, session)
        )

    def _doubt(self, tracking: Tracking, sighting: Sighting) -> str | None:
        """Why the referee is not to be believed now, by name; None where it is."""
        if self._slow:
            return "slow"
        if sighting.people > 1:
            return "people"
        if not tracking.there:
            return "lost"
        if not tracking.placed or all(way.stage is Stage.UNKNOWN for way in tracking.ways):
            return "unsure"
        return None

    def _hint_of(self, subject: _Subject, sighting: Sighting, tracking: Tracking) -> Hint | None:
        assert subject.needs is not None  # noqa: S101 - the caller looked
        frame = sighting.frame
        face = self._face_at >= 0.0 and frame.t - self._face_at <= FACE_S
        found = placement(
            subject.needs, frame.points, sighting.image, people=sighting.people, light=sighting.light, face=face
        )
        if found is not None:
            return found
        if not tracking.placed:
            return Hint.POSE
        return Hint.STILL if all(way.stage is Stage.UNKNOWN for way in tracking.ways) else None

    def _settled(self, hint: Hint | None, frame: Frame) -> Hint | None:
        """The hint that has held long enough, or the one before it."""
        last, since = self._hint
        if hint != last:
            self._hint = (hint, frame.t)
        elif frame.t - since >= HINT_S or self._shown is None:
            self._shown = hint
        return self._shown

    def _honest(self, subject: _Subject, run: Run, session: Session) -> str:
        """While getting ready: how far the camera may be trusted with the exercise, what it sees and what it misses."""
        routine = self._script.items[run.item][run.link]
        judged = subject.referee is not None
        trust = subject.exercise.camera.front if subject.view == View.FRONT else subject.exercise.camera.side
        grade = self._script.say(f"camera.trust.{trust}" if judged else "camera.paced")
        if not isinstance(session.state, GetReady):
            return self._script.say("camera.leads") if judged else grade
        words = routine.words
        sees = [self._script.say("camera.sees", what=words.camera_sees)] if words.camera_sees and judged else []
        misses = [self._script.say("camera.misses", what=words.camera_misses)] if words.camera_misses else []
        return " ".join([grade, *sees, *misses])

    def _text(self, hint: Hint | None, doubt: str | None) -> str:
        if doubt is None:
            return ""
        if doubt in {"slow", NOTHING_SEEN}:
            return self._script.say(f"camera.yields.{doubt}")
        return self._script.say(f"camera.hint.{hint}") if hint else ""

    def _answer(self, seen: tuple[Seen, ...], *, leads: bool, text: str) -> Said:
        self._leads = leads
        message = CameraMessage(leads, text)
        if message == self._told:
            return Said(seen)
        self._told = message
        return Said(seen, message)


def _told(event: MotionEvent) -> Seen | None:
    motion = TELLS.get(event.kind)
    if motion is None or motion is Motion.IN_POSITION:
        return None
    return Seen(
        0.0, motion, event.seconds, event.fault, event.side, key=event.key, degrees=event.value, error=event.error
    )
