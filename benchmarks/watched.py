"""What the real pose models see on the rendered clips.

`python -m benchmarks.watched` writes it as replay files into artifacts/seen, the raw material of `noise_fit`.
"""

import sys
from functools import cache
from pathlib import Path

from spinecoach.app.models import set_up, shelf_of
from spinecoach.body import Frame
from spinecoach.vision.models import FULL
from spinecoach.vision.video import open_video
from spinecoach.vision.watch import Models, watch
from spinecoach.wire.replay import Header, read_replay, replay_bytes

ROOT = Path(__file__).parent.parent
CLIPS = ROOT.parent / "shared" / "data" / "video" / "rendered"
SEEN = ROOT / "artifacts" / "seen"
Seen = tuple[Header, tuple[Frame, ...]]
"""What the models saw of a clip."""


def clips() -> list[Path]:
    """The clips, in the order of their names; none where the data is not on this machine."""
    return sorted(CLIPS.glob("*.mp4"))


def view_of(clip: Path) -> str:
    """From where a clip is taken: front or side."""
    return clip.stem.split("_")[2]


@cache
def watched(clip: Path, pose: str = FULL) -> Seen:
    """Every frame of a clip, as `spinecoach analyze` sees it. ``pose`` is the bundle that finds the body."""
    shelf = shelf_of()
    set_up(shelf)
    video = open_video(clip)
    return Header(video.image, view_of(clip)), tuple(watch(video.pictures, Models.of(shelf, pose)))


def kept(clip: Path) -> Path:
    """Where `python -m benchmarks.watched` keeps what was seen of a clip."""
    return SEEN / f"{clip.stem}.jsonl.gz"


def kept_or_watched(clip: Path, pose: str = FULL) -> Seen:
    """As ``watched``; what artifacts/seen keeps of the full model is taken from there, as reading takes minutes."""
    if pose != FULL or not kept(clip).exists():
        return watched(clip, pose)
    header, frames = read_replay(kept(clip).read_bytes(), kept(clip).name)
    return header, tuple(frames)


def main() -> int:
    if not clips():
        print(f"watched: found no clips in {CLIPS}; right would be those of ../shared/data", file=sys.stderr)
        return 2
    SEEN.mkdir(parents=True, exist_ok=True)
    for clip in clips():
        header, frames = watched(clip)
        kept(clip).write_bytes(replay_bytes(header, frames, gzipped=True))
        print(f"{clip.stem}: {len(frames)} frames")
    return 0


if __name__ == "__main__":
    sys.exit(main())
