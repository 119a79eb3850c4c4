"""The figure as SVG: one phase of an exercise, or its start and its end side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.arrow import barb, pressed, way
from spinecoach.figure.camera import Camera, Point, camera_of
from spinecoach.figure.course import Keys, keys_of
from spinecoach.figure.flesh import Flesh
from spinecoach.figure.outline import smooth
from spinecoach.figure.paint import STYLE
from spinecoach.figure.pose import Pose, posed
from spinecoach.figure.posture import BASES
from spinecoach.figure.props import Prism, before, behind
from spinecoach.figure.telling import describe, title
from spinecoach.figure.vector import between
from spinecoach.protocol.exercise import Complex, Exercise
from spinecoach.protocol.movement import Crop

WIDE, HIGH = 400.0, 300.0
"""The picture of one pose; two poses take twice the width, or share it one above the other when lying."""
MARGIN = 12.0

Put = Callable[[Point], Point]


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where metres go in the picture, the same for all phases of an exercise."""

    scale: float
    left: float
    top: float

    def put(self, p: Point) -> Point:
        return (p[0] * self.scale + self.left, p[1] * self.scale + self.top)


def draw_phase(
    exercise: Exercise,
    form: str = "standard",
    changes: tuple[str, ...] = (),
    phase: str | None = None,
    side: Side | None = None,
    zone: int | None = None,
    language: str = "en",
) -> str:
    """An SVG of the end of a phase or of a massage spot; phase None is the start pose. Same picture frame for all."""
    keys = keys_of(exercise, form, changes)
    stage = _stage(keys, WIDE, HIGH)
    body = _scene(exercise, keys, stage, phase, side, zone, "a")
    words = describe(exercise, form, phase, side, language)
    return _svg(WIDE, HIGH, title(exercise, form, language), words, exercise.complex, body)


def draw_start_end(
    exercise: Exercise,
    form: str = "standard",
    changes: tuple[str, ...] = (),
    side: Side | None = None,
    language: str = "en",
) -> str:
    """An SVG of the start pose and of the exercise's farthest pose, for lists and handouts."""
    keys = keys_of(exercise, form, changes)
    begin, end = keys.show
    if BASES[keys.posture].rests:
        stage = _stage(keys, 2 * WIDE, HIGH / 2)
        upper = _scene(exercise, keys, stage, begin, side, None, "a")
        lower = _scene(exercise, keys, stage, end, side, None, "b")
        body = f'<g>{upper}</g><g transform="translate(0 {HIGH / 2:g})">{lower}</g>'
    else:
        stage = _stage(keys, WIDE, HIGH)
        first = _scene(exercise, keys, stage, begin, side, None, "a")
        last = _scene(exercise, keys, stage, end, side, None, "b")
        body = f'<g>{first}</g><g transform="translate({WIDE:g} 0)">{last}</g>'
    words = describe(exercise, form, end, side, language)
    return _svg(2 * WIDE, HIGH, title(exercise, form, language), words, exercise.complex, body)


def _svg(wide: float, high: float, name: str, words: str, complex_: Complex, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" role="img" class="{complex_.value}">'
        f"<title>{escape(name)}</title><desc>{escape(words)}</desc><style>{STYLE}</style>{body}</svg>"
    )


def _stage(keys: Keys, wide: float, high: float) -> _Stage:
    camera = camera_of(keys.view)
    points: list[Point] = []
    for pose in _all_poses(keys):
        points += _bounds(pose, camera, keys.crop)
    low_x, high_x = min(p[0] for p in points), max(p[0] for p in points)
    low_y, high_y = min(p[1] for p in points), max(p[1] for p in points)
    scale = min((wide - 2 * MARGIN) / (high_x - low_x), (high - 2 * MARGIN) / (high_y - low_y))
    left = wide / 2 - (low_x + high_x) / 2 * scale
    top = high - MARGIN - high_y * scale
    return _Stage(scale, left, top)


def _all_poses(keys: Keys) -> list[Pose]:
    zones = range(1, len(keys.zones) + 1) if keys.zones else (None,)
    found = []
    for side in Side:
        for zone in zones:
            found += [posed(keys, name, 1.0, side, zone) for name in (None, *keys.order)]
    return found


def _bounds(pose: Pose, camera: Camera, crop: Crop) -> list[Point]:
    fat = 0.06 * pose.build.stature / 1.70
    head = pose.spine.head
    spots = [(head.out((0.01, 0.07, 0.0)), 0.135)]
    for arm in pose.arms.values():
        spots += [(arm.shoulder, fat), (arm.elbow, fat)]
        if crop is Crop.WHOLE:
            spots.append((between(arm.elbow, arm.wrist, 1.4), fat))
    if crop is Crop.BUST:
        spots.append((pose.spine.vertebrae[3].at, 0.0))
    else:
        spots.append((pose.spine.pelvis.at, 0.12))
        for leg in pose.legs.values():
            spots += [(leg.knee, fat), (leg.ankle, 0.075), (between(leg.ankle, leg.ankle, 1.0), fat)]
            spots.append(((leg.ankle[0] + leg.toes[0] * 0.16, leg.ankle[1] + leg.toes[1] * 0.16, leg.ankle[2]), 0.03))
    found = []
    for spot, wide in spots:
        x, y = camera.at(spot)
        found += [(x - wide, y - wide), (x + wide, y + wide)]
    return found


