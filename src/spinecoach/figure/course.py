"""Which keyframes a form really has: the standard ones with the patches of its variant and its changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spinecoach.body import Side
from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.protocol.form import form_names, resolve_shape
from spinecoach.protocol.movement import Course, Crop, FaultyCourse, Keyframe, Posture, Prop, View


@dataclass(frozen=True, slots=True)
class Keys:
    """One form with every keyframe spelled out, for the side described. ``order`` lists phases and spots as done."""

    posture: Posture
    view: View
    crop: Crop
    props: tuple[Prop, ...]
    zones: tuple[str, ...]
    show: tuple[str | None, ...]
    start: Keyframe
    poses: Mapping[str, Keyframe]
    order: tuple[str, ...]
    side: Side | None
    """The side described; None where the data describe both, and then no side is ever mirrored."""

    def other(self, side: Side | None) -> bool:
        """Whether ``side`` is shown by the mirror image."""
        return self.side is not None and side is not None and side is not self.side

    def pose(self, name: str) -> Keyframe:
        """The keyframe of a phase or spot."""
        if name not in self.poses:
            raise NoMovementError(f"found no keyframe {name}; right would be one of {', '.join(self.poses)}")
        return self.poses[name]

    def before(self, name: str) -> Keyframe:
        """The keyframe that leads to ``name``; the first comes from the start pose."""
        at = self.order.index(name) if name in self.order else 0
        return self.poses[self.order[at - 1]] if at else self.start


class NoMovementError(ValueError):
    """The exercise, form or phase has no keyframe: where, what was asked, what there is."""


def keys_of(exercise: Exercise, form: str, changes: tuple[str, ...] = (), fault: str | None = None) -> Keys:
    """The keyframes of ``exercise`` in ``form`` under the ordered ``changes``, in the order they are done; with a
    ``fault``, as somebody does it who makes it."""
    movement = exercise.movement
    if movement is None:
        raise NoMovementError(f"{exercise.code}: found no [movement]; right would be a table of keyframes in its file")
    shape = resolve_shape(exercise, Variant(form), changes)
    factor = 1.0
    course = movement.standard
    for name in form_names(Variant(form), changes):
        if name in movement.forms:
            factor *= movement.forms[name].range_factor or 1.0
            course = patched(course, movement.forms[name])
    if fault is not None:
        altered = fault_of(exercise, fault)
        factor *= altered.range_factor or 1.0
        course = patched(course, altered)
        for name in form_names(Variant(form), changes):
            if name in altered.forms:
                factor *= altered.forms[name].range_factor or 1.0
                course = patched(course, altered.forms[name])
    for change in changes:
        if change.partition(":")[0] == "range_factor":
            factor *= _factor(change)
    order = tuple(entry.id for entry in shape.spots or shape.phases)
    return _spelled(course, order, factor, movement.side if exercise.sides == 2 else None)


def fault_of(exercise: Exercise, fault: str) -> FaultyCourse:
    """The fault by its id. ``NoMovementError`` when the exercise has none of that name."""
    known = exercise.movement.faults if exercise.movement else {}
    if fault not in known:
        right = f"one of {', '.join(sorted(known))}" if known else "an exercise with faults in its file"
        raise NoMovementError(f"found no fault {fault}; right would be {right}")
    return known[fault]


def _factor(change: str) -> float:
    try:
        factor = float(change.partition(":")[2])
    except ValueError:
        factor = 0.0
    if not 0.0 < factor <= 1.0:
        raise NoMovementError(f"found {change}; right would be range_factor: and a number above 0, at most 1")
    return factor


def patched(course: Course, patch: Course) -> Course:
    """``patch`` laid over ``course``, angle by angle."""
    poses = dict(course.poses)
    for name, frame in patch.poses.items():
        poses[name] = laid(poses[name], frame) if name in poses else frame
    return Course(
        posture=patch.posture or course.posture,
        view=patch.view or course.view,
        crop=patch.crop or course.crop,
        props=course.props if patch.props is None else patch.props,
        zones=patch.zones or course.zones,
        show=patch.show or course.show,
        start=laid(course.start, patch.start),
        poses=poses,
    )


def laid(under: Keyframe, over: Keyframe) -> Keyframe:
    """One keyframe over another. A new ``like`` or ``mirror`` replaces what was under it."""
    if over.like or over.mirror:
        return over
    return Keyframe(
        under.like,
        under.mirror,
        {**under.angles, **over.angles},
        {**under.touches, **over.touches},
        over.arrow or under.arrow,
        over.press or under.press,
        over.circle or under.circle,
    )


def mirrored(frame: Keyframe) -> Keyframe:
    """The same pose seen in a mirror: left and right change places, side bends and turns change their sign."""
    angles = {swapped(name): -value if _turns(name) else value for name, value in frame.angles.items()}
    touches = {swapped(name): place for name, place in frame.touches.items()}
    arrow = swapped(frame.arrow) if frame.arrow else None
    return replace(frame, angles=angles, touches=touches, arrow=arrow, press=tuple(map(swapped, frame.press)))


def swapped(name: str) -> str:
    """``elbow.left.flexion`` for ``elbow.right.flexion`` and the other way round."""
    parts = name.split(".")
    other = {"left": "right", "right": "left"}
    return ".".join(other.get(part, part) for part in parts)


def _turns(name: str) -> bool:
    joint, *_, motion = name.split(".")
    return motion in ("lateral_flexion", "rotation") and joint in ("pelvis", "lumbar", "thoracic", "cervical", "head")


def _spelled(course: Course, order: tuple[str, ...], factor: float, side: Side | None) -> Keys:
    poses = {}
    for name in order:
        if name not in course.poses:
            raise NoMovementError(f"found no keyframe {name}; right would be one of {', '.join(course.poses)}")
        poses[name] = _over_start(course.start, _whole(course.poses, name), factor)
    if course.posture is None or course.view is None:
        raise NoMovementError("found no posture or view in [movement]; right would be both")
    return Keys(
        course.posture,
        course.view,
        course.crop or Crop.WHOLE,
        course.props or (),
        course.zones,
        _shown(course.show, order, poses),
        course.start,
        poses,
        order,
        side,
    )


def _shown(asked: tuple[str, ...], order: tuple[str, ...], poses: Mapping[str, Keyframe]) -> tuple[str | None, ...]:
    known = [name if name in order else None for name in asked]
    if known and known[-1] is not None:
        return tuple(known)
    telling = [name for name in (*known, *order) if name and (poses[name].arrow or poses[name].press)]
    return (None, telling[0]) if telling else (order[-1] if order else None,)


def _whole(poses: Mapping[str, Keyframe], name: str) -> Keyframe:
    frame = poses[name]
    if frame.like:
        return laid(replace(poses[frame.like], arrow=None), replace(frame, like=None))
    if frame.mirror:
        return laid(mirrored(poses[frame.mirror]), replace(frame, mirror=None))
    return frame


def _over_start(start: Keyframe, frame: Keyframe, factor: float) -> Keyframe:
    angles = dict(start.angles)
    for name, value in frame.angles.items():
        rest = start.angles.get(name, 0.0)
        angles[name] = rest + (value - rest) * factor
    arrow = None if frame.arrow == "none" else frame.arrow
    return Keyframe(None, None, angles, {**start.touches, **frame.touches}, arrow, frame.press, frame.circle)
