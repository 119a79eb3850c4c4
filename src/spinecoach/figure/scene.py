"""One body with its props and arrows as SVG elements, painted from far to near."""

from collections.abc import Callable, Sequence

from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.arrow import arrows, barb
from spinecoach.figure.camera import Point, camera_of
from spinecoach.figure.course import Keys, swapped
from spinecoach.figure.flesh import Flesh
from spinecoach.figure.outline import smooth, straight
from spinecoach.figure.pose import posed
from spinecoach.figure.props import Thing, before, behind
from spinecoach.figure.stage import Stage
from spinecoach.protocol.exercise import Complex
from spinecoach.protocol.movement import Crop

Put = Callable[[Point], Point]
BARB = 9.0
GHOSTS = ("nose", "chin", "crown")
"""Points whose way is drawn from where they were, with a faint body there."""


def scene(complex_: Complex, keys: Keys, stage: Stage, phase: str | None, side: Side | None, zone: int | None) -> str:
    """Everything that stands on the stage at the end of a phase; phase None is the start pose."""
    camera = camera_of(keys.view)
    flesh = Flesh(posed(keys, phase, 1.0, side, zone), camera)
    frame = keys.poses[phase] if phase else keys.start
    parts = [_thing(t, stage.put) for t in behind(camera, flesh.pose, keys.props, stage.mat, stage.wall)]
    if phase and frame.arrow in GHOSTS:
        before_it = Flesh(posed(keys, phase, 0.0, side, zone), camera)
        parts.append(_ghost(before_it, stage.put, trunk=frame.arrow == "crown"))
    parts += _body(flesh, complex_, stage.put, brace="belly" in frame.press)
    parts += [_thing(t, stage.put) for t in before(camera, flesh.pose, keys.props)]
    spots = [press.split(".")[1] for press in frame.press if press.startswith("skull_edge.")]
    parts += [_paths("spot", [flesh.spot(_told(spot, keys, side))], stage.put) for spot in spots]
    for line in arrows(keys, camera, phase, side, zone):
        placed = [stage.put(p) for p in line]
        tip = barb(placed, BARB)
        shaft = smooth(placed, _same, closed=False) + "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in tip)
        parts.append(f'<path class="halo" d="{shaft}"/><path class="arrow" d="{shaft}"/>')
    return "".join(parts)


def faded(inner: str, keys: Keys, name: str, wide: float, high: float) -> str:
    """Lets a bust end softly at the lower edge. ``name`` keeps the ids of one file apart."""
    if keys.crop is not Crop.BUST:
        return inner
    return (
        f'<linearGradient id="f{name}" x1="0" y1="0" x2="0" y2="1"><stop offset=".84" stop-color="#fff"/>'
        f'<stop offset="1" stop-color="#000"/></linearGradient><mask id="m{name}" maskUnits="userSpaceOnUse" '
        f'x="0" y="0" width="{wide:g}" height="{high:g}">'
        f'<path d="M0 0H{wide:g}V{high:g}H0z" fill="url(#f{name})"/></mask>'
        f'<g mask="url(#m{name})">{inner}</g>'
    )


def _told(spot: str, keys: Keys, side: Side | None) -> str:
    return swapped(spot) if keys.other(side) else spot


def _same(p: Point) -> Point:
    return p


def _thing(thing: Thing, put: Put) -> str:
    shape = smooth(thing.points, put) if thing.soft else straight(thing.points, put)
    return f'<path class="{thing.name}" d="{shape}"/>'


def _paths(name: str, shapes: Sequence[Sequence[Point]], put: Put) -> str:
    return f'<path class="{name}" d="{"".join(smooth(s, put) for s in shapes)}"/>' if shapes else ""


def _ghost(flesh: Flesh, put: Put, *, trunk: bool) -> str:
    body = flesh.trunk()[:1] if trunk else []
    # Only the head's own lines are filled: chair and roller are seen through a trunk that is not there any more.
    return _paths("ghost", [*body, *flesh.head(), *flesh.nose()], put) + _paths("ghost in", flesh.head(), put)


def _body(flesh: Flesh, complex_: Complex, put: Put, *, brace: bool) -> list[str]:
    far: list[str] = []
    upper: list[str] = []
    fore: dict[int, list[str]] = {1: [], 2: []}
    for side in sorted(Side, key=lambda s: flesh.near(flesh.pose.arms[s].elbow)):
        layer = flesh.arm_layer(side)
        bare = _paths("skin", flesh.upper_arm(side), put)
        lines = "".join(straight(line, put, closed=False) for line in flesh.fingers(side))
        hand = _paths("skin", flesh.forearm(side), put) + (f'<path class="o" d="{lines}"/>' if lines else "")
        elbow = _paths("skin patch", flesh.elbow_patch(side), put)
        sleeve = _paths("shirt", flesh.sleeve(side), put)
        if layer == 0:
            far.append(f'<g class="far">{bare}{hand}{elbow}{sleeve}</g>')
        elif flesh.arm_beyond(side):
            far.append(bare + sleeve + hand + elbow)
        else:
            upper.append(bare + sleeve + _paths("shirt patch", flesh.shoulder_patch(side), put))
            fore[layer].append(hand + elbow)
    far_legs, near_legs = _legs(flesh, put)
    return [
        *far_legs,
        *far,
        _paths("skin", flesh.neck(), put),
        _paths("trousers", flesh.hips(), put),
        _paths("shirt", flesh.trunk(), put),
        _paths("glow", flesh.waist(), put) if brace else "",
        *upper,
        *fore[1],
        *near_legs,
        *_beads(flesh, complex_, put),
        *_head(flesh, put),
        *fore[2],
    ]


def _legs(flesh: Flesh, put: Put) -> tuple[list[str], list[str]]:
    far: list[str] = []
    near: list[str] = []
    for side in sorted(Side, key=lambda s: flesh.near(flesh.pose.legs[s].knee)):
        leg = _paths("sock", flesh.foot(side), put) + _paths("trousers", flesh.leg(side), put)
        if flesh.leg_in_front(side):
            near.append(leg + _paths("trousers patch", flesh.hip_patch(side), put))
        else:
            far.append(f'<g class="far">{leg}</g>')
    return far, near


def _head(flesh: Flesh, put: Put) -> list[str]:
    shown = [side for side in Side if flesh.ear_shows(side)]
    found = [_paths("skin", flesh.ear(side), put) for side in Side if side not in shown]
    facing = flesh.face_turn() > -0.2
    found.append(_paths("skin", [*flesh.head(), *(flesh.nose() if facing else [])], put))
    if facing:
        found.append(_paths("nose", flesh.nose(), put))
        found.append(_paths("face", flesh.eyes(), put))
    found += [_paths("skin", flesh.ear(side), put) for side in shown]
    return found


def _beads(flesh: Flesh, complex_: Complex, put: Put) -> list[str]:
    shapes: dict[str, list[str]] = {"bead": [], "bead lit": []}
    for index, name in enumerate(by.NAMES):
        lit = name[0] == complex_.value[0].upper()
        shapes["bead lit" if lit else "bead"].append(straight(flesh.bead(index), put))
    line = 0.0042 * abs(put((1.0, 0.0))[0] - put((0.0, 0.0))[0])
    return [f'<path class="{name}" stroke-width="{line:.1f}" d="{"".join(paths)}"/>' for name, paths in shapes.items()]
