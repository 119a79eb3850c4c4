"""Fits the simulator's noise to what pose models do on the rendered clips, and shows how well it holds on others.

`python -m benchmarks.noise_fit` prints the numbers of `figure/data/noise.toml` and the tables of `docs/noise.md`. It
reads the clips' truth from `../shared/data` and what the models saw of them from `artifacts/seen` (see `watched`).
Fitted on the woman's clips alone and shown on the man's, so that nobody is on both sides.
"""

import ast
import math
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from zipfile import ZipFile

from benchmarks.figure import Figure
from benchmarks.noise_clips import FPS, HIGH, JOINTS, WIDE, Clip, clips, jitter, kept, sd
from benchmarks.watched import CLIPS, SEEN
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, fitted_noise, simulate
from spinecoach.body import Frame, HeadPose
from spinecoach.figure.noise import Part
from spinecoach.protocol.movement import View

FIT, SHOW = "woman", "man"
REAL = CLIPS.parent.parent / "keraal" / "keraal_sample.npz"
HALF_S = 15
"""Frames."""
FRONT = 40.0
"""Degrees within which a face that is not found was dropped for no reason."""


@dataclass(frozen=True)
class Numbers:
    """What clips tell of the noise: medians over their signals."""

    deg: float
    half_second: float
    one_second: float
    jitter: float
    depth_mm: float
    torso: dict[Part, float]
    hidden_times: dict[Part, float]
    face_own: float
    depth_times: float
    visible: dict[tuple[Part, str], float]

    @property
    def wander_s(self) -> float:
        """The time of the process that keeps as much after half a second."""
        return -0.5 / math.log(self.half_second)


def angles(some: Sequence[Clip], group: str = "") -> list[list[float]]:
    """Residuals of head angles and limb directions of many clips, or of one group of them."""
    return [e for c in some for name, e in c.errors.items() if name != "head depth" and name.startswith(group)]


def numbers(some: Sequence[Clip]) -> Numbers:
    """The medians of ``some`` clips."""
    every = angles(some)
    depths = [sd(c.errors["head depth"]) for c in some if "head depth" in c.errors]
    torso = {p: median(x for c in some for x in c.spread.get((p, False), ())) for p in Part}
    times = {}
    for part in Part:
        side = [c for c in some if c.view == "side"]
        hid, plain = ([x for c in side for x in c.spread.get((part, h), ())] for h in (True, False))
        times[part] = max(1.0, median(hid) / median(plain)) if hid else 1.0
    kinds = {(p, told) for c in some for p, told in c.visible}
    return Numbers(
        median(map(sd, every)),
        median(kept(e, HALF_S) for e in every),
        median(kept(e, FPS) for e in every),
        median(map(jitter, every)),
        median(depths),
        torso,
        times,
        median(x for c in some for x in c.own),
        median(x for c in some for x in depth_ratios(c)),
        {kind: median(x for c in some for x in c.visible.get(kind, ())) for kind in sorted(kinds)},
    )


def depth_ratios(clip: Clip) -> list[float]:
    """How much wider the z of shoulders that hold still spreads than their place in the picture."""
    found = []
    for side in "LR":
        joint = f"shoulder_{side}"
        if math.hypot(*(sd([p[k] for p in clip.true[joint]]) for k in (0, 1))) < 1.0:
            mark = JOINTS[joint]
            seen = [sd([f.points[mark][k] * (WIDE, HIGH, WIDE)[k] for f in clip.frames]) for k in (0, 1, 2)]
            found.append(seen[2] / (math.hypot(seen[0], seen[1]) / math.sqrt(2)))
    return found


# ---------------------------------------------------------------------- a real person


def real_streams() -> Iterator[list[list[tuple[float, float]]]]:
    """The pixels that BlazePose saw of a real person: landmarks by frame, for two exercises."""
    with ZipFile(REAL) as file:
        for name in ("RTK_blazepose.npy", "ELK_blazepose.npy"):
            data = file.read(name)
            start = 10 + struct.unpack("<H", data[8:10])[0]
            frames, marks, axes = ast.literal_eval(data[10:start].decode())["shape"]
            flat = struct.unpack(f"<{frames * marks * axes}f", data[start:])
            rows = [
                [flat[(i * marks + k) * axes : (i * marks + k) * axes + 2] for k in range(marks)] for i in range(frames)
            ]
            yield [[(x * 960, y * 544) for x, y in row] for row in rows]


def real_jitter() -> tuple[float, float]:
    """What is new in each frame of a real person, who cannot be compared with a truth: degrees of limb directions that
    hardly move, and landmarks in shares of the torso."""
    limbs, marks = [], []
    for rows in real_streams():
        torso = fmean(math.dist(_half(r, 11, 12), _half(r, 23, 24)) for r in rows)
        for a, b in ((11, 13), (12, 14), (13, 15), (14, 16), (23, 25), (24, 26), (25, 27), (26, 28)):
            turns = [math.degrees(math.atan2(r[b][1] - r[a][1], r[b][0] - r[a][0])) for r in rows]
            still = [
                turns[i - 1] - 2 * turns[i] + turns[i + 1]
                for i in range(1, len(turns) - 1)
                if abs(turns[i + 1] - turns[i - 1]) * FPS / 2 < FPS / 2
            ]
            limbs.append(sd(still) / math.sqrt(6))
        places = [(mark, k) for mark in (0, 2, 5, 7, 8, 11, 12, 23, 24) for k in (0, 1)]
        marks += [jitter([r[mark][k] for r in rows]) / torso for mark, k in places]
    return median(limbs), median(marks)


