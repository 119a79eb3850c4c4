"""How far the pose models stray from the truth of a clip: residuals of head angles, limb directions and landmarks."""

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import fmean

from benchmarks.watched import CLIPS, SEEN
from spinecoach.body import Frame
from spinecoach.body import Landmark as Mark
from spinecoach.figure.noise import PARTS, Part
from spinecoach.wire.replay import read_replay

WIDE, HIGH, FPS = 640, 480, 30

JOINTS: Mapping[str, Mark] = {
    "nose": Mark.NOSE, "eye_L": Mark.LEFT_EYE, "eye_R": Mark.RIGHT_EYE, "ear_L": Mark.LEFT_EAR,
    "ear_R": Mark.RIGHT_EAR, "shoulder_L": Mark.LEFT_SHOULDER, "shoulder_R": Mark.RIGHT_SHOULDER,
    "elbow_L": Mark.LEFT_ELBOW, "elbow_R": Mark.RIGHT_ELBOW, "wrist_L": Mark.LEFT_WRIST, "wrist_R": Mark.RIGHT_WRIST,
    "hip_L": Mark.LEFT_HIP, "hip_R": Mark.RIGHT_HIP, "knee_L": Mark.LEFT_KNEE, "knee_R": Mark.RIGHT_KNEE,
    "ankle_L": Mark.LEFT_ANKLE, "ankle_R": Mark.RIGHT_ANKLE,
}  # fmt: skip
LIMBS = [(a, b, s) for a, b in (("shoulder", "elbow"), ("elbow", "wrist"), ("hip", "knee"), ("knee", "ankle"))
         for s in "LR"]  # fmt: skip
LEAST_LENGTH = 0.30
"""Shares of the torso. A shorter limb is seen nearly end-on, and its direction in the picture means nothing."""
SLOW = 15.0
"""Degrees a second. Faster limbs are measured by the tracker's lag, not by its noise."""
PLAIN = 0.7
"""Mean visibility from which a landmark of a clip counts as in plain view, and a face's least share of frames."""
BEYOND = 0.15
"""Shares of the picture outside it from which a landmark is surely outside."""

Pixels = list[tuple[float, float]]


@dataclass
class Clip:
    """One clip: its frames as the model saw them, and the truth of the same frames.

    ``head`` is right rotation, flexion, right side bend in degrees and the depth in millimetres; ``torso`` pixels.
    ``errors`` are residuals by signal in order of time: degrees, the head's depth in millimetres. ``spread`` are
    standard deviations of landmarks in shares of the torso, by part and whether in plain view, ``visible`` the mean
    visibilities.
    """

    name: str
    view: str
    frames: list[Frame]
    lost: int
    """Frames without a body; they are left out above."""
    true: Mapping[str, Pixels]
    head: list[tuple[float, float, float, float]]
    torso: float = 0.0
    errors: dict[str, list[float]] = field(default_factory=dict)
    spread: dict[tuple[Part, bool], list[float]] = field(default_factory=dict)
    visible: dict[tuple[Part, str], list[float]] = field(default_factory=dict)
    profile: list[float] = field(default_factory=list)
    """Standard deviations of the direction from nose to ear, degrees."""
    own: list[float] = field(default_factory=list)
    """Of single landmarks of the face beside the face as a whole, in shares of the torso."""

    def __post_init__(self) -> None:
        every = range(0, len(self.frames), 10)
        self.torso = fmean(math.dist(_middle(self.true, "shoulder", i), _middle(self.true, "hip", i)) for i in every)
        _heads(self)
        _limbs(self)
        _marks(self)
        if self.plain_face or self.view == "side":
            _face(self)

    @property
    def body(self) -> str:
        """Who it is."""
        return self.name.split("_")[1]

    @property
    def plain_face(self) -> bool:
        """Whether the face is turned to the camera enough to be measured."""
        return self.view == "front" and sd([h[0] for h in self.head]) < 5


def clips() -> list[Clip]:
    """All clips that were watched."""
    return [clip(path) for path in sorted(SEEN.glob("*.jsonl.gz")) if (CLIPS / f"{stem(path)}.csv").exists()]


def stem(path: Path) -> str:
    """The clip's name."""
    return path.name.removesuffix(".jsonl.gz")


@cache
def clip(path: Path) -> Clip:
    """One clip with its residuals."""
    name = stem(path)
    header, seen = read_replay(path.read_bytes(), path.name)
    with (CLIPS / f"{name}.csv").open() as file:
        rows = list(csv.DictReader(file))
    every = list(seen)
    pairs = [(frame, row) for frame, row in zip(every, rows, strict=False) if frame.points]
    frames, rows = [frame for frame, _ in pairs], [row for _, row in pairs]
    true = {j: [(float(r[f"px_{j}_u"]), float(r[f"px_{j}_v"])) for r in rows] for j in JOINTS}
    head = [(-float(r["cam_yaw"]), float(r["cam_pitch"]), float(r["cam_roll"]), float(r["head_z_mm"])) for r in rows]
    return Clip(name, header.view, frames, len(every) - len(frames), true, head)


def _middle(true: Mapping[str, Pixels], joint: str, i: int) -> tuple[float, float]:
    (ax, ay), (bx, by) = true[f"{joint}_L"][i], true[f"{joint}_R"][i]
    return (ax + bx) / 2, (ay + by) / 2


# ---------------------------------------------------------------------- residuals


def straightened(seen: Sequence[float], true: Sequence[float]) -> list[float]:
    """``seen`` less the straight line through ``true``; less a constant where the truth hardly moves."""
    line = 1.0 if sd(true) < 2.0 else covariance(seen, true) / covariance(true, true)
    rest = [a - line * b for a, b in zip(seen, true, strict=True)]
    zero = fmean(rest)
    return [r - zero for r in rest]


