"""Real pictures through the real models: our person is found, kept and measured, near and far, upright and lying."""

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Any

import cv2
import numpy as np
import pytest
from clips import DATA, RENDERED, needs_clips

from spinecoach.app.analysis import Footage, analyse
from spinecoach.app.catalogue import catalogue
from spinecoach.app.footage import video_footage
from spinecoach.app.models import set_up, shelf_of
from spinecoach.body import Frame, Landmark
from spinecoach.vision.errors import ModelsError
from spinecoach.vision.models import LITE, Shelf
from spinecoach.vision.video import Picture, open_video
from spinecoach.vision.watch import Models, Watcher, watch
from spinecoach.wire.replay import Header, read_replay, replay_bytes

WIDE, HIGH = 640, 480
BOTH = RENDERED / "C5_woman_front_s41.mp4", RENDERED / "C5_man_front_s42.mp4"
Change = Callable[[Any], Any]


@pytest.fixture(scope="module")
def models() -> Models:
    shelf = shelf_of()
    set_up(shelf)
    return Models.of(shelf, LITE)


def pictures(clip: Path, count: int | None = None, every: int = 3, change: Change = lambda p: p) -> Iterator[Picture]:
    """Every so manyth picture of a clip, changed."""
    stop = None if count is None else count * every
    for picture in islice(open_video(clip).pictures, 0, stop, every):
        yield Picture(picture.t, change(picture.pixels))


def truth(name: str, every: int = 3) -> list[dict[str, str]]:
    with (RENDERED / f"{name}.csv").open() as file:
        return list(csv.DictReader(file))[::every]


def astray(frame: Frame, row: dict[str, str], joint: str, mark: Landmark) -> float:
    """Pixels from where a joint truly is."""
    point = frame.points[mark]
    return float(np.hypot(point.x * WIDE - float(row[f"px_{joint}_u"]), point.y * HIGH - float(row[f"px_{joint}_v"])))


def torso_x(frame: Frame) -> float:
    return fmean(frame.points[mark].x for mark in (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER))


def test_without_models_one_line_says_how_to_set_them_up(tmp_path: Path) -> None:
    with pytest.raises(ModelsError, match="found none set up; right would be `spinecoach models`"):
        Models.of(Shelf(tmp_path))


@needs_clips
@pytest.mark.slow
@pytest.mark.parametrize(("clip", "code"), [("C5_man_front_s42", "C5"), ("L2_man_side_s102", "L2")])
def test_a_video_is_judged_as_the_replay_of_its_own_frames_is(clip: str, code: str) -> None:
    exercise = catalogue().exercises[code]
    footage = video_footage(RENDERED / f"{clip}.mp4", exercise.camera.view, shelf_of(), LITE)
    frames: list[Frame] = []

    def kept(seen: Iterable[Frame]) -> Iterator[Frame]:
        for frame in seen:
            frames.append(frame)
            yield frame

    from_video = analyse(exercise, Footage(kept(footage.frames), footage.image, footage.view))
    data = replay_bytes(Header(footage.image, footage.view), frames, gzipped=True)
    header, replayed = read_replay(data, clip)
    assert analyse(exercise, Footage(replayed, header.image, header.view, header.mirrored)) == from_video
    rows = truth(clip, every=1)
    assert len(frames) == len(rows)
    assert [frame.t for frame in frames] == pytest.approx([float(row["t"]) for row in rows], abs=0.001)


@needs_clips
@pytest.mark.slow
def test_a_turning_head_is_measured_with_the_right_sign_and_size(models: Models) -> None:
    name = "C1_woman_front_s1"
    frames = list(watch(pictures(RENDERED / f"{name}.mp4", every=4), models))
    assert all(frame.points for frame in frames)
    pairs = [(f.head, -float(r["cam_yaw"])) for f, r in zip(frames, truth(name, every=4), strict=True) if f.head]
    assert len(pairs) > 0.8 * len(frames)
    errors = [abs(head.yaw - true) for head, true in pairs if abs(true) < 45]
    assert max(true for _, true in pairs) > 45
    assert min(true for _, true in pairs) < -45
    assert fmean(errors) < 4.0


