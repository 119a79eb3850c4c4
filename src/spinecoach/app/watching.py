"""The camera beside a session: frames in, what the session must know of them out. Holds no clock; a frame has its own.

The referee judges; this decides when it may be believed. Whatever is doubtful, the session keeps the time itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spinecoach.app.camera_words import HOPELESS, SLOW, camera_words
from spinecoach.app.frame_pace import FramePace
from spinecoach.app.meant import Meant
from spinecoach.app.subject import BASELINES, Judged, Subject, subject_of
from spinecoach.body import Frame
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.placement import Hint, placement, too_far
from spinecoach.motion.same_body import Known, same_body
from spinecoach.motion.step import step
from spinecoach.protocol.exercise import Exercise
from spinecoach.session.ease import Ease
from spinecoach.session.facts import Run
from spinecoach.session.led import NOTHING_SEEN
from spinecoach.session.script import Script
from spinecoach.session.state import GetReady, Paused, Session, Working
from spinecoach.session.vocabulary import Motion, Seen
from spinecoach.wire.live import CameraMessage
from spinecoach.wire.sighting import Sighting

HINT_S = 1.0
"""How long a hint must hold before it is shown, so that none flickers [D]."""
BACK_S = 1.0
"""A clock that goes back by more than this is another clock."""
FACE_S = 1.0
"""So long ago at most the face was seen, while it counts as found [D]."""

TELLS = {
    MotionKind.BODY_FOUND: Motion.BODY_FOUND,
    MotionKind.BODY_LOST: Motion.BODY_LOST,
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


@dataclass(frozen=True, slots=True)
class Said:
    """What a frame led to: inputs for the session in their order, and what the page is told where that has changed."""

    seen: tuple[Seen, ...] = ()
    message: CameraMessage | None = None


class Watching:
    """Everything that a session's frames have left behind. One for each running session."""

    def __init__(self, script: Script, exercises: Mapping[str, Exercise], baselines: BASELINES) -> None:
        self._script = script
        self._exercises = exercises
        self.baselines: dict[str, tuple[float, ...]] = dict(baselines)
        """As they were given, and as they became."""
        self._leads = False
        self._subject: Subject | None = None
        self._begin()

    def _begin(self) -> None:
        """Of a stream of frames nothing is known yet."""
        self._number, self._t, self._face_at = -1, -1.0, -1.0
        self._pace, self._meant, self._known = FramePace(), Meant(), Known()
        self._hint: tuple[Hint | None, float] = (None, 0.0)
        self._shown: Hint | None = None
        self._far: tuple[bool, float | None] = (False, None)
        self._told: CameraMessage | None = None

    def see(self, sighting: Sighting, session: Session) -> Said:
        """One frame more, while the session stands as it does. ``Seen.t`` is left at 0 for the caller to fill."""
        frame = sighting.frame
        if sighting.number <= self._number or frame.t < self._t - BACK_S:
            self.forget()  # the page was opened again, so its clock and its numbers begin anew
        self._pace.see(frame.t - self._t if self._t >= 0.0 else 0.0)
        self._number, self._t = sighting.number, frame.t
        if not same_body(self._known, frame, sighting.image):
            # Who walked through is nobody to us: as if the person were hidden.
            frame = replace(frame, points=(), head=None)
            sighting = replace(sighting, frame=frame, people=max(2, sighting.people))
        if frame.head is not None:
            self._face_at = frame.t
        run = session.facts.run
        if run is None or session.over or isinstance(session.state, Paused):
            self._drop()
            return self._answer((), leads=False, text="")
        self._leads = session.facts.led
        subject = self._about(run, sighting.image)
        meant = tuple(self._meant.see(frame, session.state, alone=sighting.people <= 1))
        ready = isinstance(session.state, GetReady)
        if subject.judged is None:
            return self._answer(meant, leads=False, text=camera_words(self._script, subject, None, None, ready=ready))
        working = isinstance(session.state, Working)
        subject.judged.expect(subject.routine, run, working=working)
        small, far = self._distance(frame, sighting.image)
        # From afar degrees come out wrong, so nothing is learned of it either.
        events: tuple[MotionEvent, ...] = ()
        if not small:
            subject.judged.tracking, events = step(subject.judged.referee, subject.judged.tracking, frame)
        doubt = NOTHING_SEEN if NOTHING_SEEN in run.yielded else self._doubt(subject.judged, sighting, far=far)
        hint = self._settled(self._hint_of(subject.judged, sighting), frame.t)
        seen = (*self._judge(events, doubt, ready=ready, working=working), *meant)
        if ready and any(event.kind is MotionKind.BODY_LOST for event in events):
            # Who is lost while getting into place is looked at afresh: turned round, say, or with the picture turned.
            self._drop()
        text = camera_words(self._script, subject, hint, doubt, ready=ready)
        return self._answer(seen, leads=doubt is None, text=text)

    def gone(self) -> Said:
        """No frame has come for a while."""
        self.forget()
        if not self._leads:
            return self._answer((), leads=False, text="")
        return self._answer((Seen(0.0, Motion.YIELDS, reason="off"),), leads=False, text="")

    def forget(self) -> None:
        """A new stream begins; what is known of the person stays."""
        self._drop()
        self._begin()

    def _about(self, run: Run, image: tuple[int, int]) -> Subject:
        """The exercise under way; it begins anew with every exercise, with the other form, and once it is softened."""
        key = (run.item, run.link, run.ease is Ease.SOFTENED, image)
        if self._subject is None or self._subject.key != key:
            self._drop()
            routine = self._script.items[run.item][run.link]
            exercise = self._exercises[routine.work.code]
            self._subject = subject_of(key, exercise, routine, run.ease, image, self.baselines)
        return self._subject

    def _drop(self) -> None:
        """Keeps the ranges of the exercise that is left."""
        subject, self._subject = self._subject, None
        own = subject.own_ranges(self.baselines.get(subject.name, ())) if subject is not None else ()
        if subject is not None and subject.name and any(own):
            self.baselines[subject.name] = own

    def _judge(
        self, events: tuple[MotionEvent, ...], doubt: str | None, *, ready: bool, working: bool
    ) -> Iterator[Seen]:
        """What the session is told of the referee's events."""
        if doubt is None and not self._leads:
            yield Seen(0.0, Motion.LEADS)
        for event in events:
            told = _told(event)
            if told is not None and (told.motion in DOUBTFUL or (doubt is None and working)):
                yield told
        if doubt is not None and self._leads:
            yield Seen(0.0, Motion.YIELDS, reason=doubt)
        if ready:
            # Who cannot be judged anyway is not kept waiting to be seen.
            waits = doubt is not None and doubt not in HOPELESS
            yield Seen(0.0, Motion.PLACING if waits else Motion.IN_POSITION)

    def _doubt(self, judged: Judged, sighting: Sighting, *, far: bool) -> str | None:
        """Why the referee is not to be believed now, by name; None where it is."""
        if sighting.people > 1:
            return "people"
        if self._pace.slow:
            return SLOW
        if far:
            return "far"
        if not judged.tracking.there:
            return "lost"
        return "unsure" if not judged.tracking.placed or judged.learning else None

    def _distance(self, frame: Frame, image: tuple[int, int]) -> tuple[bool, bool]:
        """Whether the body is too small in this frame, and whether it counts as far: after a while, as hints do."""
        far, since = self._far
        small = too_far(frame.points, image)
        if small == far or not frame.points:
            since = None
        elif since is None:
            since = frame.t
        elif frame.t - since >= HINT_S:
            far, since = small, None
        self._far = (far, since)
        return small, far

    def _hint_of(self, judged: Judged, sighting: Sighting) -> Hint | None:
        frame = sighting.frame
        face = self._face_at >= 0.0 and frame.t - self._face_at <= FACE_S
        found = placement(
            judged.needs, frame.points, sighting.image, people=sighting.people, light=sighting.light, face=face
        )
        if found is not None:
            return found
        if not judged.tracking.placed:
            return Hint.POSE
        return Hint.STILL if judged.learning else None

    def _settled(self, hint: Hint | None, t: float) -> Hint | None:
        """The hint that has held long enough, or the one before it."""
        last, since = self._hint
        if hint != last:
            self._hint = (hint, t)
        elif t - since >= HINT_S or self._shown is None:
            self._shown = hint
        return self._shown

    def _answer(self, seen: tuple[Seen, ...], *, leads: bool, text: str) -> Said:
        self._leads = leads
        message = CameraMessage(leads, text)
        if message == self._told:
            return Said(seen)
        self._told = message
        return Said(seen, message)


def _told(event: MotionEvent) -> Seen | None:
    motion = TELLS.get(event.kind)
    if motion is None:
        return None
    return Seen(
        0.0, motion, event.seconds, event.fault, event.side, key=event.key, degrees=event.value, error=event.error
    )
