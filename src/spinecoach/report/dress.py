"""Makes a plain drawing fit for a page: dark colours where the page is dark, and its typeface with it."""

import re
from base64 import b64encode
from functools import cache
from importlib.resources import files

from spinecoach.report.palette import DARK, FACE

PAGE_FACE = "atkinson-hyperlegible-next-latin-wght-normal-"
"""How the built file of the pages' typeface begins."""
_SIZE = re.compile(r'<svg[^>]* width="([0-9.]+)" height="([0-9.]+)"')


def dressed(svg: str) -> str:
    """The drawing as an image of its own: it needs nothing from the page around it."""
    at = svg.index(">") + 1
    return f"{svg[:at]}<style>{_style()}</style>{svg[at:]}"


def size_of(svg: str) -> tuple[int, int]:
    """Its width and height in pixels."""
    found = _SIZE.match(svg)
    if found is None:
        raise ValueError("a drawing without a size")
    return round(float(found[1])), round(float(found[2]))


@cache
def _style() -> str:
    dark = "".join(
        f'[fill="{light}"]{{fill:{other}}}[stroke="{light}"]{{stroke:{other}}}' for light, other in DARK.items()
    )
    face = _face()
    own = (
        f'@font-face{{font-family:"{FACE}";font-weight:200 800;src:url(data:font/woff2;base64,{face})}}' if face else ""
    )
    return f"{own}text{{font-variant-numeric:tabular-nums}}@media (prefers-color-scheme:dark){{{dark}}}"


def _face() -> str:
    """The built typeface in base64; nothing where the pages were not built."""
    folder = files("spinecoach").joinpath("web", "static", "built", "assets")
    if not folder.is_dir():
        return ""
    found = next((entry for entry in folder.iterdir() if entry.name.startswith(PAGE_FACE)), None)
    return b64encode(found.read_bytes()).decode() if found else ""