@needs_clips
@pytest.mark.slow
def test_a_face_twice_as_far_away_has_the_same_angles_and_twice_the_depth(models: Models) -> None:
    """The same pictures at half their size in the middle of an empty one, as from twice as far away."""

    def far(pixels: Any) -> Any:
        small = cv2.resize(pixels, (WIDE // 2, HIGH // 2), interpolation=cv2.INTER_AREA)
        return cv2.copyMakeBorder(small, 120, 120, 160, 160, cv2.BORDER_CONSTANT)

    clip = RENDERED / "C2_woman_front_s11.mp4"
    near = list(watch(pictures(clip, 60), models))
    away = list(watch(pictures(clip, 60, change=far), models))
    heads = [(a.head, b.head) for a, b in zip(near, away, strict=True) if a.head and b.head]
    assert len(heads) > 55
    assert fmean(abs(b.pitch - a.pitch) for a, b in heads) < 2.0
    assert fmean(abs(b.yaw - a.yaw) for a, b in heads) < 2.0
    assert fmean(b.depth_mm / a.depth_mm for a, b in heads if a.depth_mm and b.depth_mm) == pytest.approx(2.0, abs=0.1)


@needs_clips
@pytest.mark.slow
@pytest.mark.parametrize("clip", ["L2_man_side_s102", "T3_woman_side_s81"])
def test_a_lying_body_is_watched_with_its_head_up_and_told_where_it_is(clip: str, models: Models) -> None:
    rows = truth(clip)
    with Watcher(models) as watcher:
        frames = [watcher.see(picture) for picture in pictures(RENDERED / f"{clip}.mp4", 60)]
        assert watcher.quarter in (1, 3)
    for joint, mark in (("hip_L", Landmark.LEFT_HIP), ("hip_R", Landmark.RIGHT_HIP), ("knee_R", Landmark.RIGHT_KNEE)):
        assert fmean(astray(f, r, joint, mark) for f, r in zip(frames, rows, strict=False)) < 35
    lengths = [
        abs(f.points[Landmark.LEFT_HIP].z - f.points[Landmark.RIGHT_HIP].z) for f in frames[20:] if len(f.points) == 33
    ]
    assert 0.02 < fmean(lengths) < 0.5


@needs_clips
@pytest.mark.slow
def test_a_real_person_on_the_floor_is_seen(models: Models) -> None:
    frames = list(watch(pictures(DATA / "physioplus_bridging.mp4", every=2), models))
    assert sum(bool(frame.points) for frame in frames) > 0.95 * len(frames)


def beside(one: Path, other: Path, count: int, place: Callable[[int], int | None]) -> Iterator[Picture]:
    """The first clip's left part, narrowed, with a strip of the other clip's person at ``place`` of each picture."""
    others = pictures(other)
    for i, picture in enumerate(pictures(one, count)):
        canvas: Any = np.zeros((HIGH, WIDE, 3), np.uint8)
        canvas[:, :320] = picture.pixels[:, 160:480]
        strip = next(others).pixels[60:, 180:460]
        at = place(i)
        if at is not None:
            seen = strip[:, max(0, -at) : max(0, WIDE - at)]
            left = max(at, 0)
            canvas[60:, left : left + seen.shape[1]] = seen
        yield Picture(picture.t, canvas)


@needs_clips
@pytest.mark.slow
def test_who_walks_across_our_person_and_stays_beside_does_not_become_ours(models: Models) -> None:
    frames = list(watch(beside(*BOTH, 75, lambda i: min(350, 14 * (i - 10) - 280) if i >= 10 else None), models))
    assert all(frame.points for frame in frames[:20])
    assert max(torso_x(frame) for frame in frames if frame.points) < 0.6
    after = frames[55:]
    assert all(frame.points for frame in after)
    assert max(torso_x(frame) for frame in after) < 0.4


@needs_clips
@pytest.mark.slow
def test_while_our_person_is_hidden_nobody_else_is_taken_for_it(models: Models) -> None:
    def hidden() -> Iterator[Picture]:
        for i, picture in enumerate(beside(*BOTH, 50, lambda i: 350 if i >= 5 else None)):
            if 15 <= i < 30:
                picture.pixels[:, :330] = 0
            yield picture

    frames = list(watch(hidden(), models))
    assert all(frame.points for frame in [*frames[:15], *frames[35:]])
    assert not any(frame.points for frame in frames[18:30])
    assert all(torso_x(frame) < 0.4 for frame in frames if frame.points)
