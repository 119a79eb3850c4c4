"""One exercise before the camera: who judges it, what must be in view, and what is known of the person from before."""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.motion.placement import Needs, needs_of
from spinecoach.motion.position import begin_work
from spinecoach.motion.referee import Referee, Tracking, referee_of
from spinecoach.motion.stage import Stage
from spinecoach.protocol.exercise import Exercise, Position, Trust
from spinecoach.protocol.movement import View
from spinecoach.session.ease import Ease
from spinecoach.session.facts import Run
from spinecoach.session.routine import Routine

BASELINES = Mapping[str, tuple[float, ...]]
"""The person's own ranges by exercise, form and view, one for each way that is followed, in the signal's unit; 0
unknown."""


@dataclass(slots=True)
class Judged:
    """What a view that can be judged is judged by."""

    referee: Referee
    tracking: Tracking
    needs: Needs

    @property
    def learning(self) -> bool:
        """Whether the rest position is still to be learned."""
        return all(way.stage is Stage.UNKNOWN for way in self.tracking.ways)

    def expect(self, routine: Routine, run: Run, *, working: bool) -> None:
        """What the session asks for now."""
        expected = self.tracking.expected
        expected.side = routine.measure.side_of(run.set)
        expected.hold_s = routine.pace(run.ease).hold_s or None
        if working and not expected.work:
            begin_work(self.tracking)
        expected.work = working
        expected.rest_s = routine.measure.rest_s or None if working else None


@dataclass(slots=True)
class Subject:
    """One exercise in one form, in pictures of one size. ``judged`` is None where no camera can judge it.

    ``name`` is empty where the range is not kept: softened, a smaller way is asked for than the person has.
    """

    key: tuple[object, ...]
    routine: Routine
    name: str
    trust: Trust
    judged: Judged | None

    def own_ranges(self, before: tuple[float, ...]) -> tuple[float, ...]:
        """The person's ranges as they became; what was not gone stays as ``before``."""
        ways = self.judged.tracking.ways if self.judged else []
        known = before or (0.0,) * len(ways)
        return tuple(round(way.range, 4) if way.own else old for way, old in zip(ways, known, strict=True))


def subject_of(
    key: tuple[object, ...],
    exercise: Exercise,
    routine: Routine,
    ease: Ease,
    image: tuple[int, int],
    baselines: BASELINES,
) -> Subject:
    """``exercise`` from the view that it asks for."""
    view = exercise.camera.view
    trust = exercise.camera.front if view == View.FRONT else exercise.camera.side
    name = f"{exercise.code}.{routine.work.variant}.{view}" if ease is not Ease.SOFTENED else ""
    subject = Subject(key, routine, name, trust, None)
    sighted = exercise.tracking.views.get(view) if exercise.tracking else None
    referee = referee_of(exercise.tracking, view, image) if exercise.tracking else None
    if sighted is None or referee is None or not sighted.counts or routine.timed:
        return subject
    tracking = referee.begin()
    own = baselines.get(subject.name, ())
    if len(own) == len(tracking.ways):
        for channel, way, range_ in zip(referee.channels, tracking.ways, own, strict=True):
            if range_ > 0.0:
                channel.way.calibrated(way, range_)
    subject.judged = Judged(referee, tracking, needs_of(sighted, view, lying=Position.LYING in exercise.positions))
    return subject