def _half(row: Sequence[tuple[float, float]], a: int, b: int) -> tuple[float, float]:
    return (row[a][0] + row[b][0]) / 2, (row[a][1] + row[b][1]) / 2


# ---------------------------------------------------------------------- faces


@dataclass(frozen=True)
class Faces:
    """When faces are lost: the turns at which, how long until they are back, and drop-outs for no reason."""

    lost_deg: list[float]
    kept_deg: list[float]
    """The farthest turns at which a face was not lost."""
    back_s: list[float]
    dropped: int
    drops: int
    frames: int


def faces(some: Sequence[Clip]) -> Faces:
    """All of ``some`` front clips together."""
    found = Faces([], [], [], 0, 0, 0)
    dropped = drops = frames = 0
    for clip in some:
        if clip.view != "front":
            continue
        away, farthest, since = False, 0.0, None
        before = True
        for frame, (yaw, _, _, _) in zip(clip.frames, clip.head, strict=True):
            turn, seen = abs(yaw), frame.head is not None
            frames += 1
            if turn > FRONT:
                farthest = max(farthest, turn) if seen and not away else farthest
                if not seen and not away:
                    found.lost_deg.append(turn)
                    away, farthest = True, 0.0
            elif away:
                since = frame.t if since is None else since
                if seen:
                    found.back_s.append(frame.t - since)
                    away, since = False, None
            else:
                if farthest:
                    found.kept_deg.append(farthest)
                    farthest = 0.0
                dropped += not seen
                drops += before and not seen
            before = seen
    return Faces(found.lost_deg, found.kept_deg, found.back_s, dropped, drops, frames)


# ---------------------------------------------------------------------- the simulator, measured alike


def simulated(like: Clip) -> Clip:
    """A recording of the same exercise, view and length of reps with the noise as it stands, measured as a clip is."""
    exercise = catalogue().exercises[like.name.split("_")[0]]
    asked = Asked(exercise, seed=7, view=View(like.view), reps=2)
    noisy, clean = (list(simulate(catalogue(), each).frames) for each in (asked, _quiet(asked)))
    pairs = [(a, b) for a, b in zip(noisy, clean, strict=True) if a.points]
    true = {j: [(f.points[m].x * 640, f.points[m].y * 480) for _, f in pairs] for j, m in JOINTS.items()}
    nobody = HeadPose(90.0, 0.0, 0.0, 0.0)
    heads = [f.head or nobody for _, f in pairs]
    head = [(h.yaw, h.pitch, h.roll, h.depth_mm or 0.0) for h in heads]
    frames: list[Frame] = [a if b.head else Frame(a.t, a.points, None) for a, b in pairs]
    return Clip(f"{exercise.code}_simulated_{like.view}", like.view, frames, len(noisy) - len(pairs), true, head)


def _quiet(asked: Asked) -> Asked:
    return Asked(asked.exercise, seed=asked.seed, view=asked.view, reps=asked.reps, noise_deg=0.0)


# ---------------------------------------------------------------------- what is printed


def toml(fit: Numbers, some: Sequence[Clip]) -> str:
    """The numbers of the data file."""
    shake, shift = real_jitter()
    deg = math.hypot(fit.deg, shake)
    every = faces(some)
    limits = sorted([*every.lost_deg, *every.kept_deg])
    share = every.dropped / every.frames
    lines = [
        f"deg = {deg:.2f}",
        f"wander = {(fit.deg / deg) ** 2:.2f}",
        f"wander_s = {fit.wander_s:.2f}",
        f"face_own = {fit.face_own:.4f}",
        f"depth_times = {fit.depth_times:.1f}",
        f"head_depth_mm = {fit.depth_mm:.1f}",
        f"face_lost_deg = {fmean(limits):.0f}",
        f"face_spread_deg = {sd(limits):.0f}",
        f"face_back_s = {fmean(every.back_s):.2f}",
        f"face_drop = {share:.3f}",
        f"body_drop = {sum(c.lost for c in some) / sum(len(c.frames) + c.lost for c in some):.5f}",
        f"drop_s = {every.dropped / max(every.drops, 1) / FPS:.1f}",
        "",
        "[part]",
    ]
    outside = fit.visible[Part.ANKLE, "outside"]
    for part in Part:
        seen = fit.visible[part, "seen"]
        told = {
            "torso": f"{math.hypot(fit.torso[part], shift):.4f}",
            "hidden_times": f"{fit.hidden_times[part]:.1f}",
            "seen": f"{seen:.2f}",
            "hidden": f"{fit.visible.get((part, 'hidden'), seen):.2f}",
            "outside": f"{outside:.2f}",
        }
        lines.append(f"{part} = {{ {', '.join(f'{key} = {value}' for key, value in told.items())} }}")
    return "\n".join(lines)


