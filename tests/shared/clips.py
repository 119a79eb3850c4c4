"""The real clips beside the project; where they are absent, what needs them is skipped with that reason."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "shared" / "data" / "video"
RENDERED = DATA / "rendered"

needs_clips = pytest.mark.skipif(not RENDERED.is_dir(), reason="the clips of ../shared/data are not on this machine")
