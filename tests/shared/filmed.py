"""A camera that plays a clip: Chromium takes it for a real one. Chromium plays 30 pictures a second, over and over."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from clips import RENDERED
from drive import launch
from guest import answer_gate
from house import Server
from playwright.sync_api import Page, expect

from spinecoach.app.catalogue import catalogue
from spinecoach.app.settings import DATABASE
from spinecoach.session.plan import DayPlan, Item
from spinecoach.session.timing import item_seconds
from spinecoach.wire.plan import plan_json, work_at

FPS = 30
NO_PAIN = {"neck": 0, "headache": 0, "thoracic": 0, "lumbar": 0}
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip
FAKE = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


def film(clip: str, to: Path, *, lead_s: float, slower: int = 1, tail_s: float = 0.0) -> Path:
    """The clip as a camera's film in ``to``: its first picture for ``lead_s``, then each picture ``slower`` times, and
    its last for ``tail_s``."""
    import cv2

    video = cv2.VideoCapture(str(RENDERED / f"{clip}.mp4"))
    pictures: list[bytes] = []
    while True:
        there, pixels = video.read()
        if not there:
            break
        pictures.append(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes())
    assert pictures, clip
    path = to / f"{clip}.mjpeg"
    with path.open("wb") as file:
        file.writelines([pictures[0]] * int(lead_s * FPS))
        for picture in pictures:
            file.writelines([picture] * slower)
        file.writelines([pictures[-1]] * int(tail_s * FPS))
    return path


@contextmanager
def camera(film: Path | None, flags: Sequence[str] = ()) -> Iterator[Page]:
    """A page in a Chromium whose camera plays ``film``, or a test picture. What fails in the page fails here."""
    fake = (*FAKE, *([f"--use-file-for-fake-video-capture={film}"] if film else []))
    browser = launch([*QUIET, *fake, *flags])
    try:
        # The figure stands still, so that the processor is left to the models.
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        context.set_default_timeout(30_000)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    finally:
        browser.close()
    assert not errors, errors


def a_plan(code: str, **changed: object) -> Mapping[str, Any]:
    """A plan of one exercise at the article's first level, changed."""
    protocol = catalogue()
    exercise = protocol.exercises[code]
    work = replace(work_at(exercise, exercise.article_levels[0]), **changed)  # type: ignore[arg-type]
    seconds = item_seconds(protocol, work)
    return plan_json(DayPlan(None, "PROCEED", 60, seconds, (Item(work, seconds, (), ()),)))


def want_camera(page: Page, url: str) -> None:
    """Through the settings, as a person does."""
    page.goto(f"{url}/settings")
    page.locator("input[name=camera][value=on]").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/settings?saved=1")


@dataclass(frozen=True)
class Filmed:
    """A session under way before the camera."""

    server: Server
    page: Page
    id: str

    def stands(self) -> dict[str, Any]:
        stands: dict[str, Any] = self.server.ask(f"/sessions/{self.id}")
        return stands

    def events(self, kind: str) -> list[dict[str, Any]]:
        """What the record has of a kind."""
        with closing(sqlite3.connect(self.server.data / DATABASE)) as record:
            rows = record.execute("SELECT body FROM entries WHERE kind = ? ORDER BY seq", (kind,)).fetchall()
        return [json.loads(body) for (body,) in rows]

    def led(self) -> None:
        """Wait until the camera leads, and begin if the session has not yet."""
        expect(self.page.locator(".camera.leads")).to_be_attached(timeout=90_000)
        with suppress(HTTPError):
            self.server.ask(f"/sessions/{self.id}/commands", {"command": "start"})


def begin(page: Page, server: Server, plan: Mapping[str, Any]) -> Filmed:
    """From the first visit to a session of ``plan`` with the camera on."""
    answer_gate(page, server.url)
    want_camera(page, server.url)
    session = server.ask("/sessions", {**plan, "pain": NO_PAIN, "check": {}})["id"]
    page.goto(f"{server.url}/live/{session}")
    expect(page.locator("#live")).not_to_have_attribute("data-scene", "opening")
    start = page.locator("[data-wish=begin]")
    if start.is_visible():
        start.click()
    return Filmed(server, page, session)


NOTE = re.compile("Camera on. 0 bytes of video left this computer.")