def table(some: Sequence[Clip]) -> str:
    """One row a clip."""
    names = "clip, head yaw, pitch, roll, limbs, kept after 0.5 s, new in each frame, shoulders and hips, face, lost"
    rows = [f"| {names.replace(', ', ' | ')} |", "|---" * 10 + "|"]
    for clip in some:
        head = [
            f"{sd(clip.errors[f'head {n}']):.2f}" if f"head {n}" in clip.errors else "-"
            for n in ("yaw", "pitch", "roll")
        ]
        limbs = [e for name, e in clip.errors.items() if not name.startswith("head")]
        every = angles([clip])
        trunk = [x for p in (Part.SHOULDER, Part.HIP) for x in clip.spread.get((p, False), ())]
        face = sum(f.head is not None for f in clip.frames) / len(clip.frames)
        cells = [clip.name, *head, f"{median(map(sd, limbs)):.2f}" if limbs else "-",
                 f"{median(kept(e, HALF_S) for e in every):.2f}", f"{median(map(jitter, every)):.3f}",
                 f"{median(trunk) * 100:.2f} %", f"{face:.0%}", f"{clip.lost}"]  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def summary(columns: dict[str, Sequence[Clip]]) -> str:
    """Medians side by side."""
    told = {name: numbers(some) for name, some in columns.items()}
    rows = [f"| median | {' | '.join(columns)} |", "|---|" + "---|" * len(columns)]

    def row(name: str, values: Sequence[str]) -> None:
        rows.append(f"| {name} | {' | '.join(values)} |")

    row("all angles, degrees", [f"{n.deg:.2f}" for n in told.values()])
    for group in ("head yaw", "head pitch", "head roll", "shoulder-elbow", "elbow-wrist", "hip-knee", "knee-ankle"):
        row(group, [f"{median(map(sd, angles(some, group))):.2f}" for some in columns.values()])
    row("nine in ten angles below", [f"{_tenth(some):.2f}" for some in columns.values()])
    row("kept after 0.5 s", [f"{n.half_second:.2f}" for n in told.values()])
    row("kept after 1 s", [f"{n.one_second:.2f}" for n in told.values()])
    row("new in each frame, degrees", [f"{n.jitter:.3f}" for n in told.values()])
    row("nose to ear, degrees", [f"{median(x for c in some for x in c.profile):.2f}" for some in columns.values()])
    row("single landmark of the face beside the whole", [f"{n.face_own * 100:.2f} %" for n in told.values()])
    row("z of still shoulders, times wider", [f"{n.depth_times:.1f}" for n in told.values()])
    row("head depth, mm", [f"{n.depth_mm:.1f}" for n in told.values()])
    for part in Part:
        row(f"{part}, share of torso", [f"{n.torso[part] * 100:.2f} %" for n in told.values()])
        hid = [f"{n.hidden_times[part]:.1f}" for n in told.values()]
        if any(n.hidden_times[part] > 1 for n in told.values()):
            row(f"{part} hidden, times wider", hid)
    for kind in next(iter(told.values())).visible:
        row(f"{kind[0]} {kind[1]}, visibility", [f"{n.visible.get(kind, math.nan):.2f}" for n in told.values()])
    return "\n".join(rows)


def _tenth(some: Sequence[Clip]) -> float:
    every = sorted(map(sd, angles(some)))
    return every[int(0.9 * len(every))]


def measure() -> Iterator[Figure]:
    """The fit against the clips that it has not seen, and against the simulator."""
    some = clips()
    if not some:
        print(f"noise: no clips in {SEEN.name}/, which benchmarks.watched fills; nothing is measured", file=sys.stderr)
        return
    shown = [c for c in some if c.body == SHOW]
    of_show, of_us = numbers(shown), numbers([simulated(c) for c in shown])
    yield Figure("noise of the model on clips not fitted, median angle", of_show.deg, "deg")
    yield Figure("noise of the simulator, the same exercises and views", of_us.deg, "deg")
    yield Figure("noise that --noise-deg has by default", fitted_noise().deg, "deg")


def main() -> int:
    some = clips()
    if not some:
        print(f"noise_fit: found no clips in {SEEN}; right would be those of benchmarks.watched", file=sys.stderr)
        return 2
    fit, shown = ([c for c in some if c.body == body] for body in (FIT, SHOW))
    print(toml(numbers(fit), some))
    print("\nreal person, new in each frame: {:.2f} degrees, {:.2%} of the torso\n".format(*real_jitter()))
    every = faces(some)
    lost, held = (", ".join(f"{x:.0f}" for x in sorted(turns)) for turns in (every.lost_deg, every.kept_deg))
    back = ", ".join(f"{x:.2f}" for x in every.back_s)
    print(f"faces lost at {lost} degrees, kept to {held}, back after {back} s")
    print(f"dropped for no reason: {every.dropped} of {every.frames} frames, {every.drops} times\n")
    print(summary({"woman (fitted)": fit, "man (shown)": shown, "simulated": [simulated(c) for c in shown]}))
    print(f"\n{table(fit)}\n\n{table(shown)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
