"""Video files are read by their containers' time stamps, and what is none is told in one line."""

import socket
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from spinecoach.cli.main import run
from spinecoach.vision.errors import VisionError
from spinecoach.vision.native import native
from spinecoach.vision.video import LARGEST_SIDE, is_video, open_video


def written(path: Path, pictures: int = 10, fps: float = 25.0, size: tuple[int, int] = (320, 240)) -> Path:
    """A video of grey pictures, each lighter than the one before."""
    file = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), fps, size)
    for i in range(pictures):
        file.write(np.full((size[1], size[0], 3), min(20 * i, 255), np.uint8))
    file.release()
    return path


def read(path: Path) -> tuple[tuple[int, int], list[Any]]:
    video = open_video(path)
    return video.image, list(video.pictures)


def test_pictures_come_in_order_with_their_times(tmp_path: Path) -> None:
    image, pictures = read(written(tmp_path / "a.mp4"))
    assert image == (320, 240)
    assert [picture.t for picture in pictures] == pytest.approx([i / 25 for i in range(10)], abs=1e-6)
    light = [float(picture.pixels.mean()) for picture in pictures]
    assert light == sorted(light)


@pytest.mark.parametrize("fps", [8.0, 30.0, 60.0])
def test_the_times_are_those_of_the_file_whatever_its_rate(fps: float, tmp_path: Path) -> None:
    _, pictures = read(written(tmp_path / "a.mp4", fps=fps))
    assert [picture.t for picture in pictures] == pytest.approx([i / fps for i in range(10)], abs=0.001)


def test_large_pictures_are_made_smaller_and_the_size_told_is_the_files(tmp_path: Path) -> None:
    image, pictures = read(written(tmp_path / "a.mp4", pictures=2, size=(1920, 1080)))
    assert image == (1920, 1080)
    assert pictures[0].pixels.shape == (720, LARGEST_SIDE, 3)


@pytest.mark.parametrize(("name", "video"), [("a.MP4", True), ("b.webm", True), ("c.jsonl", False), ("d", False)])
def test_a_video_is_told_by_its_name(name: str, video: bool) -> None:
    assert is_video(Path(name)) is video


def bad_file(kind: str, folder: Path) -> Path:
    path = folder / f"{kind}.mp4"
    match kind:
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_text("Not a video at all.\n" * 50)
        case "noise":
            path.write_bytes(bytes((i * i + 7 * i) % 256 for i in range(5000)))
        case "playlist":
            path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
        case "headless":
            path.write_bytes(written(folder / "whole.mp4").read_bytes()[:400])
        case "folder":
            path.mkdir()
        case "picture":
            cv2.imwrite(str(folder / "a.png"), np.zeros((64, 64, 3), np.uint8))
            path.write_bytes((folder / "a.png").read_bytes())
        case _:
            assert kind == "none"
    return path


FOUND = {
    "none": "no such file", "empty": "an empty file", "folder": "a folder", "picture": "", "playlist": "",
    "text": "nothing that can be read", "noise": "nothing that can be read", "headless": "nothing that can be read",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "found"), FOUND.items())
def test_what_is_no_video_is_one_line_and_exit_code_2(
    kind: str, found: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = bad_file(kind, tmp_path)
    assert run(["analyze", str(path), "--exercise", "C1", "--json"]) == 2
    out, told = capfd.readouterr()
    assert out == ""
    assert told.startswith(f"{path}: found {found}")
    assert "; right would be a" in told
    assert told.count("\n") == 1


PLAYLISTS = {
    "m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n",
    "concat": "ffconcat version 1.0\nfile http://127.0.0.1:{port}/a.mp4\n",
}


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_playlist_that_calls_itself_a_video_reaches_nobody(kind: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        (tmp_path / "a.mp4").write_text(PLAYLISTS[kind].format(port=server.getsockname()[1]))
        with pytest.raises(VisionError):
            read(tmp_path / "a.mp4")
        server.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody has called
            server.accept()


def test_without_its_packages_one_line_says_how_to_install_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "a.mp4")
    native.cache_clear()
    monkeypatch.setitem(sys.modules, "mediapipe", None)
    assert run(["analyze", str(path), "--exercise", "C1"]) == 2
    native.cache_clear()
    out, told = capfd.readouterr()
    assert out == ""
    assert told.startswith("video: found no mediapipe in this Python; right would be `make video` in a clone, or the ")
    assert told.count("\n") == 1


def test_a_video_of_which_most_cannot_be_read_is_refused(tmp_path: Path) -> None:
    whole = written(tmp_path / "a.avi", pictures=200, size=(640, 480)).read_bytes()
    index = whole.rfind(b"idx1")
    (tmp_path / "b.avi").write_bytes(whole[: index // 3] + bytes(index - index // 3) + whole[index:])
    with pytest.raises(VisionError, match=r"b.avi: found a damaged video: \d+ of 200 pictures can be read"):
        read(tmp_path / "b.avi")