def sd(values: Sequence[float]) -> float:
    """Standard deviation."""
    return math.sqrt(covariance(values, values))


def covariance(a: Sequence[float], b: Sequence[float]) -> float:
    """Of two series of the same length."""
    x, y = fmean(a), fmean(b)
    return fmean((p - x) * (q - y) for p, q in zip(a, b, strict=True))


def kept(values: Sequence[float], frames: int) -> float:
    """Autocorrelation at a lag."""
    zero = fmean(values)
    return fmean((a - zero) * (b - zero) for a, b in zip(values, values[frames:], strict=False)) / max(
        covariance(values, values), 1e-12
    )


def jitter(values: Sequence[float]) -> float:
    """The standard deviation of what is new in each frame, from second differences."""
    return sd([a - 2 * b + c for a, b, c in zip(values, values[1:], values[2:], strict=False)]) / math.sqrt(6)


def _heads(made: Clip) -> None:
    found = [(f.head, t) for f, t in zip(made.frames, made.head, strict=True) if f.head is not None and abs(t[0]) < 45]
    if made.view != "front" or len(found) < PLAIN * len(made.frames):
        return
    for i, name in enumerate(("head yaw", "head pitch", "head roll", "head depth")):
        made.errors[name] = straightened([h[i] or 0.0 for h, _ in found], [t[i] for _, t in found])


def _limbs(made: Clip) -> None:
    for root, end, side in LIMBS:
        a, b = f"{root}_{side}", f"{end}_{side}"
        if not (_plain(made, a) and _plain(made, b)):
            continue
        seen = _unwound([_direction(_pixel(f, a), _pixel(f, b)) for f in made.frames])
        true = _unwound([_direction(p, q) for p, q in zip(made.true[a], made.true[b], strict=True)])
        shift = 360.0 * round((fmean(seen) - fmean(true)) / 360.0)
        pairs = [
            (seen[i] - shift, true[i]) for i in range(3, len(true) - 3)
            if abs(true[i + 3] - true[i - 3]) * FPS / 6 < SLOW
            and math.dist(made.true[a][i], made.true[b][i]) > LEAST_LENGTH * made.torso
        ]  # fmt: skip
        if len(pairs) > len(true) / 2:
            made.errors[f"{root}-{end} {side}"] = straightened([s for s, _ in pairs], [t for _, t in pairs])


def _marks(made: Clip) -> None:
    for joint, mark in JOINTS.items():
        part, true = PARTS[mark], made.true[joint]
        seen = [f.points[mark].visibility for f in made.frames]
        where = [_where(p) for p in true]
        inside = [i for i, w in enumerate(where) if w == "inside"]
        hidden = _hidden(made, joint)
        for told, indices in (
            ("outside", [i for i, w in enumerate(where) if w == "outside"]),
            ("hidden" if hidden else "seen", inside),
        ):
            if len(indices) > len(true) / 2:
                made.visible.setdefault((part, told), []).append(fmean(seen[i] for i in indices))
        if len(inside) > len(true) / 2 and (part is not Part.FACE or made.plain_face or made.view == "side"):
            spreads = [
                sd(straightened([_pixel(made.frames[i], joint)[k] for i in inside], [true[i][k] for i in inside]))
                for k in (0, 1)
            ]
            share = math.hypot(*spreads) / math.sqrt(2) / made.torso
            made.spread.setdefault((part, hidden), []).append(share)


def _face(made: Clip) -> None:
    names = [joint for joint, mark in JOINTS.items() if PARTS[mark] is Part.FACE]
    for ear in ("ear_L", "ear_R"):
        seen = _unwound([_direction(_pixel(f, "nose"), _pixel(f, ear)) for f in made.frames])
        true = _unwound([_direction(p, q) for p, q in zip(made.true["nose"], made.true[ear], strict=True)])
        made.profile.append(sd(straightened(seen, true)))
    beside: list[list[float]] = []
    for k in (0, 1):
        strays = [
            straightened([_pixel(f, name)[k] for f in made.frames], [p[k] for p in made.true[name]]) for name in names
        ]
        whole = [fmean(column) for column in zip(*strays, strict=True)]
        beside.append([sd([a - b for a, b in zip(stray, whole, strict=True)]) for stray in strays])
    made.own += [math.hypot(x, y) / math.sqrt(2) / made.torso for x, y in zip(*beside, strict=True)]


def _hidden(made: Clip, joint: str) -> bool:
    """Whether the body hides a landmark: the far limbs of a side view, as the model itself tells by the elbow."""
    name, _, side = joint.partition("_")
    if made.view != "side" or name not in ("elbow", "wrist", "knee", "ankle"):
        return False
    near = max("LR", key=lambda s: fmean(f.points[JOINTS[f"elbow_{s}"]].visibility for f in made.frames))
    return side != near


def _where(p: tuple[float, float]) -> str:
    beyond = max(-p[0] / WIDE, p[0] / WIDE - 1, -p[1] / HIGH, p[1] / HIGH - 1)
    return "inside" if beyond < 0 else "outside" if beyond > BEYOND else "near"


def _pixel(frame: Frame, joint: str) -> tuple[float, float]:
    point = frame.points[JOINTS[joint]]
    return point.x * WIDE, point.y * HIGH


def _plain(made: Clip, joint: str) -> bool:
    return fmean(f.points[JOINTS[joint]].visibility for f in made.frames) >= PLAIN and all(
        _where(p) == "inside" for p in made.true[joint][::10]
    )


def _direction(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def _unwound(angles: Sequence[float]) -> list[float]:
    found = [angles[0]]
    for angle in angles[1:]:
        found.append(found[-1] + (angle - found[-1] + 180.0) % 360.0 - 180.0)
    return found
