"""A whole camera session, from the first visit to the end, as a program of its own, so that it can be watched from
outside: `python camera_session.py FOLDER [FILM]`. Prints `done` when it is through."""

import sys
from pathlib import Path

from filmed import NOTE, a_plan, begin, camera
from house import Server
from playwright.sync_api import expect


def run(folder: Path, film: Path | None) -> None:
    server = Server(folder / "data")
    server.start()
    try:
        with camera(film, [f"--log-net-log={folder / 'net.json'}", NO_NAMES]) as page:
            filmed = begin(page, server, a_plan("C1", reps=1))
            expect(page.locator(".camera figcaption")).to_have_text(NOTE, timeout=60_000)
            if film is not None:
                filmed.led()
            page.wait_for_timeout(SECONDS * 1000)
            page.get_by_role("button", name="Stop", exact=True).click()
            page.get_by_role("button", name="Stop the session").click()
            expect(page.locator("[data-show=end]")).to_be_visible()
            page.goto(f"{server.url}/history")
            expect(page.locator("h1")).to_be_visible()
    finally:
        server.stop()


SECONDS = 65
"""Versions of the models' packages that report to somebody were seen to do so once a minute."""
NO_NAMES = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
"""The browser's own errands (its updates, accounts, autofill) find no names. What a page asks for is in its log."""

if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    sys.stdout.write("done\n")