def _scene(
    exercise: Exercise, keys: Keys, stage: _Stage, phase: str | None, side: Side | None, zone: int | None, name: str
) -> str:
    camera = camera_of(keys.view)
    pose = posed(keys, phase, 1.0, side, zone)
    parts: list[str] = []
    feet = [leg.ankle[0] for leg in pose.legs.values()]
    mat = (min(pose.spine.head.at[0] - 0.25, *feet) - 0.05, max(feet) + 0.30)
    parts += [_prism(p, stage.put) for p in behind(camera, pose, keys.props, mat)]
    parts += _body(Flesh(pose, camera), exercise.complex, stage.put)
    parts += [_prism(p, stage.put) for p in before(camera, pose)]
    parts += _arrows(keys, camera, stage, phase, side, zone)
    inner = "".join(parts)
    if keys.crop is Crop.BUST:
        fade = (
            f'<linearGradient id="f{name}" x1="0" y1="0" x2="0" y2="1"><stop offset=".86" stop-color="#fff"/>'
            f'<stop offset="1" stop-color="#000"/></linearGradient><mask id="m{name}">'
            f'<rect width="{WIDE:g}" height="{HIGH:g}" fill="url(#f{name})"/></mask>'
        )
        return f'<defs>{fade}</defs><g mask="url(#m{name})">{inner}</g>'
    return inner


def _prism(prism: Prism, put: Put) -> str:
    return _paths(prism[0], [prism[1]], put)


def _paths(name: str, shapes: Sequence[Sequence[Point]], put: Put) -> str:
    return f'<path class="{name}" d="{"".join(smooth(s, put) for s in shapes)}"/>' if shapes else ""


def _body(flesh: Flesh, complex_: Complex, put: Put) -> list[str]:
    layers: list[list[str]] = [[], [], []]
    upper: list[str] = []
    for side in sorted(Side, key=lambda s: flesh.near(flesh.pose.arms[s].elbow)):
        layer = flesh.arm_layer(side)
        fore = _paths("skin", flesh.forearm(side), put)
        root = _paths("skin", flesh.upper_arm(side), put)
        sleeve = _paths("shirt", flesh.sleeve(side), put)
        elbow = _paths("skin patch", flesh.elbow_patch(side), put)
        if layer == 0:
            layers[0].append(f'<g class="far">{root}{fore}{elbow}{sleeve}</g>')
            continue
        upper.append(root + sleeve + _paths("shirt patch", flesh.shoulder_patch(side), put))
        layers[layer].append(fore + elbow)
    far_legs, near_legs = [], []
    for side in sorted(Side, key=lambda s: flesh.near(flesh.pose.legs[s].knee)):
        leg = _paths("sock", flesh.foot(side), put) + _paths("trousers", flesh.leg(side), put)
        if flesh.leg_in_front(side):
            near_legs.append(leg + _paths("trousers patch", flesh.hip_patch(side), put))
        else:
            far_legs.append(f'<g class="far">{leg}</g>')
    beads = [_bead(flesh, i, complex_, put) for i in range(len(by.NAMES))]
    return [
        *far_legs,
        *layers[0],
        _paths("skin", flesh.neck(), put),
        _paths("trousers", flesh.hips(), put),
        _paths("shirt", flesh.trunk(), put),
        *upper,
        *layers[1],
        *near_legs,
        *beads,
        *_head(flesh, put),
        *layers[2],
    ]


def _head(flesh: Flesh, put: Put) -> list[str]:
    shown = [side for side in Side if flesh.ear_shows(side)]
    hidden = [side for side in Side if side not in shown]
    found = [_paths("skin", flesh.ear(side), put) for side in hidden]
    found.append(_paths("skin", [*flesh.head(), *flesh.nose()], put))
    if flesh.face_turn() > -0.15:
        found.append(_paths("nose", flesh.nose(), put))
        found.append(_paths("face", flesh.eyes(), put))
    found += [_paths("skin", flesh.ear(side), put) for side in shown]
    return found


def _bead(flesh: Flesh, index: int, complex_: Complex, put: Put) -> str:
    middle, wide, high, turn = flesh.bead(index)
    x, y = put(middle)
    scale = put((middle[0] + 1.0, middle[1]))[0] - x
    w, h = wide * scale, high * scale
    lit = " lit" if by.NAMES[index][0] == complex_.value[0].upper() else ""
    return (
        f'<rect class="bead{lit}" x="{x - w:.1f}" y="{y - h:.1f}" width="{2 * w:.1f}" height="{2 * h:.1f}" '
        f'rx="{min(w, h) * 0.8:.1f}" transform="rotate({turn:.1f} {x:.1f} {y:.1f})"/>'
    )


def _arrows(
    keys: Keys, camera: Camera, stage: _Stage, phase: str | None, side: Side | None, zone: int | None
) -> list[str]:
    if phase is None:
        return []
    frame = keys.poses[phase]
    other = side is not None and side is not keys.side
    lines: list[list[Point]] = []
    if frame.arrow:
        name = _other(frame.arrow) if other else frame.arrow
        poses = [posed(keys, phase, i / 8, side, zone) for i in range(9)]
        points = ("shoulder.left", "shoulder.right") if name == "shoulders" else (name,)
        lines += [[stage.put(p) for p in way(poses, point, 0.055, camera)] for point in points]
    pose = posed(keys, phase, 1.0, side, zone)
    for press in frame.press:
        for a, b in pressed(pose, _other(press) if other else press, camera):
            lines.append([stage.put(a), stage.put(b)])
    found = []
    for line in lines:
        body = smooth(line, lambda p: p, closed=False)
        head = barb(line, 9.0)
        tip = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in head)
        found.append(f'<path class="halo" d="{body}{tip}"/><path class="arrow" d="{body}{tip}"/>')
    return found


def _other(name: str) -> str:
    swap = {"left": "right", "right": "left"}
    return ".".join(swap.get(part, part) for part in name.split("."))
