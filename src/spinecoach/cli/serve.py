"""``spinecoach serve``."""

import os
from contextlib import suppress
from pathlib import Path

from spinecoach.app.settings import settings


def serve_pages(host: str | None, port: int | None, data: Path | None, *, open_browser: bool) -> None:
    """Serve until ended. Raises Refused or StoreError before anything is served."""
    chosen = settings(os.environ, host=host, port=port, data_dir=data, open_browser=open_browser)
    # After the settings: a wrong option is told before the pages are loaded.
    from spinecoach.web.server import serve  # noqa: PLC0415

    with suppress(KeyboardInterrupt):  # the ordinary end
        serve(chosen)
