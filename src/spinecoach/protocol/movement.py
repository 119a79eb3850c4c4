"""How an exercise is shown: keyframes of named joint angles, what hands touch, props and view, as ``[movement]`` says.

Angles are degrees from the starting posture's own neutral: flexion, right lateral flexion and right rotation are
positive (clinical.md 5.6); ``head.retraction`` is millimetres backward, ``pelvis.lift`` millimetres upward. A keyframe
is the pose at the end of the phase or in the spot that it is named after, told as what differs from the start pose.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from spinecoach.body import Side
from spinecoach.protocol.faults import Faults
from spinecoach.protocol.table import Table, is_number, one_of, place_of, told


class View(StrEnum):
    """From where the figure is looked at."""

    FRONT = "front"
    SIDE = "side"
    THREE_QUARTER = "three-quarter"
    BACK = "back"


class Posture(StrEnum):
    """Start postures whose joints the figure knows."""

    SITTING = "sitting"
    STANDING = "standing"
    CROOK_LYING = "crook_lying"
    LYING = "lying"


class Prop(StrEnum):
    """Things drawn with the body."""

    CHAIR = "chair"
    MAT = "mat"
    ROLLER = "roller"
    TOWEL = "towel"
    WALL = "wall"
    WEIGHTS = "weights"


class Crop(StrEnum):
    """How much of the body the drawing shows."""

    WHOLE = "whole"
    BUST = "bust"


class Manner(StrEnum):
    """How a way is gone."""

    SMOOTH = "smooth"
    STEPS = "steps"
    """In jerks, with stops between."""
    BOUNCES = "bounces"
    """Springing back and forth at its end."""


CIRCLE_MOST = 30.0
"""Millimetres; a wider way is a movement of its own [D]."""
MILLIMETRES = ("retraction", "lift")
"""Motions that are no turns."""

LIMITS: Mapping[str, tuple[float, float]] = {
    "pelvis.flexion": (-30, 30),
    "pelvis.lateral_flexion": (-15, 15),
    "pelvis.rotation": (-15, 15),
    "pelvis.lift": (0, 200),
    "lumbar.flexion": (-25, 60),
    "lumbar.lateral_flexion": (-25, 25),
    "lumbar.rotation": (-10, 10),
    "thoracic.flexion": (-30, 40),
    "thoracic.lateral_flexion": (-30, 30),
    "thoracic.rotation": (-45, 45),
    "cervical.flexion": (-70, 60),
    "cervical.lateral_flexion": (-45, 45),
    "cervical.rotation": (-80, 80),
    "head.flexion": (-25, 20),
    "head.retraction": (-40, 45),
    "girdle.elevation": (-10, 40),
    "girdle.protraction": (-25, 25),
    "shoulder.flexion": (-60, 180),
    "shoulder.abduction": (-45, 180),
    "shoulder.rotation": (-90, 90),
    "elbow.flexion": (0, 150),
    "arm.swivel": (-120, 120),
    "hip.flexion": (-30, 125),
    "hip.abduction": (-30, 45),
    "hip.rotation": (-45, 45),
    "knee.flexion": (0, 150),
    "ankle.flexion": (-50, 30),
}
"""Least and most of each joint. Limbs: goniometry norms of the American Academy of Orthopaedic Surgeons [K]; neck:
clinical.md 6.1; thoracic extension and trunk: the wider values of clinical.md 6.1; ``head.flexion`` is the upper neck
alone [K]; retraction, the lift of the pelvis and the swivel of the elbow about the line from shoulder to hand are our
own choice [D]."""

SIDED = frozenset({"girdle", "shoulder", "elbow", "arm", "hip", "knee", "ankle"})

PLACES: Mapping[str, tuple[str, ...]] = {
    "hand": (
        "free",
        "forehead",
        "temple",
        "back_of_head",
        "skull_edge_outer",
        "skull_edge_inner",
        "opposite_shoulder",
        "neck_side",
        "thigh",
        "knee",
        "opposite_knee",
        "opposite_thigh",
        "belly",
        "low_back",
        "beside",
    ),
    "foot": ("free", "floor"),
}
"""What a hand may touch, seen from its own side, and whether a foot stands where its posture has it. ``free`` leaves
the limb to its angles, and so does a foot whose hip, knee or ankle has one."""

POINTS = (
    "above",
    "nose",
    "crown",
    "chin",
    "chest",
    "shoulders",
    "shoulder.left",
    "shoulder.right",
    "knee.left",
    "knee.right",
)
"""Points of the body that an arrow may follow."""

PRESSES = (
    "forehead",
    "temple.left",
    "temple.right",
    "knee.left",
    "knee.right",
    "belly",
    "skull_edge.left",
    "skull_edge.centre",
    "skull_edge.right",
)
"""Where effort without motion is shown."""

VERTEBRAE = tuple([f"L{i}" for i in range(5, 0, -1)] + [f"T{i}" for i in range(12, 0, -1)])
"""Levels that a roller may lie under, from below."""


@dataclass(frozen=True, slots=True)
class Keyframe:
    """What differs from the start pose. ``like`` and ``mirror`` start from another keyframe, or from its mirror image.

    ``angles`` by ``joint[.side].motion``, ``touches`` by ``hand.side`` and ``foot.side``. ``arrow`` names the point
    whose way is drawn, ``press`` the places of effort. ``circle`` is the radius, in millimetres, of the small circles
    in which the hands that touch go round while the pose lasts; 0 where they rest.
    """

    like: str | None = None
    mirror: str | None = None
    angles: Mapping[str, float] = field(default_factory=dict)
    touches: Mapping[str, str] = field(default_factory=dict)
    arrow: str | None = None
    press: tuple[str, ...] = ()
    circle: float = 0.0


@dataclass(frozen=True, slots=True)
class Course:
    """One form, or the patch of one: in a patch None or empty means as in the standard form.

    ``range_factor`` multiplies every angle's difference from the start pose; ``zones`` names, zone by zone, the
    vertebra over the roller; ``show`` the one or two keyframes that a list or a handout
    draws; the start pose stands in for one that the form leaves out.
    """

    posture: Posture | None = None
    view: View | None = None
    crop: Crop | None = None
    props: tuple[Prop, ...] | None = None
    zones: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    range_factor: float | None = None
    start: Keyframe = field(default_factory=Keyframe)
    poses: Mapping[str, Keyframe] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FaultyCourse(Course):
    """A fault as an altered movement: a patch of any form, and what else goes wrong with it.

    ``tempo`` multiplies the seconds of the phases, ``hold_factor`` those of the hold, ``rest_factor`` those of the rest
    before it; ``sinks`` is the share of the way back that is lost by the end of a hold. ``one_side`` leaves out the
    second side. ``unseen`` says why no camera sees the fault, and then nothing else is told. ``forms`` are patches of
    the patch, for forms in which the body makes the fault in another way.
    """

    tempo: float = 1.0
    hold_factor: float = 1.0
    rest_factor: float = 1.0
    sinks: float = 0.0
    manner: Manner = Manner.SMOOTH
    one_side: bool = False
    unseen: str = ""
    forms: Mapping[str, Course] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Movement:
    """All courses of an exercise. ``side`` is the side described; where there are two, the other is its mirror."""

    standard: Course
    forms: Mapping[str, Course]
    faults: Mapping[str, FaultyCourse]
    side: Side
    sources: tuple[str, ...]


def parse_movement(table: Mapping[str, object], place: str, faults: Faults) -> Movement | None:
    """``[movement]`` of a data file; None, with the reasons in ``faults``, when it cannot be used."""
    top = Table(table, place, faults)
    sources = top.cited()
    side = top.choice("side", Side, default=Side.RIGHT)
    standard = _course(top, whole=True)
    forms = {name: _course(inner, whole=False) for name, inner in _named(top, "form")}
    faulty = {name: _faulty(inner) for name, inner in _named(top, "fault")}
    top.end()
    if not top.clean or side is None:
        return None
    movement = Movement(standard, forms, faulty, side, sources)
    _judge_references(movement, top)
    return movement if top.clean else None


def _named(top: Table, kind: str) -> Iterator[tuple[str, Table]]:
    """The tables below ``kind``, each ended after its reader has been through it."""
    if outer := top.table(kind, needed=False):
        for name, inner in outer.named():
            yield name, inner
            inner.end()
        outer.end()


def _faulty(table: Table) -> FaultyCourse:
    course = _course(table, whole=False)
    fault = FaultyCourse(
        **{entry.name: getattr(course, entry.name) for entry in fields(Course)},
        tempo=table.number("tempo", 0.1, 3, default=1.0) or 1.0,
        hold_factor=table.number("hold_factor", 0, 1, default=1.0) or 0.0,
        rest_factor=table.number("rest_factor", 0, 1, default=1.0) or 0.0,
        sinks=table.number("sinks", 0, 1, default=0.0) or 0.0,
        manner=table.choice("manner", Manner, default=Manner.SMOOTH) or Manner.SMOOTH,
        one_side=table.flag("one_side"),
        unseen=table.text("unseen") if "unseen" in table.values else "",
        forms={name: _course(inner, whole=False) for name, inner in _named(table, "form")},
    )
    table.asked.append("unseen")
    if fault.unseen and len(table.values) > 1:
        table.fault("unseen", "a movement beside it", "either a movement, or why none is seen")
    if not table.values:
        table.fault("", "nothing", "what is altered, or unseen with the reason why no camera sees it")
    return fault


def _course(table: Table, *, whole: bool) -> Course:
    posture = table.choice("posture", Posture) if whole or "posture" in table.values else None
    view = table.choice("view", View) if whole or "view" in table.values else None
    crop = table.choice("crop", Crop) if "crop" in table.values else Crop.WHOLE if whole else None
    props = table.choices("props", Prop) if whole or "props" in table.values else None
    zones = table.texts("zones")
    for i, zone in enumerate(zones, 1):
        if zone not in VERTEBRAE:
            table.fault(f"zones#{i}", told(zone), "a lumbar or thoracic vertebra")
    show = table.texts("show")
    if len(show) > 2:
        table.fault("show", told(list(show)), "one or two keyframes")
    factor = table.number("range_factor", 0.05, 1) if "range_factor" in table.values else None
    start_table = table.table("start", needed=False)
    start = _keyframe(start_table) if start_table else Keyframe()
    poses = {}
    if outer := table.table("pose", needed=whole):
        poses = {name: _keyframe(inner) for name, inner in outer.named()}
    table.asked += ["posture", "view", "crop", "props", "range_factor"]
    return Course(posture, view, crop, props, zones, show, factor, start, poses)


def _keyframe(table: Table) -> Keyframe:
    like = table.text("like") if "like" in table.values else None
    mirror = table.text("mirror") if "mirror" in table.values else None
    if like and mirror:
        table.fault("mirror", "both like and mirror", "one of them")
    arrow = table.text("arrow") if "arrow" in table.values else None
    if arrow is not None and arrow not in (*POINTS, "none"):
        table.fault("arrow", told(arrow), one_of((*POINTS, "none"), arrow))
    press = table.texts("press")
    for i, entry in enumerate(press, 1):
        if entry not in PRESSES:
            table.fault(f"press#{i}", told(entry), one_of(PRESSES, entry))
    circle = table.number("circle", 1, CIRCLE_MOST) or 0.0 if "circle" in table.values else 0.0
    angles: dict[str, float] = {}
    touches: dict[str, str] = {}
    for joint, inner in table.values.items():
        if joint not in ("like", "mirror", "arrow", "press", "circle"):
            _joint(table, joint, inner, angles, touches)
    return Keyframe(like, mirror, angles, touches, arrow, press, circle)


def _joint(table: Table, joint: str, value: object, angles: dict[str, float], touches: dict[str, str]) -> None:
    names = sorted({name.split(".")[0] for name in LIMITS})
    if joint not in (*names, *PLACES):
        table.fault(joint, "an unknown joint", one_of((*names, *PLACES), joint))
        return
    if not isinstance(value, Mapping):
        table.fault(joint, told(value), f"a table such as {joint}.{'left' if joint in PLACES else 'flexion'} = ...")
        return
    sided = joint in SIDED or joint in PLACES
    for key, inner in value.items():
        if sided and key not in ("left", "right"):
            table.fault(place_of(joint, key), "an unknown side", "left or right")
        elif joint in PLACES:
            if inner in PLACES[joint]:
                touches[f"{joint}.{key}"] = str(inner)
            else:
                table.fault(place_of(joint, key), told(inner), one_of(PLACES[joint], inner))
        elif sided and isinstance(inner, Mapping):
            for motion, degrees in inner.items():
                _angle(table, joint, f"{joint}.{key}.{motion}", motion, degrees, angles)
        elif sided:
            table.fault(place_of(joint, key), told(inner), f"a table such as {joint}.{key}.flexion = 30")
        else:
            _angle(table, joint, f"{joint}.{key}", key, inner, angles)


def _angle(table: Table, joint: str, name: str, motion: str, value: object, angles: dict[str, float]) -> None:
    limits = LIMITS.get(f"{joint}.{motion}")
    if limits is None:
        motions = [n.split(".")[1] for n in LIMITS if n.startswith(joint + ".")]
        table.fault(name, "an unknown motion", one_of(motions, motion))
    elif not is_number(value) or not limits[0] <= value <= limits[1]:
        unit = "millimetres" if motion in MILLIMETRES else "degrees"
        table.fault(name, told(value), f"{unit} from {limits[0]:g} to {limits[1]:g}, as a body can")
    else:
        angles[name] = float(value)


def _judge_references(movement: Movement, top: Table) -> None:
    standard = movement.standard.poses
    every = {*standard, *(name for course in movement.forms.values() for name in course.poses)}
    altered: dict[str, Course] = {f"fault.{n}.": c for n, c in movement.faults.items()}
    for fault, faulty in movement.faults.items():
        for form, course in faulty.forms.items():
            altered[f"fault.{fault}.form.{form}."] = course
            if form not in movement.forms:
                top.fault(f"fault.{fault}.form.{form}", "an unknown form", one_of(sorted(movement.forms), form))
    for prefix, course in altered.items():
        for name in course.poses:
            if name not in every:
                top.fault(f"{prefix}pose.{name}", "an unknown keyframe", one_of(sorted(every), name))
    courses: dict[str, Course] = {"": movement.standard}
    courses |= {f"form.{n}.": c for n, c in movement.forms.items()} | altered
    for prefix, course in courses.items():
        known = {**standard, **course.poses}
        for name, frame in course.poses.items():
            other = frame.like or frame.mirror
            if other is None:
                continue
            place = f"{prefix}pose.{name}.{'like' if frame.like else 'mirror'}"
            if other not in known or other == name:
                top.fault(place, told(other), one_of([k for k in known if k != name], other))
            elif known[other].like or known[other].mirror:
                top.fault(place, f'"{other}", which itself points on', "a keyframe with angles of its own")


def judge_movement(movement: Movement, needed: Mapping[str, tuple[str, ...]], place: str, faults: Faults) -> None:
    """Note every phase and spot of ``needed`` (ids by form) that has no keyframe."""
    for form, ids in needed.items():
        own = movement.forms.get(form, Course()).poses
        for name in ids:
            if name not in own and name not in movement.standard.poses:
                inner = "" if form == "standard" else f"form.{form}."
                faults.add(f"{place}.{inner}pose.{name}", "nothing", "a keyframe, as the form has a phase of that name")
