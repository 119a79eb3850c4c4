"""``spinecoach models``."""

import os

from spinecoach.app.models import set_up, shelf_of
from spinecoach.app.settings import settings
from spinecoach.cli.output import console, print_json
from spinecoach.vision.models import FILES


def set_models_up(*, as_json: bool) -> None:
    """Assemble what the camera needs and is not there yet, and say where it stands. Raises Refused."""
    shelf = shelf_of(settings(os.environ).models_dir)
    made = shelf.missing()
    set_up(shelf)
    files = {name: path for name in FILES if (path := shelf.file(name)) is not None}
    if as_json:
        print_json({
            "files": [{"name": name, "path": str(path), "bytes": path.stat().st_size} for name, path in files.items()],
            "made": list(made),
        })  # fmt: skip
        return
    page = console()
    for name, path in files.items():
        page.print(f"{path.stat().st_size / 1e6:5.1f} MB  {path}{'  made now' if name in made else ''}", soft_wrap=True)
