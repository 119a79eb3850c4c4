"""Who does an exercise: the keyframes of each side and zone, done right or with a fault, each made once."""

from spinecoach.body import Side
from spinecoach.figure.course import Keys, fault_of, keys_of, mirrored
from spinecoach.figure.passage import Stance
from spinecoach.figure.pose import Body
from spinecoach.figure.proportions import Build
from spinecoach.figure.ranges import joint_angles, ranges
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.movement import FaultyCourse, Keyframe, Manner
from spinecoach.session.plan import Work


class NothingAlteredError(ValueError):
    """The fault has no place in the form: found, and what would be right."""


class Role:
    """The keyframes of one side and zone, done right or wrong."""

    def __init__(self, keys: Keys, side: Side | None, body: Body) -> None:
        self.keys, self.side, self.body = keys, side, body
        self.stances: dict[str, Stance] = {}
        start = mirrored(keys.start) if keys.other(side) else keys.start
        self.idle = Stance(body, Keyframe(angles=start.angles))

    def stance(self, name: str) -> Stance:
        """The end of a phase, or a spot."""
        if name not in self.stances:
            frame = self.keys.pose(name)
            self.stances[name] = Stance(self.body, mirrored(frame) if self.keys.other(self.side) else frame)
        return self.stances[name]

    @property
    def rest(self) -> Stance:
        """Where a repetition begins and ends."""
        return self.stance(self.keys.order[-1])

    def reached(self) -> dict[str, float]:
        """How far a repetition goes."""
        rest = joint_angles(self.rest.pose())
        found: dict[str, float] = {}
        for name in self.keys.order:
            for angle, change in ranges(rest, joint_angles(self.stance(name).pose())).items():
                found[angle] = max(found.get(angle, 0.0), change, key=abs)
        return found


class Cast:
    """All roles of an exercise, each made once."""

    def __init__(self, exercise: Exercise, work: Work, fault: str | None, build: Build) -> None:
        changes = work.changes
        if work.range_factor != 1.0:
            changes = (*changes, f"range_factor:{work.range_factor}")
        self.right = keys_of(exercise, work.variant.value, changes)
        self.wrong = self.right if fault is None else keys_of(exercise, work.variant.value, changes, fault)
        self.id = fault
        self.build = build
        self.fault = FaultyCourse() if fault is None else fault_of(exercise, fault)
        self.bodies: list[Body] = []
        self.roles: dict[tuple[Side | None, int | None, bool], Role] = {}
        self.ranges: dict[Role, dict[str, float]] = {}
        if fault is not None:
            self._judge(exercise, work)

    def role(self, side: Side | None, zone: int | None, *, wrong: bool) -> Role:
        """The one for a side and zone."""
        found = self.roles.get((side, zone, wrong))
        if found is None:
            keys = self.wrong if wrong else self.right
            start = mirrored(keys.start) if keys.other(side) else keys.start
            found = self.roles[side, zone, wrong] = Role(keys, side, self._body(Body(keys, start, zone, self.build)))
        return found

    def _body(self, made: Body) -> Body:
        """The same body for all that rest alike, so that one role goes over into the next."""
        for body in self.bodies:
            if (body.base, body.radius, body.level) == (made.base, made.radius, made.level) and body.tilt == made.tilt:
                return body
        self.bodies.append(made)
        return made

    def reached(self, role: Role) -> dict[str, float]:
        """As ``role.reached``, reckoned once."""
        if role not in self.ranges:
            self.ranges[role] = role.reached()
        return self.ranges[role]

    def _judge(self, exercise: Exercise, work: Work) -> None:
        fault = self.fault
        if fault.unseen:
            known = exercise.movement.faults if exercise.movement else {}
            seen = ", ".join(sorted(name for name, other in known.items() if not other.unseen))
            raise NothingAlteredError(
                f"found {self.id}, which no camera sees: {fault.unseen.rstrip('.')}; right would be one of {seen}"
            )
        poses = (self.wrong.start, self.wrong.poses, self.wrong.zones)
        if poses == (self.right.start, self.right.poses, self.right.zones) and not _mistimed(fault, work):
            where = f"which alters nothing in the {work.variant} form"
            raise NothingAlteredError(f"found {self.id}, {where}; right would be another form or fault")


def _mistimed(fault: FaultyCourse, work: Work) -> bool:
    """Whether a fault alters how the form is done in time."""
    if work.duration_s is not None:
        return False
    phases = fault.tempo != 1.0 or fault.manner is not Manner.SMOOTH
    hold = fault.hold_factor != 1.0 or (work.hold_s > 0 and fault.sinks > 0.0)
    return phases or hold or (work.rest_s > 0 and fault.rest_factor != 1.0) or (work.sides > 1 and fault.one_side)
