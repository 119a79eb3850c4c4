"""Forward kinematics of pelvis, vertebrae and head from the angles of their regions."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spinecoach.figure import proportions as by
from spinecoach.figure.vector import Axes, Frame, Vec, add, outward, turned

_REGIONS = (("lumbar", by.LUMBAR), ("thoracic", by.THORACIC), ("cervical", by.CERVICAL))
RIBS = by.thoracic(4)
"""The vertebra whose turn the rib cage follows."""
NECK = by.cervical(7)
"""The lowest of the neck."""


@dataclass(frozen=True, slots=True)
class Spine:
    """Frames in the room. ``vertebrae`` from below stand at their middle and lean with the resting curves;
    ``pelvis``, ``thorax`` and ``head`` are upright in the neutral standing body."""

    pelvis: Frame
    vertebrae: tuple[Frame, ...]
    thorax: Frame
    head: Frame


def spine_of(
    build: by.Build, hips: Vec, axes: Axes, curve: tuple[float, float, float], angles: Mapping[str, float]
) -> Spine:
    """``hips`` is the middle of the hip joints, ``axes`` the pelvis before its own angles, ``curve`` the share of the
    resting curves that is left (lumbar, thoracic, cervical)."""
    get = angles.get
    axes = turned(axes, get("pelvis.flexion", 0.0), get("pelvis.lateral_flexion", 0.0), get("pelvis.rotation", 0.0))
    pelvis = Frame(hips, axes)
    at = pelvis.out((build.of(by.SACRUM[0]), build.of(by.SACRUM[1]), 0.0))
    glide = build.stature / 1.70 * get("head.retraction", 0.0) / 1000.0
    leans = _leans(curve)
    vertebrae: list[Frame] = []
    thorax = pelvis
    back: Vec = (-1.0, 0.0, 0.0)
    i = 0
    for region, count in _REGIONS:
        flexion = get(f"{region}.flexion", 0.0) / count
        lateral = get(f"{region}.lateral_flexion", 0.0) / count
        rotation = get(f"{region}.rotation", 0.0)
        neck = region == "cervical"
        for level in range(count):
            if flexion or lateral or rotation:
                axes = turned(axes, flexion, lateral, rotation * (by.CERVICAL_ROTATION[level] if neck else 1.0 / count))
            (x0, x1, x2), (y0, y1, y2), side = axes
            c, s = leans[i]
            up = (x0 * s + y0 * c, x1 * s + y1 * c, x2 * s + y2 * c)
            leaning = ((x0 * c - y0 * s, x1 * c - y1 * s, x2 * c - y2 * s), up, side)
            high = by.HEIGHTS[i] * build.stature
            vertebrae.append(Frame(add(at, up, high / 2), leaning))
            at = add(at, up, high)
            if i == RIBS:
                ribs = axes
            elif i == RIBS + 2:
                thorax = Frame(at, ribs)
            elif i == NECK - 1:
                back = outward(axes, (-1.0, 0.0, 0.0))
            if glide and neck:
                at = add(at, back, glide / count)
            i += 1
    head = Frame(at, turned(axes, get("head.flexion", 0.0)))
    return Spine(pelvis, tuple(vertebrae), thorax, head)


@cache
def _leans(curve: tuple[float, float, float]) -> tuple[tuple[float, float], ...]:
    """Cosine and sine of each vertebra's lean with what is left of the resting curves."""
    shares = [share for share, (_, count) in zip(curve, _REGIONS, strict=True) for _ in range(count)]
    leans = [math.radians(tilt * share) for tilt, share in zip(by.RESTING_TILT, shares, strict=True)]
    return tuple((math.cos(lean), math.sin(lean)) for lean in leans)


def pitch_to_rest(spine: Spine, index: int, depth: float, height: float) -> float:
    """Degrees of pelvis flexion about the hips that bring the back at vertebra ``index`` to ``height``.

    ``depth`` is from the vertebra's middle to the skin of the back. The best it can when out of reach.
    """
    frame = spine.vertebrae[index]
    skin = add(frame.at, frame.axes[0], -depth)
    hips = spine.pelvis.at
    ahead, up = skin[0] - hips[0], skin[1] - hips[1]
    reach = math.hypot(ahead, up)
    wanted = max(-1.0, min(1.0, (height - hips[1]) / reach))
    return math.degrees(math.asin(wanted) - math.asin(max(-1.0, min(1.0, up / reach))))
