"""The simulated errors have the size, the memory and the causes that were fitted, and come again from the same seed."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random
from statistics import fmean, pstdev

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, fitted_noise, simulate
from spinecoach.body import Frame, Landmark
from spinecoach.figure.chance import Drift, normals
from spinecoach.figure.disturb import CHAIN
from spinecoach.figure.hiding import hidden
from spinecoach.figure.noise import PARTS, Part
from spinecoach.figure.parse_noise import parse_noise
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.faults import ProtocolError
from spinecoach.protocol.movement import View

TEXT = """
format = 1
source = "us"
mark = "F"
deg = 0.5
wander = 0.8
wander_s = 1
face_own = 0.003
depth_times = 3
head_depth_mm = 4
face_lost_deg = 58
face_spread_deg = 4
face_back_s = 0.1
face_drop = 0.01
body_drop = 0
drop_s = 1
[part]
""" + "".join(
    f"{part} = {{ torso = 0.01, hidden_times = 2, seen = 1, hidden = 0.1, outside = 0.3 }}\n" for part in Part
)


def press() -> Exercise:
    """Somebody sits still for most of the time, seen from the front."""
    return next(e for e in catalogue().exercises.values() if e.sides == 2 and e.camera.view == "front")


def turns() -> Exercise:
    """The head turns as far as it goes."""
    return next(e for e in catalogue().exercises.values() if any(p.side for p in e.phases))


def seen(asked: Asked) -> list[Frame]:
    return list(simulate(catalogue(), asked).frames)


def errors(asked: Asked) -> dict[str, list[float]]:
    """Noisy less true: head angles, and directions of limbs in the picture, degrees."""
    wide, high = asked.image
    found: dict[str, list[float]] = {}
    for a, b in zip(seen(asked), seen(replace(asked, noise_deg=0.0)), strict=True):
        if a.head and b.head:
            for name, one, two in zip(("yaw", "pitch", "roll"), a.head[:3], b.head[:3], strict=True):
                found.setdefault(name, []).append(one - two)
        if a.points:
            for root, end, _ in CHAIN:
                one, two = (math.atan2((f.points[end].y - f.points[root].y) * high,
                                       (f.points[end].x - f.points[root].x) * wide) for f in (a, b))  # fmt: skip
                turn = math.degrees(one - two)
                found.setdefault(f"{Landmark(root).name}", []).append((turn + 180) % 360 - 180)
    return found


@pytest.mark.parametrize(("deg", "fps"), [(1.0, 30.0), (3.0, 12.0), (3.0, 60.0)])
def test_the_noise_asked_for_is_the_spread_of_head_angles_and_of_every_limb(deg: float, fps: float) -> None:
    every = errors(Asked(press(), noise_deg=deg, fps=fps, seed=5))
    assert len(every) == 3 + len(CHAIN)
    for name, values in every.items():
        assert math.sqrt(fmean(v * v for v in values)) == pytest.approx(deg, rel=0.3 if fps < 20 else 0.25), name
    assert fmean(math.sqrt(fmean(v * v for v in values)) for values in every.values()) == pytest.approx(deg, rel=0.08)


def test_what_goes_beyond_the_fit_is_new_in_each_frame() -> None:
    noise = fitted_noise()
    for values in errors(Asked(press(), noise_deg=4.0, seed=1)).values():
        kept = fmean(a * b for a, b in zip(values, values[15:], strict=False)) / fmean(v * v for v in values)
        assert abs(kept) < 0.12
    assert noise.wander_at(noise.deg / 2) == noise.wander
    assert noise.wander_at(2 * noise.deg) == pytest.approx(noise.wander / 4)


def test_without_noise_nothing_but_the_body_itself_is_left() -> None:
    asked = Asked(press(), noise_deg=0.0)
    frames = seen(asked)
    assert frames == seen(replace(asked, seed=99))
    rest = [f.points for f in frames[: int(2.5 * asked.fps)]]
    assert all(p[:3] == q[:3] for points in rest for p, q in zip(points, rest[0], strict=True))
    assert all(f.points and f.head for f in frames)


def test_the_same_seed_gives_the_same_frames_and_another_seed_others() -> None:
    asked = Asked(press(), reps=1, fps=10.0)
    assert seen(asked) == seen(asked)
    assert seen(asked) != seen(replace(asked, seed=1))


@pytest.mark.parametrize("step", [1 / 60, 1 / 8])
def test_a_drift_has_unit_variance_and_forgets_at_its_own_pace_at_every_frame_rate(step: float) -> None:
    drift = Drift(Random(3).random, 400, 0.7, 0.9)
    first = drift.step(step)
    for _ in range(round(0.9 / step)):
        last = drift.step(step)
    assert pstdev(first) == pytest.approx(1, abs=0.1)
    assert pstdev(last) == pytest.approx(1, abs=0.1)
    assert fmean(a * b for a, b in zip(first, last, strict=True)) == pytest.approx(0.7 * math.exp(-1), abs=0.12)


def test_normals_are_normal() -> None:
    values = normals(Random(1).random, 20_001)
    assert len(values) == 20_001
    assert fmean(values) == pytest.approx(0, abs=0.03)
    assert pstdev(values) == pytest.approx(1, abs=0.03)
    assert sum(abs(v) < 1.96 for v in values) / len(values) == pytest.approx(0.95, abs=0.01)


def plain(exercise: Exercise, view: View) -> Sequence[float]:
    frames = seen(Asked(exercise, noise_deg=0.0, view=view, reps=1, fps=8.0))
    return [fmean(f.points[mark].visibility for f in frames[:8]) for mark in Landmark]


def test_the_far_arm_is_doubted_from_the_side_and_neither_from_the_front() -> None:
    trust = fitted_noise().parts
    front, side = (plain(turns(), view) for view in (View.FRONT, View.SIDE))
    for mark in (Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW):
        assert front[mark] == pytest.approx(trust[Part.ELBOW].seen)
    assert side[Landmark.RIGHT_ELBOW] == pytest.approx(trust[Part.ELBOW].seen)
    assert side[Landmark.LEFT_ELBOW] == pytest.approx(trust[Part.ELBOW].hidden, abs=0.05)
    assert side[Landmark.LEFT_SHOULDER] == pytest.approx(trust[Part.SHOULDER].seen)


def test_what_lies_outside_the_picture_is_doubted() -> None:
    near = seen(Asked(turns(), noise_deg=0.0, distance=0.9, reps=1, fps=8.0))[0].points
    for mark in (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE):
        assert near[mark].y > 1.15
        assert near[mark].visibility == pytest.approx(fitted_noise().parts[Part.ANKLE].outside)


def test_only_what_is_behind_is_hidden() -> None:
    far_away = [(1000.0, 1000.0, 2.0)] * len(Landmark)
    head = (0.0, 0.0, 2.0)
    for metres, hides in ((2.3, True), (1.7, False)):
        points = list(far_away)
        points[Landmark.LEFT_WRIST] = (3.0, 3.0, metres)
        cover = hidden(points, head, 500.0, 1.0)
        assert (cover[Landmark.LEFT_WRIST] == 1.0) is hides
        assert cover[Landmark.LEFT_INDEX] == cover[Landmark.LEFT_WRIST]
        assert cover[Landmark.RIGHT_ELBOW] == 0.0


def test_the_face_is_lost_at_the_end_of_a_far_turn_and_found_again() -> None:
    asked = Asked(turns(), noise_deg=0.0, reps=1, fps=20.0)
    frames = seen(asked)
    faces = [f.head is not None for f in frames]
    assert faces[0]
    assert faces[-1]
    assert not all(faces)
    assert max(abs(f.head.yaw) for f in frames if f.head) <= fitted_noise().face_lost_deg


def test_drop_outs_take_the_share_that_was_asked_for() -> None:
    frames = seen(Asked(press(), body_drop=0.2, fps=20.0, reps=10, seed=4))
    lost = [not f.points for f in frames]
    assert sum(lost) / len(lost) == pytest.approx(0.2, abs=0.08)
    assert all(f.head is None for f in frames if not f.points)
    runs = sum(a and not b for a, b in zip(lost, [False, *lost], strict=False))
    assert sum(lost) / runs > 3, "they come in stretches, not in single frames"


def test_uneven_frames_keep_their_order_and_their_mean_rate() -> None:
    times = [f.t for f in seen(Asked(press(), jitter_s=0.05, fps=25.0, reps=1))]
    assert times == sorted(set(times))
    assert pstdev([b - a for a, b in pairwise(times)]) > 0.005
    assert (times[-1] - times[0]) / (len(times) - 1) == pytest.approx(1 / 25, rel=0.01)


def test_clothes_move_joints_once_and_for_all() -> None:
    bare = seen(Asked(press(), noise_deg=0.0, reps=1, fps=8.0))
    dressed = seen(Asked(press(), noise_deg=0.0, clothes_mm=30.0, reps=1, fps=8.0))
    gaps = [[math.hypot(p.x - q.x, p.y - q.y) for p, q in zip(a.points, b.points, strict=True)]
            for a, b in zip(bare, dressed, strict=True)]  # fmt: skip
    assert all(row == pytest.approx(gaps[0], abs=1e-9) for row in gaps)
    loose = {part for part, gap in zip(PARTS, gaps[0], strict=True) if gap > 1e-6}
    assert loose == {Part.SHOULDER, Part.ELBOW, Part.HIP, Part.KNEE}
    assert fmean(gap for gap in gaps[0] if gap) > 0.005


def test_hidden_limbs_stray_farther_unless_a_noise_was_asked_for() -> None:
    exercise = next(e for e in catalogue().exercises.values() if e.camera.view == "side" and e.place == "floor")
    asked = Asked(exercise, reps=4, seed=2)
    fitted = errors(asked)
    stated = errors(replace(asked, noise_deg=fitted_noise().deg))
    assert pstdev(fitted["LEFT_HIP"]) > 1.5 * pstdev(stated["LEFT_HIP"])
    assert pstdev(fitted["RIGHT_HIP"]) == pytest.approx(pstdev(stated["RIGHT_HIP"]), rel=0.5)


def test_from_the_side_the_face_nods_by_the_noise_that_was_asked_for() -> None:
    asked = Asked(turns(), view=View.SIDE, reps=1, seed=3)
    for deg in (1.0, 3.0):
        found = []
        noisy = seen(replace(asked, noise_deg=deg))
        for a, b in zip(noisy, seen(replace(asked, noise_deg=0.0)), strict=True):
            if a.points and 0.5 < b.t < 3.0:
                ways = [
                    math.atan2((f.points[8].y - f.points[0].y) * 480, (f.points[8].x - f.points[0].x) * 640)
                    for f in (a, b)
                ]
                found.append((math.degrees(ways[0] - ways[1]) + 180) % 360 - 180)
        assert math.sqrt(fmean(v * v for v in found)) == pytest.approx(deg, rel=0.3)


def test_the_numbers_of_a_noise_are_read_and_their_faults_told_at_once() -> None:
    assert parse_noise(TEXT, "n.toml").parts[Part.KNEE].hidden_times == 2
    with pytest.raises(ProtocolError) as refused:
        parse_noise(TEXT.replace("wander = 0.8", "wander = 8").replace("knee =", "kneee ="), "n.toml")
    told = [f"{fault.place}: {fault.found}" for fault in refused.value.faults]
    assert "wander: the number 8" in told
    assert "part.knee: nothing" in told
    assert any(line.startswith("part.kneee") for line in told)
