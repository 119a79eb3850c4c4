"""What the live page's own camera worker sees on the rendered clips, in real Chromium without a graphics card.

Picture by picture, each waited for, so that none is dropped and the same picture gives the same frame on any machine.
`python -m benchmarks.in_chromium` writes it as replay files into artifacts/seen-in-chromium, under a name made of the
worker, the models and their runtime: when one of them changes, the clips are watched again.
"""

import base64
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks.figure import Figure
from benchmarks.running import running
from benchmarks.watched import ROOT, Seen, clips, view_of
from spinecoach.app.models import set_up, shelf_of
from spinecoach.body import Frame, HeadPose, Point
from spinecoach.vision.models import FILES, FULL, LITE
from spinecoach.vision.native import native
from spinecoach.vision.video import Picture, open_video
from spinecoach.web.assets import BUILT
from spinecoach.wire.replay import Header, read_replay, replay_bytes

SEEN = ROOT / "artifacts" / "seen-in-chromium"
AT_ONCE = 15
"""Pictures that are handed to the browser together; the worker still sees one after the other."""
OPEN = """async (worker) => {
  window.eyes?.terminate();
  window.eyes = new Worker(worker, {type: "module"});
  window.heard = (kind) => new Promise((done, failed) => {
    window.eyes.onmessage = ({data}) => {
      if (data.kind === kind) done(data);
      if (data.kind === "failed") failed(new Error(data.line));
    };
    window.eyes.onerror = (event) => failed(new Error(event.message));
  });
  const opened = window.heard("opened");
  window.eyes.postMessage({kind: "open", base: "/static/camera/"});
  await opened;
}"""
LOOK = """async (pictures) => {
  const seen = [];
  for (const {png, t, number} of pictures) {
    const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
    const saw = window.heard("saw");
    const began = performance.now();
    window.eyes.postMessage({kind: "look", picture, t, number}, [picture]);
    const {sighting} = await saw;
    const ms = performance.now() - began;
    seen.push({points: sighting.points.map((p) => [p.x, p.y, p.z, p.visibility ?? 0]), head: sighting.head, ms});
  }
  return seen;
}"""


class NoBrowserError(Exception):
    """Chromium, or the built page, is not here. ``str`` says which."""


@cache
def key() -> str:
    """Of the worker, the light pose model, the face model and what runs them. Raises NoBrowserError."""
    shelf = shelf_of()
    set_up(shelf)
    files = [shelf.file(name) for name in sorted(FILES) if FULL not in name]
    digest = sha256()
    for file in (_worker(), *files):
        if file is None:
            raise NoBrowserError("the camera's models are not set up")
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def kept(clip: Path) -> Path:
    """Where what was seen of a clip is kept. Raises NoBrowserError."""
    return SEEN / key() / f"{clip.stem}.jsonl.gz"


def kept_or_seen(clip: Path, pose: str = LITE) -> Seen:
    """What the worker sees of every picture; watched once, kept from then on. ``pose`` is the one model that the live
    page has. Raises NoBrowserError."""
    if pose != LITE:
        raise ValueError(f"pose: found {pose!r}; right would be {LITE!r}, which is all the live page has")
    if not kept(clip).exists():
        with _page() as page:
            _keep(clip, page)
    header, frames = read_replay(kept(clip).read_bytes(), kept(clip).name)
    return header, tuple(frames)


def keep_all(chosen: Iterable[Path]) -> Iterator[Figure]:
    """Watch what is not kept yet, in one browser. Raises NoBrowserError."""
    missing = [clip for clip in chosen if not kept(clip).exists()]
    if missing:
        with _page() as page:
            for clip in missing:
                yield Figure(f"{clip.stem} in Chromium, a picture, median", _keep(clip, page), "ms")


def _keep(clip: Path, page: Page) -> float:
    """Watch and keep a clip; the median milliseconds that a picture took in the worker."""
    open_worker(page)
    video = open_video(clip)
    frames: list[Frame] = []
    spent: list[float] = []
    while pictures := list(islice(video.pictures, AT_ONCE)):
        for frame, ms in look(page, pictures, len(frames)):
            frames.append(frame)
            spent.append(ms)
    kept(clip).parent.mkdir(parents=True, exist_ok=True)
    whole = kept(clip).with_suffix(".part")
    whole.write_bytes(replay_bytes(Header(video.image, view_of(clip)), frames, gzipped=True))
    whole.rename(kept(clip))
    return median(spent)


def open_worker(page: Page) -> None:
    """Have a page of the server load the worker and its models. Raises NoBrowserError."""
    page.evaluate(OPEN, f"/static/built/assets/{_worker().name}")


def look(page: Page, pictures: Sequence[Picture], first: int = 0) -> Iterator[tuple[Frame, float]]:
    """What the worker that was opened sees of pictures, of which the first has the number ``first``, and the
    milliseconds that each took."""
    told = [_told(picture, first + n) for n, picture in enumerate(pictures)]
    for picture, seen in zip(pictures, page.evaluate(LOOK, told), strict=True):
        yield _frame(picture.t, seen), seen["ms"]


def _told(picture: Picture, number: int) -> Mapping[str, object]:
    cv2 = native().cv2
    _, png = cv2.imencode(".png", picture.pixels, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    return {"png": base64.b64encode(png.tobytes()).decode(), "t": picture.t, "number": number}


def _frame(t: float, seen: Mapping[str, Any]) -> Frame:
    head = seen["head"]
    return Frame(
        t,
        tuple(Point(x, y, z, min(1.0, max(0.0, visibility))) for x, y, z, visibility in seen["points"]),
        None if head is None else HeadPose(head["yaw"], head["pitch"], head["roll"], head["depth"]),
    )


def _worker() -> Path:
    found = sorted(BUILT.glob("assets/camera-worker-*.js"))
    if len(found) != 1:
        raise NoBrowserError(f"found {len(found)} built camera workers; right would be one, which `make setup` builds")
    return found[0]


@contextmanager
def _page() -> Iterator[Page]:
    path = shutil.which("chromium")
    if path is None:
        raise NoBrowserError("Debian's chromium is not here; `make browser` installs it")
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.port}/")
            yield page
        except Error as fault:
            raise NoBrowserError(str(fault).splitlines()[0]) from fault
        finally:
            browser.close()


def main() -> int:
    if not clips():
        print("in_chromium: found no clips; right would be those of ../shared/data", file=sys.stderr)
        return 2
    for figure in keep_all(clips()):
        print(figure, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
