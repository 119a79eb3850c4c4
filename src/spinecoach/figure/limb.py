"""Two-bone limbs: the analytic solution for a middle joint, and legs and arms from angles."""

import math

from spinecoach.figure.vector import Frame, Vec, across, add, between, cross, dot, length, less, scaled, spun, unit


def middle_joint(root: Vec, end: Vec, upper: float, lower: float, pole: Vec) -> tuple[Vec, Vec]:
    """Knee or elbow, and the end as far as the limb reaches. ``pole`` is the direction that the joint points to."""
    line = less(end, root)
    far = length(line)
    axis = unit(line)
    reach = max(abs(upper - lower) + 1e-6, min(far, (upper + lower) * 0.9995))
    along = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    off = math.sqrt(max(0.0, upper * upper - along * along))
    side = unit(across(pole, axis))
    return add(add(root, axis, along), side, off), add(root, axis, reach)


def thigh_frame(pelvis: Frame, side: float, flexion: float, abduction: float, rotation: float) -> tuple[Vec, Vec]:
    """Direction of the thigh and the direction its knee points to, in the room. ``side`` is 1 right, -1 left."""
    f, a = math.radians(flexion), math.radians(abduction)
    down = (math.sin(f) * math.cos(a), -math.cos(f) * math.cos(a), side * math.sin(a))
    ahead = spun((math.cos(f), math.sin(f), 0.0), down, -side * rotation)
    zero = Frame((0.0, 0.0, 0.0), pelvis.axes)
    return zero.out(down), zero.out(ahead)


def thigh_angles(pelvis: Frame, side: float, down: Vec, ahead: Vec) -> tuple[float, float, float]:
    """Flexion, abduction and rotation, degrees, that ``thigh_frame`` would turn into the same thigh."""
    zero = Frame((0.0, 0.0, 0.0), pelvis.axes)
    d, a = zero.into(down), zero.into(ahead)
    flexion = math.atan2(d[0], -d[1])
    abduction = math.asin(max(-1.0, min(1.0, side * d[2])))
    plain = (math.cos(flexion), math.sin(flexion), 0.0)
    turn = math.atan2(dot(d, cross(plain, a)), dot(plain, a))
    return math.degrees(flexion), math.degrees(abduction), -side * math.degrees(turn)


def bent(down: Vec, ahead: Vec, degrees: float) -> tuple[Vec, Vec]:
    """The next bone's direction and front when the joint folds it away from ``ahead`` by ``degrees``."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return add(scaled(down, c), ahead, -s), add(scaled(ahead, c), down, s)


def arm_bones(
    thorax: Frame, side: float, flexion: float, abduction: float, rotation: float, elbow: float
) -> tuple[Vec, Vec, Vec]:
    """Directions of the upper arm, the forearm and the elbow's tip, in the room."""
    f, a = math.radians(flexion), math.radians(abduction)
    down = (math.sin(f) * math.cos(a), -math.cos(f) * math.cos(a), side * math.sin(a))
    ahead = spun((math.cos(f), math.sin(f), 0.0), down, side * rotation)
    c, s = math.cos(math.radians(elbow)), math.sin(math.radians(elbow))
    fore = add(scaled(down, c), ahead, s)
    zero = Frame((0.0, 0.0, 0.0), thorax.axes)
    return zero.out(down), zero.out(fore), zero.out(scaled(ahead, -1.0))


def on_arc(a: Vec, b: Vec, share: float, bulge: Vec) -> Vec:
    """A way from ``a`` to ``b`` that swings out by ``bulge`` in its middle."""
    return add(between(a, b, share), bulge, 4.0 * share * (1.0 - share))
